"""Constraints on a count: at least or at most so many of a group must be elected.

After each election and exclusion we ask what every possible filling of the seats left has in common. Whoever is in all
of them is guarded and cannot be excluded; whoever is in none is doomed and is excluded at once. This is Grey and
Fitzgerald's rule as I D Hill gives it for several constraints ("STV with constraints", Voting matters 9, 1998, 2-4).
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from hustings.core.counting.poll import Constraint, Poll
from hustings.core.counting.rules import RulesError
from hustings.core.counting.stv.fillings import Bound, Fillings, Kind


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

    def notes(self, poll: Poll, elected: Sequence[int]) -> tuple[str, ...]:
        """For the record: each constraint and whom it was met by."""
        return tuple(
            f"Constraint: {each}. Elected of {each.group}: "
            f"{', '.join(poll.names[p - 1] for p in elected if p in group) or 'nobody'}."
            for each, group in zip(self.constraints, self._members, strict=False)
        )

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
        if not self._bounds:
            return True
        return self._fillings(elected, self._kinds(continuing)).find() is not None

    def room_for(
        self, more: Sequence[int], elected: Sequence[int], continuing: Sequence[int]
    ) -> bool:
        """Whether all of `more`, who continue, can be elected together."""
        left = [place for place in continuing if place not in more]
        return self.met_by([*elected, *more], left)

    def _judge(self, elected: Sequence[int], continuing: Sequence[int]) -> Judged:
        kinds = self._kinds(continuing)
        common = self._fillings(elected, kinds).common()
        if common is None:
            raise AssertionError("a step of the count has broken a constraint")
        places = list(kinds.values())
        guarded, doomed = (
            frozenset(place for at in ats for place in places[at]) for ats in common
        )
        return Judged(guarded, doomed)

    def _kinds(self, continuing: Sequence[int]) -> dict[tuple[bool, ...], list[int]]:
        kinds: dict[tuple[bool, ...], list[int]] = {}
        for place in continuing:
            groups = tuple(place in group for group in self._members)
            kinds.setdefault(groups, []).append(place)
        return kinds

    def _fillings(
        self, elected: Sequence[int], kinds: Mapping[tuple[bool, ...], Sequence[int]]
    ) -> Fillings:
        sizes = [Kind(len(places), groups) for groups, places in kinds.items()]
        seats = self.seats - len(elected)
        have = [sum(place in group for place in elected) for group in self._members]
        bounds = [
            Bound(least - many, (self.seats if most is None else most) - many)
            for many, (least, most) in zip(have, self._bounds, strict=True)
        ]
        return Fillings(sizes, bounds, min(seats, sum(kind.size for kind in sizes)))


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


def one_a_group(constraints: Sequence[Constraint]) -> list[Constraint]:
    """The same limits, so that a record is the same in whatever parts and order they were given."""
    of: dict[str, list[Constraint]] = {}
    for each in constraints:
        of.setdefault(each.group, []).append(each)
    return [
        Constraint(
            group,
            at_least=max(each.at_least for each in some),
            at_most=min(
                (each.at_most for each in some if each.at_most is not None),
                default=None,
            ),
        )
        for group, some in sorted(of.items())
    ]


def limits_of(
    poll: Poll,
    constraints: Sequence[Constraint] = (),
    sitting: frozenset[int] = frozenset(),
) -> Limits:
    """The limits, or RulesError before anything is counted where no filling of the seats meets them."""
    constraints = one_a_group(constraints)
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


def needed(poll: Poll, constraints: Sequence[Constraint], out: Set[int]) -> bool:
    """Whether the constraints cannot be met without these places."""
    left = [p for name in poll.standing if (p := poll.place[name]) not in out]
    return not Limits(poll, one_a_group(constraints)).met_by([], left)


def _unmet(poll: Poll, constraints: Sequence[Constraint]) -> str:
    """The fewest constraints that already cannot be met."""
    for others in range(len(constraints)):
        for some in combinations(constraints, others + 1):
            if not _possible(Limits(poll, some), poll):
                return "; ".join(map(str, some))
    return (
        f"{'; '.join(map(str, constraints))}, and every sitting member keeps the seat"
    )


def _possible(limits: Limits, poll: Poll) -> bool:
    return limits.met_by([], [poll.place[name] for name in poll.standing])
