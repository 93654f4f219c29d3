"""The way in: what is loaded, for whoever has signed in; and figures as files with their credits."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.test import Client, RequestFactory

from hustings.apps.history.shown import Figures, answered
from hustings.core.psephology.sources import SOURCES
from tests.apps.history.test_loading import LINES, ROWS, loaded
from tests.factories import make_user

pytestmark = pytest.mark.django_db
FIGURES = Figures(
    {"election": "2031-05-01", "seats": [{"seat": "A", "take": {"win": 3}}]},
    "seats",
    "Where to stand",
    SOURCES[:1],
)


def test_the_front_names_what_is_loaded(client: Client, tmp_path: Path) -> None:
    loaded(tmp_path, LINES, ROWS)
    client.force_login(make_user())
    page = client.get("/history/")
    assert "1 May 2031" in page.content.decode()


def test_nothing_loaded_says_what_to_do(client: Client) -> None:
    client.force_login(make_user())
    page = client.get("/history/").content.decode()
    assert "No past results are here yet" in page
    assert "/guide/past-results/" in page


def test_nobody_reads_without_signing_in(client: Client) -> None:
    assert client.get("/history/").status_code == 302


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_file_carries_credit_and_licence(rf: RequestFactory, form: str) -> None:
    written = answered(rf.get("/"), "none.html", FIGURES, form)
    assert f'filename="where-to-stand.{form}"' in written["Content-Disposition"]
    said = written.content.decode()
    if form == "csv":
        (row,) = csv.DictReader(StringIO(said))
        assert (row["seat"], row["take.win"]) == ("A", "3")
        credit = row["source"]
    else:
        (credit,) = json.loads(said)["sources"]
    assert SOURCES[0].credit in credit
    assert SOURCES[0].licence in credit
