"""Where seats lie: on the map of hexagons, and within their boundaries."""

from typing import Any

from hustings.apps.history.models import Hex, Outline
from hustings.core.psephology.maps import Place


def hexes() -> dict[str, Place]:
    """Every seat's place on the hex map, by official code; empty where no map is loaded."""
    rows = Hex.objects.values_list("code", "name", "q", "r")
    return {code: Place(code, name, q, r) for code, name, q, r in rows}


def outlines() -> dict[str, dict[str, Any]]:
    """Every seat's boundary (GeoJSON geometry), by official code; empty where none are loaded."""
    return dict(Outline.objects.values_list("code", "geometry"))
