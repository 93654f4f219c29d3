"""What a walk is called: the streets that it takes, with the numbers."""

from collections.abc import Sequence

from hustings.core.walks.stops import Stop

NAMED = 3


def title(stops: Sequence[Stop]) -> str:
    """Such as "Mill Road 1–39, Elm Street evens, Heron Tower and 2 more", streets in the order of their doors."""
    streets: dict[str, list[Stop]] = {}
    for stop in stops:
        streets.setdefault(stop.order, []).append(stop)
    names = [_street(doors) for doors in streets.values()]
    more = len(names) - NAMED
    if more <= 0:
        return ", ".join(names)
    return f"{', '.join(names[:NAMED])} and {more} more"


def _street(doors: Sequence[Stop]) -> str:
    numbers = [stop.number for stop in doors if stop.number is not None]
    buildings = {stop.building for stop in doors}
    if not numbers:
        only = buildings.pop() if len(buildings) == 1 else ""
        return only or doors[0].street
    low, high = min(numbers), max(numbers)
    span = f"{low}" if low == high else f"{low}–{high}"
    return f"{doors[0].street} {span}"
