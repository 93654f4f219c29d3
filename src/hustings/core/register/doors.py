"""The doors of a district, in the order in which one walks them.

People registered at one address share one door. A walk takes a street at a time: up the odd side, then along the even
side (down again, or up, as the campaign likes), by number and letter, with flats in the order of their numbers. Flats
and named houses come before the numbered houses where the council's file has them first. What the machine cannot know
(a farm between numbers 12 and 14) a person corrects, and the correction outlives every new file, because a door is
known by its key, which comes from the address alone.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from hustings.core.register.addresses import (
    NO_HINTS,
    Address,
    Hints,
    Reading,
    read_number,
    take_apart,
)
from hustings.core.register.streets import natural, plain, street_key

__all__ = [
    "NO_HINTS", "Address", "Correction", "Door", "EvenSide", "Hints", "Side", "corrected", "read_door", "read_doors",
    "walking_order",
]  # fmt: skip


class Side(StrEnum):
    """The side of the street: odd numbers, even numbers, or none where the door has no number."""

    ODD = "odd"
    EVEN = "even"
    NONE = "none"


class EvenSide(StrEnum):
    """How the even side is walked once the odd side is done; TOGETHER crosses the street, as in a close."""

    DOWN = "down"
    UP = "up"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Door:
    """One front door.

    `street` is as the council writes it ("" never); `number` None for a named or unnumbered house; `letter` is the A
    of 16A; `end` and `end_letter` the 6 of "4-6"; `flat` as written ("Flat 3", "2/1"). `identity` is the same text for
    the same address however it is set out in lines, and is never changed by a correction. `sort_key` orders the doors
    of one side of one street as plain bytes (in PostgreSQL: COLLATE "C"). `unsure` asks a person to look at it.
    `place` is where a person put it within its street, counted from 1; None where nobody has.
    """

    street: str
    number: int | None
    letter: str
    end: int | None
    end_letter: str
    flat: str
    building: str
    locality: str
    postcode: str
    side: Side
    label: str
    sort_key: str
    identity: str
    unsure: bool = False
    place: int | None = None

    def key(self, district: str) -> str:
        """What this door is known by for ever: the same for each row that gives this address in this district."""
        return f"{district.strip().upper()}|{self.identity}"

    @property
    def street_key(self) -> str:
        """The same for each spelling of the street's name."""
        return street_key(self.street)

    @property
    def address(self) -> str:
        """The door and its street in one line: "Flat 3, 12A Mill Road"."""
        if self.number is None:
            return (
                f"{self.label}, {self.street}"
                if self.label != self.street
                else self.street
            )
        return f"{self.label} {self.street}"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a door: another street, another number ("16A", "" for none), a place in its street."""

    street: str | None = None
    number: str | None = None
    place: int | None = None


def read_door(address: Address, streets: Collection[str] = frozenset()) -> Door | None:
    """The door at an address, or None where the council gives no address (overseas, anonymous, other electors).

    `streets` (`street_key`s known in the district) settle which line is the street where words alone do not; they
    never change the door's key.
    """
    reading = take_apart(address)
    if reading is None or not reading.street:
        return None
    identity = _identity(reading)
    if reading.unsure and streets:
        reading = take_apart(address, streets) or reading
    return _door(reading, identity)


def read_doors(
    addresses: Iterable[Address], streets: Collection[str] = frozenset()
) -> list[Door | None]:
    """The door of each address, in the order given; equal addresses give one and the same Door.

    Streets that are sure from other addresses in the same batch settle the unsure ones. 75,000 addresses take about a
    second.
    """
    addresses = list(addresses)
    found: dict[Address, Door | None] = {}
    for address in addresses:
        if address not in found:
            found[address] = read_door(address, streets)
    known = {
        door.street_key
        for door in found.values()
        if door and door.number is not None and not door.unsure
    }
    known.update(streets)
    for address, door in found.items():
        if door and door.unsure:
            found[address] = read_door(address, known)
    return [found[address] for address in addresses]


def corrected(door: Door, correction: Correction) -> Door:
    """The door as a person put it right: its key stays, its place in the walk follows. A street given is sure."""
    house = read_number(correction.number) if correction.number is not None else None
    reading = Reading(
        street=correction.street.strip() if correction.street else door.street,
        number=door.number if house is None else house.number,
        letter=door.letter if house is None else house.letter,
        end=door.end if house is None else house.end,
        end_letter=door.end_letter if house is None else house.end_letter,
        flat=door.flat,
        building=door.building,
        locality=door.locality,
        postcode=door.postcode,
        unsure=door.unsure and not correction.street,
    )
    place = door.place if correction.place is None else correction.place
    return replace(_door(reading, door.identity), place=place)


def walking_order(doors: Sequence[Door], even: EvenSide = EvenSide.DOWN) -> list[int]:
    """The indices of `doors` (given in the order of the council's file) in the order in which to walk them.

    By street in the order of their names; within a street the odd side up, then the even side as `even` says; doors
    without a number before or after the rest as in the file; at one number its flats before the house where the file
    has them so; last, doors that a person placed are put where they said.
    """
    by_street = sorted(
        range(len(doors)), key=lambda index: natural(doors[index].street_key)
    )
    order: list[int] = []
    for _, street in groupby(by_street, key=lambda index: doors[index].street_key):
        order.extend(_walk_street(doors, list(street), even))
    return order


def _walk_street(doors: Sequence[Door], street: list[int], even: EvenSide) -> list[int]:
    """One street's doors in walking order; `street` holds their indices in the order of the file."""
    free = [index for index in street if doors[index].place is None]
    first: dict[tuple[int | None, str, bool], int] = {}
    for index in free:
        first.setdefault(_cluster(doors[index]), index)
    blocks_first = bool(free) and doors[free[0]].number is None

    def position(index: int) -> tuple[int, int, str, int, str]:
        door = doors[index]
        side, number = _along(door, even, blocks_first=blocks_first)
        end = "" if door.end is None else f"{door.end:06d}{door.end_letter}"
        return (
            side,
            number,
            door.letter + end,
            first[_cluster(door)] if door.number is not None else 0,
            door.sort_key,
        )

    order = sorted(free, key=position)
    for index in sorted(
        (i for i in street if doors[i].place is not None),
        key=lambda i: doors[i].place or 0,
    ):
        order.insert(max(0, (doors[index].place or 1) - 1), index)
    return order


def _cluster(door: Door) -> tuple[int | None, str, bool]:
    """What stands together at one number: the house itself, or its flats."""
    return door.number, door.letter, bool(door.flat)


def _along(door: Door, even: EvenSide, *, blocks_first: bool) -> tuple[int, int]:
    """Which stretch of the walk a door is on, and how far along."""
    if door.number is None:
        return (0 if blocks_first else 3), 0
    if door.side is Side.ODD or even is EvenSide.TOGETHER:
        return 1, door.number
    return 2, door.number if even is EvenSide.UP else -door.number


def _door(reading: Reading, identity: str) -> Door:
    number = "" if reading.number is None else f"{reading.number}{reading.letter}"
    if reading.end is not None:
        number += f"-{reading.end}{reading.end_letter}"
    return Door(
        street=reading.street,
        number=reading.number,
        letter=reading.letter,
        end=reading.end,
        end_letter=reading.end_letter,
        flat=reading.flat,
        building=reading.building,
        locality=reading.locality,
        postcode=reading.postcode,
        side=_side(reading.number),
        label=_label(reading, number),
        sort_key=_sort_key(reading, number),
        identity=identity,
        unsure=reading.unsure,
    )


def _label(reading: Reading, number: str) -> str:
    """The door as said within its street: "16A", "Flat 3, 12", "12/3", "5 Tower House"."""
    flat, building = reading.flat, reading.building
    if flat.isdigit() and building:
        flat, building = "", f"{flat} {building}"
    if flat.isdigit() and number:
        return f"{number}/{flat}"
    return (
        ", ".join(part for part in (flat, building, number) if part) or reading.street
    )


def _side(number: int | None) -> Side:
    if number is None:
        return Side.NONE
    return Side.ODD if number % 2 else Side.EVEN


def _sort_key(reading: Reading, number: str) -> str:
    building = natural(plain(reading.building))
    return f"{natural(number.lower()) or '~'} {building} {natural(_flat_key(reading.flat))}".rstrip()


_FLAT_WORDS = re.compile(
    r"\b(?:flat|apartment|appartment|apt|no|the)\b\.?\s*", re.IGNORECASE
)


@lru_cache(maxsize=20_000)
def _flat_key(flat: str) -> str:
    """ "Flat 3", "Apt. 3" and "3" are one flat; "Room 3" is another; 2/1 stays 2/1."""
    return (
        " ".join(re.sub(r"[^\w/.]+", " ", _FLAT_WORDS.sub("", flat)).lower().split())
        or flat.lower()
    )


def _identity(reading: Reading) -> str:
    """The address in one normalised line. Where there is no postcode the village tells two Church Lanes apart."""
    house = (
        "" if reading.number is None else f"{reading.number}{reading.letter}".lower()
    )
    if reading.end is not None:
        house += f"-{reading.end}{reading.end_letter}".lower()
    where = reading.postcode.replace(" ", "") or plain(reading.locality)
    return "|".join(
        (
            where,
            street_key(reading.street),
            house,
            street_key(reading.building),
            _flat_key(reading.flat),
        )
    )
