"""Releases: loaded once, corrected without losing what was, and never in half."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hustings.apps.history.actions.keeping import Counted
from hustings.apps.history.actions.loading import Told, load
from hustings.apps.history.models import Candidacy, Release, Seat
from hustings.apps.history.queries.elections import (
    days,
    election_before,
    election_of,
    election_on,
    replaced,
)
from hustings.core.errors import HustingsError
from tests.core.psephology.tables import CANDIDATES, DAY, SEATS, line, seat

pytestmark = pytest.mark.django_db
NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)
LINES = [
    line("A", "Lab", "Ann Example", 300, member_mnis_id="7", sitting_mp="Yes"),
    line("A", "Ind", "Cy Example", 20),
    line("B", "Con", "Di Example", 210),
]
ROWS = [seat("A", 320, 280), seat("B", 210, 210)]


def files(place: Path, lines: list[str], rows: list[str]) -> list[Path]:
    written = [place / "candidates.csv", place / "seats.csv"]
    for path, heading, body in zip(
        written, (CANDIDATES, SEATS), (lines, rows), strict=True
    ):
        path.write_text("\n".join([heading, *body]))
    return written


def loaded(
    place: Path, lines: list[str], rows: list[str], *, good_rows: bool = False
) -> Told:
    written = files(place, lines, rows)
    return load(files=written, by="a test", at=NOON, good_rows=good_rows)


def seats(told: Told) -> Counted:
    return told.counted["seats"]


def test_what_was_loaded_comes_back_as_it_was(tmp_path: Path) -> None:
    told = loaded(tmp_path, LINES, ROWS)
    assert seats(told) == Counted(new=2)

    found = election_on(date.fromisoformat(DAY)).seats["XA"]
    ann, cy = found.stood
    assert (found.name, found.region, found.result.electorate) == (
        "A Example",
        "North",
        1000,
    )
    assert ann.known_as == {"mnis:7"}
    assert (ann.votes, ann.was_member) == (300, True)
    assert (cy.party, cy.is_independent) == ("Ind", True)
    assert (found.result.rejected, found.result.majority) == (3, 280)


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    loaded(tmp_path, LINES, ROWS)
    before = list(Candidacy.objects.values())
    told = loaded(tmp_path, LINES, ROWS)
    assert seats(told) == Counted(same=2)
    assert list(Candidacy.objects.values()) == before
    assert Release.objects.count() == 1


def test_a_corrected_release_replaces_figures_and_keeps_what_they_were(
    tmp_path: Path,
) -> None:
    loaded(tmp_path, LINES, ROWS)
    corrected = [LINES[0].replace(",300,", ",301,"), *LINES[1:]]
    told = loaded(tmp_path, corrected, [seat("A", 321, 281), ROWS[1]])

    assert seats(told) == Counted(same=1, replaced=1)
    election = election_on(date.fromisoformat(DAY))
    assert election.seats["XA"].winner.votes == 301
    assert election.seats["XB"].winner.votes == 210
    kept = replaced(election.day)
    assert [each.name for each in kept] == ["A Example"]
    assert [each["votes"] for each in kept[0].before["lines"]] == [300, 20]
    assert Release.objects.count() == 2


def test_where_a_seat_cannot_be_nothing_is_loaded_and_the_good_ones_are_offered(
    tmp_path: Path,
) -> None:
    wrong = [seat("A", 321, 281), ROWS[1]]
    with pytest.raises(HustingsError) as refusal:
        loaded(tmp_path, LINES, wrong)
    said = str(refusal.value)
    assert said.startswith("Nothing was loaded: 1 cannot be read")
    assert "candidates.csv, line 2: A Example" in said
    assert "1 are good" in said
    assert "--good-rows" in said
    assert not Release.objects.exists()

    told = loaded(tmp_path, LINES, wrong, good_rows=True)
    assert seats(told) == Counted(new=1)
    assert "candidates.csv, line 2: A Example" in told.remarks[0]
    assert [each.code for each in Seat.objects.all()] == ["XB"]


def test_nothing_is_loaded_where_a_half_is_missing(tmp_path: Path) -> None:
    candidates, places = files(tmp_path, LINES, ROWS)
    for given, said in [
        ([candidates], "file of constituencies of the same elections"),
        ([places], "constituencies without candidates"),
    ]:
        with pytest.raises(HustingsError, match=said):
            load(files=given, by="a test", at=NOON)
    other = tmp_path / "other.csv"
    other.write_text("name,colour\nx,y\n")
    with pytest.raises(HustingsError, match=r"other.csv: the headings .*colour, name"):
        load(files=[candidates, places, other], by="a test", at=NOON)
    assert not Seat.objects.exists()


def test_which_election_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(HustingsError, match="No past results are loaded"):
        election_of()
    earlier = [each.replace(DAY, "2027-05-06") for each in (*LINES, *ROWS)]
    loaded(tmp_path, LINES, ROWS)
    loaded(tmp_path, earlier[:3], earlier[3:])
    by_election = [each.replace(DAY, "2031-09-04") for each in (LINES[2], ROWS[1])]
    loaded(tmp_path, by_election[:1], by_election[1:])
    monkeypatch.setattr("hustings.apps.history.queries.elections.GENERAL", 2)

    assert [str(day) for day in days()] == ["2031-09-04", DAY, "2027-05-06"]
    latest = election_of()
    assert (str(latest.day), str(election_of("2031").day)) == (DAY, DAY)
    assert len(election_of("2031-09-04")) == 1
    before = election_before(latest)
    assert before is not None
    assert str(before.day) == "2027-05-06"
    assert election_before(before) is None
    with pytest.raises(HustingsError, match="no one election of 1999: choose 2031"):
        election_of("1999")
