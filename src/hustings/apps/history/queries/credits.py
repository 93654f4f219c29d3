"""Whose figures an election's are: their publishers must be named wherever they are shown."""

from datetime import date

from hustings.apps.history.models import Seat
from hustings.core.psephology.sources import SOURCES, Source


def sources_of(*days: date) -> list[Source]:
    """The sources of these polling days, in the order of the list of sources."""
    rows = Seat.objects.filter(day__in=days)
    keys = set(rows.values_list("release__source", flat=True).distinct())
    return [each for each in SOURCES if each.key in keys]
