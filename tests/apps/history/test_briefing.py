"""The briefing of a seat: a PDF at a stable address, with what is loaded about the place."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader

from hustings.apps.history.queries.briefing import briefing_of
from hustings.apps.history.queries.elections import election_of
from tests.apps.history.test_loading import LINES, ROWS, loaded
from tests.core.psephology.tables import DAY, line, seat
from tests.factories import make_user

pytestmark = pytest.mark.django_db
EARLIER = "2027-05-06"


@pytest.fixture
def reader(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("hustings.apps.history.queries.elections.GENERAL", 2)
    loaded(tmp_path, LINES, ROWS)
    before = [line("A", "Lab", "Ann Example", 200), line("A", "Con", "Bo Specimen", 100), line("B", "Con", "Di Example", 90)]  # fmt: skip
    rows = [seat("A", 300, 100), seat("B", 90, 90)]
    loaded(
        tmp_path,
        [each.replace(DAY, EARLIER) for each in before],
        [each.replace(DAY, EARLIER) for each in rows],
    )
    client.force_login(make_user())
    return client


def test_it_is_a_pdf_of_two_pages_under_a_name_of_its_own(reader: Client) -> None:
    answer = reader.get("/history/2031/seats/XA/briefing.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="briefing-a-example-2031-05-01.pdf"' in answer["Content-Disposition"]  # fmt: skip
    pages = PdfReader(BytesIO(answer.content)).pages
    first, second = (re.sub(r"\s+", " ", each.extract_text()) for each in pages)
    assert "Ann Example Lab 300" in first
    assert "+27.1" in first, "93.75 per cent after two thirds"
    assert "6 May 2027" in second
    assert "Open Parliament Licence" in second


def test_it_has_the_place_through_the_years_and_whose_figures(reader: Client) -> None:
    whole = election_of("2031")
    told = briefing_of(whole, whole.seats["XA"])
    assert [(str(p.day), p.kind, p.bounds) for p in told.past] == [
        (DAY, "General election", "these boundaries"),
        (EARLIER, "General election", "these boundaries"),
    ]
    assert told.actual is not None
    assert str(told.actual[1]) == EARLIER
    assert told.notional is None
    assert "House of Commons Library" in told.credits[0]


def test_the_page_of_the_seat_leads_to_it(reader: Client) -> None:
    page = reader.get("/history/2031/seats/XA/").content.decode()
    assert 'href="/history/2031/seats/XA/briefing.pdf"' in page


def test_no_such_seat_has_no_briefing(reader: Client) -> None:
    assert reader.get("/history/2031/seats/XZ/briefing.pdf").status_code == 404
    assert reader.get("/history/1999/seats/XA/briefing.pdf").status_code == 404
