"""Lists of absent voters, in layouts of their own and in a register's."""

import pytest

from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.reading import loads, open_files
from hustings.core.register.rows import (
    AbsentKind,
    AbsentRow,
    Family,
    Kind,
)
from hustings.core.register.sources import bytes_source
from tests.core.register.council_files import (
    EROS_ABSENT,
    XPRESS_14,
    detected,
    file,
)


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
