"""Shares beside last time's, on both bases."""

from fractions import Fraction

import pytest

from hustings.core.errors import HustingsError
from hustings.core.psephology.changes import (
    Basis,
    as_it_was,
    changes,
)
from hustings.core.psephology.notional import read_notional
from tests.core.psephology.tables import SEATS, line, loaded, seat, table, two_seats

NOTIONAL = "ons_id,constituency,party_code,votes,valid_votes,electorate,party,party_abbr,nation_code"


def notional(*lines: str) -> str:
    return "\n".join([NOTIONAL, *lines])


def test_on_the_seat_as_it_was() -> None:
    then = two_seats().elections[0].seats["XA"]
    now = loaded(
        [
            line("A", "Lab", "Ann Example", 200),
            line("A", "Ind", "Cy Example", 150),
            line("A", "Green", "Gil Example", 50),
        ],
        [seat("A", 400, 50)],
    ).elections[0]
    before = as_it_was(then)
    found = {c.stood.party: c.change for c in changes(now.seats["XA"], before)}
    assert before.basis is Basis.ACTUAL
    assert found == {"Lab": Fraction(0), "Ind": None, "Green": None}


def test_on_todays_boundaries_by_code_or_by_name() -> None:
    """The Brexit Party is Reform UK; independents of last time are nobody's predecessors."""
    rows = [
        f"{code},{name},x,{votes},100,200,{party},{short},EN"
        for code, name in (("XA", "A Example"), ("OLD", "Example B"))
        for party, short, votes in (
            ("The Brexit Party", "Brexit Party", 30),
            ("Independent", "Independent", 10),
            ("Labour Party", "Lab", 60),
        )
    ]
    found = read_notional(table(*notional(*rows).split("\n")))
    lines = [line(s, "RUK", f"{s} Example", 40) for s in "AB"]
    now = loaded(lines, [seat("A", 40, 40), seat("B", 40, 40)]).elections[0]
    for each in now:
        before = found.of(each)
        assert before is not None
        assert before.basis is Basis.NOTIONAL
        assert [c.change for c in changes(each, before)] == [Fraction(7, 10)]
    other = loaded([line("C", "RUK", "C D", 4)], [seat("C", 4, 4)]).elections[0]
    assert found.of(other.seats["XC"]) is None


def test_other_tables_are_no_notional_results() -> None:
    with pytest.raises(HustingsError, match="no table of notional results"):
        read_notional(table(SEATS, seat("A", 3, 3)))


def test_a_seat_that_does_not_sum_is_told_and_the_others_are_there() -> None:
    rows = [
        f"{code},{name},x,{votes},30,200,Labour Party,Lab,EN"
        for code, name, votes in (
            ("XA", "A Example", 30),
            ("XB", "B Example", 31),
            ("E14000530", "Aldershot", 30),
        )
    ]
    found = read_notional(table(NOTIONAL, *rows, file="notional.csv"))
    assert list(found.seats) == ["XA"]
    told = [str(each) for each in found.refused]
    assert told[0].startswith("notional.csv, line 4: Aldershot, 2019-12-12: E14000530")
    assert "boundaries of 2010" in told[0]
    assert told[1].startswith("notional.csv, line 3: B Example")
    assert "add up to 31 votes, but valid_votes says 30" in told[1]
