"""Xpress: the register in two forms and its update, as published headings have them, with invented people."""

from datetime import date

import pytest

from hustings.core.register.addresses import Hints
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.rows import (
    Change,
    DateLabel,
    RegisterRow,
)
from tests.core.register.council_files import (
    XPRESS_13,
    XPRESS_14,
    XPRESS_UPDATE,
    file,
    row,
    rows,
    xpress_update,
)


def test_xpress_with_14_columns() -> None:
    read = row(
        file(
            XPRESS_14,
            'KD-2/2,289,1,G,12/03/2008,Okafor,Ngozi Ada,qm12cd,Flat 3,"12, Mill Road",Harrowmere,,,',
        )
    )
    assert read == RegisterRow(
        ElectorNumber("KD-2/2", 289, "1"),
        "Okafor",
        "Ngozi Ada",
        address=("Flat 3", "12, Mill Road", "Harrowmere"),
        postcode="QM1 2CD",
        marker="G",
        attainer_date=date(2008, 3, 12),
    )
    assert read.date_label is DateLabel.BIRTH
    assert read.number.raw == "289/1"


def test_xpress_with_13_columns_has_the_surname_first() -> None:
    names = [
        "Okafor Ngozi Ada",
        "VAN DER BERG Jan",
        "Ní Bhriain",
        '"Smith-Jones, Al"',
        "Cher",
    ]
    read = rows(
        file(
            XPRESS_13,
            *(
                f"AB1,{n},0,,,{name},QM1 2CD,1 The Row,,,,,"
                for n, name in enumerate(names, 1)
            ),
        )
    )
    assert [(each.surname, each.forenames) for each in read] == [
        ("Okafor", "Ngozi Ada"),
        ("VAN DER BERG", "Jan"),
        ("Ní", "Bhriain"),
        ("Smith-Jones", "Al"),
        ("Cher", ""),
    ]


def test_a_postcode_among_the_address_lines_is_kept_once() -> None:
    text = file(
        XPRESS_14,
        "AB1,1,,,,Okafor,Ngozi,QM1 2CD,12 Mill Road,Harrowmere,QM1 2CD,,,",
        "AB1,2,,,,Okafor,Uche,QM1 2CD,12 Mill Road,Harrowmere qm12cd,,,,",
        "AB1,3,,,,Okafor,Ify,,12 Mill Road,QM1 2CD,,,,",
        "AB1,4,,,,Okafor,Obi,QM1 2CD,QM9 9ZZ House,12 Mill Road,,,,",
    )
    assert [(each.address, each.postcode) for each in rows(text)] == [
        (("12 Mill Road", "Harrowmere"), "QM1 2CD"),
        (("12 Mill Road", "Harrowmere"), "QM1 2CD"),
        (("12 Mill Road",), "QM1 2CD"),
        (("QM9 9ZZ House", "12 Mill Road"), "QM1 2CD"),
    ]


@pytest.mark.parametrize(
    ("months", "change"),
    [
        ("0,0,0", Change.AMEND),
        (",,", Change.AMEND),
        ("3,0,0", Change.ADD),
        ("3,3,0", Change.ADD),
        ("3,4,0", Change.AMEND),
        ("0,4,0", Change.AMEND),
        ("0,0,5", Change.CLOSE),
        ("3,4,5", Change.CLOSE),
        ("0,5,5", Change.CLOSE),
        ("3,0,3", Change.IGNORE),
        ("3,3,3", Change.IGNORE),
        ("3,0,5", Change.CLOSE),
        ("3.0,0,0", Change.ADD),
    ],
)
def test_xpress_months_say_what_became_of_an_entry(months: str, change: Change) -> None:
    assert (
        row(file(XPRESS_UPDATE, xpress_update("KD-2/2-289/1", months))).change is change
    )


def test_xpress_update() -> None:
    read = row(file(XPRESS_UPDATE, xpress_update("KD-2/2-289/1", "0,3,0")))
    assert (read.number, read.number.raw) == (
        ElectorNumber("KD-2/2", 289, "1"),
        "KD-2/2-289/1",
    )
    assert (read.surname, read.forenames) == ("Okafor", "Ngozi")
    assert (read.address, read.postcode) == (("12 Mill Road", "Harrowmere"), "QM1 2CD")
    assert read.hints == Hints(number="12", street="Mill Road")
    assert read.authority == "Northborough"


def test_an_update_whose_lines_lack_number_and_street_gets_them_from_their_columns() -> (
    None
):
    cells = "Northborough,N1,AB1,Mill Road,{lines},,,,QM1 2CD,Flat 3,12,AB1-7,Ngozi,Okafor,,0,0,0,,1,1,3"
    bare = row(file(XPRESS_UPDATE, cells.format(lines="Harrowmere,")))
    assert bare.address == ("Flat 3", "12 Mill Road", "Harrowmere")
    street = row(file(XPRESS_UPDATE, cells.format(lines="Mill Road,Harrowmere")))
    assert street.address == ("12 Mill Road", "Harrowmere")
    whole = row(
        file(XPRESS_UPDATE, cells.format(lines="Flat 3 12 Mill Road,Harrowmere"))
    )
    assert whole.address == ("Flat 3 12 Mill Road", "Harrowmere")
