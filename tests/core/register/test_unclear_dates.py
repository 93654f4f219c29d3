"""A date in the attainer's column that is none costs nobody their place: the elector stands, and the council is asked."""

from datetime import date

import pytest

from hustings.core.elections.franchise import ElectionKind, MayVote, Nation, Voting
from hustings.core.register.eligibility import Franchise
from hustings.core.register.layouts import LAYOUTS
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.reading import loads
from hustings.core.register.rows import Kind, RegisterRow
from tests.core.register.council_files import XPRESS_14, file, only, read

ELECTION = Franchise(
    Voting(
        election=ElectionKind.UK_PARLIAMENT,
        nation=Nation.ENGLAND,
        polling_day=date(2026, 11, 19),
    )
)


def register(written: str, marker: str = "") -> str:
    return file(
        XPRESS_14, f"AB1,7,0,{marker},{written},Okafor,Ngozi,QM1 2CD,12 Mill Road,,,,,"
    )


@pytest.mark.parametrize("written", ["31/02/2008", "12/25/2008", "2008", "attainer"])
def test_the_elector_stands_and_is_asked_about(written: str) -> None:
    outcome = read(("council.csv", register(written)))

    assert (outcome.counts.added, outcome.counts.refused) == (1, 0)
    row = only(outcome).row
    assert (row.attainer_date, row.attainer_text) == (None, written)
    assert ELECTION.of(row).verdict.answer is MayVote.ASK
    (warning,) = outcome.warnings
    assert "council.csv" in warning
    assert f"line 2 (“{written}”)" in warning


def test_a_marker_that_rules_out_still_does() -> None:
    row = only(read(("council.csv", register("soon", marker="G")))).row
    assert ELECTION.of(row).verdict.answer is MayVote.NO


def test_only_the_first_lines_are_named() -> None:
    people = [f"AB1,{n},0,,soon,Okafor,Ngozi,,,,,,," for n in range(1, 9)]
    (warning,) = read(("council.csv", file(XPRESS_14, *people))).warnings
    assert "line 6 (“soon”) and 3 more" in warning
    assert "line 7" not in warning


def test_a_legible_date_later_takes_the_doubt_away() -> None:
    outcome = read(
        ("january.csv", register("soon")), ("february.csv", register("01/03/2008"))
    )
    row = only(outcome).row
    assert (row.attainer_date, row.attainer_text) == (date(2008, 3, 1), "")
    assert outcome.counts.amended == 1


@pytest.mark.parametrize(
    "name", [name for name, layout in LAYOUTS.items() if layout.kind is Kind.FULL]
)
def test_what_was_written_is_kept_in_every_layout(name: str) -> None:
    somebody = RegisterRow(
        ElectorNumber("AB1", 7),
        "Okafor",
        address=("12 Mill Road",),
        postcode="QM1 2CD",
        attainer_text="soon",
    )
    (again,) = loads(LAYOUTS[name].dumps([somebody]))
    assert isinstance(again, RegisterRow)
    assert again.attainer_text == "soon"
