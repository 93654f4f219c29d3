"""Walks drawn to scale without a map: doors as points, the way between them as a line, a measure for the eye.

North is up. What has no place is not drawn; the list beside the drawing has every door.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol
from uuid import UUID

from hustings.core.walks.places import Point, flattened

ACROSS, EDGE, FOOT = 1000, 40, 50
MEASURES = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)


class Placed(Protocol):
    """What is drawn of a door: a stop of the cutting, or less."""

    @property
    def id(self) -> UUID: ...
    @property
    def street(self) -> str: ...
    @property
    def point(self) -> Point | None: ...


@dataclass(frozen=True, slots=True)
class Dot:
    """Doors at one place: their numbers in the walk, such as 7 or 20–23, and whether those are written beside it."""

    x: int
    y: int
    numbers: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A street's name, at the middle of its doors."""

    x: int
    y: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """The way of one walk: points as SVG writes them, and where its number stands."""

    points: str
    x: int
    y: int
    number: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture `width` by `height`; a line `bar` long is `metres` on the ground."""

    width: int
    height: int
    lines: tuple[Line, ...]
    names: tuple[Name, ...]
    metres: int
    bar: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """From the ground to the drawing: doors' spots, the north-west corner, and units to the metre."""

    spots: Mapping[UUID, complex]
    west: float
    north: float
    scale: float

    def at(self, stop: Placed) -> tuple[int, int]:
        spot = self.spots[stop.id]
        x, y = (
            (spot.real - self.west) * self.scale,
            (self.north - spot.imag) * self.scale,
        )
        return round(x) + EDGE, round(y) + EDGE


def drawn(walks: Sequence[Sequence[Placed]]) -> Drawing | None:
    """The walks on one drawing; None where no door of them is located. Streets are named where there is one walk."""
    stops = [stop for walk in walks for stop in walk if stop.point]
    if not stops:
        return None
    spots = flattened([stop.point for stop in stops if stop.point])
    west, east = _span([spot.real for spot in spots])
    south, north = _span([spot.imag for spot in spots])
    scale = (ACROSS - 2 * EDGE) / max(east - west, (north - south) * 0.8, 60.0)
    placed = {stop.id: spot for stop, spot in zip(stops, spots, strict=True)}
    frame = _Frame(placed, west, north, scale)
    metres = next((m for m in MEASURES if m * scale >= 80), MEASURES[-1])
    named = (
        [(stop.street, *frame.at(stop)) for stop in stops] if len(walks) == 1 else []
    )
    return Drawing(
        width=max(round((east - west) * scale) + 2 * EDGE, 300),
        height=round((north - south) * scale) + 2 * EDGE + FOOT,
        lines=tuple(_lines(walks, frame)),
        names=tuple(_names(named)),
        metres=metres,
        bar=round(metres * scale),
    )


def _lines(walks: Sequence[Sequence[Placed]], frame: _Frame) -> Iterator[Line]:
    for number, walk in enumerate(walks, start=1):
        places = [
            (door, *frame.at(stop))
            for door, stop in enumerate(walk, start=1)
            if stop.point
        ]
        if places:
            yield _line(number, places)


def _span(values: Sequence[float]) -> tuple[float, float]:
    return min(values), max(values)


def _line(number: int, places: Sequence[tuple[int, int, int]]) -> Line:
    dots: list[Dot] = []
    last: tuple[int, int] | None = None
    for (x, y), group in groupby(places, key=lambda each: each[1:]):
        doors = [door for door, _, _ in group]
        clear = last is None or abs(x - last[0]) + abs(y - last[1]) > 30
        named = clear or doors[-1] == places[-1][0]
        if named:
            last = x, y
        dots.append(Dot(x, y, span(doors[0], doors[-1]), named))
    middle = places[len(places) // 2]
    points = " ".join(f"{x},{y}" for _, x, y in places)
    return Line(points, middle[1], middle[2], number, tuple(dots))


def span(first: int, last: int) -> str:
    """Numbers in a row as they are written: 7, or 20–23."""
    return str(first) if first == last else f"{first}–{last}"


def _names(named: Sequence[tuple[str, int, int]]) -> list[Name]:
    names = []
    ranked = sorted(named)
    for street, group in groupby(ranked, key=lambda each: each[0]):
        spots = list(group)
        x = sum(x for _, x, _ in spots) // len(spots)
        y = sum(y for _, _, y in spots) // len(spots)
        anchor = (
            "start" if x < ACROSS / 4 else "end" if x > ACROSS * 3 / 4 else "middle"
        )
        names.append(Name(x, y, street, anchor))
    return names
