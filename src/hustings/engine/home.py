"""Where a hustings server keeps its things: the database, uploaded files, keys and copies."""

import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parents[1]


def home() -> Path:
    """The folder named by HUSTINGS_HOME; else `var/` in a checkout; else the platform's data folder."""
    named = os.environ.get("HUSTINGS_HOME")
    if named:
        return Path(named).expanduser().absolute()
    checkout = PACKAGE.parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / "Makefile").is_file():
        return checkout / "var"
    return platformdirs.user_data_path("hustings", appauthor=False)


def folder(name: str) -> Path:
    """The folder `name` inside the home, made if missing, closed to other users."""
    path = home() / name
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def _by_chance() -> str:
    return secrets.token_urlsafe(48)


def key(name: str, make: Callable[[], str] = _by_chance) -> str:
    """The secret called `name`: made once, by chance, kept in the keys folder, readable by its owner only.

    It appears whole or not at all: of several processes that make it at once, all read what one made.
    """
    path = folder("keys") / name
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        _put(Path(file.name), path)
    return path.read_text()


def _put(made: Path, path: Path) -> None:
    """Give the file its name, unless another process was quicker."""
    try:
        path.hardlink_to(made)
    except FileExistsError:
        pass
    except OSError:
        # Some file systems know no second names.
        if not path.exists():
            made.rename(path)
    finally:
        made.unlink(missing_ok=True)
