"""British National Grid references as latitude and longitude.

By the formulas in Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C and section 6.6: the
transverse Mercator projection turned back on the Airy 1830 ellipsoid, then a Helmert shift of seven parameters to WGS 84.
The shift is right to about five metres anywhere in Great Britain, which is less than a house's front. Northern Ireland has
a grid of its own.
"""

import math
from dataclasses import dataclass

from hustings.core.walks.places import Point


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """Half axes in metres."""

    a: float
    b: float

    @property
    def e2(self) -> float:
        """The eccentricity squared."""
        return 1 - (self.b / self.a) ** 2


AIRY = Ellipsoid(6_377_563.396, 6_356_256.909)
WGS84 = Ellipsoid(6_378_137.0, 6_356_752.3142)
SCALE = 0.9996012717
NORTH, WEST = math.radians(49), math.radians(-2)
FALSE_EAST, FALSE_NORTH = 400_000.0, -100_000.0
SHIFT = (446.448, -125.157, 542.060)
TURN = tuple(math.radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
STRETCH = -20.4894e-6


def from_grid(east: float, north: float) -> Point:
    """The place (WGS 84) of a reference in metres east and north on the British National Grid."""
    latitude, longitude = on_airy(east, north)
    return _to_wgs84(latitude, longitude)


def on_airy(east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude in radians on OSGB36's own ellipsoid (annex C, E and N to φ and λ)."""
    a, e2 = AIRY.a * SCALE, AIRY.e2
    phi = _foot(north)
    sin, cos, tan = math.sin(phi), math.cos(phi), math.tan(phi)
    nu = a / math.sqrt(1 - e2 * sin**2)
    rho = nu * (1 - e2) / (1 - e2 * sin**2)
    eta2 = nu / rho - 1
    t2, sec, x = tan**2, 1 / cos, east - FALSE_EAST
    vii = tan / (2 * rho * nu)
    viii = tan / (24 * rho * nu**3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2)
    ix = tan / (720 * rho * nu**5) * (61 + 90 * t2 + 45 * t2**2)
    x10 = sec / nu
    x11 = sec / (6 * nu**3) * (nu / rho + 2 * t2)
    x12 = sec / (120 * nu**5) * (5 + 28 * t2 + 24 * t2**2)
    x12a = sec / (5040 * nu**7) * (61 + 662 * t2 + 1320 * t2**2 + 720 * t2**3)
    latitude = phi - vii * x**2 + viii * x**4 - ix * x**6
    longitude = WEST + x10 * x - x11 * x**3 + x12 * x**5 - x12a * x**7
    return latitude, longitude


def _foot(north: float) -> float:
    """The latitude on the central meridian that lies so far north."""
    phi = (north - FALSE_NORTH) / (AIRY.a * SCALE) + NORTH
    for _ in range(20):
        left = north - FALSE_NORTH - _meridian(phi)
        if abs(left) < 1e-5:
            break
        phi += left / (AIRY.a * SCALE)
    return phi


def _meridian(phi: float) -> float:
    """Metres along the central meridian from the true origin."""
    n = (AIRY.a - AIRY.b) / (AIRY.a + AIRY.b)
    less, more = phi - NORTH, phi + NORTH
    return (AIRY.b * SCALE) * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * math.sin(less) * math.cos(more)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * math.sin(2 * less) * math.cos(2 * more)
        - 35 / 24 * n**3 * math.sin(3 * less) * math.cos(3 * more)
    )


def _to_wgs84(latitude: float, longitude: float) -> Point:
    sin, cos = math.sin(latitude), math.cos(latitude)
    nu = AIRY.a / math.sqrt(1 - AIRY.e2 * sin**2)
    x, y = nu * cos * math.cos(longitude), nu * cos * math.sin(longitude)
    z = nu * (1 - AIRY.e2) * sin
    rx, ry, rz = TURN
    scale = 1 + STRETCH
    x, y, z = (
        SHIFT[0] + scale * x - rz * y + ry * z,
        SHIFT[1] + rz * x + scale * y - rx * z,
        SHIFT[2] - ry * x + rx * y + scale * z,
    )
    return _degrees(x, y, z)


def _degrees(x: float, y: float, z: float) -> Point:
    """The place of a point in space, by iteration (annex B, x, y, z to φ and λ)."""
    flat = math.hypot(x, y)
    phi = math.atan2(z, flat * (1 - WGS84.e2))
    for _ in range(10):
        nu = WGS84.a / math.sqrt(1 - WGS84.e2 * math.sin(phi) ** 2)
        phi = math.atan2(z + WGS84.e2 * nu * math.sin(phi), flat)
    return Point(math.degrees(phi), math.degrees(math.atan2(y, x)))
