"""The database as one file, and back, with PostgreSQL's own programs."""

import os
import subprocess
import tempfile
from pathlib import Path

from hustings.core.errors import HustingsError
from hustings.engine.address import Address
from hustings.engine.programs import program

# Written by newer programs, unknown to an older served PostgreSQL, and of no effect on the data.
UNKNOWN_TO_OLDER = (b"SET transaction_timeout", b"\\restrict", b"\\unrestrict")


def dump(way: Address, file: Path) -> None:
    """Write the whole database to `file` in pg_dump's compressed form, readable by us alone."""
    file.touch(mode=0o600)
    _run(
        [
            program("pg_dump"),
            "--format=custom",
            "--compress=6",
            "--no-owner",
            f"--file={file}",
        ],
        way,
    )


def restore_into(way: Address, file: Path) -> None:
    """Fill the empty database at `way` from `file`: all of it, or an error and nothing."""
    with tempfile.TemporaryDirectory() as place:
        script = Path(place) / "restore.sql"
        script.touch(mode=0o600)
        _run([program("pg_restore"), "--no-owner", f"--file={script}", file], way)
        plain = Path(place) / "plain.sql"
        _without_unknown(script, plain)
        words = [
            "--quiet",
            "--no-psqlrc",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
        ]
        _run([program("psql"), *words, "--output", os.devnull, f"--file={plain}"], way)


def _without_unknown(source: Path, target: Path) -> None:
    with source.open("rb") as lines, target.open("wb") as out:
        in_copy = False
        for line in lines:
            if not in_copy and line.startswith(UNKNOWN_TO_OLDER):
                continue
            in_copy = line.startswith(b"COPY ") if not in_copy else line != b"\\.\n"
            out.write(line)


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
