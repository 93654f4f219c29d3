"""The seal: what a phone writes down so that nobody but the campaign can read it.

A canvasser's phone may be lost, searched or sold. So each answer is locked, at the moment it is given, with the public
half of the campaign's key; only the campaign's server holds the other half. The phone itself cannot read it again.

The scheme is ECIES on P-256, all of it in every browser's WebCrypto: a fresh key pair for each event; HKDF-SHA-256
(RFC 5869) of the shared secret, salted with both public keys; AES-256-GCM (NIST SP 800-38D) of the text, with the
event's id as associated data, so that no sealed text can be passed off as another event.
"""

import base64
import binascii
import os
import string
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = 1
POINT, NONCE, TAG = 65, 12, 16
SHORTEST = 1 + POINT + NONCE + TAG
# The letters of base64url, two of which plain base64 writes otherwise.
WRITTEN = (string.ascii_letters + string.digits + "-_").encode()
IN_PLAIN = bytes.maketrans(b"-_", b"+/")
CURVE = ec.SECP256R1()


class Unreadable(Exception):
    """The seal is broken: cut short, altered, made for another campaign or put on another event."""


@dataclass(frozen=True, slots=True)
class Opener:
    """A campaign's private key, ready to open seals. `campaign` is bound into every seal."""

    campaign: UUID
    private: ec.EllipticCurvePrivateKey
    # The public half as phones take it: 65 bytes, uncompressed (SEC 1, 2.3.3).
    public: bytes

    def open(self, sealed: bytes, event: str) -> bytes:
        """The text under the seal of the event of this id. Raises Unreadable, whatever is wrong with it."""
        if len(sealed) < SHORTEST or sealed[0] != VERSION:
            raise Unreadable
        theirs, nonce, locked = _parts(sealed)
        try:
            point = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs)
            secret = self.private.exchange(ec.ECDH(), point)
            key = _key(secret, theirs, self.public, self.campaign)
            return AESGCM(key).decrypt(nonce, locked, event.encode())
        except (ValueError, InvalidTag) as problem:
            raise Unreadable from problem


def new_key(campaign: UUID) -> Opener:
    """A fresh key pair for a campaign."""
    return _with_public(campaign, ec.generate_private_key(CURVE))


def opener(campaign: UUID, private: bytes) -> Opener:
    """The campaign's key out of what `private_bytes` gave."""
    held = serialization.load_der_private_key(private, password=None)
    if not isinstance(held, ec.EllipticCurvePrivateKey):
        raise TypeError("the campaign's key for phones is a P-256 key")
    return _with_public(campaign, held)


def private_bytes(held: Opener) -> bytes:
    """The private key as PKCS #8 in DER. Whoever keeps it sees to its safety."""
    return held.private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def seal(text: bytes, *, event: UUID, campaign: UUID, key: bytes) -> bytes:
    """Seal `text` as a phone does; `key` is the campaign's public point. For tests, and for tools of our own."""
    own = ec.generate_private_key(CURVE)
    mine, nonce = _point(own.public_key()), os.urandom(NONCE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, key)
    shared = _key(own.exchange(ec.ECDH(), theirs), mine, key, campaign)
    locked = AESGCM(shared).encrypt(nonce, text, str(event).encode())
    return bytes([VERSION]) + mine + nonce + locked


def written(sealed: bytes) -> str:
    """As it stands in JSON: base64url (RFC 4648, 5) without padding."""
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def unwritten(text: str) -> bytes:
    """The bytes that `written` wrote. Raises Unreadable where that is not what they are."""
    try:
        letters = text.encode("ascii")
        if letters.translate(None, delete=WRITTEN):
            raise Unreadable
        plain = letters.translate(IN_PLAIN) + b"=" * (-len(letters) % 4)
        return binascii.a2b_base64(plain)
    except ValueError as problem:  # binascii.Error is one, and a letter of no alphabet
        raise Unreadable from problem


def _with_public(campaign: UUID, private: ec.EllipticCurvePrivateKey) -> Opener:
    return Opener(campaign, private, _point(private.public_key()))


def _parts(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    return (
        sealed[1 : 1 + POINT],
        sealed[1 + POINT :][:NONCE],
        sealed[1 + POINT + NONCE :],
    )


def _key(secret: bytes, theirs: bytes, campaigns: bytes, campaign: UUID) -> bytes:
    about = b"hustings door 1 " + str(campaign).encode()
    return HKDF(hashes.SHA256(), 32, salt=theirs + campaigns, info=about).derive(secret)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
