"""Lists: each area's seats shared among its parties by their votes there, all of them or beside its constituencies."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from hustings.core.counting.by_rules import count_by
from hustings.core.counting.lists.sheet import said_part
from hustings.core.counting.poll import MOST_CANDIDATES, Candidate, Poll
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given, RulesError, RuleSet
from hustings.core.psephology.grouping import APART, Grouping, totals
from hustings.core.psephology.past import INDEPENDENT, SPEAKER, Election
from hustings.core.psephology.reruns.areas import Area, Areas, areas_by
from hustings.core.psephology.reruns.outcome import Filled, Rerun, rerun_of

TRIED_FIRST = 30
"""So many lists are counted at first, the largest: a count takes time for each, and the smallest win nothing."""


def rerun_by_lists(
    election: Election,
    rules: RuleSet,
    *,
    areas: Areas | None = None,
    threshold: Fraction | None = None,
    grouping: Grouping = APART,
) -> Rerun:
    """Each area's seats shared among its parties by their votes there; the areas are regions unless others are given.

    `threshold` is a part of the area's valid votes. Raises RulesError where the rules are no law on lists.
    """
    areas = areas or areas_by(election, Area.REGION)
    filled = []
    for name, part in areas.parts.items():
        found = totals(part, grouping)
        lists = _Lists(name, len(part), found.votes, found.valid, threshold)
        count = lists.count(rules)
        filled.append(
            Filled(name, part, count, Counter(count.elected), dict(found.seats))
        )
    said = (
        f"Each party has a list in each area ({areas.said}), with as many seats as the area has now.",
        _said_threshold(threshold),
    )
    return rerun_of(election, rules, filled, grouping, said)


@dataclass(frozen=True, slots=True)
class ListSeats:
    """How many list seats an area has beside its constituencies: so many, or a part of these."""

    number: int | None = None
    part: Fraction | None = None

    def __post_init__(self) -> None:
        if (self.number is None) == (self.part is None):
            raise RulesError(
                "Additional members: say either how many list seats an area has, or what part of its constituencies."
            )
        if (self.number or 0) + (self.part or 0) <= 0:
            raise RulesError("There must be at least one list seat in each area.")

    def beside(self, constituencies: int) -> int:
        """The list seats of an area, at least one; halves are rounded up."""
        if self.number is not None:
            return self.number
        return max(1, int(constituencies * (self.part or 0) + Fraction(1, 2)))

    def __str__(self) -> str:
        if self.number is not None:
            return str(self.number)
        return f"{said_part(self.part or Fraction(0))} of the number of its constituencies, rounded"


def rerun_with_additional(
    election: Election,
    rules: RuleSet,
    list_seats: ListSeats,
    *,
    areas: Areas | None = None,
    threshold: Fraction | None = None,
    grouping: Grouping = APART,
) -> Rerun:
    """Every constituency keeps its member, and list seats are added in each area, by the votes for the candidates there.

    Whoever stands for no party has no list, and a seat that they won is no part of what lists share. Raises RulesError
    where the rules know no constituencies.
    """
    if "held" not in rules.uses:
        raise RulesError(f"{rules.title} knows no seats beside constituencies.")
    areas = areas or areas_by(election, Area.REGION)
    filled = [
        _added(name, part, rules, list_seats, threshold, grouping)
        for name, part in areas.parts.items()
    ]
    size = sum(sum(each.seats.values()) for each in filled)
    return rerun_of(
        election,
        rules,
        filled,
        grouping,
        (
            f"Every constituency keeps the member it elected; list seats in each area ({areas.said}): {list_seats}.",
            f"All in all {size:,} members instead of {len(election):,}.",
            "The votes for a party's candidates are taken as votes for its list, though many would have given the two to "
            "different parties.",
            "Whoever stands for no party has no list.",
            _said_threshold(threshold, by_law="threshold" not in rules.uses),
        ),
    )


def _added(
    name: str,
    part: Election,
    rules: RuleSet,
    list_seats: ListSeats,
    threshold: Fraction | None,
    grouping: Grouping,
) -> Filled:
    found = totals(part, grouping)
    alone = _alone(part, grouping)
    held = {party: won for party, won in found.seats.items() if party not in alone}
    votes = {party: many for party, many in found.votes.items() if party not in alone}
    seats = list_seats.beside(len(part))
    lists = _Lists(name, seats, votes, found.valid, threshold, held)
    count = lists.count(rules)
    together = Counter(count.elected) + Counter(found.seats)
    return Filled(name, part, count, together, dict(found.seats))


def _alone(part: Election, grouping: Grouping) -> set[str]:
    """Those who stand for themselves, by the grouping: independents who were added up have a list together."""
    return {
        key
        for seat in part
        for stood in seat.stood
        if (key := grouping.key(seat, stood)) == SPEAKER
        or stood.party == INDEPENDENT != key
    }


@dataclass(frozen=True)
class _Lists:
    """One area's lists: their votes, the most first, of all valid votes; and the constituencies that they hold."""

    name: str
    seats: int
    votes: Mapping[str, int]
    valid: int
    threshold: Fraction | None
    held: Mapping[str, int] = field(default_factory=dict)

    def count(self, rules: RuleSet) -> Count:
        """The count. The smallest lists are left out, since none of them could have had a seat.

        No law on lists gives a first seat to a list before a larger one that has none: if the smallest that was counted
        has none, those below it have none. Whoever holds a constituency is always counted.
        """
        without = [party for party in self.votes if not self.held.get(party)]
        most = TRIED_FIRST
        while True:
            count = self._count(rules, set(without[:most]))
            if len(without) <= most or without[most - 1] not in count.elected:
                return count
            most *= 2

    def _count(self, rules: RuleSet, chosen: set[str]) -> Count:
        kept = {
            party: many
            for party, many in self.votes.items()
            if party in chosen or self.held.get(party)
        }
        if len(kept) > MOST_CANDIDATES:
            raise RulesError(
                f"{self.name}: {len(kept)} parties are too many for a count, which has room for {MOST_CANDIDATES}."
            )
        papers = {bytes([place]): votes for place, votes in enumerate(kept.values(), 1)}
        poll = Poll(self.name, self.seats, tuple(map(Candidate, kept)), papers)
        threshold = self.threshold and self.threshold * Fraction(self.valid, poll.size)
        given = Given(lots=poll.names, threshold=threshold, held=dict(self.held))
        return count_by(rules, poll, given)


def _said_threshold(threshold: Fraction | None, *, by_law: bool = False) -> str:
    if threshold:
        return f"A list needs at least {said_part(threshold)} of the votes in its area."
    if by_law:
        return "Whether a list needs a least part of the votes is as the law says."
    return "A list needs no least part of the votes."
