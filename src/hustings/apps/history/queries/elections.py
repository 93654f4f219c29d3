"""Past results out of the database, as the core knows them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from hustings.apps.history.models import Replaced, Seat
from hustings.apps.history.queries.kept import per_release
from hustings.apps.history.queries.rows import results
from hustings.core.errors import HustingsError
from hustings.core.psephology.past import Election, SeatResult


@dataclass(frozen=True, slots=True)
class PollingDay:
    """A day of which something is kept: how many seats, and their names where they are few."""

    day: date
    seats: int
    names: str

    @property
    def is_general(self) -> bool:
        return self.seats >= GENERAL

    @property
    def slug(self) -> str:
        """What an address calls it: the year of a general election, else the day."""
        return str(self.day.year if self.is_general else self.day)


@per_release
def polling_days() -> tuple[PollingDay, ...]:
    """The polling days of which something is kept, the latest first."""
    counted = Seat.objects.values_list("day").annotate(Count("pk"))
    few = [day for day, seats in counted if seats < GENERAL]
    names: dict[date, list[str]] = {}
    rows = Seat.objects.filter(day__in=few).order_by("name")
    for day, name in rows.values_list("day", "name"):
        names.setdefault(day, []).append(name)
    return tuple(
        PollingDay(day, seats, ", ".join(names.get(day, ())))
        for day, seats in sorted(counted, reverse=True)
    )


def days() -> list[date]:
    """The polling days of which something is kept, the latest first."""
    return [each.day for each in polling_days()]


def election_of(year_or_day: str = "") -> Election:
    """The election of a year ("2024": its general election) or of a day ("2016-05-05"); "" is the latest general one.

    HustingsError, with what there is, where nothing or more than one is meant.
    """
    return election_on(day_meant(year_or_day))


def day_meant(year_or_day: str = "") -> date:
    """The day of what `election_of` gives."""
    found = polling_days()
    if not found:
        raise HustingsError(
            "No past results are loaded. `hustings history sources` says where they are published, "
            "`hustings history load FILE…` loads them."
        )
    meant = [each for each in found if str(each.day).startswith(year_or_day)]
    general = [each for each in meant if each.is_general]
    chosen = general or meant
    if not chosen or len(chosen) > 1 and year_or_day:
        said = ", ".join(str(each.day) for each in (meant or found)[:12])
        raise HustingsError(
            f"There is no one election of {year_or_day}: choose {said}."
        )
    return chosen[0].day


@per_release
def election_on(day: date) -> Election:
    """Everything that is kept of one polling day."""
    return Election(day, {seat.code: seat for _, seat in results(day=day)})


def seats_with_ids(ids: Collection[int]) -> dict[int, SeatResult]:
    """The results of single seats, of whatever elections, by the number of their row."""
    return dict(results(pk__in=ids))


def election_before(election: Election) -> Election | None:
    """The general election before that one, where it is kept."""
    earlier = [
        each for each in polling_days() if each.day < election.day and each.is_general
    ]
    return election_on(earlier[0].day) if earlier else None


def replaced(day: date) -> list[Replaced]:
    """What the figures of that day were before corrected releases, the newest first."""
    found = Replaced.objects.filter(of=Replaced.Of.SEAT, key__startswith=f"{day} ")
    return list(found.select_related("release", "by_release"))


GENERAL = 100
"""So many seats on one day are a general election and no by-elections."""
