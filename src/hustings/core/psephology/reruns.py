"""An election counted again under another law: the same votes, other seats.

What a re-run assumes stands in its result: people would have voted as they did, and every party would have had a list
wherever it had a candidate. Both are false of any real change of the law; the figures say what the rule does to these votes.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from hustings.core.counting.by_rules import count_by
from hustings.core.counting.poll import MOST_CANDIDATES, Candidate, Poll, poll_of
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given, RulesError, RuleSet
from hustings.core.psephology.assumed import Assumed, Ranking, rankings
from hustings.core.psephology.grouping import APART, Grouping, Totals, totals
from hustings.core.psephology.past import Election, SeatResult

LOTS = "Where votes are equal, whoever stands first in the publisher's file is taken as drawn."


class Area(StrEnum):
    """Where the lists of a re-run stand."""

    REGION = "region"
    NATION = "nation"
    WHOLE = "whole"


@dataclass(frozen=True)
class Rerun:
    """Seats by party, beside those that were won; the count of each area, whole; and what was assumed."""

    rules: RuleSet
    counts: Mapping[str, Count]
    seats: Mapping[str, int]
    won: Mapping[str, int]
    assumptions: tuple[str, ...]


def rerun_by_lists(
    election: Election,
    rules: RuleSet,
    *,
    area: Area = Area.REGION,
    threshold: Fraction | None = None,
    grouping: Grouping = APART,
) -> Rerun:
    """Each area's seats shared among its parties by their votes there.

    `threshold` is a part of the area's valid votes. Raises RulesError where the rules are no law on lists.
    """
    counts = {
        name: _count(name, part, rules, threshold, grouping)
        for name, part in _areas(election, area).items()
    }
    seats: Counter[str] = Counter()
    for count in counts.values():
        seats.update(count.elected)
    return Rerun(
        rules,
        counts,
        dict(seats.most_common()),
        totals(election, grouping).seats,
        _assumed(area, threshold, grouping),
    )


def _areas(election: Election, area: Area) -> dict[str, Election]:
    if area is Area.WHOLE:
        return {"all seats": election}
    names = {seat.region if area is Area.REGION else seat.nation for seat in election}
    return {name: election.within(name) for name in sorted(names)}


def _count(
    name: str,
    part: Election,
    rules: RuleSet,
    threshold: Fraction | None,
    grouping: Grouping,
) -> Count:
    """One area's count. Beyond what a count can hold, the smallest parties are left out.

    None of them could have had a seat, since no law on lists gives one to a party before a larger one: if the smallest
    that was counted has none, they have none. The threshold stays a part of all valid votes.
    """
    found: Totals = totals(part, grouping)
    kept = dict(list(found.votes.items())[:MOST_CANDIDATES])
    if threshold is not None:
        threshold *= Fraction(found.valid, sum(kept.values()))
    papers = {bytes([place]): votes for place, votes in enumerate(kept.values(), 1)}
    poll = Poll(name, len(part), tuple(map(Candidate, kept)), papers)
    count = count_by(rules, poll, Given(lots=poll.names, threshold=threshold))
    if len(kept) < len(found.votes) and list(kept)[-1] in count.elected:
        raise RulesError(
            f"{name}: {len(found.votes)} parties are too many for a count, and the {len(kept)}th largest still wins a seat."
        )
    return count


def _assumed(
    area: Area, threshold: Fraction | None, grouping: Grouping
) -> tuple[str, ...]:
    where = "one list for all seats" if area is Area.WHOLE else f"a list in each {area}"
    least = f"at least {threshold} of the votes there" if threshold else "no threshold"
    return (
        f"Each party has {where}, with as many seats as the {area} has now; {least}.",
        "Everybody votes as they did, though another law would have moved many of them.",
        f"Parties: {grouping.said}.",
        LOTS,
    )


def rerun_by_preferences(
    election: Election,
    rules: RuleSet,
    assumed: Assumed,
    *,
    grouping: Grouping = APART,
) -> Rerun:
    """Each seat filled again by preferences or in two rounds, with papers made from a stated table.

    In a second round the votes of those who are out go as the table says; what it says of others than those who stand
    again stays at home. Raises RulesError where the rules fill no single seat.
    """
    if not rules.one_seat:
        raise RulesError(f"{rules.title} does not fill single seats.")
    counts = {seat.code: _fill(seat, rules, assumed, grouping) for seat in election}
    seats = Counter(count.elected[0] for count in counts.values())
    return Rerun(
        rules,
        counts,
        dict(seats.most_common()),
        totals(election, grouping).seats,
        (
            f"Where votes would have gone next is assumed: {assumed.said_by}.",
            "First preferences are the votes as they were cast, though another law would have moved many of them.",
            f"Parties: {grouping.said}.",
            LOTS,
        ),
    )


def _fill(
    seat: SeatResult, rules: RuleSet, assumed: Assumed, grouping: Grouping
) -> Count:
    votes: dict[str, int] = {}
    party_of: dict[str, str] = {}
    for stood in seat.stood:
        key = grouping.key(seat, stood)
        votes[key] = votes.get(key, 0) + stood.votes
        party_of[key] = stood.party
    if "second" in rules.uses:
        return _two_rounds(seat, rules, _Votes(votes, party_of, assumed))
    poll = _ranked(seat.name, rankings(votes, party_of, assumed), votes)
    return count_by(rules, poll, Given(lots=poll.names))


def _ranked(name: str, papers: Mapping[Ranking, int], standing: Iterable[str]) -> Poll:
    names = tuple(standing)
    return poll_of(names, 1, ((many, paper) for paper, many in papers.items()), name)


@dataclass(frozen=True)
class _Votes:
    votes: Mapping[str, int]
    party_of: Mapping[str, str]
    assumed: Assumed

    def again(self, standing: Collection[str]) -> dict[Ranking, int]:
        """The votes of a second round between `standing`."""
        moved = dict.fromkeys(standing, Fraction(0))
        for giver, many in self.votes.items():
            for to in standing:
                part = self.assumed.part(self.party_of[giver], self.party_of[to])
                moved[to] += many * (Fraction(giver == to) if giver in moved else part)
        return {(to,): int(number + Fraction(1, 2)) for to, number in moved.items()}


def _two_rounds(seat: SeatResult, rules: RuleSet, votes: _Votes) -> Count:
    once: dict[Ranking, int] = {(name,): many for name, many in votes.votes.items()}
    poll = _ranked(seat.name, once, votes.votes)
    roll = seat.result.electorate if "registered" in rules.uses else None
    given = Given(lots=poll.names, registered=roll)
    first = count_by(rules, poll, given)
    if first.elected:
        return first
    again = [name for name in poll.names if name not in first.stages[0].excluded]
    second = _ranked(seat.name, votes.again(again), again)
    return count_by(rules, poll, replace(given, second=second))
