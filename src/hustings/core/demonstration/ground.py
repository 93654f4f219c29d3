"""Where the doors of the invented constituency stand: in the North Sea, where no street is that somebody lives in.

Streets lie in rows beside one another, odd numbers on one side and even ones on the other; each district lies askew by
an angle of its own. The order of a district's streets on the ground has nothing to do with that of their names, as in
any town, so a walk by names alone is a long one. Places come out as a campaign's own file would have them: with address
and postcode, for the reader of such files to match.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from hustings.core.demonstration.constituency import Constituency
from hustings.core.demonstration.places import DISTRICTS, Door

NORTH, EAST = 54.3, 0.6
METRES_NORTH = 111_195.0
METRES_EAST = 64_887.0
"""Of a degree, at 54.3° north."""
FRONTAGE, VERGE, ROW = 6.5, 7.0, 70.0
"""Metres: a house's width, its door from the middle of the road, and from one street to the next."""
APART = 2_600.0
ACROSS = 5
FILE = "places.csv"
HEADINGS = ("address", "postcode", "latitude", "longitude")
TURNS = ((1.0, 0.0), (0.8, 0.6), (0.6, 0.8), (0.96, 0.28), (0.28, 0.96))
"""Cosine and sine of each district's angle, exact on every machine."""


@dataclass(frozen=True, slots=True)
class Place:
    """A door and where it stands, in degrees."""

    door: Door
    latitude: float
    longitude: float


def places_of(doors: Sequence[Door]) -> Iterator[Place]:
    """Each door with its place, district by district."""
    ranked = sorted(range(len(doors)), key=lambda at: doors[at].district)
    for district, group in groupby(ranked, key=lambda at: doors[at].district):
        yield from _district(district, [doors[at] for at in group])


def write_places(constituency: Constituency, folder: Path) -> Path:
    """A CSV of the campaign's own with every door's place; gives where it lies."""
    path = folder / FILE
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for place in places_of(constituency.doors):
            address = ", ".join(place.door.lines)
            spot = f"{place.latitude:.6f}", f"{place.longitude:.6f}"
            writer.writerow((address, place.door.postcode, *spot))
    return path


def _district(district: int, doors: Sequence[Door]) -> Iterator[Place]:
    streets: dict[str, list[Door]] = {}
    for door in doors:
        streets.setdefault(door.street, []).append(door)
    wide = 1.0 if DISTRICTS[district].nature in ("town", "towers", "water") else 1.6
    plans = [_street(street, wide) for street in streets.values()]
    breadth = _breadth([plan[1] for plan in plans], wide)
    along, row = 0.0, 0
    for spots, length in plans:
        if along and along + length > breadth:
            along, row = 0.0, row + 1
        for door, x, y in spots:
            yield _place(district, door, along + x, row * ROW * wide + y)
        along += length + 25


def _breadth(lengths: Sequence[float], wide: float) -> float:
    """So broad that the district is about as broad as it is deep."""
    area = sum(lengths) * ROW * wide
    return max([*lengths, float(area**0.5)])


Spot = tuple[Door, float, float]


def _street(doors: Sequence[Door], wide: float) -> tuple[list[Spot], float]:
    """Doors with metres along and off the middle of their street, and the street's length."""
    spots: list[Spot] = []
    furthest = 0.0
    blocks: dict[str, float] = {}
    named = 0
    for door in doors:
        number = int("".join(_figures(door.number)) or 0)
        if number and not door.building:
            x, side = number / 2 * FRONTAGE * wide, 1 if number % 2 else -1
            y = side * VERGE * wide
        elif door.flat and door.building:
            x = blocks.setdefault(door.building, 30.0 * (len(blocks) + 1))
            y = 24.0
        else:
            named += 1
            x, y = named * 18.0 * wide, 11.0 if named % 2 else -11.0
        spots.append((door, x, y))
        furthest = max(furthest, x)
    return spots, furthest + FRONTAGE


def _figures(number: str) -> Iterator[str]:
    for sign in number:
        if not sign.isdigit():
            return
        yield sign


def _place(district: int, door: Door, x: float, y: float) -> Place:
    """On the ground: the district turned, bent a little, and put beside the others."""
    cosine, sine = TURNS[district % len(TURNS)]
    y += (x / 100) ** 2 * 0.6
    east = x * cosine - y * sine + (district % ACROSS) * APART
    north = x * sine + y * cosine + (district // ACROSS) * APART
    return Place(door, NORTH + north / METRES_NORTH, EAST + east / METRES_EAST)
