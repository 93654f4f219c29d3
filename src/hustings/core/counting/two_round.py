"""Two rounds: if nobody has a majority in the first, the best placed stand again and the most votes elect.

A first round alone can be counted: the record then says who may stand in the second. With the papers of the second
(`Given.second`) the count goes on to its end; whoever might stand and is not among its candidates has withdrawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.core.counting.crosses import Tally, tally
from hustings.core.counting.draws import Draw, most, with_notes
from hustings.core.counting.poll import Poll
from hustings.core.counting.record import Count, Elected, Stage, Step, conserved
from hustings.core.counting.reopened import reopened
from hustings.core.counting.rules import Family, Given, RulesError, RuleSet


@dataclass(frozen=True, slots=True)
class TwoRounds:
    name: str
    law: str
    elected: str
    """The reason in the second round."""


FRANCE = TwoRounds(
    "two-round-france",
    "Code électoral, articles L126 and L162 (deputies to the National Assembly)",
    "most votes (article L126)",
)
TOP_TWO = TwoRounds(
    "two-round",
    "Constitution of the French Republic, article 7 (the president; so do many bodies by their own rules)",
    "most votes in the second round",
)


@dataclass(frozen=True, slots=True)
class Rounds:
    """A first round judged: who is elected, or who may stand again, best placed first."""

    needs: int
    """The votes that elect in this round."""
    elected: tuple[str, ...] = ()
    may_stand: tuple[str, ...] = ()
    why: str = ""


class _Ties:
    """Who comes first of those with equal votes: the elder, where the law says so, then whoever was drawn first."""

    def __init__(self, poll: Poll, lots: Sequence[str], *, elder: bool) -> None:
        self.born = {each.name: each.born for each in poll.candidates}
        self.draw, self.elder = Draw(lots), elder

    def top(self, votes: Tally, names: Sequence[str], many: int) -> list[str]:
        """The `many` names with the most votes, best first; those who all have room are not told apart."""
        chosen, left = most(votes.votes, names, many)
        while left and len(chosen) < many:
            chosen.append(self._first(left))
            left.remove(chosen[-1])
        return chosen

    def _first(self, tied: Sequence[str]) -> str:
        eldest = self._eldest(tied) if self.elder else list(tied)
        if len(eldest) > 1:
            return self.draw.first(eldest, "who comes first of equal votes")
        self.draw.notes.append(
            f"Equal votes: {eldest[0]} is the elder of {', '.join(tied)} (article L126)."
        )
        return eldest[0]

    def _eldest(self, tied: Sequence[str]) -> list[str]:
        known = {name: born for name in tied if (born := self.born[name])}
        unknown = [name for name in tied if name not in known]
        if unknown:
            raise RulesError(
                f"{', '.join(tied)} have equal votes and the elder comes first (article L126): "
                f"give the date of birth of {', '.join(unknown)}."
            )
        day = min(known.values())
        return [name for name, born in known.items() if born == day]


def count_france(poll: Poll, given: Given) -> Count:
    """Deputies: a quarter of the roll to be elected at once, an eighth of it to stand again, the elder before equals."""
    first = tally(poll, 1)
    registered = _roll(given, first)
    ties = _Ties(poll, given.lots, elder=True)
    judged = _judge_france(poll, first, registered, ties)
    return _finish(poll, given, FRANCE, first, judged, ties)


def _judge_france(poll: Poll, first: Tally, roll: int, ties: _Ties) -> Rounds:
    votes = first.votes
    needs = max(first.valid // 2 + 1, -(-roll // 4))
    for name in poll.standing:
        if votes[name] >= needs:
            return Rounds(needs, (name,), why=_ELECTED_AT_ONCE)
    eighth = [name for name in poll.standing if 8 * votes[name] >= roll]
    if len(eighth) > 1:
        stand = sorted(eighth, key=lambda name: -votes[name])
        return Rounds(needs, may_stand=tuple(stand), why=_EIGHTH)
    best = ties.top(first, poll.standing, 2)
    return Rounds(needs, may_stand=tuple(best), why=_NEXT if eighth else _TOP_TWO)


_ELECTED_AT_ONCE = "a majority of the valid votes and a quarter of the electors on the roll (article L126)"
_EIGHTH = (
    "votes of an eighth of the electors on the roll (article L162, third paragraph)"
)
_NEXT = "only one has votes of an eighth of the roll; whoever comes next may stand too (article L162, fourth paragraph)"
_TOP_TWO = (
    "nobody has votes of an eighth of the roll; the first two may stand "
    "(article L162, fifth paragraph)"
)


def _roll(given: Given, first: Tally) -> int:
    if given.registered is None:
        raise RulesError(
            "French deputies need a quarter and an eighth of the electors on the roll: say how many there are (registered)."
        )
    if given.registered < first.valid:
        raise RulesError(
            f"There are {first.valid:,} valid votes and only {given.registered:,} electors on the roll."
        )
    return given.registered


def count_top_two(poll: Poll, given: Given) -> Count:
    """A majority of the valid votes, or a second round between the first two who do not withdraw."""
    first, ties = tally(poll, 1), _Ties(poll, given.lots, elder=False)
    needs = first.valid // 2 + 1
    won = [name for name in poll.standing if first.votes[name] >= needs]
    if won:
        judged = Rounds(needs, (won[0],), why="a majority of the valid votes")
    else:
        gone = _withdrew(poll, given)
        left = [name for name in poll.standing if name not in gone]
        stand = ties.top(first, left, 2)
        judged = Rounds(needs, may_stand=tuple(stand), why="the first two stand again")
    return _finish(poll, given, TOP_TWO, first, judged, ties)


def _withdrew(poll: Poll, given: Given) -> frozenset[str]:
    """Who is not in the second round though a candidate behind them is: whoever is better placed has withdrawn."""
    if given.second is None:
        return frozenset()
    votes = tally(poll, 1).votes
    standing = [name for name in given.second.standing if name in votes]
    lowest = min((votes[name] for name in standing), default=0)
    return frozenset(
        name for name in votes if votes[name] > lowest and name not in standing
    )


def _finish(
    poll: Poll,
    given: Given,
    rules: TwoRounds,
    first: Tally,
    judged: Rounds,
    ties: _Ties,
) -> Count:
    """The record of the first round and, where there was one, of the second."""
    stages = [_first(poll, first, judged, ties.draw.notes)]
    notes = list(first.notes)
    if judged.elected and given.second is not None:
        raise RulesError(f"{judged.elected[0]} is elected in the first round.")
    if judged.may_stand and given.second is None:
        notes.append(f"Second round: {', '.join(judged.may_stand)}.")
    if judged.may_stand and given.second is not None:
        second, said = _second(poll, given.second, judged, ties, rules)
        stages.append(second)
        notes += said
    return reopened(
        Count(
            rules=rules.name,
            title=poll.title,
            seats=1,
            candidates=poll.candidates,
            valid=first.valid,
            unit=1,
            places=0,
            stages=tuple(stages),
            law=rules.law,
            notes=(*notes, *ties.draw.notes),
        )
    )


def _first(poll: Poll, first: Tally, judged: Rounds, said: Sequence[str]) -> Stage:
    stay = (*judged.elected, *judged.may_stand)
    out = [] if judged.elected else [n for n in poll.standing if n not in stay]
    stage = Stage(
        step=Step.BALLOT,
        of=(),
        votes=first.votes,
        non_transferable=0,
        lost=0,
        quota=judged.needs,
        elected=tuple(Elected(name, judged.why) for name in judged.elected),
        excluded=tuple(out),
        why=with_notes(judged.why, said),
    )
    return conserved(stage, first.valid, 1)


def _second(
    poll: Poll, second: Poll, judged: Rounds, ties: _Ties, rules: TwoRounds
) -> tuple[Stage, list[str]]:
    strangers = [name for name in second.standing if name not in judged.may_stand]
    if strangers:
        raise RulesError(
            f"{', '.join(strangers)} may not stand in the second round; {', '.join(judged.may_stand)} may."
        )
    gone = [name for name in judged.may_stand if name not in second.standing]
    counted = tally(second, 1)
    drawn = len(ties.draw.notes)
    winner = ties.top(counted, second.standing, 1)
    said = [f"withdrew: {', '.join(gone)}"] if gone else []
    stage = Stage(
        step=Step.BALLOT,
        of=(),
        votes={n: counted.votes[n] for n in poll.names if n in counted.votes},
        non_transferable=0,
        lost=0,
        quota=None,
        elected=tuple(Elected(name, rules.elected) for name in winner),
        excluded=tuple(gone),
        why=with_notes("; ".join(said), ties.draw.notes[drawn:]),
        cast=counted.valid,
    )
    notes = [f"Withdrew before the second round: {', '.join(gone)}."] if gone else []
    conserved(stage, counted.valid, 1)
    return stage, notes + [f"Second round: {note}" for note in counted.notes]


RULE_SETS = (
    RuleSet(
        name="two-round-france",
        title="Two rounds, French deputies",
        law=FRANCE.law,
        family=Family.ROUNDS,
        page="two-round-france",
        count=count_france,
        uses=frozenset(("lots", "registered", "second")),
        one_seat=True,
    ),
    RuleSet(
        name="two-round",
        title="Two rounds, the first two again",
        law=TOP_TWO.law,
        family=Family.ROUNDS,
        page="two-round",
        count=count_top_two,
        uses=frozenset(("lots", "second")),
        one_seat=True,
    ),
)
