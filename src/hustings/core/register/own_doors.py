"""Which door of the register is a door that we had before it came.

Before the register comes a campaign walks doors of its own: typed by street and number, or added on the way. The
register has the same doors with their postcodes. The same street, number, building and flat are surely one door,
unless the postcodes differ or two of the register's doors fit (two villages with a Church Lane each). A house that
the register splits into flats, or a flat that it does not know, is put to a person.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_CANDIDATES = 8


class Why(StrEnum):
    """Why two doors may be one; the value is the reason in words."""

    SAME = "same street and number"
    SAME_POSTCODE = "same street, number and postcode"
    OTHER_POSTCODE = "same street and number, another postcode"
    SEVERAL = "the register has this street and number more than once"
    OTHER_FLATS = "same house, other flats"


@dataclass(frozen=True, slots=True)
class OwnDoor:
    """A door as matching sees it. `key` is the caller's own, `identity` is `Door.identity`, `postcode` as tidied."""

    key: str
    identity: str
    postcode: str = ""

    @property
    def house(self) -> tuple[str, str, str]:
        """Street, number, and where there is no number the building."""
        _, street, number, building, _ = (self.identity or "||||").split("|", 4)
        return street, number, "" if number else building

    @property
    def within(self) -> tuple[str, str]:
        """Building and flat."""
        _, _, _, building, flat = (self.identity or "||||").split("|", 4)
        return building, flat


@dataclass(frozen=True, slots=True)
class DoorFinding:
    """Of one door of ours: the register's door that it surely is, or those that it may be."""

    key: str
    sure: str | None
    candidates: tuple[str, ...]
    why: Why | None = None


def find_doors(
    own: Iterable[OwnDoor], register: Iterable[OwnDoor]
) -> list[DoorFinding]:
    """Each door's finding, in the order given; a door without number and building is nobody's."""
    by_house: dict[tuple[str, str, str], list[OwnDoor]] = defaultdict(list)
    for door in register:
        by_house[door.house].append(door)
    return [_finding(door, by_house.get(door.house, [])) for door in own]


def _finding(door: OwnDoor, here: list[OwnDoor]) -> DoorFinding:
    if not any(door.house[1:]) or not here:
        return DoorFinding(door.key, None, ())
    whole = [each for each in here if each.within == door.within]
    if not whole:
        return _asked(door, here, Why.OTHER_FLATS)
    if coded := [
        each for each in whole if door.postcode and each.postcode == door.postcode
    ]:
        return _one_of(door, coded, Why.SAME_POSTCODE)
    open_ones = [each for each in whole if not door.postcode or not each.postcode]
    if open_ones:
        return _one_of(door, open_ones, Why.SAME)
    return _asked(door, whole, Why.OTHER_POSTCODE)


def _one_of(door: OwnDoor, fitting: list[OwnDoor], why: Why) -> DoorFinding:
    if len(fitting) == 1:
        return DoorFinding(door.key, fitting[0].key, (), why)
    return _asked(door, fitting, Why.SEVERAL)


def _asked(door: OwnDoor, fitting: list[OwnDoor], why: Why) -> DoorFinding:
    keys = tuple(each.key for each in fitting[:MOST_CANDIDATES])
    return DoorFinding(door.key, None, keys, why)
