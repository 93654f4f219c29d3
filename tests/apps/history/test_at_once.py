"""Two people load in the same moment: what one has kept is no news to the other."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from hustings.apps.history.actions import loading
from hustings.apps.history.actions.loading import load
from hustings.apps.history.models import Release, Seat
from tests.apps.campaigns.test_at_once import at_once, slowly
from tests.apps.history.test_loading import LINES, ROWS, files

NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)


def test_two_who_load_the_same_files_at_once_load_them_once(
    committed: str,
    django_db_blocker: DjangoDbBlocker,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(loading, "_keep", slowly(loading._keep))
    both = files(tmp_path, LINES, ROWS)

    def work() -> None:
        load(files=both, by="a test", at=NOON)

    assert at_once(django_db_blocker, work, work) == ["done", "done"]
    assert (Release.objects.count(), Seat.objects.count()) == (1, 2)
