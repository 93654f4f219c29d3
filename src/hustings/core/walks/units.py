"""Pieces of streets and estates: what a walk is put together from.

A piece of a street holds both its sides, so that one goes up the one and comes back down the other. The flats of one
house are never apart, a block of flats only where it is larger than a walk.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from hustings.core.register.doors import Side
from hustings.core.walks.choices import Choices
from hustings.core.walks.places import flattened, length
from hustings.core.walks.stops import Stop, by_floor, is_level

LARGEST = 1.25
"""How much longer than wanted a walk may be before a block is taken apart for it."""

House = list[Stop]
Ground = Mapping[UUID, complex]
"""Where on the plane each door stands."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Doors that stay in one walk. `estate` is the same for the parts of one block that had to be taken apart."""

    stops: tuple[Stop, ...]
    weight: float
    centre: complex | None = None
    estate: tuple[str, str, str] | None = None

    @property
    def street(self) -> str:
        return self.stops[0].order

    @property
    def is_level(self) -> bool:
        return all(map(is_level, self.stops))


def ground_of(stops: Sequence[Stop]) -> Ground:
    """Where each door stands; one that no file located stands where its nearest neighbour in the street does.

    Doors of streets of which no door is located are not in it.
    """
    known = [stop for stop in stops if stop.point]
    spots = flattened([stop.point for stop in known if stop.point])
    ground = {stop.id: spot for stop, spot in zip(known, spots, strict=True)}
    for _, street in groupby(stops, key=lambda stop: stop.order):
        _fill(list(street), ground)
    return ground


def _fill(street: Sequence[Stop], ground: dict[UUID, complex]) -> None:
    placed = [stop for stop in street if stop.id in ground]
    for place, stop in enumerate(street):
        if stop.id in ground or not placed:
            continue
        alike = [other for other in placed if other.side is stop.side] or placed
        ground[stop.id] = ground[_nearest(stop, place, alike, street).id]


def _nearest(
    stop: Stop, place: int, placed: Sequence[Stop], street: Sequence[Stop]
) -> Stop:
    """The located door whose number is nearest, or the one listed nearest where there are no numbers."""
    places = {other.id: at for at, other in enumerate(street)}

    def away(other: Stop) -> tuple[int, int]:
        by_list = abs(places[other.id] - place)
        if stop.number is None or other.number is None:
            return by_list, 0
        return abs(other.number - stop.number), by_list

    return min(placed, key=away)


def units_of(stops: Sequence[Stop], choices: Choices, ground: Ground) -> list[Unit]:
    """The pieces of these doors, given in walking order, in the same order of streets."""
    units: list[Unit] = []
    for _, group in groupby(stops, key=lambda stop: stop.order):
        street = list(group)
        units.extend(_unit(some, choices, ground) for some in _pieces(street, choices))
    return units


def houses_of(street: Iterable[Stop]) -> list[House]:
    """The doors of a street by house, each house once, in the order given."""
    houses: dict[tuple[str, str, str], House] = {}
    for stop in street:
        houses.setdefault(stop.cluster, []).append(stop)
    return list(houses.values())


def _pieces(street: Sequence[Stop], choices: Choices) -> Iterator[list[House]]:
    """Blocks by themselves, and between them the houses: those with numbers by number, both sides together."""
    for kind, group in groupby(_in_a_row(street), key=lambda h: _kind(h, choices)):
        lot = list(group)
        if kind == "block":
            for house in lot:
                yield from ([part] for part in _parts(house, choices))
        else:
            yield from _lots(lot, choices.piece)


def _in_a_row(street: Sequence[Stop]) -> list[House]:
    """The houses of a street as one goes along it: by number where they have one, the others where they are listed."""
    houses = houses_of(street)
    numbered = [house for house in houses if house[0].number is not None]
    if not numbered:
        return houses
    first = houses.index(numbered[0])
    others = [house for house in houses if house[0].number is None]
    before = [house for house in houses[:first] if house[0].number is None]
    numbered.sort(key=lambda house: house[0].number or 0)
    return [*before, *numbered, *others[len(before) :]]


def _kind(house: House, choices: Choices) -> str:
    if len(house) > choices.piece:
        return "block"
    return "names" if house[0].number is None else "numbers"


def _parts(house: House, choices: Choices) -> list[House]:
    """A block in one part, or if it is larger than a walk in equal ones."""
    weight = choices.weight(len(house), None)
    if weight <= LARGEST * choices.target:
        return [house]
    parts = -int(-weight // choices.target)
    ranked = by_floor(house, downwards=choices.downwards)
    return [
        ranked[len(ranked) * part // parts : len(ranked) * (part + 1) // parts]
        for part in range(parts)
    ]


def _lots(houses: Sequence[House], most: int) -> Iterator[list[House]]:
    """The houses in lots of about equally many doors, at most `most` where no house is larger."""
    doors = sum(map(len, houses))
    lots = -(-doors // most)
    begun = 0
    numbered = []
    for house in houses:
        numbered.append(((2 * begun + len(house)) * lots // (2 * doors), house))
        begun += len(house)
    for _, group in groupby(numbered, key=lambda each: each[0]):
        yield [house for _, house in group]


def _unit(houses: list[House], choices: Choices, ground: Ground) -> Unit:
    stops = tuple(stop for house in houses for stop in house)
    spots = [ground[stop.id] for stop in stops if stop.id in ground]
    along = _along(stops, ground) if spots else None
    whole = len(houses) == 1 and len(stops) > choices.piece
    return Unit(
        stops=stops,
        weight=choices.weight(len(stops), along),
        centre=sum(spots) / len(spots) if spots else None,
        estate=stops[0].cluster if whole else None,
    )


def _along(stops: Sequence[Stop], ground: Ground) -> float:
    """The metres up one side and down the other."""
    return sum(
        length(ground[s.id] for s in stops if (s.side is Side.EVEN) == even)
        for even in (False, True)
    )
