"""The pair of keys for copies: the public half locks, the private half opens and lies under a passphrase.

A copy is made every night without anybody typing anything, since locking needs the public half alone.
The private half is kept encrypted under the agent's passphrase, and travels so inside every copy: a copy
and the passphrase are all that a new machine needs. The copies use the age format (age-encryption.org/v1).
"""

import base64
import os
from pathlib import Path

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from hustings.core.errors import HustingsError
from hustings.engine.home import folder

SHORTEST = 12
MARK = b"hustings passphrase 1\n"


def has_keys() -> bool:
    return _public().exists() and _private().exists()


def make_keys(passphrase: str) -> None:
    """Make the pair of keys. Raises HustingsError if there is one already or the passphrase is short."""
    if has_keys():
        raise HustingsError(
            "This server has its keys for copies; to change the passphrase, give the old one."
        )
    _must_be_long(passphrase)
    identity = pyrage.x25519.Identity.generate()
    _keep(_private(), _locked(str(identity).encode(), passphrase))
    _keep(_public(), str(identity.to_public()).encode())


def change_passphrase(old: str, new: str) -> None:
    """Put the same private key under another passphrase. Older copies still open with the older one."""
    _must_be_long(new)
    _keep(_private(), _locked(unlock(private_half(), old), new))


def adopt(private: str, public: str) -> None:
    """Go on with the keys of another machine's copies."""
    _keep(_private(), base64.b64decode(private))
    _keep(_public(), public.encode())


def public_key() -> str:
    """The public half, as age writes it. Raises HustingsError when no keys have been made."""
    if not has_keys():
        raise HustingsError(
            "No passphrase for copies has been set. Set one with: hustings backup-key"
        )
    return _public().read_text()


def private_half() -> str:
    """The private half, encrypted under the passphrase, in base64."""
    return base64.b64encode(_private().read_bytes()).decode()


def unlock(private: str, passphrase: str) -> bytes:
    """The private key itself. Raises HustingsError when the passphrase does not open it."""
    try:
        held = base64.b64decode(private)
        if not held.startswith(MARK):  # of before the work was fixed
            return bytes(pyrage.passphrase.decrypt(held, passphrase))
        salt, nonce, text = (
            held[len(MARK) :][:16],
            held[len(MARK) + 16 :][:12],
            held[len(MARK) + 28 :],
        )
        return ChaCha20Poly1305(_stretched(passphrase, salt)).decrypt(nonce, text, MARK)
    except (pyrage.DecryptError, InvalidTag, ValueError) as problem:
        raise HustingsError(
            "That passphrase does not open this copy. Check it and try again."
        ) from problem


def _locked(text: bytes, passphrase: str) -> bytes:
    """The text under the passphrase: the mark, 16 bytes of salt, 12 of nonce, and ChaCha20-Poly1305 (RFC 8439)."""
    salt, nonce = os.urandom(16), os.urandom(12)
    cipher = ChaCha20Poly1305(_stretched(passphrase, salt))
    return MARK + salt + nonce + cipher.encrypt(nonce, text, MARK)


def _stretched(passphrase: str, salt: bytes) -> bytes:
    """scrypt (RFC 7914) with work that is the same everywhere.

    age fits the work to the speed of the machine that locks, and a much slower one then declines to open: a copy
    of the office's server must open on the oldest laptop.
    """
    return Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(passphrase.encode())


def _must_be_long(passphrase: str) -> None:
    if len(passphrase) < SHORTEST:
        raise HustingsError(
            f"Choose a passphrase of at least {SHORTEST} characters: four words will do."
        )


def _keep(path: Path, content: bytes) -> None:
    partial = path.with_suffix(".part")
    partial.touch(mode=0o600)
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _public() -> Path:
    return folder("keys") / "copies.pub"


def _private() -> Path:
    return folder("keys") / "copies.age"
