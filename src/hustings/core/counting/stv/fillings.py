"""Ways to fill seats from kinds of candidates, so that each group gets at least and at most so many.

Candidates who are in the same groups are of one kind, so that a way is only how many of each kind are taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hustings.core.counting.rules import RulesError

MOST_DEAD_ENDS = 200_000
Tally = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    size: int
    groups: tuple[bool, ...]
    """Whether they are in each of the groups."""


@dataclass(frozen=True, slots=True)
class Bound:
    least: int
    most: int


@dataclass(slots=True)
class Fillings:
    """All ways to take `seats` of `kinds`."""

    kinds: Sequence[Kind]
    bounds: Sequence[Bound]
    seats: int
    _from: list[tuple[int, Tally]] = field(init=False)
    """How many there are from each kind on: in all, and in each group."""

    def __post_init__(self) -> None:
        size, members = 0, (0,) * len(self.bounds)
        self._from = [(size, members)]
        for kind in reversed(self.kinds):
            size += kind.size
            members = _more(members, kind, kind.size)
            self._from.append((size, members))
        self._from.reverse()

    def find(self, at: int = -1, least: int = 0, most: int = 0) -> list[int] | None:
        """A way, where there is one; of the kind `at` it takes from `least` to `most`."""
        way: list[int] = []
        dead: set[tuple[int, int, Tally]] = set()

        def fits(kind: int, seats: int, tally: Tally) -> bool:
            if (kind, seats, tally) in dead or not self._hopeful(kind, seats, tally):
                return False
            if kind == len(self.kinds):
                return True
            this = self.kinds[kind]
            first, last = (least, most) if kind == at else (0, this.size)
            for many in range(min(last, seats), first - 1, -1):
                way.append(many)
                if fits(kind + 1, seats - many, _more(tally, this, many)):
                    return True
                way.pop()
            dead.add((kind, seats, tally))
            if len(dead) > MOST_DEAD_ENDS:
                raise RulesError(
                    "There are too many groups that overlap to say who must be elected; use fewer constraints."
                )
            return False

        return way if fits(0, self.seats, (0,) * len(self.bounds)) else None

    def _hopeful(self, kind: int, seats: int, tally: Tally) -> bool:
        """Whether the rest could fill the seats and each group for itself."""
        left, members = self._from[kind]
        if seats > left:
            return False
        for have, may, bound in zip(tally, members, self.bounds, strict=True):
            forced = max(seats - (left - may), 0)
            if have + min(may, seats) < bound.least or have + forced > bound.most:
                return False
        return True

    def common(self) -> tuple[set[int], set[int]] | None:
        """The kinds of which every way takes all, and those of which none takes any; None where there is no way."""
        way = self.find()
        if way is None:
            return None
        some = [many > 0 for many in way]
        not_all = [many < kind.size for many, kind in zip(way, self.kinds, strict=True)]
        for at, kind in enumerate(self.kinds):
            if not some[at]:
                self._mark(self.find(at, 1, kind.size), some, not_all)
            if not not_all[at]:
                self._mark(self.find(at, 0, kind.size - 1), some, not_all)
        return (
            {at for at, missing in enumerate(not_all) if not missing},
            {at for at, taken in enumerate(some) if not taken},
        )

    def _mark(
        self, way: list[int] | None, some: list[bool], not_all: list[bool]
    ) -> None:
        for at, many in enumerate(way or ()):
            some[at] |= many > 0
            not_all[at] |= many < self.kinds[at].size


def _more(tally: Tally, kind: Kind, many: int) -> Tally:
    return tuple(
        have + many * within for have, within in zip(tally, kind.groups, strict=True)
    )
