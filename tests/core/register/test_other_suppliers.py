"""The positional layout, Democracy Counts, Glasgow, and the form of another tool, with invented people."""

from datetime import date

import pytest

from hustings.core.register.addresses import Hints
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.rows import (
    Change,
    DateLabel,
    Family,
    Kind,
    RegisterRow,
)
from tests.core.register.council_files import (
    COUNTS_2016,
    COUNTS_2026,
    GLASGOW,
    TTW,
    detected,
    file,
    row,
    rows,
)

POSITIONAL = "AB1,7/1,G,04/07/2026,(z) Okafor,Ngozi Ada,Flat 3,12 Mill Road,Harrowmere,,,,,,12,Flat 3,Mill Road,,,,,QM1 2CD"


def test_idox_positional_is_told_by_its_contents() -> None:
    assert detected(file("", POSITIONAL)) == (Family.IDOX_POSITIONAL, Kind.FULL)
    assert row(file("", POSITIONAL)) == RegisterRow(
        ElectorNumber("AB1", 7, "1"),
        "Okafor",
        "Ngozi Ada",
        address=("Flat 3", "12 Mill Road", "Harrowmere"),
        postcode="QM1 2CD",
        marker="G",
        attainer_date=date(2026, 7, 4),
        opted_out=True,
        hints=Hints("Flat 3", "", "12", "Mill Road"),
    )


def test_idox_positional_may_have_headings_that_nobody_recorded() -> None:
    heading = ",".join(f"Heading {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUV")
    assert rows(file(heading, POSITIONAL)) == rows(file("", POSITIONAL))


def test_idox_positional_update_has_a_sign_and_a_month_in_third_place() -> None:
    changed = [
        POSITIONAL.replace("7/1,", f"7/1,{sign},") for sign in ("+Jan", "-Feb", "=Mar")
    ]
    text = file("", *changed)
    assert detected(text) == (Family.IDOX_POSITIONAL, Kind.UPDATE)
    read = rows(text)
    assert [each.change for each in read] == [Change.ADD, Change.CLOSE, Change.AMEND]
    assert {each.postcode for each in read} == {"QM1 2CD"}


COUNTS_TAIL = "12 Mill Road,Harrowmere,,,,,QM1 2CD,Y,Y,Y,Central,Flat 3,12"


@pytest.mark.parametrize(
    ("roll", "suffix"), [("5.000", ""), ("3.5", "5"), ("10.75", "75"), ("7", "")]
)
def test_democracy_counts_2016_has_decimal_numbers_kept_as_written(
    roll: str, suffix: str
) -> None:
    read = row(
        file(COUNTS_2016, f"AB1,{roll},Ms,Okafor,Ngozi,Ada,12/03/2008,G,{COUNTS_TAIL}")
    )
    assert read == RegisterRow(
        ElectorNumber("AB1", int(float(roll)), suffix),
        "Okafor",
        "Ngozi Ada",
        "Ms",
        address=("12 Mill Road", "Harrowmere"),
        postcode="QM1 2CD",
        marker="G",
        attainer_date=date(2008, 3, 12),
        hints=Hints("Flat 3", "", "12", ""),
    )
    assert read.number.raw == roll


def test_democracy_counts_2026() -> None:
    text = file(
        COUNTS_2026,
        f"AB1,5.000,Ms,Okafor,Ngozi,Ada,Y,04/07/2026,G,{COUNTS_TAIL},DWP,77,100099999999",
    )
    read = row(text)
    assert detected(text) == (Family.DEMOCRACY_COUNTS, Kind.FULL)
    assert (read.uprn, read.attainer_date) == ("100099999999", date(2026, 7, 4))
    assert read.date_label is DateLabel.ATTAINMENT


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [("", ""), ("0", ""), ("2", "2"), ("2.0", "2"), ("0.5", "5"), ("A", "A")],
)
def test_democracy_counts_with_a_suffix_column(suffix: str, expected: str) -> None:
    heading = f"{COUNTS_2026},Suffix"
    read = row(
        file(
            heading,
            f"AB1,5.000,Ms,Okafor,Ngozi,Ada,Y,,G,{COUNTS_TAIL},DWP,77,100099999999,{suffix}",
        )
    )
    assert read.number == ElectorNumber("AB1", 5, expected)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("N", Change.ADD),
        ("A", Change.AMEND),
        ("M", Change.AMEND),
        ("D", Change.CLOSE),
        ("n", Change.ADD),
    ],
)
def test_democracy_counts_updates_amend_by_a_and_by_m(
    code: str, change: Change
) -> None:
    old = file(
        "ChangeTypeID," + COUNTS_2016.replace("AttainersDOB", "DOB"),
        f"{code},AB1,5.000,Ms,Okafor,Ngozi,Ada,,G,{COUNTS_TAIL}",
        titles=["Accession: 3 feb"],
    )
    new = file(
        f"ChangeTypeID,{COUNTS_2026}",
        f"{code},AB1,5.000,Ms,Okafor,Ngozi,Ada,Y,,G,{COUNTS_TAIL},DWP,77,1",
    )
    for text in (old, new):
        assert detected(text) == (Family.DEMOCRACY_COUNTS, Kind.UPDATE)
        assert row(text).change is change


def test_glasgow() -> None:
    text = file(
        GLASGOW,
        "AB1,7,Ngozi Ada,(z) Okafor,M,04/07/2026,2/1,Tower House,12,Mill Road,,Harrowmere,,QM1 2CD",
    )
    assert detected(text) == (Family.GLASGOW, Kind.FULL)
    read = row(text)
    assert (read.surname, read.forenames, read.opted_out) == (
        "Okafor",
        "Ngozi Ada",
        True,
    )
    assert read.address == ("2/1", "Tower House", "12 Mill Road", "Harrowmere")
    assert read.hints == Hints("2/1", "Tower House", "12", "Mill Road")
    assert (read.marker, read.attainer_date, read.date_label) == (
        "M",
        date(2026, 7, 4),
        DateLabel.ATTAINMENT,
    )


def test_another_tools_upload_form_is_mapped() -> None:
    cells = "Ngozi,Ada,Okafor,,12 Mill Road,Harrowmere,,,,,QM1 2CD,"
    text = file(TTW, f"PD1,136,0,PD1-136-0,{cells}", f",,,PD1-137-2,{cells}")
    assert detected(text) == (Family.MAPPED, Kind.FULL)
    assert [each.number for each in rows(text)] == [
        ElectorNumber("PD1", 136),
        ElectorNumber("PD1", 137, "2"),
    ]
