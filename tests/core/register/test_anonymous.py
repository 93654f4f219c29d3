"""An anonymous entry (number and N, RPR 2001 reg 41A) is read, never refused for its blanks, and named nowhere."""

import csv
import io
from datetime import date

import pytest

from hustings.core.elections.franchise import ElectionKind, Nation, Voting
from hustings.core.register.eligibility import Franchise
from hustings.core.register.layouts import LAYOUTS
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.reading import loads
from hustings.core.register.report import write_electors
from hustings.core.register.rows import Change, Kind, RegisterRow
from tests.core.register.council_files import XPRESS_13, XPRESS_14, file, only, read

ELECTION = Franchise(
    Voting(
        election=ElectionKind.UK_PARLIAMENT,
        nation=Nation.ENGLAND,
        polling_day=date(2026, 11, 19),
    )
)


@pytest.mark.parametrize(
    "name", [name for name, layout in LAYOUTS.items() if layout.kind is not Kind.ABSENT]
)
def test_an_anonymous_entry_is_read_in_every_layout(name: str) -> None:
    layout = LAYOUTS[name]
    change = Change.FULL if layout.kind is Kind.FULL else Change.ADD
    somebody = RegisterRow(
        ElectorNumber("AB1", 1),
        "Okafor",
        address=("12 Mill Road",),
        postcode="QM1 2CD",
        change=change,
    )
    entry = RegisterRow(ElectorNumber("AB1", 2), marker="N", change=change)
    overseas = RegisterRow(
        ElectorNumber("AB1", 3), "Smith", "Jo", marker="F", change=change
    )
    read = [
        row
        for row in loads(layout.dumps([somebody, entry, overseas]))
        if isinstance(row, RegisterRow)
    ]
    assert [each.anonymous for each in read] == [False, True, False]
    assert read[1] == entry
    assert (read[2].surname, read[2].address) == ("Smith", ())
    assert read[2].marker == ("F" if "marker" in layout.columns.at else "")


@pytest.mark.parametrize(
    "heading_and_row",
    [
        (XPRESS_14, "AB1,1,,,,N,,,,,,,,"),
        (XPRESS_14, "AB1,1,,N,,N,,,,,,,,"),
        (XPRESS_14, "AB1,1,,,,,N,,,,,,,"),
        (XPRESS_14, "AB1,1,,,,Anonymous Entry,,,,,,,,"),
        (XPRESS_14, "AB1,1,,n,,Anonymous,Elector,,,,,,,"),
        (XPRESS_13, "AB1,1,,,,N,,,,,,,"),
        (XPRESS_13, "AB1,1,,,,ANONYMOUS,,,,,,,"),
    ],
)
def test_what_stands_where_the_name_would_is_no_name(
    heading_and_row: tuple[str, str],
) -> None:
    row = only(read(("council.csv", file(*heading_and_row)))).row
    assert row.anonymous
    assert (row.surname, row.forenames) == ("", "")
    assert ELECTION.of(row).verdict.answer.value == "yes"


def test_another_marker_stays_beside_the_n() -> None:
    row = only(read(("council.csv", file(XPRESS_14, "AB1,1,,G,,N,,,,,,,,")))).row
    assert row.anonymous
    assert ELECTION.of(row).verdict.answer.value == "no"


@pytest.mark.parametrize(
    "marker", ["EU citizen", "None", "N/A", "nan", "British National"]
)
def test_a_word_with_an_n_in_it_takes_nobodys_name(marker: str) -> None:
    """Else one council's way of filling the column would empty every walk sheet."""
    line = f"AB1,1,,{marker},,Okafor,Ngozi,QM1 2CD,12 Mill Road,,,,,"
    row = only(read(("council.csv", file(XPRESS_14, line)))).row
    assert (row.anonymous, row.surname) == (False, "Okafor")


def test_a_nameless_row_whose_marker_says_none_is_told() -> None:
    line = "AB1,1,,None,,,,QM1 2CD,12 Mill Road,,,,,"
    assert read(("council.csv", file(XPRESS_14, line))).counts.refused == 1


def test_somebody_called_n_with_another_name_is_a_person() -> None:
    row = only(read(("council.csv", file(XPRESS_14, "AB1,1,,,,N,Ravi,,,,,,,")))).row
    assert (row.surname, row.forenames, row.anonymous) == ("N", "Ravi", False)


def test_the_electors_written_out_have_no_name_for_one_even_if_the_file_had() -> None:
    outcome = read(
        (
            "council.csv",
            file(XPRESS_14, "AB1,1,,N,,Okafor,Ngozi,QM1 2CD,12 Mill Road,,,,,"),
        )
    )
    text = io.StringIO()
    write_electors(text, outcome.register.open(), ELECTION)
    (cells,) = csv.DictReader(io.StringIO(text.getvalue()))
    assert cells["number"] == "1"
    assert cells["franchise"] == "N"
    assert not {"Okafor", "Ngozi", "QM1 2CD"} & set(cells.values())
    assert "Mill Road" not in text.getvalue()
