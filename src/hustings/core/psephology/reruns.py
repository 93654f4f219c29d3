"""An election counted again under a law on lists: the same votes, other seats.

What a re-run assumes stands in its result: people would have voted as they did, and every party would have had a list
wherever it had a candidate. Both are false of any real change of the law; the figures say what the rule does to these votes.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hustings.core.counting.by_rules import count_by
from hustings.core.counting.poll import MOST_CANDIDATES, Candidate, Poll
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given, RulesError, RuleSet
from hustings.core.psephology.grouping import APART, Grouping, Totals, totals
from hustings.core.psephology.past import Election


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

    `threshold` is a part of the area's valid votes. Raises RulesError where the rules are no law on lists, and MissingLot
    where a lot would have to be drawn.
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
    count = count_by(rules, poll, Given(threshold=threshold))
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
    )
