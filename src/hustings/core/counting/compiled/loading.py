"""Whether numba is there, and its machine code made or fetched.

Compiling takes seconds and is done once for each computer and version: what was made is kept in a folder that whoever
counts names, never beside the program.
"""

from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile


def is_installed() -> bool:
    """Whether the extra `fast` is installed; takes no time, as nothing is imported."""
    return find_spec("numba") is not None


def load(folder: Path) -> None:
    """Import the compiled loops; where nothing can be written in `folder`, they are compiled for this process alone."""
    from numba import config

    settings = vars(config)
    before, settings["CACHE_DIR"] = settings["CACHE_DIR"], _writable(folder)
    try:
        import hustings.core.counting.compiled.kernels  # noqa: F401 - compiled as it is imported
    finally:
        settings["CACHE_DIR"] = before


def _writable(folder: Path) -> str:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        TemporaryFile(dir=folder).close()
    except OSError:
        return ""
    return str(folder)
