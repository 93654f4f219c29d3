"""How shares and changes of past results are written on pages."""

from datetime import date
from fractions import Fraction

from django import template

from hustings.core.elections import result
from hustings.core.elections.wording import long_date

register = template.Library()
NOT_KNOWN = "not known"


@register.filter
def percent(share: float | None, places: int = 1) -> str:
    """A share from 0 to 1 in per cent."""
    if share is None:
        return NOT_KNOWN
    return result.percent(Fraction(str(share)), places=places)


@register.filter
def percent_of_seat(share: float, places: int = 1) -> str:
    """A candidate's share in per cent: never 5 per cent for one that has lost the deposit."""
    exact = Fraction(str(share))
    return result.percent(exact, places=places, bar=result.TWENTIETH)


@register.filter
def change(points: float | None) -> str:
    """A change of a share from -1 to 1 in points, with its sign; a dash where nothing can be compared."""
    if points is None:
        return "–"
    return f"{100 * points:+.1f}".replace("-", "−")


@register.filter
def date_of(day: str) -> str:
    """A day of an answer ("2024-07-04") as people write it."""
    return long_date(date.fromisoformat(day))


@register.filter
def points(part: float | None) -> str:
    """A swing from -1 to 1 in points to two places, with its sign."""
    return NOT_KNOWN if part is None else f"{100 * part:+.2f}".replace("-", "−")


@register.filter
def signed(number: int) -> str:
    """A whole number with its sign; 0 has none."""
    return f"{number:+,}".replace("-", "−") if number else "0"
