"""A seat through the years: under the same official code, or of the same name on other boundaries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from hustings.apps.history.models import Seat
from hustings.apps.history.queries.elections import (
    PollingDay,
    election_on,
    polling_days,
)
from hustings.apps.history.queries.kept import per_release
from hustings.core.psephology.past import SeatResult
from hustings.core.spelling import fold_place

Key = tuple[date, str]
"""A polling day and an official code."""


@dataclass(frozen=True, slots=True)
class Held:
    """An election of a place: the result, the day with its address, and whether the boundaries were the same."""

    seat: SeatResult
    on: PollingDay
    same_boundaries: bool


def held_in(seat: SeatResult) -> list[Held]:
    """Every election of the seat's place, this one too, the latest first.

    An official code stands for boundaries: the same name under another code is the same place with other boundaries.
    """
    by_code, by_name = _places()
    days = {each.day: each for each in polling_days()}
    keys = {*by_code[seat.code], *by_name[fold_place(seat.name)]}
    return [
        Held(election_on(day).seats[code], days[day], code == seat.code)
        for day, code in sorted(keys, reverse=True)
    ]


@per_release
def _places() -> tuple[dict[str, list[Key]], dict[str, list[Key]]]:
    """Days and codes by code, and by name."""
    by_code: dict[str, list[Key]] = defaultdict(list)
    by_name: dict[str, list[Key]] = defaultdict(list)
    for day, code, name in Seat.objects.values_list("day", "code", "name"):
        by_code[code].append((day, code))
        by_name[fold_place(name)].append((day, code))
    return by_code, by_name
