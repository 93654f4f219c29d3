"""What parties had at an election and in its regions, worked out once for each release."""

from datetime import date

from hustings.apps.history.queries.elections import election_on, polling_days
from hustings.apps.history.queries.kept import per_release
from hustings.core.psephology.answers import Answer, candidacies
from hustings.core.psephology.grouping import GROUPINGS
from hustings.core.psephology.overview import overview
from hustings.core.psephology.parties import Standing, in_words, standings


@per_release
def standings_on(day: date, parties: str = "together") -> tuple[Standing, ...]:
    """Every party on that day under the grouping of that name, most votes first."""
    return standings(election_on(day), GROUPINGS[parties])


@per_release
def standings_by_region(
    day: date, parties: str = "together"
) -> dict[str, tuple[Standing, ...]]:
    """The same for each region, by its name."""
    election = election_on(day)
    names = sorted({seat.region for seat in election})
    return {n: standings(election.within(n), GROUPINGS[parties]) for n in names}


@per_release
def candidacies_of(day: date, party: str, parties: str) -> list[Answer]:
    """Every candidacy of a party that stood, the largest share first."""
    return candidacies(election_on(day), party, GROUPINGS[parties])


@per_release
def overview_of(day: date) -> Answer:
    """The whole election in one answer (`overview`)."""
    return overview(election_on(day), standings_on(day), standings_by_region(day))


@per_release
def party_names(day: date) -> dict[str, str]:
    """What the short forms of that day stand for."""
    return in_words(election_on(day))


def general_days() -> list[date]:
    """The polling days of general elections, the earliest first."""
    return sorted(each.day for each in polling_days() if each.is_general)
