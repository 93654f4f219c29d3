"""Seats of lists against official results."""

import csv
import os
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from hustings.core.counting.lists.additional import count_growing
from hustings.core.counting.lists.divisors import count_by_divisors
from hustings.core.counting.lists.laws import (
    AMS_LONDON,
    AMS_OVERHANG,
    AMS_SCOTLAND,
    AMS_WALES,
    DHONDT,
)
from hustings.core.counting.rules import Given
from tests.core.counting.lists.polls import named, won

FILE = (
    Path(__file__).parents[4].parent
    / "shared/data/ams/scottish_parliament_2007_2011.csv"
)
Region = tuple[str, str]


@cache
def scotland() -> dict[Region, list[dict[str, str]]]:
    if not FILE.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"The published results are missing: {FILE}")
        pytest.skip("the published results (shared/data) are not on this machine")
    regions: dict[Region, list[dict[str, str]]] = defaultdict(list)
    with FILE.open(encoding="utf-8") as text:
        for row in csv.DictReader(text):
            regions[row["year"], row["region"]].append(row)
    return regions


def test_the_seven_list_seats_of_16_scottish_regions() -> None:
    assert len(scotland()) == 16
    for region, rows in scotland().items():
        lists = [row for row in rows if row["ballot"] == "list"]
        names = [f"{row['party']} {place}" for place, row in enumerate(lists)]
        votes = {n: int(row["votes"]) for n, row in zip(names, lists, strict=True)}
        published = {n: int(r["seats_won"]) for n, r in zip(names, lists, strict=True)}
        held: dict[str, int] = defaultdict(int)
        for row in rows:
            if row["ballot"] == "constituency" and row["seats_won"] == "1":
                list_name = next(n for n in names if n.startswith(f"{row['party']} "))
                held[list_name] += 1
        count = count_by_divisors(named(7, votes), Given(held=held), AMS_SCOTLAND)
        assert won(count) == {n: s for n, s in published.items() if s}, region


def test_constituency_seats_in_excess_are_kept_and_none_are_added() -> None:
    """Glasgow 2007: Labour's nine constituencies are one more than its share of all seventeen seats by D'Hondt."""
    rows = scotland()["2007", "Glasgow"]
    votes = {r["party"]: int(r["votes"]) for r in rows if r["ballot"] == "list"}
    whole = count_by_divisors(named(17, votes), Given(), DHONDT)
    beside = Given(held={"LAB": 9, "SNP": 1})
    count = count_by_divisors(named(7, votes), beside, AMS_SCOTLAND)
    assert won(whole)["LAB"] == 8
    assert "LAB" not in won(count)
    assert len(count.elected) == 7


def test_london_2021() -> None:
    """Conservatives 4, Greens 3, Labour 2, Liberal Democrats 2 of the eleven; the lists under 5 % are left out here."""
    votes = {"Lab": 986_609, "Con": 795_081, "Green": 305_452, "LD": 189_622}
    given = Given(held={"Lab": 9, "Con": 5})
    count = count_by_divisors(named(11, votes), given, AMS_LONDON)
    assert won(count) == {"Con": 4, "Green": 3, "Lab": 2, "LD": 2}
    assert count.elected[0] == "Green"


def test_south_wales_central_2021() -> None:
    """Eight constituencies of Labour; the four regional seats to two others."""
    votes = {
        "Labour": 102_611,
        "Conservative": 56_662,
        "Plaid Cymru": 46_478,
        "Green": 14_478,
        "Liberal Democrat": 11_821,
        "Abolish": 8_396,
        "Propel": 5_552,
    }
    given = Given(held={"Labour": 8})
    count = count_by_divisors(named(4, votes), given, AMS_WALES)
    assert won(count) == {"Conservative": 2, "Plaid Cymru": 2}


NEW_ZEALAND_2008 = {
    "National": (1_053_398, 41, 17),
    "Labour": (796_880, 21, 22),
    "Green": (157_613, 0, 9),
    "New Zealand First": (95_356, 0, 0),
    "ACT": (85_496, 1, 4),
    "Maori": (55_980, 5, 0),
    "Progressive": (21_241, 1, 0),
    "United Future": (20_497, 1, 0),
    "others, none with 5 % or a seat": (58_105, 0, 0),
}
"""Party votes, electorates and list seats as declared on 22 November 2008; 2,344,566 valid party votes."""


def test_new_zealand_2008_had_122_seats() -> None:
    votes = {name: each[0] for name, each in NEW_ZEALAND_2008.items()}
    held = {name: each[1] for name, each in NEW_ZEALAND_2008.items() if each[1]}
    listed = {name: each[2] for name, each in NEW_ZEALAND_2008.items() if each[2]}
    assert sum(votes.values()) == 2_344_566
    count = count_growing(named(50, votes), Given(held=held), AMS_OVERHANG)
    assert won(count) == listed
    assert sum(held.values()) + len(count.elected) == 122
    assert count.stages[0].excluded == (
        "New Zealand First",
        "others, none with 5 % or a seat",
    )
    assert "Overhang: Maori holds 5 constituency seats, 2 more" in " ".join(count.notes)
