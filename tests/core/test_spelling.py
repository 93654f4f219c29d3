"""One spelling of names, settled by those that publishers print."""

import json
from collections import defaultdict
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.elections.results_table import read_table
from hustings.core.spelling import fold_place, folded
from tests.golden.test_general_elections import independents
from tests.published import published

SEATS = "uk_ge_constituencies_2010_2024.csv.gz"
SERIES = "1918-2019election_results.csv.gz"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stoke-on-Trent Central", "Stoke On Trent Central"),
        ("Ynys Môn", "Ynys-Mon"),
        ("St.Ives", "St Ives"),
        ("Mid-Ulster", "Ulster Mid"),
        ("Brighton, Kemptown & Peacehaven", "Brighton Kemptown and Peacehaven"),
        ("King's Lynn", "Kings Lynn"),
    ],
)
def test_places_that_are_one(one: str, other: str) -> None:
    assert fold_place(one) == fold_place(other)


def test_people_keep_the_order_of_their_names() -> None:
    assert folded("Zoë  O’Hara-Smith") == "zoe ohara smith"
    assert folded("Nala-Hartley") == folded("nala hartley")
    assert folded("Ali Islam") != folded("Islam Ali")


def test_no_two_seats_of_an_election_are_one() -> None:
    for name, day, seat, region in (
        (SEATS, "election_date", "constituency", "country"),
        (SERIES, "election", "constituency_name", "country/region"),
    ):
        rows = read_table(published("elections", name).read_bytes(), file=name).rows
        elections = sorted(rows, key=lambda row: row.text(day))
        for _, found in groupby(elections, key=lambda row: row.text(day)):
            there: dict[tuple[str, str], set[str]] = defaultdict(set)
            for row in found:
                there[fold_place(row.text(seat)), row.text(region)].add(row.text(seat))
            assert not [names for names in there.values() if len(names) > 1]


def test_the_650_of_the_map_are_those_of_the_results_by_name_alone() -> None:
    text = published("geo", "uk-constituencies-2024.hexjson").read_text("utf-8")
    drawn = {fold_place(each["n"]) for each in json.loads(text)["hexes"].values()}
    rows = read_table(published("elections", SEATS).read_bytes(), file=SEATS).rows
    of_2024 = [row for row in rows if row.text("election_date") == "2024-07-04"]
    assert drawn == {fold_place(row.text("constituency")) for row in of_2024}
    assert len(drawn) == 650


def test_the_press_names_are_told_apart() -> None:
    assert len({folded(each["name"]) for each in independents()}) == 23


@given(st.text(st.characters(max_codepoint=127)))
def test_english_letters_are_folded_as_all_others_are(text: str) -> None:
    """Names in these letters alone go a quicker way; one other letter sends the same text the long way."""
    assert folded(f"{text} Ł") == f"{folded(text)} ł".strip()
