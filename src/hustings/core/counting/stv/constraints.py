"""Constraints on a count: at least or at most so many of a group must be elected.

After each election and exclusion we ask what every possible filling of the seats left has in common. Whoever is in all
of them is guarded and cannot be excluded; whoever is in none is doomed and is excluded at once. This is Grey and
Fitzgerald's rule as I D Hill gives it for several constraints ("STV with constraints", Voting matters 9, 1998, 2-4).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from hustings.core.counting.poll import Constraint, Poll
from hustings.core.counting.rules import RulesError

MOST_STATES = 200_000
"""So many ways to fill the seats are looked through; more need fewer groups that overlap."""

Tally = tuple[int, ...]
"""How many are taken: in all, then of each constraint's group."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Places that cannot be excluded, and places that cannot be elected."""

    guarded: frozenset[int] = frozenset()
    doomed: frozenset[int] = frozenset()


UNJUDGED = Judged()


class Limits:
    """A poll's constraints. `sitting` are places that keep their seats: a count for one vacancy ends with the first
    other who is elected.
    """

    def __init__(
        self,
        poll: Poll,
        constraints: Sequence[Constraint] = (),
        sitting: frozenset[int] = frozenset(),
    ) -> None:
        self.seats, self.sitting = poll.seats, sitting
        self.constraints = tuple(constraints)
        self._members = [members(poll, each.group) for each in self.constraints]
        self._bounds = [(each.at_least, each.at_most) for each in self.constraints]
        if sitting:
            self._members.append(sitting)
            self._bounds.append((len(sitting), None))
        self._known: dict[tuple[int, int], Judged] = {}

    def __bool__(self) -> bool:
        return bool(self._bounds)

    def __str__(self) -> str:
        return "; ".join(map(str, self.constraints))

    def over(self, elected: Sequence[int]) -> bool:
        """Whether the one vacancy is filled."""
        return bool(self.sitting) and any(p not in self.sitting for p in elected)

    def judge(self, elected: Sequence[int], continuing: Sequence[int]) -> Judged:
        """Who is guarded and who is doomed, with these elected and these continuing."""
        if not self._bounds:
            return UNJUDGED
        point = len(elected), len(continuing)  # both only ever change one way
        if point not in self._known:
            self._known[point] = self._judge(elected, continuing)
        return self._known[point]

    def met_by(self, elected: Sequence[int], continuing: Sequence[int]) -> bool:
        """Whether the seats left can be filled so that every constraint is met."""
        return not self._bounds or self._ways(elected, continuing) is not None

    def room_for(
        self, more: Sequence[int], elected: Sequence[int], continuing: Sequence[int]
    ) -> bool:
        """Whether all of `more`, who continue, can be elected together."""
        left = [place for place in continuing if place not in more]
        return self.met_by([*elected, *more], left)

    def _judge(self, elected: Sequence[int], continuing: Sequence[int]) -> Judged:
        ways = self._ways(elected, continuing)
        if ways is None:
            raise AssertionError("a step of the count has broken a constraint")
        guarded: set[int] = set()
        doomed: set[int] = set()
        for kind, numbers in ways:
            if min(numbers) == len(kind):
                guarded.update(kind)
            if max(numbers) == 0:
                doomed.update(kind)
        return Judged(frozenset(guarded), frozenset(doomed))

    def _ways(
        self, elected: Sequence[int], continuing: Sequence[int]
    ) -> list[tuple[list[int], set[int]]] | None:
        """For those alike in all their groups: how many of them may be elected; None where no filling is possible."""
        kinds = self._kinds(continuing)
        seats = min(self.seats - len(elected), len(continuing))
        start = (0, *(sum(p in group for p in elected) for group in self._members))
        reached = [{self._capped(start)} if self._within(start) else set()]
        for belongs, kind in kinds:
            steps = self._steps(reached[-1], belongs, len(kind), seats)
            reached.append({after for _, _, after in steps})
            if len(reached[-1]) > MOST_STATES:
                raise RulesError(
                    "There are too many groups that overlap to say who must be elected; use fewer constraints."
                )
        good = {tally for tally in reached[-1] if self._fills(tally, seats)}
        return self._back(kinds, reached, good, seats) if good else None

    def _back(
        self,
        kinds: list[tuple[Tally, list[int]]],
        reached: list[set[Tally]],
        good: set[Tally],
        seats: int,
    ) -> list[tuple[list[int], set[int]]]:
        ways: list[tuple[list[int], set[int]]] = []
        for (belongs, kind), before in zip(
            reversed(kinds), reversed(reached[:-1]), strict=True
        ):
            steps = [
                (tally, many)
                for tally, many, after in self._steps(before, belongs, len(kind), seats)
                if after in good
            ]
            ways.append((kind, {many for _, many in steps}))
            good = {tally for tally, _ in steps}
        return ways

    def _kinds(self, continuing: Sequence[int]) -> list[tuple[Tally, list[int]]]:
        kinds: dict[Tally, list[int]] = {}
        for place in continuing:
            belongs = (1, *(int(place in group) for group in self._members))
            kinds.setdefault(belongs, []).append(place)
        return list(kinds.items())

    def _steps(
        self, tallies: set[Tally], belongs: Tally, size: int, seats: int
    ) -> Iterator[tuple[Tally, int, Tally]]:
        for tally in tallies:
            for many in range(min(size, seats - tally[0]) + 1):
                after = tuple(t + many * b for t, b in zip(tally, belongs, strict=True))
                if not self._within(after):
                    break
                yield tally, many, self._capped(after)

    def _within(self, tally: Tally) -> bool:
        return all(
            most is None or many <= most
            for many, (_, most) in zip(tally[1:], self._bounds, strict=True)
        )

    def _capped(self, tally: Tally) -> Tally:
        """More than the least is as good as the least, where there is no most."""
        capped = (
            min(many, least) if most is None else many
            for many, (least, most) in zip(tally[1:], self._bounds, strict=True)
        )
        return (tally[0], *capped)

    def _fills(self, tally: Tally, seats: int) -> bool:
        return tally[0] == seats and all(
            many >= least
            for many, (least, _) in zip(tally[1:], self._bounds, strict=True)
        )


