"""Which pieces go together into one walk.

Without places the pieces stand in a row, street after street, and the row is divided where it costs least: walks near
the wanted length, cut between streets rather than within one, and within a block of flats only where nothing else will
do. With places the row is first a short path through all pieces; its parts are then improved by taking neighbouring
pieces out and putting them back where they add least (ruin and recreate: Schrimpf et al. 2000, as sharpened by
Christiaens and Vanden Berghe 2020).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from hustings.core.walks.choices import Choices
from hustings.core.walks.units import LARGEST, Unit

WITHIN_STREET, WITHIN_ESTATE = 0.05, 1.0
"""What cutting a street or a block costs, as the square of the share by which a walk is too long or short."""
ANOTHER_STREET = 20.0
"""Metres that the way to a piece of another street is taken for longer than it is."""
TAKEN_OUT = 10
ROUNDS = 15
NEAR = 24
"""Pieces of about how many neighbours are looked at for a place."""

Lot = list[Unit]


def in_a_row(units: Sequence[Unit], choices: Choices) -> list[Lot]:
    """The pieces divided where they stand. The best division there is, by what `_misfit` and the cuts cost."""
    best = [0.0] + [math.inf] * len(units)
    begin = [0] * (len(units) + 1)
    for end in range(1, len(units) + 1):
        weight = 0.0
        for start in range(end - 1, -1, -1):
            weight += units[start].weight
            if weight > LARGEST * choices.target and start < end - 1:
                break
            cost = best[start] + _misfit(weight, choices.target)
            cost += _cut(units[start - 1], units[start]) if start else 0.0
            if cost < best[end]:
                best[end], begin[end] = cost, start
    lots: list[Lot] = []
    end = len(units)
    while end:
        lots.append(list(units[begin[end] : end]))
        end = begin[end]
    return lots[::-1]


def _misfit(weight: float, target: float) -> float:
    return (weight / target - 1) ** 2


def _cut(one: Unit, other: Unit) -> float:
    if one.estate is not None and one.estate == other.estate:
        return WITHIN_ESTATE
    return WITHIN_STREET if one.street == other.street else 0.0


def by_place(units: Sequence[Unit], choices: Choices) -> list[Lot]:
    """The pieces divided into walks of neighbours; each of them must have a centre."""
    ways = _ways(units)
    row = in_a_row([units[place] for place in _nearest_first(ways)], choices)
    search = _Search(units, row, ways, choices)
    search.run()
    return search.lots()


def _nearest_first(ways: "_Ways") -> list[int]:
    """A path through all pieces, always on to the nearest that is left."""
    path, left = [0], set(range(1, len(ways.gaps)))
    while left:
        step = next(place for place in ways.nearest[path[-1]] if place in left)
        path.append(step)
        left.remove(step)
    return path


@dataclass(slots=True)
class _Ways:
    """Metres from each piece to each other, and which are the nearest."""

    gaps: list[list[float]]
    nearest: list[list[int]]
    usual: float


def _ways(units: Sequence[Unit]) -> _Ways:
    spots = [unit.centre or 0j for unit in units]
    gaps = [
        [
            abs(a - b) + (0.0 if one.street == other.street else ANOTHER_STREET)
            for b, other in zip(spots, units, strict=True)
        ]
        for a, one in zip(spots, units, strict=True)
    ]
    nearest = [
        sorted(range(len(units)), key=lambda other: (row[other], other)) for row in gaps
    ]
    steps = [
        gaps[place][ranked[1]]
        for place, ranked in enumerate(nearest)
        if len(ranked) > 1
    ]
    return _Ways(gaps, nearest, sum(steps) / max(1, len(steps)))


class _Search:
    """Walks as lists of places in `units`, changed step by step while they get better."""

    def __init__(
        self,
        units: Sequence[Unit],
        lots: Sequence[Lot],
        ways: "_Ways",
        choices: Choices,
    ) -> None:
        places = {id(unit): place for place, unit in enumerate(units)}
        self.units = units
        self.weights = [unit.weight for unit in units]
        self.target = choices.target
        self.ways = ways
        self.walks = [[places[id(unit)] for unit in lot] for lot in lots]
        self.random = Random(choices.seed)  # noqa: S311 - a search that anybody can repeat, not a secret

    def run(self) -> None:
        """Search for a better division; how long that takes depends on the number of pieces alone."""
        steps = ROUNDS * len(self.units)
        heat = 0.5 * self.ways.usual
        best = [list(walk) for walk in self.walks]
        cost = least = self._total(self.walks)
        for step in range(steps if len(self.walks) > 1 else 0):
            before = [list(walk) for walk in self.walks]
            self._recreate(self._ruin())
            found = self._total(self.walks)
            warmth = heat * (1 - step / steps)
            if found < cost - warmth * math.log(self.random.random() or 1e-12):
                cost = found
            else:
                self.walks = before
            if cost < least - 1e-6:
                best, least = [list(walk) for walk in self.walks], cost
        self.walks = [walk for walk in best if walk]

    def lots(self) -> list[Lot]:
        """The walks as they are now."""
        return [[self.units[place] for place in walk] for walk in self.walks]

    def _total(self, walks: Sequence[Sequence[int]]) -> float:
        return sum(self._cost(walk) for walk in walks if walk)

    def _cost(self, walk: Sequence[int]) -> float:
        gaps = self.ways.gaps
        return sum(gaps[a][b] for a, b in pairwise(walk)) + self._misfit(
            sum(self.weights[place] for place in walk)
        )

    def _misfit(self, weight: float) -> float:
        """How bad a length is, in metres: 10 % off is a quarter of a usual step, 25 % off one and a half."""
        off = weight / self.target - 1
        if weight > LARGEST * self.target:
            off *= 10
        return 25 * self.ways.usual * off * off

    def _ruin(self) -> list[int]:
        """Take out pieces around a place drawn by lot, in strings as they stand in their walks; gives them."""
        of = {place: walk for walk in self.walks for place in walk}
        centre = int(self.random.random() * len(self.units))
        out: list[int] = []
        touched: list[int] = []
        for place in self.ways.nearest[centre]:
            walk = of[place]
            if place in out or id(walk) in touched:
                continue
            most = min(len(walk), max(1, int(self.random.random() * 5) + 1))
            at = walk.index(place)
            first = max(0, min(at - int(self.random.random() * most), len(walk) - most))
            out.extend(walk[first : first + most])
            del walk[first : first + most]
            touched.append(id(walk))
            if len(out) >= TAKEN_OUT:
                break
        return out

    def _recreate(self, out: list[int]) -> None:
        """Put each piece back where it adds least, the hardest to please first or by lot."""
        if self.random.random() < 0.5:
            out.sort(key=lambda place: -self.weights[place])
        else:
            out.sort(key=lambda place: (self.random.random(), place))
        weights = [sum(self.weights[p] for p in walk) for walk in self.walks]
        of = {place: index for index, walk in enumerate(self.walks) for place in walk}
        for place in out:
            walk, at = self._best_place(place, weights, of)
            if walk == len(self.walks):
                self.walks.append([])
                weights.append(0.0)
            self.walks[walk].insert(at, place)
            weights[walk] += self.weights[place]
            of[place] = walk
        self.walks = [walk for walk in self.walks if walk]

    def _best_place(
        self, place: int, weights: Sequence[float], of: dict[int, int]
    ) -> tuple[int, int]:
        """The walk and the place in it where the piece adds least; or a walk of its own."""
        best = self._misfit(self.weights[place])
        found = len(self.walks), 0
        near = (
            other for other in self.ways.nearest[place][1 : NEAR + 1] if other in of
        )
        for index in sorted({of[other] for other in near}):
            walk = self.walks[index]
            heavier = weights[index] + self.weights[place]
            fits = self._misfit(heavier) - self._misfit(weights[index])
            added, at = self._cheapest(walk, place)
            if added + fits < best:
                best, found = added + fits, (index, at)
        return found

    def _cheapest(self, walk: Sequence[int], place: int) -> tuple[float, int]:
        row, gaps = self.ways.gaps[place], self.ways.gaps
        best, at = row[walk[0]], 0
        if row[walk[-1]] < best:
            best, at = row[walk[-1]], len(walk)
        for index in range(1, len(walk)):
            a, b = walk[index - 1], walk[index]
            added = row[a] + row[b] - gaps[a][b]
            if added < best:
                best, at = added, index
        return best, at
