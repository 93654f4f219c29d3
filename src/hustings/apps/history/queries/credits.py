"""Whose figures an election's are: their publishers must be named wherever they are shown."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from hustings.apps.history.models import Hex, LongSeries, Notional, Seat
from hustings.apps.history.queries.kept import per_release
from hustings.core.psephology.sources import SOURCES, Source


@per_release
def sources_of(
    *days: date,
    boundaries: date | None = None,
    with_map: bool = False,
    with_series: bool = False,
) -> list[Source]:
    """The sources of these polling days, in the order of the list of sources.

    `boundaries` adds that of the estimate in the seats of that election, `with_map` that of the hex map, `with_series`
    that of the elections since 1918.
    """
    keys: set[str] = set()
    for rows in _rows(days, boundaries, with_map, with_series):
        found = rows.order_by().values_list("release__source", flat=True)
        keys |= set(found.distinct())
    return [each for each in SOURCES if each.key in keys]


def _rows(
    days: tuple[date, ...], boundaries: date | None, with_map: bool, with_series: bool
) -> Iterator[QuerySet[Any]]:
    yield Seat.objects.filter(day__in=days)
    if boundaries:
        yield Notional.objects.filter(boundaries=boundaries)
    if with_map:
        yield Hex.objects.all()
    if with_series:
        yield LongSeries.objects.all()
