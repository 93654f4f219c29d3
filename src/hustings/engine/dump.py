"""The database as one file, and back, with PostgreSQL's own programs."""

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from hustings.core.errors import HustingsError
from hustings.engine.address import Address
from hustings.engine.programs import program

# Written by newer programs, unknown to an older served PostgreSQL, and of no effect on the data.
ABOUT_RIGHTS = (b"GRANT ", b"REVOKE ", b"ALTER DEFAULT PRIVILEGES ")
UNKNOWN_TO_OLDER = (b"SET transaction_timeout",)


def dump(way: Address, file: Path, snapshot: str = "") -> None:
    """Write the whole database to `file` in pg_dump's compressed form, readable by us alone.

    `snapshot` is one that another connection has exported, so that both see the same moment.
    """
    file.touch(mode=0o600)
    words = ["--format=custom", "--compress=3", "--no-owner", f"--file={file}"]
    if snapshot:
        words.append(f"--snapshot={snapshot}")
    _run([program("pg_dump"), *words], way)


def restore_into(
    way: Address, file: Path, roles: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Fill the empty database at `way` from `file`: all of it, or an error and nothing.

    `roles` gives the new names of roles whose rights the file grants, where they are called otherwise here.
    """
    # Beside the file, which lies where only we may look and is cleared away if we are killed.
    with tempfile.TemporaryDirectory(dir=file.parent) as place:
        script, plain = Path(place) / "restore.sql", Path(place) / "plain.sql"
        script.touch(mode=0o600)
        _run([program("pg_restore"), "--no-owner", f"--file={script}", file], way)
        _adapt(script, plain, roles)
        words = ["--quiet", "--no-psqlrc", "--single-transaction"]
        words += ["--set=ON_ERROR_STOP=1", f"--output={os.devnull}", f"--file={plain}"]
        _run([program("psql"), *words], way)


def _adapt(source: Path, target: Path, roles: Mapping[str, str]) -> None:
    """Copy a script without the lines an older server does not know, and with roles by their names here."""
    in_copy = False
    with source.open("rb") as lines, target.open("wb") as out:
        for line in lines:
            if in_copy:
                in_copy = line != b"\\.\n"
            elif line.startswith(UNKNOWN_TO_OLDER):
                continue
            elif line.startswith(ABOUT_RIGHTS):
                line = _renamed(line, roles)
            else:
                in_copy = line.startswith(b"COPY ")
            out.write(line)


def _renamed(line: bytes, roles: Mapping[str, str]) -> bytes:
    words = line.decode()
    for old, new in roles.items():
        words = re.sub(rf'"?\b{re.escape(old)}\b"?', f'"{new}"', words)
    return words.encode()


def _run(command: list[str | Path], way: Address) -> None:
    done = subprocess.run(
        [str(word) for word in command],
        env=os.environ | way.environment(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip()[-600:]
        raise HustingsError(f"{Path(str(command[0])).name} did not succeed: {words}")
