"""One seat filled by preferences or in two rounds, with papers made from a stated table of where votes go next."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from hustings.core.counting.by_rules import count_by
from hustings.core.counting.poll import Poll, poll_of
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given, RulesError, RuleSet
from hustings.core.psephology.assumed import Assumed, Ranking, rankings
from hustings.core.psephology.grouping import APART, Grouping
from hustings.core.psephology.past import Election, SeatResult
from hustings.core.psephology.reruns.outcome import Filled, Rerun, rerun_of


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
    filled = []
    for seat in election:
        count = _fill(seat, rules, assumed, grouping)
        won = {grouping.key(seat, seat.winner): 1}
        part = election.only([seat])
        filled.append(Filled(seat.name, part, count, Counter(count.elected[:1]), won))
    return rerun_of(election, rules, filled, grouping, (), assumed)


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
