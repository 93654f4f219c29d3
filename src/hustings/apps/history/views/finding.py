"""What an address names, or no such page: an election by its year or day, a seat by its official code."""

from django.http import Http404

from hustings.apps.history.queries.elections import (
    PollingDay,
    election_of,
    polling_days,
)
from hustings.core.errors import HustingsError
from hustings.core.psephology.past import Election, SeatResult


def election_or_404(year_or_day: str) -> Election:
    """The general election of a year, or whatever was elected on a day."""
    try:
        return election_of(year_or_day)
    except HustingsError as problem:
        raise Http404(str(problem)) from problem


def day_of(election: Election) -> PollingDay:
    """The election's polling day, with what an address calls it."""
    return next(each for each in polling_days() if each.day == election.day)


def seat_or_404(election: Election, code: str) -> SeatResult:
    """The seat of that official code."""
    found = election.seats.get(code)
    if found is None:
        raise Http404(f"No seat had the code {code} at the election of {election.day}.")
    return found
