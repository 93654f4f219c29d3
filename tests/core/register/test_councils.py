"""Registers of several councils in one go: nobody takes another's place, and one council's newer register stays one."""

import pytest

from hustings.core.register.layouts import LAYOUTS
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.outcome import Choices, Counts, Outcome
from hustings.core.register.rows import AbsentKind, AbsentRow
from tests.core.register.council_files import (
    EROS_UPDATE,
    XPRESS_14,
    file,
    read,
    xpress,
)

NORTH = ["Marlowe", "Overton", "Pindar", "Quarrell", "Rusholme"]
SOUTH = ["Stanyon", "Tredwell", "Umfrey", "Varley", "Wexcombe"]


def full(surnames: list[str], road: str, district: str = "AB1", first: int = 1) -> str:
    rows = [
        xpress(f"{district},{n},0", surname).replace("12 Mill Road", f"{n} {road}")
        for n, surname in enumerate(surnames, first)
    ]
    return file(XPRESS_14, *rows)


def change(code: str, number: int, surname: str, home: str) -> str:
    row = (
        f"AB1,{number},{code},,Ngozi,,{surname},,,,{home},Harrowmere,,,,,,,,QM1 2CD,,,"
    )
    return file(EROS_UPDATE, row)


def standing(outcome: Outcome) -> set[tuple[str, str]]:
    return {(each.authority, each.row.surname) for each in outcome.register.open()}


def everybody(**councils: list[str]) -> set[tuple[str, str]]:
    return {(name, each) for name, surnames in councils.items() for each in surnames}


TWO = [
    ("north.csv", full(NORTH, "Mill Road")),
    ("south.csv", full(SOUTH, "Quay Street")),
]


def test_the_same_numbers_for_other_people_are_two_councils() -> None:
    outcome = read(*TWO)
    assert outcome.counts == Counts(added=10)
    assert standing(outcome) == everybody(north=NORTH, south=SOUTH)
    assert outcome.absences == ()
    (warning,) = outcome.warnings
    assert '--authority "NAME=north.csv"' in warning


def test_files_of_one_folder_are_of_one_council_even_where_they_clash_with_nobody() -> (
    None
):
    files = [
        ("z/north/AB1.csv", full(NORTH, "Mill Road")),
        ("z/north/AB2.csv", full(["Yardley"], "Mill Road", "AB2")),
        ("z/south/AB1.csv", full(SOUTH, "Quay Street")),
        ("z/south/AB3.csv", full(["Zeal"], "Quay Street", "AB3")),
    ]
    expected = everybody(north=[*NORTH, "Yardley"], south=[*SOUTH, "Zeal"])
    assert standing(read(*files)) == expected


def test_two_numbers_alone_are_of_other_people_only_where_home_and_name_both_differ() -> (
    None
):
    married = full(["Marlowe-Jones", "Overton-Jones"], "Mill Road")
    assert read(("a.csv", full(NORTH[:2], "Mill Road")), ("b.csv", married)).counts == (
        Counts(added=2, amended=2)
    )
    others = full(SOUTH[:2], "Quay Street")
    assert read(("a.csv", full(NORTH[:2], "Mill Road")), ("b.csv", others)).counts == (
        Counts(added=4)
    )


def test_a_newer_register_of_one_council_amends_it() -> None:
    newer = full(["Marlowe-Jones", *NORTH[1:], "New"], "Mill Road")
    outcome = read(("old.csv", TWO[0][1]), ("newer.csv", newer))
    assert outcome.counts == Counts(added=6, amended=1, unchanged=4)
    assert {council for council, _ in standing(outcome)} == {""}


def test_numbers_dealt_anew_are_no_other_council() -> None:
    people = [f"{name}{letter}" for name in NORTH for letter in "abcdefgh"]

    def rows(by: int) -> str:
        numbers = range(1, len(people) + 1)
        return file(
            XPRESS_14,
            *(
                xpress(f"AB1,{(n + by) % len(people) + 1},0", name, f" {n}")
                for n, name in zip(numbers, people, strict=True)
            ),
        )

    outcome = read(("old.csv", rows(0)), ("december.csv", rows(7)))
    assert {council for council, _ in standing(outcome)} == {""}
    assert any("another edition" in warning for warning in outcome.warnings)


def test_three_councils_and_a_newer_register_of_one() -> None:
    east = ["Ablett", "Bracegirdle", "Copperwheat", "Dunmore", "Eastlake"]
    outcome = read(
        *TWO,
        ("east.csv", full(east, "Hill")),
        ("south2.csv", full([*SOUTH[:4], "Wexcombe-Jones"], "Quay Street")),
    )
    assert outcome.counts == Counts(added=15, amended=1, unchanged=4)
    assert standing(outcome) == everybody(
        north=NORTH, east=east, south=[*SOUTH[:4], "Wexcombe-Jones"]
    )


def test_updates_and_absent_lists_go_to_the_council_whose_people_they_speak_of() -> (
    None
):
    absent = LAYOUTS["eros-absent"].dumps(
        [AbsentRow(ElectorNumber("AB1", 2), AbsentKind.POSTAL, "Tredwell", "Ngozi")]
    )
    outcome = read(
        *TWO,
        ("nu.csv", change("M", 1, "Marlowe-Jones", "1 Mill Road")),
        ("su.csv", change("D", 1, "Stanyon", "1 Quay Street")),
        ("postal.csv", absent),
    )
    assert outcome.counts == Counts(added=10, amended=2, closed=1)
    assert standing(outcome) == everybody(
        north=["Marlowe-Jones", *NORTH[1:]], south=SOUTH[1:]
    )
    marked = [(e.authority, e.row.surname) for e in outcome.register if e.absent]
    assert marked == [("south", "Tredwell")]


@pytest.mark.parametrize(
    ("code", "surname"), [("D", ""), ("A", "Newcome")], ids=["close", "add"]
)
def test_an_update_that_could_be_of_either_council_waits_and_says_what_to_do(
    code: str, surname: str
) -> None:
    outcome = read(*TWO, ("u.csv", change(code, 5, surname, "")))
    assert outcome.counts == Counts(added=10, refused=1)
    (refusal,) = outcome.refusals
    assert "--authority NAME=FILE" in refusal.expected
    assert any("u.csv was not applied" in warning for warning in outcome.warnings)


def test_councils_that_are_named_are_believed() -> None:
    choices = Choices(authorities={"north.csv": "N", "south.csv": "N"})
    assert read(*TWO, choices=choices).counts == Counts(added=5, amended=5)
