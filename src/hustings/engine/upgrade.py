"""A newer major version of the embedded server takes over an older one's data, by dump and restore.

The older data folder is kept, renamed, until the agent deletes it. A take-over that was cut off half-way
is begun again from the older folder, which it never changes.
"""

import shutil
import tempfile
from pathlib import Path

from hustings.engine import address
from hustings.engine.cluster import (
    data_folder,
    lay_out_cluster,
    start_cluster,
    stop_cluster,
)
from hustings.engine.dump import dump, restore_into
from hustings.engine.home import home
from hustings.engine.programs import PROGRAMS, VERSION


def older_version() -> int | None:
    """The version whose data must be brought forward before this one can serve, if any."""
    if not _mark().exists() and (data_folder() / "PG_VERSION").exists():
        return None
    older = [
        v for v in PROGRAMS if v < VERSION and (data_folder(v) / "PG_VERSION").exists()
    ]
    return max(older, default=None)


def bring_forward(old: int) -> None:
    """Copy the database of version `old` into a new cluster of this version."""
    _mark().touch()
    for left in home().glob(".bringing-forward-*"):
        shutil.rmtree(left, ignore_errors=True)
    shutil.rmtree(data_folder(), ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".bringing-forward-", dir=home()) as place:
        file = Path(place) / "database.dump"
        start_cluster(old)
        try:
            dump(address.embedded(address.OWNER), file)
        finally:
            stop_cluster(old)
        lay_out_cluster(data_folder(), VERSION)
        start_cluster(VERSION)
        restore_into(address.embedded(address.OWNER), file)
    _mark().unlink()
    data_folder(old).rename(data_folder(old).with_name(f"{old}.before-{VERSION}"))


def _mark() -> Path:
    return home() / "postgres" / "bringing-forward"
