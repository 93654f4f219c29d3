"""Measures, where to stand, other rules and comparisons: each page once as it is, as a file, and refused."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.apps.history.test_loading import loaded
from tests.core.psephology.tables import line, seat
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PLACES = [f"P{number}" for number in range(100)]
EARLIER, LATER = "2027-05-06", "2031-05-01"


def a_general_election(day: str, won: dict[str, str]) -> tuple[list[str], list[str]]:
    """A hundred seats of ten regions; Lab wins those that are not named in `won`."""
    lines, rows = [], []
    for number, place in enumerate(PLACES):
        first = won.get(place, "Lab")
        votes = {"Lab": 400, "Con": 300, "Ind": 100} | {first: 500}
        for party, many in votes.items():
            told = {"election_date": day, "region": f"Region {number % 10}"}
            lines.append(line(place, party, f"{party} {place}", many, **told))
        most, second, *_ = sorted(votes.values(), reverse=True)
        whole = sum(votes.values())
        row = seat(place, whole, most - second, electorate=2000)
        rows.append(row.replace(LATER, day))
    return lines, rows


@pytest.fixture
def reader(client: Client, tmp_path: Path) -> Client:
    """Two general elections; at the later one Con takes P0 and an independent P1."""
    then = a_general_election(EARLIER, {})
    now = a_general_election(LATER, {"P0": "Con", "P1": "Ind"})
    loaded(tmp_path, [*then[0], *now[0]], [*then[1], *now[1]])
    client.force_login(make_user())
    return client


def page(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def told(reader: Client, address: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page(reader, address))
    return found


def rows(reader: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(page(reader, address))))


def test_measures_with_formulas_and_the_way_to_their_rows(reader: Client) -> None:
    said = page(reader, "/history/2031/measures/")
    assert "√(½ Σ (vᵢ − sᵢ)²)" in said
    assert '/history/2031/measures/parties/?parties=apart">' in said
    assert '/history/2031/measures/seats/">' in said
    assert "Swing from Lab to Con since 6 May 2027" in said
    assert "number 2 from the lowest of the 2 general elections" in said
    assert "House of Commons Library" in said


def test_measures_as_files_hang_on_who_is_one_party(reader: Client) -> None:
    """Apart, 99 independents lost and one won; together they are one party of an eighth of the votes."""
    apart = told(reader, "/history/2031/measures.json")
    together = told(reader, "/history/2031/measures.json?parties=together")
    gallagher = [each["measures"][0]["value"] for each in (apart, together)]
    assert gallagher[0] != gallagher[1]
    assert together["parties"] == "all independents added up as if they were one party"
    (index, *_) = rows(reader, "/history/2031/measures.csv?parties=together")
    assert float(index["value"]) == gallagher[1]
    assert len(rows(reader, "/history/2031/measures/parties.csv")) == 102
    assert len(rows(reader, "/history/2031/measures/parties.csv?parties=together")) == 3
    by_seat = rows(reader, "/history/2031/measures/seats.csv")
    assert len(by_seat) == 100
    assert "P99 Example" in page(reader, "/history/2031/measures/seats/")
    assert "together" in page(reader, "/history/2031/measures/parties/?parties=x")


def test_swing_best_and_worst_of_any_that_are_chosen(reader: Client) -> None:
    asked = "?first=Lab&second=Con&whose=Con"
    found = told(reader, f"/history/2031/measures.json{asked}")
    assert (found["swing"]["from"], found["swing"]["to"]) == ("Lab", "Con")
    assert found["best"][0]["seat"] == "P0 Example"
    assert found["swing"]["areas"][0]["butler"] > 0
    same = page(reader, "/history/2031/measures/?first=Lab&second=Lab")
    assert "A swing is between two parties: choose another." in same
    unknown = page(reader, "/history/2031/measures/?first=Whig")
    assert "Select a valid choice. Whig is not one" in unknown


def test_the_first_election_that_is_loaded_has_no_swing(reader: Client) -> None:
    said = page(reader, "/history/2027/measures/")
    assert "Swing from" not in said


def test_where_to_stand_by_weights_in_the_address(reader: Client) -> None:
    """By past independent vote alone P1 is first, where one won."""
    weights = "margin=0&first=0&fall=0&parties=0&independents=2"
    said = page(reader, f"/history/2031/where-to-stand/?{weights}")
    first = said.index("1. <a")
    assert said[first:].split("</a>")[0].endswith("P1 Example")
    found = told(reader, f"/history/2031/where-to-stand.json?{weights}")
    assert len(found["seats"]) == 100
    best = found["seats"][0]
    assert (best["seat"], best["score"], best["rank"]) == ("P1 Example", 2.0, 1)
    assert best["take"] == {"deposit": 64, "second": 401, "win": 501}
    assert found["weights"]["independents"] == 2.0


def test_where_to_stand_in_one_region_keeps_the_ranks_of_all(reader: Client) -> None:
    asked = "?region=Region%203"
    found = told(reader, f"/history/2031/where-to-stand.json{asked}")
    assert {each["region"] for each in found["seats"]} == {"Region 3"}
    assert len(found["seats"]) == 10
    assert found["seats"][0]["rank"] > 1
    assert "10 seats." in page(reader, f"/history/2031/where-to-stand/{asked}")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("margin=much", "Enter a number."),
        ("margin=-1", "greater than or equal to 0"),
        ("margin=11", "less than or equal to 10"),
        ("region=Atlantis", "Select a valid choice"),
    ],
)
def test_weights_that_cannot_be_are_told(reader: Client, asked: str, said: str) -> None:
    assert said in page(reader, f"/history/2031/where-to-stand/?{asked}")


def test_other_rules_beside_what_was(reader: Client) -> None:
    said = page(reader, "/history/2031/re-runs/?threshold=5")
    assert "What this assumes" in said
    assert "A list needs at least 5 per cent" in said
    assert "<svg" in said
    assert 'name="members"' not in said
    found = told(reader, "/history/2031/re-runs.json?area=whole")
    assert found["members"] == 100
    assert len(found["areas"]) == 1
    by_party = {r["party"]: r for r in rows(reader, "/history/2031/re-runs.csv")}
    assert (by_party["Lab"]["won"], by_party["Con"]["won"]) == ("98", "1")
    assert int(by_party["Con"]["seats"]) > 30


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("rules=ams-scotland&list_part=100", "200 members instead of 100"),
        ("rules=ams-levelling&list_part=50&threshold=5", "A list needs at least 5"),
        ("rules=scotland&members=4", "about 4 to an area"),
        ("rules=av&assumed=Con,Lab,50%0D%0AInd,,100", "50 %"),
        ("rules=two-round&assumed=Con,Lab,50", "the table on this page"),
    ],
)
def test_rules_of_each_kind_print_what_they_assume(
    reader: Client, asked: str, said: str
) -> None:
    assert said in page(reader, f"/history/2031/re-runs/?{asked}")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("rules=dice", "Select a valid choice"),
        ("rules=av", "This field is required."),
        ("rules=av&assumed=Con,Lab", "Line 1: “Con,Lab” was found where from, to"),
        ("rules=av&assumed=Con,Lab,9%0D%0ACon,Ind,x", "Line 2, column percent"),
        ("rules=av&assumed=Con,Lab,60%0D%0ACon,Ind,60", "they are 120"),
        ("rules=scotland&members=0", "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_counted_is_told_and_nothing_is_shown(
    reader: Client, asked: str, said: str
) -> None:
    found = page(reader, f"/history/2031/re-runs/?{asked}")
    assert said in found
    assert "What this assumes" not in found


def test_two_elections_compared(reader: Client) -> None:
    said = page(reader, "/history/compare/2027/2031/")
    assert "Seats that changed hands" in said
    assert "Ind (Ind P1)" in said
    assert "Boundaries were drawn anew" not in said
    found = told(reader, "/history/compare/2027/2031.json")
    assert found["seats"] == {"held": 98, "changed hands": 2}
    assert {(e["from"], e["to"], e["seats"]) for e in found["from_to"]} == {
        ("Lab", "Con", 1),
        ("Lab", "Ind", 1),
    }
    assert found["turnout"][0]["valid_votes"] == 90_000
    by_party = {r["party"]: r for r in rows(reader, "/history/compare/2027/2031.csv")}
    assert by_party["Lab"]["seats_change"] == "-2"
    every = rows(reader, "/history/compare/2027/2031/seats.csv")
    assert [e["from"] for e in every if e["seat"] == "P1 Example"] == ["Lab"]
    assert len(every) == 100


@pytest.mark.parametrize(
    "address",
    [
        "/history/compare/2031/2027/",
        "/history/compare/2031/2031/",
        "/history/compare/2027/2099/",
        "/history/2099/measures/",
        "/history/2031/measures.xml",
    ],
)
def test_what_is_not_there_is_not_found(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 404
