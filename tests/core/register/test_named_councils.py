"""Councils that somebody, or a file itself, has named: the same letters are not the same districts."""

from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.outcome import Choices, Counts
from tests.core.register.changes import FULL, update
from tests.core.register.council_files import (
    XPRESS_14,
    file,
    read,
    xpress,
    xpress_update,
)


def test_two_councils_may_share_district_letters() -> None:
    choices = Choices(
        authorities={"north.csv": "Northborough", "south.csv": "Southham"}
    )
    south = file(XPRESS_14, xpress("AB1,1,0", "Jones"))
    outcome = read(("north.csv", FULL), ("south.csv", south), choices=choices)
    assert outcome.counts == Counts(added=4)
    assert outcome.absences == ()
    assert {
        (e.authority, e.row.surname)
        for e in outcome.register.open()
        if e.number == ElectorNumber("AB1", 1)
    } == {
        ("Northborough", "Okafor"),
        ("Southham", "Jones"),
    }


def test_a_council_named_only_in_the_update_is_that_of_the_register_too() -> None:
    outcome = read(
        ("full.csv", FULL),
        ("update.csv", update(xpress_update("AB1-1", "0,3,0", "Okafor-Jones"))),
    )
    assert {elector.authority for elector in outcome.register.open()} == {
        "Northborough"
    }


def test_files_that_name_several_councils_still_find_the_register_that_names_none() -> (
    None
):
    northern = update(xpress_update("AB1-1", "0,3,0", "Okafor-Jones"))
    southern = update(
        xpress_update("KD-2/2-289/1", "0,0,3").replace("Northborough", "Southham")
    )
    outcome = read(("full.csv", FULL), ("n.csv", northern), ("s.csv", southern))
    assert outcome.counts == Counts(added=3, amended=1, closed=1)


def test_rows_of_two_councils_in_updates_alone_are_kept_apart() -> None:
    rows = [
        xpress_update("AB1-1", "3,0,0"),
        xpress_update("AB1-1", "3,0,0", "Jones").replace("Northborough", "Southham"),
    ]
    assert read(("update.csv", update(*rows))).counts == Counts(added=2)
