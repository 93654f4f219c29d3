import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.register.numbers import (
    ElectorNumber,
    parse_joined,
    parse_number,
    split_at_last_hyphen,
)


@pytest.mark.parametrize(
    ("text", "number", "suffix"),
    [
        ("12", 12, ""),
        ("0012", 12, ""),
        ("100/1", 100, "1"),
        ("100-1", 100, "1"),
        ("100/01", 100, "1"),
        ("100/10", 100, "10"),
        ("100/0", 100, ""),
        ("100A", 100, "A"),
        ("888.8", 888, "8"),
        ("100.10", 100, "10"),
        ("5.0", 5, ""),
    ],
)
def test_a_number_is_read_however_its_suffix_is_written(
    text: str, number: int, suffix: str
) -> None:
    assert parse_number(text) == (number, suffix)


@pytest.mark.parametrize(
    ("text", "number", "suffix"),
    [
        ("5.000", 5, ""),
        ("3.5", 3, "5"),
        ("3.50", 3, "5"),
        ("10.75", 10, "75"),
        ("888.80", 888, "8"),
        ("7.05", 7, "05"),
        ("100/10", 100, "10"),
    ],
)
def test_the_decimals_of_democracy_counts_are_fractions(
    text: str, number: int, suffix: str
) -> None:
    assert parse_number(text, decimals=True) == (number, suffix)


@pytest.mark.parametrize(
    "text",
    ["", "x", "0", "-1", "1/2/3", "12 Mill Road", "3.A", "١٢", "1" * 9, "=1", "1e5"],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "district", "display"),
    [
        ("ABC1-12/1", "ABC1", "12/1"),
        ("ABC1-12", "ABC1", "12"),
        (
            "KD-2/2-289/1",
            "KD-2/2",
            "289/1",
        ),  # Mid Devon, March 2016: hyphen and stroke in the district
        ("A-B-7", "A-B", "7"),
    ],
)
def test_an_xpress_number_is_parted_at_its_last_hyphen(
    text: str, district: str, display: str
) -> None:
    number = split_at_last_hyphen(text)
    assert number is not None
    assert (number.district, number.display, number.raw) == (district, display, text)


@pytest.mark.parametrize("text", ["", "ABC1", "-12", "ABC1-", "12"])
def test_what_has_no_district_or_no_number_is_no_xpress_number(text: str) -> None:
    assert split_at_last_hyphen(text) is None


@pytest.mark.parametrize(
    ("text", "districts", "expected"),
    [
        ("PD1-136-0", [], ElectorNumber("PD1", 136)),
        ("PD1-136-2", [], ElectorNumber("PD1", 136, "2")),
        ("PD1-136-0", ["PD1", "PD1-136"], ElectorNumber("PD1", 136)),
        ("AB-1-12", ["AB", "AB-1"], ElectorNumber("AB-1", 12)),
        ("AB-1-12", ["AB"], ElectorNumber("AB", 1, "12")),
        ("ab1-12", ["AB1"], ElectorNumber("AB1", 12)),
        ("AB1 12/3", ["AB1", "AB"], ElectorNumber("AB1", 12, "3")),
        ("AB12", ["AB"], ElectorNumber("AB", 12)),
        ("KD-2/2-289/1", ["KD", "KD-2/2"], ElectorNumber("KD-2/2", 289, "1")),
        ("BW1-1", [], ElectorNumber("BW1", 1)),
        # as long as a district we know, and another
        ("XY-12", ["AB"], ElectorNumber("XY", 12)),
    ],
)
def test_the_longest_known_district_wins_in_a_joined_number(
    text: str, districts: list[str], expected: ElectorNumber
) -> None:
    assert parse_joined(text, districts) == expected


@pytest.mark.parametrize(
    ("text", "district"),
    [("XY12", "AB"), ("AB", "AB"), ("AB112", "AB1"), ("AB1/", "AB1")],
)
def test_another_district_or_one_whose_digits_run_on_gives_no_number(
    text: str, district: str
) -> None:
    """AB112 may be AB1's elector 12 or AB's 112: nobody is guessed at."""
    assert parse_joined(text, [district]) is None


def test_numbers_are_equal_when_they_name_one_elector_however_written() -> None:
    assert ElectorNumber("AB1", 12, "", "12") == ElectorNumber(
        "AB1", 12, "", "AB1-12/0"
    )


def test_a_zero_suffix_is_not_shown() -> None:
    assert str(parse_joined("PD1-136-0")) == "PD1-136"


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_is_not(text: str) -> None:
    for parsed in (parse_joined(text, ["AB", "A-B"]), split_at_last_hyphen(text)):
        assert parsed is None or (parsed.number > 0 and parsed.district)
