"""Measures of an election, and two elections compared, worked out once for each release."""

from datetime import date
from functools import lru_cache

from hustings.apps.history.queries.elections import election_before, election_on
from hustings.apps.history.queries.kept import newest_release, per_release
from hustings.apps.history.queries.notional import notional_in
from hustings.apps.history.queries.series import turnout_since_1918
from hustings.apps.history.queries.standings import standings_on
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.compared import SeatChange, party_changes, seat_changes
from hustings.core.psephology.grouping import GROUPINGS
from hustings.core.psephology.measured import (
    Pair,
    all_measures,
    by_party,
    by_seat,
    pairs,
)
from hustings.core.psephology.reruns.asked import Asked, rerun_asked
from hustings.core.psephology.reruns.outcome import Rerun
from hustings.core.psephology.series import RankedTurnout
from hustings.core.psephology.targets import (
    Measured,
    Whose,
    independents,
    measured,
    turnouts_before,
)


@per_release
def measures_on(day: date, parties: str) -> tuple[Answer, ...]:
    """Every measure of that day under the grouping of that name."""
    return tuple(all_measures(election_on(day), GROUPINGS[parties]))


@per_release
def rows_by_party(day: date, parties: str) -> tuple[Answer, ...]:
    """The rows behind the measures of a party system."""
    return tuple(by_party(standings_on(day, parties), len(election_on(day))))


@per_release
def rows_by_seat(day: date) -> tuple[Answer, ...]:
    """The rows behind whatever happens within seats."""
    return tuple(by_seat(election_on(day)))


@per_release
def pairs_between(before: date, after: date) -> tuple[Pair, ...]:
    """Votes at both elections, in all and by region, for the swing of any two parties."""
    return tuple(pairs(election_on(before), election_on(after)))


@per_release
def turnout_ranks() -> tuple[RankedTurnout, ...]:
    """General elections by turnout, the lowest first; whole elections that are loaded, and the long series where it is."""
    return turnout_since_1918()


@per_release
def measured_seats(day: date) -> tuple[Measured, ...]:
    """The parts of every seat's score, which hang on no weight."""
    return measured_for(day, independents)


def measured_for(day: date, whose: Whose) -> tuple[Measured, ...]:
    """The same with other people's votes as the past vote, such as a slate's."""
    election = election_on(day)
    before = election_before(election)
    known = turnouts_before(election, before, notional_in(day))
    return measured(election, known, whose)


@per_release
def parties_between(before: date, after: date, parties: str) -> tuple[Answer, ...]:
    """Each party at both elections."""
    return tuple(
        party_changes(standings_on(before, parties), standings_on(after, parties))
    )


@per_release
def seats_between(before: date, after: date) -> tuple[SeatChange, ...]:
    """Each seat of the later election beside what it was before."""
    return seat_changes(election_on(before), election_on(after), notional_in(after))


RERUNS_KEPT = 16


def rerun_on(day: date, asked: Asked) -> Rerun:
    """The re-run that was asked for; the last few stay in memory, since a table of transfers is whatever somebody types."""
    return _rerun(day, asked, newest_release())


@lru_cache(maxsize=RERUNS_KEPT)
def _rerun(day: date, asked: Asked, newest: int) -> Rerun:
    return rerun_asked(election_on(day), asked)
