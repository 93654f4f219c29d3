"""Maps of seats: each as a hexagon of equal size, or within its boundary.

A map by area shows fields, not voters: a hexagon for each seat gives each the same weight. The layout is HexJSON (Open
Innovations), boundaries are GeoJSON (Office for National Statistics).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A seat's hexagon: column `q`, row `r` upwards; in odd rows everything stands half a hexagon to the right."""

    code: str
    name: str
    q: int
    r: int
