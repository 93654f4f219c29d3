"""Addresses as councils write them. Streets and houses are invented; the forms are those that importers met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.register.addresses import (
    Address,
    Hints,
    read_number,
    take_apart,
    tidy_postcode,
)

# lines -> street, number with letter, range end, flat, building
SURE: list[tuple[str, str, str, str, str]] = [
    ("12 Mill Road|Oldtown", "Mill Road", "12", "", ""),
    ("12, Mill Road", "Mill Road", "12", "", ""),
    ("12|Mill Road", "Mill Road", "12", "", ""),
    ("No. 12 Mill Road", "Mill Road", "12", "", ""),
    ("Mill Road 12", "Mill Road", "12", "", ""),
    ("16A Mill Road", "Mill Road", "16A", "", ""),
    ("16a Mill Road", "Mill Road", "16A", "", ""),
    ("16 A Mill Road", "Mill Road", "16A", "", ""),
    ("12½ Mill Road", "Mill Road", "12½", "", ""),
    ("4-6 Mill Road", "Mill Road", "4-6", "", ""),
    ("4- 6 Mill Road", "Mill Road", "4-6", "", ""),
    ("4 - 6|Mill Road", "Mill Road", "4-6", "", ""),
    ("4 to 6 Mill Road", "Mill Road", "4-6", "", ""),
    ("16A-16C Mill Road", "Mill Road", "16A-16C", "", ""),
    ("Flat 3|12 Mill Road|Oldtown", "Mill Road", "12", "Flat 3", ""),
    ("Flat 3, 12 Mill Road", "Mill Road", "12", "Flat 3", ""),
    ("Flat 3 12 Mill Road", "Mill Road", "12", "Flat 3", ""),
    ("12 Mill Road|Flat 3|Oldtown", "Mill Road", "12", "Flat 3", ""),
    ("12 Mill Road Flat 3", "Mill Road", "12", "Flat 3", ""),
    ("Flat A|16 Mill Road", "Mill Road", "16", "Flat A", ""),
    ("Apartment 3.12|16 Mill Road", "Mill Road", "16", "Apartment 3.12", ""),
    ("Ground Floor Flat|16 Mill Road", "Mill Road", "16", "Ground Floor Flat", ""),
    ("Basement Flat|16A Mill Road", "Mill Road", "16A", "Basement Flat", ""),
    ("1st Floor|16 Mill Road", "Mill Road", "16", "1st Floor", ""),
    ("12/3 Mill Road", "Mill Road", "12", "3", ""),
    ("Flat 2/1|12 Mill Road", "Mill Road", "12", "Flat 2/1", ""),
    ("2/1, 12 Mill Road", "Mill Road", "12", "2/1", ""),
    ("Flat 0/2 12 Mill Road", "Mill Road", "12", "Flat 0/2", ""),
    ("12 Mill Road|2/1", "Mill Road", "12", "2/1", ""),
    ("3F2, 12 Mill Road", "Mill Road", "12", "3F2", ""),
    ("The Cottage, Mill Road", "Mill Road", "", "", "The Cottage"),
    ("The Cottage|12 Mill Road", "Mill Road", "12", "", "The Cottage"),
    ("The Green House|The Green|Oldtown", "The Green", "", "", "The Green House"),
    ("Flat 3|Mill House|Mill Road", "Mill Road", "", "Flat 3", "Mill House"),
    ("5 Tower House|Mill Road", "Mill Road", "", "5", "Tower House"),
    ("5 Elm Court|Mill Road", "Mill Road", "", "5", "Elm Court"),
    ("5 Elm Court|Oldtown", "Elm Court", "5", "", ""),
    ("Flat 3 Tower House 12 Mill Road", "Mill Road", "12", "Flat 3", "Tower House"),
    ("Flat 9 Elm Gardens|3-9 Mill Road", "Mill Road", "3-9", "Flat 9", "Elm Gardens"),
    ("Room 7|Sunny Bank Care Home|14 Mill Road", "Mill Road", "14", "Room 7", "Sunny Bank Care Home"),
    ("Caravan 4|Willow Park|Mill Lane", "Mill Lane", "", "Caravan 4", "Willow Park"),
    ("Narrowboat Kingfisher|Mill Wharf|Oldtown", "Mill Wharf", "", "", "Narrowboat Kingfisher"),
    ("22 2nd Avenue", "2nd Avenue", "22", "", ""),
    ("7 St. Mary's Rd", "St. Mary's Rd", "7", "", ""),
    ("9 Broadway|Oldtown", "Broadway", "9", "", ""),
    ("3 Heol y Bont|Hendre", "Heol y Bont", "3", "", ""),
    ("8 Mill Road North|Oldtown", "Mill Road North", "8", "", ""),
    ("3 Elm Mews|Mill Road", "Elm Mews", "3", "", ""),
    ("Rose Cottage|Elm Mews|Mill Road", "Elm Mews", "", "", "Rose Cottage"),
    ("Rear of 12 Mill Road", "Mill Road", "12", "Rear of", ""),
    ("FLAT 3|12 MILL ROAD", "MILL ROAD", "12", "FLAT 3", ""),
    ("Upper Flat 12 Mill Road", "Mill Road", "12", "Upper Flat", ""),
    ("Flat over 12 Mill Road", "Mill Road", "12", "Flat over", ""),
    ("Annexe at 12 Mill Road", "Mill Road", "12", "Annexe at", ""),
    ("12 Mill Road Annexe", "Mill Road", "12", "Annexe", ""),
    ("12 Mill Road (Flat above)", "Mill Road", "12", "Flat above", ""),
    ("12 Mill Road (Flat 3)", "Mill Road", "12", "Flat 3", ""),
    ("12 Mill Road 3F1", "Mill Road", "12", "3F1", ""),
    ("12 1/2 Mill Road", "Mill Road", "12½", "", ""),
    ("Flat 1/2 12 Mill Road", "Mill Road", "12", "Flat 1/2", ""),
    ("Room 2 Flat 3|12 Mill Road", "Mill Road", "12", "Room 2, Flat 3", ""),
    ("Flat 3, First Floor|12 Mill Road", "Mill Road", "12", "Flat 3, First Floor", ""),
    ("The Flat|The Red Lion|12 High Street", "High Street", "12", "The Flat", "The Red Lion"),
    ("First Avenue|Oldtown", "First Avenue", "", "", ""),
    ("Second Floor Flat, 2 Second Avenue", "Second Avenue", "2", "Second Floor Flat", ""),
    ("FLAT 1 12-14 HIGH STREET|OLDTOWN", "HIGH STREET", "12-14", "FLAT 1", ""),
    ("Block C Flat 12|Tower Court|Mill Road", "Mill Road", "", "Block C, Flat 12", "Tower Court"),
]  # fmt: skip


def written(number: int | None, letter: str, end: int | None, end_letter: str) -> str:
    if number is None:
        return ""
    return f"{number}{letter}" + ("" if end is None else f"-{end}{end_letter}")


@pytest.mark.parametrize(("lines", "street", "number", "flat", "building"), SURE)
def test_an_address_is_taken_apart(
    lines: str, street: str, number: str, flat: str, building: str
) -> None:
    got = take_apart(Address(tuple(lines.split("|"))))
    assert got is not None
    assert (got.street, got.flat, got.building) == (street, flat, building)
    assert written(got.number, got.letter, got.end, got.end_letter) == number
    assert not got.unsure


@pytest.mark.parametrize(
    ("lines", "street"),
    [
        ("Rose Cottage|Oldtown", "Oldtown"),  # no line looks like a street
        ("Rose Cottage", "Rose Cottage"),
        (
            "Elm Gardens|Mill Road",
            "Mill Road",
        ),  # a house called Elm Gardens, or a street?
        ("Rose Cottage|Ash Green", "Ash Green"),  # a green, or a village
        ("12 Tower House|Burnside", "Burnside"),
        ("3 Elm Gardens|12 Mill Road", "Mill Road"),  # two numbered streets
        ("5 Tower House Mill Road", "Tower House Mill Road"),  # a comma is missing
        ("Rose Cottage Mill Road", "Rose Cottage Mill Road"),
        ("Flat 3", "Flat 3"),
    ],
)
def test_where_two_answers_are_left_the_last_is_taken_and_a_person_asked(
    lines: str, street: str
) -> None:
    got = take_apart(Address(tuple(lines.split("|"))))
    assert got is not None
    assert (got.street, got.unsure) == (street, True)


def test_a_street_known_in_the_district_settles_an_unsure_address() -> None:
    address = Address(("Rose Cottage", "Burnside", "Oldtown"))
    got = take_apart(address, frozenset({"burnside"}))
    assert got is not None
    assert (got.street, got.building, got.locality) == (
        "Burnside",
        "Rose Cottage",
        "Oldtown",
    )
    assert not got.unsure


def test_a_known_street_parts_a_block_from_it_where_the_comma_is_missing() -> None:
    got = take_apart(Address(("5 Tower House Mill Road",)), frozenset({"mill road"}))
    assert got is not None and not got.unsure
    assert (got.street, got.flat, got.building) == ("Mill Road", "5", "Tower House")


@pytest.mark.parametrize(
    "lines",
    [("12 Mill Road", "Oldtown ZZ9 9ZZ"), ("12 Mill Road", "Oldtown", "zz99zz")],
)
def test_a_postcode_hidden_in_a_line_is_found(lines: tuple[str, ...]) -> None:
    got = take_apart(Address(lines))
    assert got is not None
    assert (got.street, got.locality, got.postcode) == (
        "Mill Road",
        "Oldtown",
        "ZZ9 9ZZ",
    )


@pytest.mark.parametrize("lines", [(), ("",), ("  ", ","), ("-",)])
def test_no_address_is_no_door(lines: tuple[str, ...]) -> None:
    assert take_apart(Address(lines)) is None


@pytest.mark.parametrize(
    ("hints", "lines", "number", "flat", "building"),
    [
        (Hints("2/1", "", "12", "MILL ROAD"), (), 12, "2/1", ""),  # Glasgow
        (Hints("3", "", "12", "Mill Road"), (), 12, "3", ""),
        (Hints("", "Rose Cottage", "", "Mill Road"), (), None, "", "Rose Cottage"),
        (Hints("", "", "Rose Cottage", "Mill Road"), (), None, "", "Rose Cottage"),
        (Hints("Flat 3", "", "12", "Mill Road"), ("Flat 3", "12 Mill Road"), 12, "Flat 3", ""),
        (Hints("", "", "", "Mill Road"), ("Flat 3", "12 Mill Road", "Oldtown"), 12, "Flat 3", ""),
        (Hints("Flat 3", "", "12", ""), ("Flat 3", "12 Mill Road"), 12, "Flat 3", ""),  # Democracy Counts
        (Hints("Flat 3", "", "Tower House", ""), ("Flat 3 Tower House", "Mill Road"), None, "Flat 3", "Tower House"),
        (Hints("Flat 3", "", "12", ""), ("Mill Road",), 12, "Flat 3", ""),
        (Hints("Flat 3", "", "", "Mill Road"), ("Flat 3", "Tower House", "Mill Road"), None, "Flat 3", "Tower House"),  # Xpress update
        (Hints("Flat 3", "", "12", "Mill Road"), ("Tower House", "Mill Road", "Oldtown"), 12, "Flat 3", "Tower House"),
        (Hints("3", "", "12", "Mill Road"), ("3", "12 MILL ROAD"), 12, "3", ""),
    ],
)  # fmt: skip
def test_a_councils_own_columns_are_believed(
    hints: Hints, lines: tuple[str, ...], number: int | None, flat: str, building: str
) -> None:
    got = take_apart(Address(lines, hints=hints))
    assert got is not None
    assert (got.street.title(), got.number, got.flat, got.building) == (
        "Mill Road",
        number,
        flat,
        building,
    )
    assert not got.unsure


def test_a_number_that_falls_is_a_flat_and_not_a_range() -> None:
    assert read_number("12-3")[:3] == (12, "", None)
    assert read_number("12-3").flat == "3"


def test_postcodes_are_written_one_way() -> None:
    assert tidy_postcode("zz99zz") == tidy_postcode(" ZZ9 9ZZ ") == "ZZ9 9ZZ"


@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=9))
def test_any_text_at_all_is_read_without_complaint(
    lines: list[str], postcode: str
) -> None:
    got = take_apart(Address(tuple(lines), postcode))
    assert got is None or got.street
