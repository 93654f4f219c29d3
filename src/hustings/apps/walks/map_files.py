"""Maps that whoever looks after the server has put into its folder `maps`."""

import re
from pathlib import Path

from hustings.engine.home import home

NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,80}\.pmtiles")


def map_file(name: str) -> Path | None:
    """The file of that name in the folder `maps` of HUSTINGS_HOME; None where there is none."""
    if not NAME.fullmatch(name):
        return None
    path = home() / "maps" / name
    return path if path.is_file() else None
