"""Small secrets in the database, such as a second factor's, sealed with a key that lies in the home and not beside them.

Whoever has the database alone (a dump, a served PostgreSQL's own backup) has no code. The key travels inside
our copies, which are encrypted as a whole.
"""

import base64
import binascii

import pyrage

from hustings.core.errors import HustingsError
from hustings.engine.home import key

MARK = "sealed:"
SHUT = (
    "This second factor was set up with a key that is not here any more. Whoever runs the server can let you "
    "back in: hustings people recover NAME"
)


def sealing_key() -> str:
    """The key of this home, as age writes a private key."""
    return key("second-factors", _fresh)


def seal_text(text: str, using: str) -> str:
    """The text sealed with the key `using`, to be kept as text; what is sealed already stays as it is."""
    if text.startswith(MARK):
        return text
    recipient = pyrage.x25519.Identity.from_str(using).to_public()
    return MARK + base64.b64encode(pyrage.encrypt(text.encode(), [recipient])).decode()


def open_text(sealed: str, using: str) -> str:
    """The text again; one that was never sealed is given as it is. HustingsError if this key does not open it."""
    if not sealed.startswith(MARK):
        return sealed
    identity = pyrage.x25519.Identity.from_str(using)
    try:
        content = base64.b64decode(sealed.removeprefix(MARK), validate=True)
        return bytes(pyrage.decrypt(content, [identity])).decode()
    except (pyrage.DecryptError, binascii.Error) as problem:
        raise HustingsError(SHUT) from problem


def _fresh() -> str:
    return str(pyrage.x25519.Identity.generate())
