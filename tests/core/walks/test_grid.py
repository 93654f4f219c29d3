"""The National Grid, against Ordnance Survey's own figures."""

import math

import pytest

from hustings.core.walks.grid import from_grid, on_airy
from hustings.core.walks.places import Point, metres


def degrees(whole: int, minutes: int, seconds: float) -> float:
    return whole + minutes / 60 + seconds / 3600


def test_the_guides_worked_example_comes_out_to_the_last_figure() -> None:
    """Annex C: E 651409.903 m, N 313177.270 m is 52° 39′ 27.2531″ N, 1° 43′ 4.5177″ E on Airy's ellipsoid."""
    latitude, longitude = on_airy(651409.903, 313177.270)
    assert math.degrees(latitude) == pytest.approx(degrees(52, 39, 27.2531), abs=2e-8)
    assert math.degrees(longitude) == pytest.approx(degrees(1, 43, 4.5177), abs=2e-8)


@pytest.mark.parametrize(
    ("east", "north", "latitude", "longitude"),
    [
        # Points of Ordnance Survey's test file for OSTN15, with their ETRS89 places.
        (91492.146, 11318.804, 49.92226393730, -6.29977752014),
        (170370.718, 11572.405, 49.96006137820, -5.20304609998),
        (250359.811, 62016.569, 50.43885825610, -4.10864563561),
    ],
)
def test_places_are_right_to_ten_metres_at_the_edge_of_the_country(
    east: float, north: float, latitude: float, longitude: float
) -> None:
    assert metres(from_grid(east, north), Point(latitude, longitude)) < 10
