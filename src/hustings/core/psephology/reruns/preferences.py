"""One seat filled by preferences or in two rounds, with papers made from a stated table of where votes go next."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from hustings.core.counting.by_rules import count_by
from hustings.core.counting.poll import Candidate, Marks, Poll
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given, RulesError, RuleSet
from hustings.core.psephology.assumed import Assumed, Papers
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
    filled, papers = [], Papers(assumed)
    for seat in election:
        count = _fill(seat, rules, papers, grouping)
        won = {grouping.key(seat, seat.winner): 1}
        part = election.only([seat])
        filled.append(Filled(seat.name, part, count, Counter(count.elected[:1]), won))
    return rerun_of(election, rules, filled, grouping, (), assumed)


def _fill(
    seat: SeatResult, rules: RuleSet, papers: Papers, grouping: Grouping
) -> Count:
    votes: dict[str, int] = {}
    party_of: dict[str, str] = {}
    for stood in seat.stood:
        key = grouping.key(seat, stood)
        votes[key] = votes.get(key, 0) + stood.votes
        party_of[key] = stood.party
    if "second" in rules.uses:
        return _two_rounds(seat, rules, _Votes(votes, party_of, papers.assumed))
    poll = _poll(seat.name, votes, papers.of_candidates(votes, party_of))
    return count_by(rules, poll, Given(lots=poll.names))


def _poll(name: str, standing: Iterable[str], papers: Mapping[Marks, int]) -> Poll:
    return Poll(name, 1, tuple(map(Candidate, standing)), papers)


@dataclass(frozen=True)
class _Votes:
    votes: Mapping[str, int]
    party_of: Mapping[str, str]
    assumed: Assumed

    def again(self, standing: Collection[str]) -> dict[Marks, int]:
        """The votes of a second round between `standing`, by their places there."""
        moved = dict.fromkeys(standing, Fraction(0))
        for giver, many in self.votes.items():
            for to in standing:
                part = self.assumed.part(self.party_of[giver], self.party_of[to])
                moved[to] += many * (Fraction(giver == to) if giver in moved else part)
        return _one_mark(int(number + Fraction(1, 2)) for number in moved.values())


def _one_mark(votes: Iterable[int]) -> dict[Marks, int]:
    return {bytes([place]): many for place, many in enumerate(votes, 1)}


def _two_rounds(seat: SeatResult, rules: RuleSet, votes: _Votes) -> Count:
    poll = _poll(seat.name, votes.votes, _one_mark(votes.votes.values()))
    roll = seat.result.electorate if "registered" in rules.uses else None
    given = Given(lots=poll.names, registered=roll)
    first = count_by(rules, poll, given)
    if first.elected:
        return first
    again = [name for name in poll.names if name not in first.stages[0].excluded]
    second = _poll(seat.name, again, votes.again(again))
    return count_by(rules, poll, replace(given, second=second))
