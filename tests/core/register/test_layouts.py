"""Every layout of every family, as published headings have it, with invented people."""

from datetime import date

import pytest

from hustings.core.register.addresses import Hints
from hustings.core.register.layouts import LAYOUTS, detect
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.reading import loads, open_files
from hustings.core.register.rows import (
    AbsentKind,
    AbsentRow,
    Change,
    DateLabel,
    Family,
    Kind,
    RegisterRow,
)
from hustings.core.register.sources import bytes_source
from tests.core.register.council_files import (
    COUNTS_2016,
    COUNTS_2026,
    EROS,
    EROS_ABSENT,
    EROS_UPDATE,
    GLASGOW,
    NINE,
    SEVEN,
    TTW,
    XPRESS_13,
    XPRESS_14,
    XPRESS_UPDATE,
    file,
    xpress_update,
)


def rows(text: str, name: str = "file.csv") -> list[RegisterRow]:
    return [row for row in loads(text, name) if isinstance(row, RegisterRow)]


def row(text: str, name: str = "file.csv") -> RegisterRow:
    (only,) = rows(text, name)
    return only


def detected(text: str) -> tuple[Family, Kind]:
    (found,) = open_files([bytes_source("file.csv", text.encode())]).files
    return found.layout.family, found.kind


# --- Xpress ---------------------------------------------------------------------------------------------------------


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


# --- Idox Eros ------------------------------------------------------------------------------------------------------


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


# --- Idox positional ------------------------------------------------------------------------------------------------

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


# --- Democracy Counts -----------------------------------------------------------------------------------------------

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


# --- Glasgow, the mapped layouts, absent lists ----------------------------------------------------------------------


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


def absent(text: str, name: str = "absent.csv") -> AbsentRow:
    (only,) = loads(text, name)
    assert isinstance(only, AbsentRow)
    return only


def eros_absent(status: str, proxy: str = "") -> str:
    return (
        f"Northborough,Central,AB1,,7,1,Ngozi,A,Okafor,{proxy},1 Secret Street,,,,,QM9 9ZZ,12 Mill Road,,,,,,,,,"
        f"{status},,,07/05/2026,,"
    )


@pytest.mark.parametrize(
    ("status", "proxy", "kind"),
    [
        ("Postal", "", AbsentKind.POSTAL),
        ("POSTAL VOTER", "", AbsentKind.POSTAL),
        ("Proxy", "Al Ba", AbsentKind.PROXY),
        ("Postal Proxy", "Al Ba", AbsentKind.PROXY_POSTAL),
        ("Proxy Postal", "Al Ba", AbsentKind.PROXY_POSTAL),
        ("PV", "", AbsentKind.POSTAL),
        ("", "", AbsentKind.POSTAL),
        ("Indefinite", "Al Ba", AbsentKind.PROXY),
    ],
)
def test_eros_absent_list_skips_its_first_line_and_keeps_no_address(
    status: str, proxy: str, kind: AbsentKind
) -> None:
    read = absent(
        file(
            EROS_ABSENT, eros_absent(status, proxy), titles=["Absent voters 7 May 2026"]
        )
    )
    assert read == AbsentRow(
        ElectorNumber("AB1", 7, "1"), kind, "Okafor", "Ngozi A", "Northborough"
    )
    assert "Secret" not in repr(read)


def test_a_list_says_by_its_title_or_name_which_it_is() -> None:
    text = file(EROS_ABSENT, eros_absent(""), titles=["List of proxies"])
    assert absent(text).kind is AbsentKind.PROXY
    assert (
        absent(file(EROS_ABSENT, eros_absent("")), "proxy postal list.csv").kind
        is AbsentKind.PROXY_POSTAL
    )


def test_one_council_keys_its_absent_list_by_one_string() -> None:
    text = file(
        "Elector Number (Absent Voter List),Elector Name,Type",
        "BW1-1,Okafor Ngozi,Postal",
    )
    assert absent(text).number == ElectorNumber("BW1", 1)


def test_an_absent_list_in_a_registers_columns_is_no_register() -> None:
    row_text = "AB1,7,1,,,Okafor,Ngozi,QM1 2CD,12 Mill Road,,,,,"
    by_heading = file(f"{XPRESS_14},Absent Vote Type", f"{row_text},Proxy")
    by_title = file(XPRESS_14, row_text, titles=["Postal Voters List"])
    short = file(
        "PDCode,RollNo,ElectorSurname,ElectorForename,Vote Type",
        "AB1,7.1,Okafor,Ngozi,Proxy",
    )
    assert absent(by_heading).kind is AbsentKind.PROXY
    assert absent(by_title).kind is AbsentKind.POSTAL
    assert absent(short).kind is AbsentKind.PROXY
    assert detected(file(XPRESS_14, row_text)) == (Family.XPRESS, Kind.FULL)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Postal_Voters-AB1.csv", Kind.ABSENT),
        ("council.zip/lists/proxies.csv", Kind.ABSENT),
        ("council.xlsx/Absent voters", Kind.ABSENT),
        ("Register with postal voters.csv", Kind.FULL),
        ("absent voters.zip/AB1.csv", Kind.FULL),
    ],
)
def test_a_list_in_a_registers_columns_may_say_so_by_its_own_name_alone(
    name: str, kind: Kind
) -> None:
    text = file(XPRESS_14, "AB1,7,1,,,Okafor,Ngozi,QM1 2CD,12 Mill Road,,,,,")
    (found,) = open_files([bytes_source(name, text.encode())]).files
    assert (found.layout.family, found.kind) == (Family.XPRESS, kind)


def test_a_register_with_a_column_for_absent_voters_stays_a_register() -> None:
    rows_text = [
        "AB1,7,1,,,Okafor,Ngozi,QM1 2CD,12 Mill Road,,,,,,Postal",
        "AB1,8,,,,Smith,Jo,QM1 2CD,14 Mill Road,,,,,,",
    ]
    assert detected(file(f"{XPRESS_14},Absent Vote Type", *rows_text)) == (
        Family.XPRESS,
        Kind.FULL,
    )


# --- What holds for all ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [name for name, layout in LAYOUTS.items() if layout.headings]
)
def test_each_layout_is_known_again_by_its_headings_in_any_spelling(name: str) -> None:
    layout = LAYOUTS[name]
    for spelled in (
        str.upper,
        str.lower,
        lambda text: text.replace(" ", "_"),
        lambda text: f" {text}. ",
    ):
        found = detect(
            [["A title"], [spelled(heading) for heading in layout.headings], []]
        )
        assert found is not None
        assert (found.layout.family, found.layout.kind) == (layout.family, layout.kind)


def test_unknown_letters_are_kept() -> None:
    assert row(file(XPRESS_14, "AB1,1,,K/é,,Okafor,Ngozi,,,,,,,")).marker == "K/é"
