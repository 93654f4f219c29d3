"""A seat through the years: under the same official code, or of the same name on other boundaries."""

from collections import defaultdict
from dataclasses import dataclass

from hustings.apps.history.models import Seat
from hustings.apps.history.queries.elections import (
    PollingDay,
    polling_days,
    seats_with_ids,
)
from hustings.apps.history.queries.kept import per_release
from hustings.core.psephology.past import SeatResult
from hustings.core.spelling import fold_place


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
    here = {*by_code.get(seat.code, ()), *by_name.get(fold_place(seat.name), ())}
    found = seats_with_ids(here).values()
    return [
        Held(each, days[each.day], each.code == seat.code)
        for each in sorted(found, key=lambda each: (each.day, each.code), reverse=True)
    ]


@per_release
def _places() -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The numbers of rows by code, and by name: one seat needs no whole elections."""
    by_code: dict[str, list[int]] = defaultdict(list)
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, code, name in Seat.objects.values_list("pk", "code", "name"):
        by_code[code].append(number)
        by_name[fold_place(name)].append(number)
    return by_code, by_name
