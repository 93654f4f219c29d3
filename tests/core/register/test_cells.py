from datetime import date, datetime

import pytest

from hustings.core.register.cells import (
    is_formula,
    parse_date,
    postcode_at_end,
    shown_date,
    text_of,
    tidy_postcode,
)


@pytest.mark.parametrize(
    "text",
    [
        "04/07/2008", "4/7/2008", "04-07-2008", "4.7.08", "4 July 2008", "04-Jul-2008", "4th Jul 08", "2008-07-04", "20080704",
        "2008-07-04 00:00:00", "04/07/2008 00:00", "39633",
    ],
)  # fmt: skip
def test_a_date_is_read_day_first_in_each_way_of_writing(text: str) -> None:
    assert parse_date(text) == date(2008, 7, 4)


@pytest.mark.parametrize("text", ["", "0", "-", "00/00/0000", "NULL"])
def test_a_cell_without_a_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2008",
        "07/13/2008",
        "soon",
        "2008",
        "4 Julember 2008x",
        "99999",
        "1/1/1",
        "32 May 2008",
        "4 Xyz 2008",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text)


def test_a_date_is_shown_as_suppliers_write_it() -> None:
    assert (shown_date(date(2008, 7, 4)), shown_date(None)) == ("04/07/2008", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"),
        (3.5, "3.5"),
        (True, "TRUE"),
        (date(2008, 7, 4), "04/07/2008"),
        (datetime.fromisoformat("2008-07-04"), "04/07/2008"),
        (7, "7"),
    ],
)
def test_a_spreadsheets_cell_is_text(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("qm12cd", "QM1 2CD"),
        ("QM1 2CD", "QM1 2CD"),
        ("QM1A2CD", "QM1A 2CD"),
        ("75001", "75001"),
    ],
)
def test_a_postcode_has_capitals_and_one_space(text: str, shown: str) -> None:
    assert tidy_postcode(text) == shown


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("Harrowmere QM1 2CD", ("Harrowmere", "QM1 2CD")),
        ("Harrowmere, qm12cd", ("Harrowmere", "QM1 2CD")),
        ("QM1 2CD", ("", "QM1 2CD")),
        ("12 Mill Road", ("12 Mill Road", "")),
        ("Flat E1 Block 6AN", ("Flat E1 Block 6AN", "")),
    ],
)
def test_a_postcode_is_found_at_the_end_of_a_line(
    line: str, parted: tuple[str, str]
) -> None:
    assert postcode_at_end(line) == parted


@pytest.mark.parametrize(
    "text",
    ["=1+1", "@SUM(A1)", "+SUM(A1)", "-2+cmd|'/C calc'!A0", '=HYPERLINK("http://x")'],
)
def test_formulas_are_known(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize(
    "text", ["", "-", "- 12 Mill Road", "+44", "=Mar", "+Jan", "-Feb", "O'Brien", "a=b"]
)
def test_signs_alone_make_no_formula(text: str) -> None:
    assert not is_formula(text)


@pytest.mark.parametrize(
    "text",
    ["", "-", "//", "  /  /  ", "00/00/0000", "00000000", "0000-00-00 00:00:00", "None", "n/a", "NaN",
     "30/12/1899", "1899-12-31", "01/01/0001", "01/01/1753 00:00"],
)  # fmt: skip
def test_what_databases_write_for_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["29/12/1899", "01/01/1900", "02/01/1753"])
def test_an_old_day_is_a_day(text: str) -> None:
    assert parse_date(text) is not None
