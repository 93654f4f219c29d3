"""How dates, places, sums of money and counts are written for people, everywhere the same."""

from datetime import date


def ordinal(number: int) -> str:
    """A whole number as a place: 1st, 2nd, 3rd, 11th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in {11, 12, 13} else ending}"


def long_date(day: date) -> str:
    """A day as people write it: "7 May 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def pounds(pence: int) -> str:
    """A sum of pence in pounds: 50000 is "£500", 1978316 is "£19,783.16"."""
    sign, (whole, rest) = ("-" if pence < 0 else ""), divmod(abs(pence), 100)
    return f"{sign}£{whole:,}.{rest:02d}" if rest else f"{sign}£{whole:,}"


def count_of(number: int, thing: str) -> str:
    """A number with its thing: "1 vote", "2,000 votes"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)

# Written out, since the names that a computer gives depend on its language.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
