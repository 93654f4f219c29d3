"""`hustings history`: what it prints of results that were loaded."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hustings.cli import database, main
from tests.apps.history.test_loading import files
from tests.core.psephology.tables import line, seat

pytestmark = pytest.mark.django_db
LINES = [
    line("A", "Lab", "Ann Example", 300),
    line("A", "Con", "Bo Example", 280),
    line("A", "Ind", "Cy Example", 20),
    line("B", "Con", "Di Example", 400),
]
ROWS = [seat("A", 600, 20), seat("B", 400, 400)]


@pytest.fixture(autouse=True)
def in_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands use the test's own database, which is up."""
    monkeypatch.setattr(database, "running", nullcontext)
    monkeypatch.setattr(database, "prepare_django", lambda: None)
    monkeypatch.setattr(database, "migrate_if_behind", lambda: None)


@pytest.fixture
def results(tmp_path: Path) -> None:
    said = ran("load", *map(str, files(tmp_path, LINES, ROWS)))
    assert said.output.endswith("Seats: 2 new, 0 replaced, 0 as they were.\n")


def ran(*words: str, fails: bool = False) -> Result:
    found = CliRunner().invoke(main, ["history", *words])
    assert (found.exit_code == 0) != fails, found.output
    return found


def told(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran(*words, "--json").output)
    return found


def test_sources_have_an_address_a_licence_and_a_credit() -> None:
    said = ran("sources").output
    assert "https://commonslibrary.parliament.uk/" in said
    assert "Open Parliament Licence" in said


@pytest.mark.usefixtures("results")
def test_a_seat_under_documented_names() -> None:
    said = told("seat", "example a", "--election", "2031")
    assert (said["seat"], said["electorate"], said["valid_votes"]) == (
        "A Example",
        1000,
        600,
    )
    assert (said["spoilt"], said["turnout"], said["majority"]) == (3, 0.6, 20)
    assert [
        (each["name"], each["place"], each["deposit"], each["change"])
        for each in said["candidates"]
    ] == [
        ("Ann Example", 1, "kept", None),
        ("Bo Example", 2, "kept", None),
        ("Cy Example", 3, "lost", None),
    ]
    shown = ran("seat", "A Example").output
    assert "Cy Example" in shown
    assert "deposit lost" in shown
    assert "Source: House of Commons Library" in shown
    assert "Did you mean A Example" in ran("seat", "A Exampel", fails=True).output


@pytest.mark.usefixtures("results")
def test_measures_deposits_turnout_and_parties() -> None:
    assert told("indices")["losing_votes_share"] == 0.3
    assert told("deposits") == {
        "election": "2031-05-01",
        "parties": "each independent apart; joint candidacies with their larger party",
        "lost": 1,
        "by_party": {"Cy Example (A Example)": 1},
    }
    assert told("deposits", "--parties", "together")["by_party"] == {"Ind": 1}
    by_region = told("turnout")["regions"]
    assert (by_region["North"]["turnout"], by_region["South"]["turnout"]) == (0.6, 0.4)
    con = told("party", "con")
    assert (con["votes"], con["seats"], con["second_places"]) == (680, 1, 1)
    assert "No party is called Whig" in ran("party", "Whig", fails=True).output


@pytest.mark.usefixtures("results")
def test_reruns_say_what_they_assume(tmp_path: Path) -> None:
    lists = told("rerun", "--rules", "dhondt", "--area", "whole")
    assert lists["seats"] == {"Con": 2}
    assert "Everybody votes as they did" in " ".join(lists["assumptions"])
    assert "give a table" in ran("rerun", "--rules", "av", fails=True).output
    table = tmp_path / "next.csv"
    table.write_text("from,to,percent\nInd,Con,100\nLab,Con,10\n")
    by_preference = told("rerun", "--rules", "av", "--transfers", str(table))
    assert (by_preference["seats"], by_preference["won"]) == (
        {"Lab": 1, "Con": 1},
        {"Lab": 1, "Con": 1},
    )
    assert "next.csv" in by_preference["assumptions"][0]
    assert by_preference["transfers"][0] == {
        "from": "Ind",
        "to": "Con",
        "percent": 100.0,
    }
    printed = ran("rerun", "--rules", "av", "--transfers", str(table)).output
    assert "10 % of those for Lab go to Con." in printed


@pytest.mark.usefixtures("results")
def test_reruns_with_additional_members_and_transferable_votes(tmp_path: Path) -> None:
    """One list seat in each region goes to Con: in A with 280 against 300 ÷ 2. Together Con's 680 are two quotas of 334."""
    said = told("rerun", "--rules", "ams-scotland", "--list-seats", "1")
    assert said["members"] == 4
    assert said["seats"] == {"Con": 3, "Lab": 1}
    areas = tmp_path / "areas.csv"
    areas.write_text("code,area\nXA,both\nXB,both\n")
    stv = told("rerun", "--rules", "scotland", "--areas", str(areas))
    assert stv["seats"] == {"Con": 2}
    assert stv["areas"] == [
        {
            "area": "both",
            "members": 2,
            "seats": {"Con": 2},
            "won": {"Lab": 1, "Con": 1},
            "of": ["A Example", "B Example"],
        }
    ]
    both = ran("rerun", "--rules", "dhondt", "--list-part", "50", fails=True)
    assert "no use for a part of list seats" in both.output


@pytest.mark.usefixtures("results")
def test_where_to_stand_with_ones_own_weights() -> None:
    said = told("targets", "--weight", "margin=2")
    assert [each["seat"] for each in said["seats"]] == ["A Example", "B Example"]
    assert said["seats"][0]["take"] == {"deposit": 32, "second": 281, "win": 301}
    assert "deposit     32" in ran("targets").output
    bad = ran("targets", "--weight", "margin", fails=True).output
    assert "a part and a number were expected" in bad


def test_without_results_it_says_how_to_get_them() -> None:
    assert "No past results are loaded" in ran("indices", fails=True).output
