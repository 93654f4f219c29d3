"""In these tests every answer is held against the published document."""

from tests.apps.api.conforming import every_answer_as_described

__all__ = ["every_answer_as_described"]
