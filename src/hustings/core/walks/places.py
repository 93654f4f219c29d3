"""Where things stand, and how far apart.

Distances are straight lines over the ground: a campaign has no free map of footpaths. On the few kilometres of a
polling district a flat plane is right to a metre.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

EARTH = 6_371_009.0
"""Metres: the mean radius by IUGG, 1980."""


class Point(NamedTuple):
    """A place in degrees of latitude and longitude (WGS 84)."""

    latitude: float
    longitude: float


def metres(one: Point, other: Point) -> float:
    """The distance over the ground between two places, by the haversine formula."""
    north, east = (
        math.radians(other.latitude - one.latitude),
        math.radians(other.longitude - one.longitude),
    )
    half = (
        math.sin(north / 2) ** 2
        + math.cos(math.radians(one.latitude))
        * math.cos(math.radians(other.latitude))
        * math.sin(east / 2) ** 2
    )
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def flattened(points: Sequence[Point]) -> list[complex]:
    """The places on a plane around their middle, in metres east (real) and north (imaginary)."""
    if not points:
        return []
    north = sum(p.latitude for p in points) / len(points)
    east = sum(p.longitude for p in points) / len(points)
    up = math.radians(EARTH)
    across = up * math.cos(math.radians(north))
    return [
        complex((p.longitude - east) * across, (p.latitude - north) * up)
        for p in points
    ]


def length(path: Iterable[complex]) -> float:
    """The metres of a path on the plane."""
    places = list(path)
    return sum(abs(b - a) for a, b in zip(places, places[1:], strict=False))
