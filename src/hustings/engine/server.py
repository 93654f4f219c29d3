"""The embedded PostgreSQL: laid out once, started under a lock, stopped by whoever leaves last.

The web process, the worker and any command share one server. Each holds a shared lock while it uses
the server; the one that can turn its lock into an exclusive one is the last and stops it. A lock dies
with its process, so nothing is left behind by a kill or a power cut.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fasteners

from hustings.core.errors import HustingsError
from hustings.engine import address
from hustings.engine.cluster import (
    data_folder,
    is_down,
    lay_out_cluster,
    start_cluster,
    stop_cluster,
)
from hustings.engine.home import folder, home
from hustings.engine.programs import VERSION
from hustings.engine.provision import provision
from hustings.engine.upgrade import bring_forward, older_version

log = logging.getLogger(__name__)
# How often each home's server is in use within this process: a file lock belongs to the whole process, so
# only the outermost use may take it and let it go.
_uses: Counter[Path] = Counter()


@contextmanager
def running() -> Iterator[None]:
    """Keep the database at hand while the block runs; start the embedded server if nobody has."""
    if address.is_served():
        provision(address.owner(), address.application())
        yield
        return
    here = home()
    _uses[here] += 1
    try:
        if _uses[here] > 1:
            yield
        else:
            with _shared():
                yield
    finally:
        _uses[here] -= 1


@contextmanager
def _shared() -> Iterator[None]:
    places = folder("postgres")
    users = fasteners.InterProcessReaderWriterLock(str(places / "users.lock"))
    turn = fasteners.InterProcessLock(str(places / "start.lock"))
    with turn:
        users.acquire_read_lock()
    try:
        with turn:
            start()
        yield
    finally:
        with turn:
            users.release_read_lock()
            if users.acquire_write_lock(blocking=False):
                stop_cluster()
            # Unlocks what was locked and closes the file, which a refused lock leaves open.
            users.release_write_lock()


def keep_up() -> None:
    """Start the embedded server again if it has died while it is in use, as when the system was short of memory.

    Where that does not succeed, the log says why and the next call tries again: what is left of the dead one may
    still be going, or the disk be full for a while.
    """
    if address.is_served() or not is_down():
        return
    with fasteners.InterProcessLock(str(folder("postgres") / "start.lock")):
        try:
            start()
        except HustingsError as problem:
            log.error("the database is down and is tried again: %s", problem)


def start() -> None:
    """Lay out the data folder if it is new, start the server if it is down, wait until it answers."""
    if (old := older_version()) is not None:
        bring_forward(old)
    if not (data_folder() / "PG_VERSION").exists():
        lay_out_cluster(data_folder(), VERSION)
    start_cluster(VERSION)
