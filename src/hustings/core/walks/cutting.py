"""A district's doors, cut into walks."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from hustings.core.walks.choices import Choices
from hustings.core.walks.ordering import in_short_order, in_street_order
from hustings.core.walks.partition import Lot, by_place, in_a_row
from hustings.core.walks.places import length
from hustings.core.walks.stops import Stop
from hustings.core.walks.units import Ground, Unit, ground_of, units_of


@dataclass(frozen=True, slots=True)
class CutWalk:
    """One walk, its doors in the order in which to call on them.

    `metres_before` is the way through the same doors street by street as the register lists them, `metres_after` in the
    order given; None where the places of some are not known. `located` counts the doors that a file placed.
    """

    stops: tuple[Stop, ...]
    minutes: float
    metres_before: float | None = None
    metres_after: float | None = None
    is_gentle: bool = False
    located: int = 0


def cut(
    stops: Sequence[Stop], choices: Choices, *, by_name: bool = False
) -> list[CutWalk]:
    """Walks in which each wanted door is once, gentle ones first, then in the order of their first streets.

    `stops` in walking order. The same doors, choices and seed give the same walks. `by_name` makes walks of streets that
    follow one another by name although places are known: what a cut by place is compared with.
    """
    wanted = [stop for stop in stops if choices.sides.has(stop.side)]
    ground = ground_of(wanted)
    gentle, rest = _gentle(wanted, choices, ground)
    placed = [stop for stop in rest if stop.id in ground and not by_name]
    others = [stop for stop in rest if stop.id not in ground or by_name]
    lots = by_place(units_of(placed, choices, ground), choices) if placed else []
    lots += in_a_row(units_of(others, choices, ground), choices)
    ranks = {stop.id: rank for rank, stop in enumerate(wanted)}
    cut_lots = sorted(
        (_stops(lot, ranks) for lot in lots), key=lambda lot: ranks[lot[0].id]
    )
    return [
        *(_walk(_stops(lot, ranks), choices, ground, is_gentle=True) for lot in gentle),
        *(_walk(lot, choices, ground) for lot in cut_lots),
    ]


def in_short_walks(
    lots: Sequence[Lot], stops: Sequence[Stop], choices: Choices, ground: Ground
) -> list[CutWalk]:
    """Each lot of pieces as a walk in a short order; `stops` are all of the district in walking order."""
    ranks = {stop.id: rank for rank, stop in enumerate(stops)}
    return [_walk(_stops(lot, ranks), choices, ground) for lot in lots]


def walk_of(
    stops: Sequence[Stop], choices: Choices, *, is_gentle: bool = False
) -> CutWalk:
    """One walk of all these doors, put in order: for walks that a person divided or joined. `stops` as in `cut`."""
    return _walk(stops, choices, ground_of(stops), is_gentle=is_gentle)


def _stops(lot: Lot, ranks: dict[UUID, int]) -> list[Stop]:
    return sorted(
        (stop for unit in lot for stop in unit.stops), key=lambda stop: ranks[stop.id]
    )


def _walk(
    stops: Sequence[Stop], choices: Choices, ground: Ground, *, is_gentle: bool = False
) -> CutWalk:
    plain = in_street_order(stops, downwards=choices.downwards)
    whole = all(stop.id in ground for stop in stops)
    ordered, before, after = plain, None, None
    if whole:
        short = in_short_order(
            stops, ground, downwards=choices.downwards, seed=choices.seed
        )
        before, after = (
            length(ground[stop.id] for stop in each) for each in (plain, short)
        )
        # Where nothing is gained the order of the streets stays: it is the one that people expect.
        ordered, after = (short, after) if after < 0.99 * before else (plain, before)
    if choices.reversed:
        ordered = ordered[::-1]
    return CutWalk(
        stops=tuple(ordered),
        minutes=choices.pace.minutes(len(ordered), after),
        metres_before=before,
        metres_after=after,
        is_gentle=is_gentle,
        located=sum(stop.point is not None for stop in stops),
    )


def _gentle(
    stops: Sequence[Stop], choices: Choices, ground: Ground
) -> tuple[list[Lot], list[Stop]]:
    """So many short walks without stairs as are asked for and to be had, and the doors that are left."""
    lots: list[Lot] = []
    left = list(stops)
    while len(lots) < choices.gentle and (lot := _gentlest(left, choices, ground)):
        lots.append(lot)
        taken = {stop.id for unit in lot for stop in unit.stops}
        left = [stop for stop in left if stop.id not in taken]
    return lots, left


def _gentlest(stops: Sequence[Stop], choices: Choices, ground: Ground) -> Lot:
    """Neighbouring pieces of one street without stairs: as many doors as wanted, then as close together as can be."""
    found: list[tuple[float, float, Lot]] = []
    for _, street in groupby(units_of(stops, choices, ground), key=lambda u: u.street):
        for lot in _level_parts(list(street)):
            while lot and sum(u.weight for u in lot) > choices.gentle_target:
                lot = lot[:-1]
            if lot:
                weight = sum(unit.weight for unit in lot)
                found.append(
                    (-round(weight / choices.gentle_target, 1), _span(lot), lot)
                )
    return min(found, key=lambda each: each[:2], default=(0.0, 0.0, []))[2]


def _level_parts(street: list[Unit]) -> list[Lot]:
    parts = [
        list(group)
        for level, group in groupby(street, key=lambda unit: unit.is_level)
        if level
    ]
    return [part[start:] for part in parts for start in range(len(part))]


def _span(lot: Lot) -> float:
    centres = [unit.centre for unit in lot if unit.centre is not None]
    return max((abs(a - b) for a in centres for b in centres), default=0.0)
