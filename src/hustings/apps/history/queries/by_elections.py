"""By-elections: seats that were filled between general elections, out of the database."""

from datetime import date

from hustings.apps.history.models import Seat
from hustings.apps.history.queries.elections import election_on, polling_days
from hustings.core.psephology.past import SeatResult


def by_elections_in(code: str) -> list[SeatResult]:
    """The by-elections in the seat of that official code, the latest first."""
    general = {each.day for each in polling_days() if each.is_general}
    days = Seat.objects.filter(code=code).exclude(day__in=general).order_by("-day")
    return [election_on(d).seats[code] for d in days.values_list("day", flat=True)]


def by_elections_between(first: date, last: date) -> list[SeatResult]:
    """All by-elections from one day to another, both included, the latest first."""
    days = [each.day for each in polling_days() if not each.is_general]
    return [seat for d in days if first <= d <= last for seat in election_on(d)]
