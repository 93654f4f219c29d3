"""Invented streets as stops, with and without places."""

from collections.abc import Iterator
from random import Random
from uuid import UUID

from hustings.core.register.doors import Side
from hustings.core.walks import Point, Stop

SOUTH, WEST = 54.3, 0.6
NORTHWARDS, EASTWARDS = 111_195.0, 64_887.0


def at(east: float, north: float) -> Point:
    """A place so many metres from a corner of the North Sea."""
    return Point(SOUTH + north / NORTHWARDS, WEST + east / EASTWARDS)


def ids(start: int = 0) -> Iterator[UUID]:
    number = start
    while True:
        number += 1
        yield UUID(int=number)


def street(
    name: str,
    numbers: int,
    *,
    east: float | None = None,
    north: float = 0.0,
    keys: Iterator[UUID],
) -> list[Stop]:
    """Houses 1 to so many in walking order, eastwards from a place; seven metres of front, fourteen across."""
    odds = range(1, numbers + 1, 2)
    evens = range(numbers - numbers % 2, 0, -2)
    stops = []
    for number in (*odds, *evens):
        side = Side.ODD if number % 2 else Side.EVEN
        along = (number + 1) // 2 * 7.0
        aside = 7.0 if number % 2 else -7.0
        point = None if east is None else at(east + along, north + aside)
        stops.append(
            Stop(
                next(keys),
                name,
                name.lower(),
                str(number),
                side,
                number,
                str(number),
                point=point,
            )
        )
    return stops


def block(
    street_name: str,
    building: str,
    flats: list[str],
    *,
    keys: Iterator[UUID],
    point: Point | None = None,
) -> list[Stop]:
    """The flats of a building without a number."""
    return [
        Stop(
            next(keys),
            street_name,
            street_name.lower(),
            flat,
            building=building,
            flat=flat,
            point=point,
        )
        for flat in flats
    ]


def town(seed: int, streets: int = 24) -> list[Stop]:
    """Streets in rows seventy metres apart, whose names tell nothing of where they lie."""
    random, keys = Random(seed), ids()
    stops: list[Stop] = []
    for place, name in enumerate(random.sample(range(1000), streets)):
        numbers = random.randint(6, 60)
        row, column = divmod(place, 4)
        stops += street(
            f"Street {name:03d}", numbers, east=column * 260, north=row * 70, keys=keys
        )
    return sorted(stops, key=lambda stop: stop.order)
