"""Idox Eros: the register in its several forms and its update, with invented people."""

from datetime import date

import pytest

from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.rows import (
    Change,
    DateLabel,
    Family,
    Kind,
    RegisterRow,
)
from tests.core.register.council_files import (
    EROS,
    EROS_UPDATE,
    NINE,
    SEVEN,
    detected,
    file,
    row,
    rows,
)


def test_eros_with_21_columns() -> None:
    read = row(
        file(
            EROS,
            "AB1,100/1,,Ms,Ngozi Ada,NA,Okafor,OBE,04/07/2026,G,12 Mill Road,Harrowmere,,,,,,,,QM1 2CD,Y",
        )
    )
    assert read == RegisterRow(
        ElectorNumber("AB1", 100, "1"),
        "Okafor",
        "Ngozi Ada",
        "Ms",
        "OBE",
        ("12 Mill Road", "Harrowmere"),
        "QM1 2CD",
        "G",
        date(2026, 7, 4),
        opted_out=True,
    )
    assert read.date_label is DateLabel.ATTAINMENT
    assert read.number.raw == "100/1"


@pytest.mark.parametrize("number", ["100/1", "100-1", "100.1"])
def test_eros_numbers_carry_their_suffix(number: str) -> None:
    read = row(
        file(EROS, f"AB1,{number},,,Ngozi,N,Okafor,,,,12 Mill Road,,,,,,,,,QM1 2CD,")
    )
    assert (read.number, read.number.raw) == (ElectorNumber("AB1", 100, "1"), number)


def test_a_figure_in_the_suffix_column_belongs_to_the_number() -> None:
    read = row(file(EROS, "AB1,100,,,Ngozi,N,Okafor,2,,,12 Mill Road,,,,,,,,,QM1 2CD,"))
    assert (read.number.suffix, read.name_suffix) == ("2", "")


VARIANT_ROW = "AB1,7,,Ms,Ngozi,N,(z) Okafor,,,,12 Mill Road,Harrowmere,,,,,,"


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        (EROS.replace("First Names", "First Name"), f"{VARIANT_ROW},,QM1 2CD,"),
        (
            EROS.replace("Date of", "Date Of").replace("Postcode", "Post Code"),
            f"{VARIANT_ROW},,QM1 2CD,",
        ),
        (EROS.replace("Status,", ""), f"{VARIANT_ROW.replace('7,,', '7,')},,QM1 2CD,"),
        (
            EROS.replace(NINE + ",Postcode", SEVEN),
            "AB1,7,,Ms,Ngozi,N,(z) Okafor,,,,12 Mill Road,Harrowmere,QM1 2CD,,,,,",
        ),
        (EROS.replace("Opt Out", "UPRN"), f"{VARIANT_ROW},,QM1 2CD,100099999999"),
        (EROS, f"{VARIANT_ROW},,QM1 2CD,100099999999"),
        (EROS.upper().replace(" ", "_"), f"{VARIANT_ROW},,QM1 2CD,"),
        (EROS.replace(" ", "."), f"{VARIANT_ROW},,QM1 2CD,"),
    ],
    ids=[
        "first name",
        "spelling",
        "no status",
        "seven lines",
        "uprn",
        "uprn under opt out",
        "capitals",
        "dots",
    ],
)
def test_eros_variants(heading: str, cells: str) -> None:
    read = row(file(heading, cells))
    assert (read.surname, read.forenames, read.opted_out) == ("Okafor", "Ngozi", True)
    assert (read.address, read.postcode) == (("12 Mill Road", "Harrowmere"), "QM1 2CD")
    assert read.uprn in ("", "100099999999")
    assert bool(read.uprn) == ("100099999999" in cells)


def test_eros_update_skips_its_banners_wherever_they_stand() -> None:
    ends = "12 Mill Road,Harrowmere,,,,,,,,QM1 2CD,1,,"
    text = file(
        EROS_UPDATE,
        f"AB1,1,A,,Ngozi,N,Okafor,,,,{ends}",
        "Ref: 77",
        f"AB1,2,D,,Uche,U,Okafor,,,,{ends}",
        "Monthly Additions for March,,,,,,,,,,,,,,,,,,,,,,",
        f"AB1,3/1,M,,Ify,I,Okafor,,,,{ends}",
        titles=["Ref: 12/2026", "Monthly Additions, Amendments and Deletions March"],
    )
    assert detected(text) == (Family.EROS, Kind.UPDATE)
    assert [each.change for each in rows(text)] == [
        Change.ADD,
        Change.CLOSE,
        Change.AMEND,
    ]


def test_an_eros_register_with_the_statuses_of_an_update_is_an_update() -> None:
    ends = "12 Mill Road,,,,,,,,,QM1 2CD,"
    both = [
        f"AB1,{n},{code},,Ngozi,N,Okafor,,,,{ends}" for n, code in enumerate("ADM", 1)
    ]
    assert detected(file(EROS, *both)) == (Family.EROS, Kind.UPDATE)
    assert detected(file(EROS, f"AB1,1,,,Ngozi,N,Okafor,,,,{ends}")) == (
        Family.EROS,
        Kind.FULL,
    )
    for code in "DM":
        alone = f"AB1,1,{code},,Ngozi,N,Okafor,,,,{ends}"
        assert detected(file(EROS, alone)) == (Family.EROS, Kind.UPDATE)
    assert detected(file(EROS, f"AB1,1,A,,Ngozi,N,Okafor,,,,{ends}")) == (
        Family.EROS,
        Kind.FULL,
    )
