"""A copy of a whole server in one file: a line that says what it is, then an encrypted tar.

The first line is JSON and can be read by anybody: when the copy was made, by which version, and the
private key under its passphrase. What follows is an age file that only that private key opens; inside
lie `manifest.json`, `database.dump` and the folder `files`.
"""

import hashlib
import io
import json
import os
import tarfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import pyrage

from hustings.core.errors import HustingsError
from hustings.engine.keyring import private_half, public_key, unlock

FORMAT = "hustings-copy/1"
LONGEST_LABEL = 64 * 1024


@dataclass(frozen=True, slots=True)
class Label:
    """What anybody may read on the outside of a copy."""

    format: str
    made_at: str
    version: str
    public_key: str
    private_key: str


def seal(contents: Path, target: Path, *, made_at: str, version: str) -> str:
    """Write the folder `contents` to `target`, encrypted; gives the file's SHA-256.

    The file appears whole or not at all. HustingsError when there is no room, or no leave to write there.
    """
    label = Label(FORMAT, made_at, version, public_key(), private_half())
    tar = contents.with_suffix(".tar")
    partial = target.with_name(f"{target.name}.part")
    try:
        partial.touch(mode=0o600)
        with tarfile.open(tar, "w") as bundle:
            bundle.add(contents, arcname=".")
        with tar.open("rb") as plain, partial.open("wb") as out:
            out.write(json.dumps(asdict(label)).encode() + b"\n")
            pyrage.encrypt_io(
                plain, out, [pyrage.x25519.Recipient.from_str(public_key())]
            )
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
    except OSError as problem:
        raise HustingsError(
            f"{target} cannot be written: {problem.strerror}."
        ) from problem
    finally:
        tar.unlink(missing_ok=True)
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return digest(target)


def read_label(file: Path) -> Label:
    """What the outside of a copy says. Raises HustingsError when the file is no copy of ours."""
    try:
        with file.open("rb") as source:
            values = json.loads(source.readline(LONGEST_LABEL))
        label = Label(**values)
    except OSError as problem:
        raise HustingsError(f"{file} cannot be read: {problem.strerror}.") from problem
    except (ValueError, TypeError) as problem:
        raise HustingsError(
            f"{file} is not a copy made by hustings backup."
        ) from problem
    if label.format != FORMAT:
        raise HustingsError(
            f"{file} was made by a newer hustings ({label.version}); install that one first."
        )
    return label


def unseal(file: Path, passphrase: str, target: Path) -> Label:
    """Open a copy into the empty folder `target`. Raises HustingsError if it is damaged or stays shut."""
    label = read_label(file)
    identity = pyrage.x25519.Identity.from_str(
        unlock(label.private_key, passphrase).decode()
    )
    tar = target.with_suffix(".tar")
    tar.touch(mode=0o600)
    try:
        with file.open("rb") as source, tar.open("wb") as out:
            source.readline(LONGEST_LABEL)
            pyrage.decrypt_io(_Rest(source), out, [identity])
        with tarfile.open(tar) as bundle:
            bundle.extractall(target, filter="data")
    except (pyrage.DecryptError, tarfile.TarError, OSError, EOFError) as problem:
        raise HustingsError(
            f"{file} is damaged: it does not open as a whole. Try an older copy."
        ) from problem
    finally:
        tar.unlink(missing_ok=True)
    return label


def digest(file: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


class _Rest(io.RawIOBase):
    """The rest of a file from where it stands, as a stream that starts there."""

    def __init__(self, source: io.BufferedReader) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._source.read(size)
