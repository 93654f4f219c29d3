"""What is worked out once is kept while the release is the newest, and for its own database alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest
from django.db import connection

from hustings.apps.history.models import Release
from hustings.apps.history.queries import kept
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


def test_what_was_worked_out_of_an_older_release_is_no_answer_of_the_newer() -> None:
    @per_release
    def work(of: str) -> int:
        found = newest_release()
        if of == "slow" and not found:
            Release.objects.create(file="f", sha256="", source="", loaded_at=NOON, loaded_by="")  # fmt: skip
            work("another")
        return found

    assert work("slow") == 0
    assert work("slow") == newest_release() > 0


def test_two_who_ask_the_same_at_once_wait_for_one_working(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept, "newest_release", lambda: 1)
    begun, go_on, asked = Event(), Event(), list[str]()

    @per_release
    def work(of: str) -> str:
        asked.append(of)
        begun.set()
        go_on.wait(30)
        return of.upper()

    with ThreadPoolExecutor(2) as people:
        first = people.submit(work, "a")
        begun.wait(30)
        second = people.submit(work, "a")
        go_on.set()
        assert (first.result(), second.result()) == ("A", "A")
    assert asked == ["a"]


def test_what_did_not_work_is_tried_again() -> None:
    tried: list[int] = []

    @per_release
    def work() -> int:
        tried.append(1)
        return 1 // (len(tried) - 1)

    with pytest.raises(ZeroDivisionError):
        work()
    assert work() == 1
