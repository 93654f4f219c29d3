"""Errors that a person, not a programmer, can put right."""


class HustingsError(Exception):
    """The request cannot be met as it stands; the message says what to do."""
