"""In these tests every answer to a phone is held against the published document."""

from tests.apps.api.conforming import client

__all__ = ["client"]
