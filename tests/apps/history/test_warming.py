"""Pages are worked out behind a server's start: once for each release, holding nothing up, with no database or an empty one."""

import gc
import os
import subprocess
import sys
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.test import Client

from hustings.apps.history import warming
from hustings.apps.history.models import Seat
from hustings.apps.history.queries import elections, measured
from hustings.apps.history.warming import keep_warm, warm
from tests.apps.history.polled import SEATS, load_elections
from tests.factories import make_user


@pytest.mark.django_db
def test_where_nothing_is_loaded_nothing_is_asked() -> None:
    assert warm() == []


@pytest.mark.django_db
def test_pages_that_were_asked_for_behind_open_no_election_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_elections("2029", "2031")
    rests: list[float] = []
    asked = warm(rests.append)
    assert "/history/2031/" in asked
    assert len(rests) == len(asked)
    monkeypatch.setattr(elections, "results", _must_not_be_read)
    monkeypatch.setattr(measured, "rerun_asked", _must_not_be_read)
    assert "/history/2031/re-runs/?rules=scotland" in asked
    client.force_login(make_user())
    for address in asked:
        if "/seats/X" not in address and "/people/" not in address:
            assert client.get(address).status_code == 200, address
    assert client.get("/history/2029/").status_code == 200
    again = client.get("/history/2031/re-runs.json?rules=scotland").json()
    assert again["members"] == SEATS


@pytest.mark.django_db
def test_what_is_kept_is_not_looked_through_for_garbage() -> None:
    load_elections("2029", "2031")
    before = gc.get_freeze_count()
    try:
        warm()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


@pytest.mark.django_db
def test_by_elections_alone_are_no_general_one(client: Client) -> None:
    load_elections("2029", "2031")
    Seat.objects.exclude(code="X7").delete()
    assert warm() == ["/history/", "/history/search/?q=north"]


def test_each_newest_release_is_asked_for_once_and_a_lost_database_again_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop, said = Event(), iter([None, 0, 7, 7, None, 7, 9])
    warmed, closed = list[int](), list[bool]()

    def newest_release() -> int:
        found = next(said)
        if found is None:
            raise OperationalError("The database is away.")
        warmed.append(found)
        return found

    def ask(rest: object) -> None:
        warmed.append(-warmed[-1])
        if warmed[-1] == -9:
            stop.set()

    monkeypatch.setattr(warming, "newest_release", newest_release)
    monkeypatch.setattr(warming, "warm", ask)
    monkeypatch.setattr(warming, "connection", SimpleNamespace(close=lambda: closed.append(True)))  # fmt: skip
    keep_warm(stop, seconds=0)
    assert warmed == [0, 7, -7, 7, 7, 9, -9]
    assert len(closed) == 7


def test_a_page_that_cannot_be_made_ends_the_looking_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(warming, "newest_release", lambda: 1)
    monkeypatch.setattr(warming, "warm", _must_not_be_read)
    monkeypatch.setattr(warming, "connection", SimpleNamespace(close=lambda: None))
    keep_warm(Event(), seconds=0)
    assert "could not be made ready" in caplog.text


@pytest.mark.parametrize(("process", "looks"), [("web", True), ("worker", False)])
def test_only_the_web_process_looks_and_no_database_does_not_hold_it_up(
    tmp_path: Path, process: str, *, looks: bool
) -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import hustings.web.wsgi, threading; print([t.name for t in threading.enumerate()])"],
        env={**os.environ, "HUSTINGS_HOME": str(tmp_path), "HUSTINGS_PROCESS": process, "DJANGO_SETTINGS_MODULE": "hustings.web.settings"},
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    assert ("past-results" in said.stdout) is looks
    assert "Traceback" not in said.stderr


def _must_not_be_read(*of: object, **more: object) -> None:
    raise AssertionError("An election was read again.")
