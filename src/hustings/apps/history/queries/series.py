"""The long series of general elections since 1918, out of the database."""

from collections.abc import Iterator

from django.db.models import Count, Sum

from hustings.apps.history.models import LongSeries
from hustings.apps.history.queries.elections import election_on, polling_days
from hustings.core.psephology.series import (
    RankedTurnout,
    SeriesSeat,
    TurnedOut,
    turnout_ranked,
)


def series_elections() -> list[str]:
    """The general elections of the series, by year, the earliest first; empty where it is not loaded."""
    years = LongSeries.objects.order_by("election").values_list("election", flat=True)
    return list(years.distinct())


def series_of(election: str) -> list[SeriesSeat]:
    """The seats of a general election of the series ("1945", "1974F"), by name."""
    return [_seat(each) for each in LongSeries.objects.filter(election=election)]


def series_by_place(name: str) -> list[SeriesSeat]:
    """What the series has on seats of that name, whatever their boundaries, the earliest election first."""
    rows = LongSeries.objects.filter(name__iexact=name.strip()).order_by("election")
    return [_seat(each) for each in rows]


def turnout_since_1918() -> tuple[RankedTurnout, ...]:
    """General elections by turnout on valid votes, the lowest first: the series, and whole elections it does not have."""
    series = list(_in_series())
    known = {each.election for each in series}
    return turnout_ranked([*series, *_later(known)])


def _in_series() -> Iterator[TurnedOut]:
    """Contested seats of one member (`SeriesSeat.turned_out`), added up by the database."""
    counted = LongSeries.objects.filter(
        members=1, unopposed={}, electorate__gt=0, total__gt=0
    )
    rows = counted.values_list("election").order_by("election")
    for figures in rows.annotate(Sum("total"), Sum("electorate"), Count("pk")):
        yield TurnedOut(*figures)


def _later(known: set[str]) -> Iterator[TurnedOut]:
    for each in polling_days():
        if each.is_general and each.slug not in known:
            found = election_on(each.day)
            if found.electorate:
                yield TurnedOut(each.slug, found.valid, found.electorate, len(found))


def _seat(row: LongSeries) -> SeriesSeat:
    return SeriesSeat(
        election=row.election,
        name=row.name,
        region=row.region,
        members=row.members,
        electorate=row.electorate,
        votes=row.votes,
        unopposed=row.unopposed,
        total=row.total,
    )
