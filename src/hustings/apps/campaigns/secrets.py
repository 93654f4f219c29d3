"""The secret of a link: given out once, kept only as a hash that cannot be turned back."""

import hashlib
import secrets


def new_secret() -> str:
    """A secret that nobody guesses: 256 bits, fit for an address."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of it. A plain hash will do: 256 random bits cannot be tried through."""
    return hashlib.sha256(secret.encode()).hexdigest()
