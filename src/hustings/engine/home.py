"""Where a hustings server keeps its things: the database, uploaded files, keys and copies."""

import os
import secrets
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


def key(name: str) -> str:
    """The secret called `name`: made at random once, kept in the keys folder, readable by its owner only."""
    path = folder("keys") / name
    try:
        with os.fdopen(
            os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w"
        ) as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        pass
    return path.read_text()
