"""How dates, places and sums are written."""

from datetime import date

import pytest

from hustings.core.elections.wording import long_date, ordinal, pounds


@pytest.mark.parametrize(
    ("pence", "shown"),
    [
        (500_00, "£500"),
        (19_783_16, "£19,783.16"),
        (5, "£0.05"),
        (-1_50, "-£1.50"),
        (0, "£0"),
    ],
)
def test_pence_are_shown_as_pounds(pence: int, shown: str) -> None:
    assert pounds(pence) == shown


def test_dates_and_places_in_words() -> None:
    assert long_date(date(2026, 5, 7)) == "7 May 2026"
    places = [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 111)]
    assert places == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
        "111th",
    ]
