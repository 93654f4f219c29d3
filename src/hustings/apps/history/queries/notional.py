"""Estimates of an election in later seats, out of the database, as the core knows them."""

from datetime import date

from hustings.apps.history.models import Notional as Row
from hustings.apps.history.queries.kept import per_release
from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.psephology.notional import Estimate, Notional
from hustings.core.psephology.past import Election


def notional_before(election: Election) -> Notional | None:
    """The election before, as estimated in this one's seats; None where none is kept, as where the seats are old.

    `.of(seat)` gives what `changes.changes` takes, `.estimate(seat)` the votes by party and the electorate.
    """
    return notional_in(election.day)


@per_release
def notional_in(boundaries: date) -> Notional | None:
    """The estimate in the seats of the election of that day; None where none is kept."""
    rows = list(Row.objects.filter(boundaries=boundaries).order_by("name"))
    if not rows:
        return None
    day = max(each.day for each in rows)
    seats = {each.code: _estimate(each) for each in rows if each.day == day}
    return Notional(day, boundaries, seats)


def _estimate(row: Row) -> Estimate:
    return Estimate(
        row.code,
        DeclaredResult(
            contest=row.name,
            candidacies=tuple(Candidacy(name="", **line) for line in row.votes),
            electorate=row.electorate,
        ),
    )
