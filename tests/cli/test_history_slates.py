"""`hustings history slate`, `person` and `briefing`: what they print of results that were loaded."""

import json
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hustings.apps.slates.actions import make_slate, tag
from hustings.cli import database, main
from hustings.core.psephology.slates import Tag
from tests.apps.history.test_loading import loaded
from tests.core.psephology.tables import line, seat
from tests.factories import make_campaign, make_member

pytestmark = pytest.mark.django_db
NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)
DAY = "2031-05-01"
LINES = [
    line("A", "Lab", "Ann Example", 300, member_mnis_id="7"),
    line("A", "Con", "Bo Specimen", 280),
    line("A", "Ind", "Leanne Mohamad", 20),
    line("B", "Con", "Di Person", 400),
]


@pytest.fixture(autouse=True)
def in_this_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the commands use the test's own database, which is up and has results."""
    monkeypatch.setattr(database, "running", nullcontext)
    monkeypatch.setattr(database, "prepare_django", lambda: None)
    monkeypatch.setattr(database, "migrate_if_behind", lambda: None)
    loaded(tmp_path, LINES, [seat("A", 600, 20), seat("B", 400, 400)])


def ran(*words: str, fails: bool = False) -> Result:
    found = CliRunner().invoke(main, ["history", *words])
    assert (found.exit_code == 0) != fails, found.output
    return found


def told(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran(*words, "--json").output)
    return found


def test_a_list_is_measured_and_who_is_not_sure_is_asked_and_left_out(
    tmp_path: Path,
) -> None:
    file = tmp_path / "ours.csv"
    file.write_text("name,seat\nAnn Example,A Example\nLeanne Mohamed,A Example\nXyz,\n")  # fmt: skip
    said = told("slate", "--file", str(file), "--election", "2031")
    assert (said["slate"], said["election"], said["votes"]) == ("ours", DAY, 300)
    assert [each["name"] for each in said["candidates"]] == ["Ann Example"]
    asked = {each["name"]: each["may_be"] for each in said["questions"]}
    assert asked["Leanne Mohamed"][0]["name"] == "Leanne Mohamad"
    assert asked["Xyz"] == []
    assert "Open Parliament Licence" in said["sources"][0]

    shown = ran("slate", "--file", str(file), "--election", "2031").output
    assert "Ann Example" in shown
    assert "Who is line 3, Leanne Mohamed, A Example? Leanne Mohamad" in shown
    assert "Nobody of a like name stood." in shown
    assert "Source: House of Commons Library" in shown


def test_a_slate_that_is_kept_is_measured_by_its_name() -> None:
    member = make_member(make_campaign())
    slate = make_slate(name="Ours", note="", by=member, at=NOON)
    said = ran("slate", "ours", fails=True).output
    assert "Nobody is on the slate Ours yet." in said
    gone = Tag(date(2031, 5, 1), "XB", "Somebody", "Ind")
    on = Tag(gone.day, "XA", "Leanne Mohamad", "Ind")
    tag(slate=slate, tags=[gone, on], by=member)
    said = ran("slate", "ours").output
    assert "deposits lost: 1" in said
    assert "Not in the results: Somebody (Ind), seat XB" in said
    assert told("slate", "Ours", "--campaign", member.campaign.name)["votes"] == 20


def test_an_election_at_which_nobody_of_it_stood_is_refused(tmp_path: Path) -> None:
    later = [each.replace(DAY, "2032-05-06") for each in (LINES[3], seat("B", 400, 400))]  # fmt: skip
    loaded(tmp_path, later[:1], later[1:])
    member = make_member(make_campaign())
    slate = make_slate(name="Ours", note="", by=member, at=NOON)
    tag(slate=slate, tags=[Tag(date(2031, 5, 1), "XA", "Leanne Mohamad", "Ind")], by=member)  # fmt: skip
    said = ran("slate", "Ours", "--election", "2032", fails=True).output
    assert "Nobody of Ours stood on 2032-05-06. They stood on: 2031-05-01." in said


def test_whom_a_list_has_at_other_elections_is_told(tmp_path: Path) -> None:
    later = [each.replace(DAY, "2032-05-06") for each in (LINES[3], seat("B", 400, 400))]  # fmt: skip
    loaded(tmp_path, later[:1], later[1:])
    file = tmp_path / "ours.csv"
    file.write_bytes("name,election\nAnn Example,2031\nDi Person,2032\nZoë,2032\n".encode("cp1252"))  # fmt: skip
    said = told("slate", "--file", str(file))
    assert (said["election"], said["other_elections"]) == ("2032-05-06", {DAY: 1})
    shown = ran("slate", "--file", str(file)).output
    assert "At the election of 2031-05-01: 1 other, not counted here (--election 2031-05-01)." in shown  # fmt: skip
    assert "Who is line 4, Zoë" in shown


def test_a_slate_is_named_or_listed_and_not_both() -> None:
    assert "Give the NAME of a slate" in ran("slate", fails=True).output
    assert "There is no slate called Whigs" in ran("slate", "Whigs", fails=True).output


def test_a_person_by_name_or_key() -> None:
    said = told("person", "Ann Example")
    assert (said["key"], said["candidacies"][0]["votes"]) == ("mnis-7", 300)
    assert "Open Parliament Licence" in said["sources"][0]
    shown = ran("person", "mnis-7").output
    assert "Ann Example (mnis-7)" in shown
    assert "elected" in shown
    assert "Give the key" in ran("person", "Leanne Mohamed", fails=True).output


def test_a_briefing_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    said = ran("briefing", "example a", "--election", "2031", "--out", str(out)).output
    assert "A Example, 2031-05-01" in said
    assert out.read_bytes().startswith(b"%PDF-")
    nowhere = str(tmp_path / "none" / "a.pdf")
    wrong = ran("briefing", "XA", "--election", "2031", "--out", nowhere, fails=True)
    assert "cannot be written" in wrong.output
