"""What is worked out once is kept while the release is the newest, and for its own database alone."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from hustings.apps.history.models import Release
from hustings.apps.history.queries.kept import newest_release, per_release

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_worked_out_once_until_another_release(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    @per_release
    def work(of: str, *, louder: bool = False) -> str:
        asked.append(of)
        return of.upper() if louder else of

    assert (work("a"), work("a"), work("b"), work("a", louder=True)) == ("a", "a", "b", "A")  # fmt: skip
    assert asked == ["a", "b", "a"]

    assert newest_release() == 0
    Release.objects.create(file="f", sha256="", source="", loaded_at=NOON, loaded_by="")
    work("a")
    work("a")
    assert asked == ["a", "b", "a", "a"]

    monkeypatch.setitem(connection.settings_dict, "NAME", "another")
    work("a")
    assert asked == ["a", "b", "a", "a", "a"]
