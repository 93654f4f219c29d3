"""A campaign's own list of doors: which headings will do, and what is told of rows that are no door."""

from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.register.door_lists import DoorList, read_door_list
from hustings.core.register.sources import bytes_source
from hustings.core.register.tables import UnreadableFile


def read(text: str) -> DoorList:
    return read_door_list(bytes_source("doors.csv", text.encode()))


def addresses(found: DoorList) -> list[tuple[str, str]]:
    return [(door.address, door.postcode) for door in found.doors]


@pytest.mark.parametrize(
    "headings",
    [
        "Address 1,Address 2,Postcode",
        "address1,address2,POST CODE",
        "Addr_1,Addr_2,pcode",
    ],
)
def test_lines_and_a_postcode_are_an_address(headings: str) -> None:
    found = read(f"{headings}\nFlat 3,12 Mill Road,ex11aa\n,14 Mill Road,\n")

    assert addresses(found) == [
        ("Flat 3, 12 Mill Road", "EX1 1AA"),
        ("14 Mill Road", ""),
    ]
    assert found.refused == ()


def test_columns_for_each_part_are_an_address_too() -> None:
    found = read(
        "Our list of June,,,,\nFlat;Building;Number;Street;Postcode\n".replace(";", ",")
        + "3,,12,Mill Road,EX1 1AA\n,Rose Cottage,,Ash Lane,EX1 1AB\n"
    )
    assert addresses(found) == [
        ("12/3 Mill Road", "EX1 1AA"),
        ("Rose Cottage, Ash Lane", "EX1 1AB"),
    ]


def test_the_same_door_twice_is_one() -> None:
    found = read("Address,Postcode\n12 Mill Road,EX1 1AA\n12 MILL RD,ex1 1aa\n")
    assert addresses(found) == [("12 Mill Road", "EX1 1AA")]


def test_a_row_that_is_no_door_is_told_and_the_others_are_read() -> None:
    found = read(
        "Address,Postcode\nMill Road,EX1 1AA\n12 Mill Road,nonsense\n=1+1,EX1 1AA\n,\n14 Mill Road,\n"
    )

    assert [str(refusal) for refusal in found.refused] == [
        "doors.csv, line 2, Address: 'Mill Road' found, an address with a house number, a flat or a house’s name expected",
        "doors.csv, line 3, Postcode: 'nonsense' found, a postcode such as EX1 1AA, or nothing expected",
        "doors.csv, line 4, Address: '=1+1' found, text, not a formula expected",
    ]
    assert addresses(found) == [("14 Mill Road", "")]


def test_a_workbook_is_read_as_well() -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Doors")
        sheet.write_row(0, 0, ["Number", "Street", "Postcode"])
        sheet.write_row(1, 0, [12, "Mill Road", "EX1 1AA"])
    found = read_door_list(bytes_source("doors.xlsx", content.getvalue()))

    assert addresses(found) == [("12 Mill Road", "EX1 1AA")]


@pytest.mark.parametrize("text", ["", "name,colour\nx,y\n", "just words\n"])
def test_a_file_without_such_headings_says_which_are_expected(text: str) -> None:
    with pytest.raises(UnreadableFile):
        read(text)


@given(st.text(max_size=200))
def test_any_file_is_read_or_refused_politely(text: str) -> None:
    try:
        found = read(f"Address,Postcode\n{text}")
    except UnreadableFile as problem:
        assert str(problem).startswith("doors.csv")
    else:
        assert all(door.street for door in found.doors)