def members(poll: Poll, group: str) -> frozenset[int]:
    """The places of a group's candidates; refuses a group that nobody is of."""
    places = frozenset(
        poll.place[each.name] for each in poll.candidates if group in each.groups
    )
    if not places:
        known = sorted({name for each in poll.candidates for name in each.groups})
        raise RulesError(
            f"No candidate is of the group {group}; the groups are: {', '.join(known) or 'none'}."
        )
    return places


def limits_of(
    poll: Poll,
    constraints: Sequence[Constraint] = (),
    sitting: frozenset[int] = frozenset(),
) -> Limits:
    """The limits, or RulesError before anything is counted where no filling of the seats meets them."""
    for each in constraints:
        if each.at_most is not None and each.at_most < each.at_least:
            raise RulesError(f"The constraint contradicts itself: {each}.")
    limits = Limits(poll, constraints, sitting)
    if not _possible(limits, poll):
        raise RulesError(
            f"{poll.seats} to be elected of {len(poll.standing)} candidates: this cannot be met: "
            f"{_unmet(poll, constraints)}."
        )
    return limits


def _unmet(poll: Poll, constraints: Sequence[Constraint]) -> str:
    """The fewest constraints that already cannot be met."""
    for size in range(1, len(constraints) + 1):
        for some in combinations(constraints, size):
            if not _possible(Limits(poll, some), poll):
                return "; ".join(map(str, some))
    return (
        f"{'; '.join(map(str, constraints))}, and every sitting member keeps the seat"
    )


def _possible(limits: Limits, poll: Poll) -> bool:
    return limits.met_by([], [poll.place[name] for name in poll.standing])
