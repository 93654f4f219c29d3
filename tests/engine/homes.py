"""Homes for tests: new, or set up once in a run and copied for whoever does not test the setting up."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import fasteners
import psutil
import pytest

from hustings.engine import address
from hustings.engine.cluster import stop_cluster

SHELF = "HUSTINGS_TEST_SHELF"
"""Names the folder in which the processes of one run keep prepared homes for each other."""


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


@contextmanager
def set_up_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """As `new_home`, but as any first command leaves it: laid out, migrated, and down."""
    with new_home(monkeypatch) as home:
        _copy(_kept("set-up", new_home, _first_command), home)
        yield home


@contextmanager
def prepared_home(
    monkeypatch: pytest.MonkeyPatch, prepare: Callable[[], None]
) -> Iterator[Path]:
    """As `set_up_home`, and `prepare` has been run in it, once for all who ask; it leaves the server down."""
    with new_home(monkeypatch) as home:
        _copy(_kept(prepare.__name__, set_up_home, prepare), home)
        yield home


@contextmanager
def shelf() -> Iterator[None]:
    """A place for prepared homes while the block runs, unless this process was told of its run's.

    It is made for the first home, and cleared with the last.
    """
    if SHELF in os.environ:
        yield
        return
    place = Path(tempfile.gettempdir(), f"hustings-shelf-{secrets.token_hex(8)}")
    os.environ[SHELF] = str(place)
    try:
        yield
    finally:
        del os.environ[SHELF]
        shutil.rmtree(place, ignore_errors=True)


def _kept(
    name: str,
    begin: Callable[[pytest.MonkeyPatch], AbstractContextManager[Path]],
    prepare: Callable[[], None],
) -> Path:
    """The home `name` on the shelf. Whoever asks first prepares it, and others wait."""
    kept = Path(os.environ[SHELF], name)
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    with fasteners.InterProcessLock(kept.with_suffix(".lock")):
        if not kept.exists():
            with pytest.MonkeyPatch.context() as patch, begin(patch) as home:
                patch.setenv("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
                prepare()
                home.rename(kept)
    return kept


def _first_command() -> None:
    """One that needs the tables, so that it makes them."""
    words = ["manage", "shell", "-v0", "-c", "pass"]
    command = [sys.executable, "-m", "hustings.cli", *words]
    subprocess.run(command, check=True, capture_output=True)


def _copy(kept: Path, home: Path) -> None:
    """With its owners and times: the database's files belong to the system user that runs it."""
    subprocess.run(["cp", "-a", str(kept), str(home)], check=True)
