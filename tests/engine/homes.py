"""A home for one test."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from hustings.engine import address
from hustings.engine.cluster import stop_cluster


def kill(victim: psutil.Process) -> None:
    """Kill -9; one that was born a moment ago, or killed by its parent's death, may be gone already."""
    with suppress(psutil.NoSuchProcess):
        victim.kill()


@contextmanager
def new_home(monkeypatch: pytest.MonkeyPatch, name: str = "home") -> Iterator[Path]:
    """HUSTINGS_HOME at a new folder; whatever still runs in it is stopped at the end."""
    place = Path(tempfile.mkdtemp(prefix="hustings-home-"))
    home = place / name
    monkeypatch.setenv("HUSTINGS_HOME", str(home))
    sockets = address.socket_folder()
    try:
        yield home
    finally:
        stop_cluster()
        shutil.rmtree(place, ignore_errors=True)
        shutil.rmtree(sockets, ignore_errors=True)
