"""Maps of seats: each as a hexagon of equal size, or within its boundary.

A map by area shows fields, not voters: a hexagon for each seat gives each the same weight. The layout is HexJSON (Open
Innovations), boundaries are GeoJSON (Office for National Statistics, whose columns are PCON24CD and PCON24NM).
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from hustings.core.errors import HustingsError

Drawn = TypeVar("Drawn")
GEOMETRIES = frozenset({"Polygon", "MultiPolygon"})


@dataclass(frozen=True, slots=True)
class Place:
    """A seat's hexagon: column `q`, row `r` upwards; in odd rows everything stands half a hexagon to the right."""

    code: str
    name: str
    q: int
    r: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A seat's boundary as published: a GeoJSON geometry in degrees of longitude and latitude."""

    code: str
    name: str
    geometry: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Map(Generic[Drawn]):
    """What a map has by official code, and what was left out, with the reason."""

    seats: Mapping[str, Drawn]
    refused: tuple[str, ...]


def read_document(text: str, *, file: str) -> dict[str, Any]:
    """A map's JSON; refuses text that is none."""
    try:
        found = json.loads(text)
    except ValueError as problem:
        raise HustingsError(f"{file}: is no map: the JSON breaks off or is damaged ({problem}). Download it again.") from problem  # fmt: skip
    if not isinstance(found, dict):
        raise HustingsError(f"{file}: is no map: a JSON object was expected.")
    return found


def is_hexes(document: Mapping[str, Any]) -> bool:
    """Whether it is a HexJSON map."""
    return isinstance(document.get("hexes"), dict)


def is_outlines(document: Mapping[str, Any]) -> bool:
    """Whether it is a collection of GeoJSON features."""
    return isinstance(document.get("features"), list)


def read_hexes(document: Mapping[str, Any], *, file: str) -> Map[Place]:
    """Every seat's place; two seats in one place, or a place that is no pair of whole numbers, are left out and told."""
    if document.get("layout") != "odd-r":
        raise HustingsError(f"{file}: the layout {document.get('layout')!r} was found where odd-r was expected.")  # fmt: skip
    taken: dict[tuple[int, int], str] = {}

    def place(code: str, said: Any) -> Place:
        q, r = said["q"], said["r"]
        if not (type(q) is int and type(r) is int):
            raise ValueError("q and r must be whole numbers")
        other = taken.setdefault((q, r), code)
        if other != code:
            raise ValueError(f"{other} stands in the same place")
        return Place(code, str(said["n"]), q, r)

    return _read(list(document["hexes"].items()), place, file)


def read_outlines(document: Mapping[str, Any], *, file: str) -> Map[Outline]:
    """Every seat's boundary; a feature without a code or an area is left out and told."""

    def outline(code: str, said: Any) -> Outline:
        if said["geometry"]["type"] not in GEOMETRIES:
            raise ValueError(f"{said['geometry']['type']} is no area")
        return Outline(code, _property(said, "NM"), said["geometry"])

    features = [(_code(each), each) for each in document["features"]]
    return _read(features, outline, file)


def _read(
    items: list[tuple[str, Any]], draw: Callable[[str, Any], Drawn], file: str
) -> Map[Drawn]:
    seats: dict[str, Drawn] = {}
    refused = []
    for number, (code, said) in enumerate(items, start=1):
        try:
            if not _CODE.fullmatch(code):
                raise ValueError("that is no official code")
            if code in seats:
                raise ValueError("it is there twice")
            seats[code] = draw(code, said)
        except (KeyError, TypeError, ValueError) as problem:
            why = f"{problem} is missing" if isinstance(problem, KeyError) else problem
            refused.append(f"{file}, seat {number} ({code}): {why}.")
    return Map(seats, tuple(refused))


_CODE = re.compile(r"[A-Z][0-9]{8}")


def _code(feature: Any) -> str:
    try:
        return _property(feature, "CD")
    except (KeyError, TypeError):
        return ""


def _property(feature: Any, ending: str) -> str:
    """A property by the end of its name, which begins with the year's code of the areas: PCON24CD, PCON24NM."""
    found = [v for k, v in feature["properties"].items() if re.fullmatch(rf"PCON\d\d{ending}", k)]  # fmt: skip
    if len(found) != 1:
        raise KeyError(f"PCON24{ending}")
    return str(found[0])
