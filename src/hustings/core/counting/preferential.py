"""One seat, preferences: the alternative vote (instant-runoff).

Papers lie with their first preference. While nobody has more than all others together, the lowest is out and each of
their papers moves to its next preference for somebody still in; a paper without one is exhausted and counts no more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from hustings.core.counting.draws import Draw, with_notes
from hustings.core.counting.marks import (
    Reading,
    said_blank,
    until_unclear,
)
from hustings.core.counting.poll import OVERVOTED, SHARED, SKIPPED, Marks, Poll
from hustings.core.counting.record import (
    Count,
    Elected,
    Stage,
    Step,
    Transfer,
    conserved,
)
from hustings.core.counting.reopened import reopened
from hustings.core.counting.rules import (
    Family,
    Given,
    RulesError,
    RuleSet,
    refuse_if_nobody_stands,
)
from hustings.core.counting.stv.piles import (
    NOBODY,
    Alike,
    Papers,
    no_papers,
    standing_alike,
)


@dataclass(frozen=True, slots=True)
class OneSeat:
    """A law by which the lowest are out until one has a majority."""

    name: str
    title: str
    law: str
    elected: str
    excluded: str
    ties: str
    read: Reading = until_unclear
    looks_back: bool = True
    """A tie looks at the earliest stage at which the tied differed, before it is left to a lot."""
    together: str = ""
    """The paragraph by which all are out at once whose votes together are fewer than the next has."""
    first_out: frozenset[str] = frozenset()
    """Lines that are out at the first exclusion whatever their votes."""


def up_to_two_skipped(papers: Mapping[Marks, int], *, past_overvotes: bool) -> Papers:
    """One preference left out is passed over; from two in a row on nothing stands.

    A preference given to several is passed over like one left out or, without `past_overvotes`, ends the paper.
    """
    read: Papers = {}
    for marks, many in papers.items():
        kept = _up_to_two_skipped(_overvotes_marked(marks), past_overvotes)
        read[kept] = read.get(kept, 0) + many
    return read


def _overvotes_marked(marks: Marks) -> Marks:
    """Candidates that share a preference are replaced by the one mark for an over-vote."""
    if SHARED not in marks:
        return marks
    kept = bytearray()
    for place, mark in enumerate(marks):
        if mark == SHARED:
            kept[-1:] = [OVERVOTED]
        elif not place or marks[place - 1] != SHARED:
            kept.append(mark)
    return bytes(kept)


def _up_to_two_skipped(marks: Marks, past_overvotes: bool) -> Marks:
    if SKIPPED not in marks and OVERVOTED not in marks:
        return marks
    if not past_overvotes:
        marks = marks.split(bytes([OVERVOTED]), 1)[0]
    marks = marks.translate(None, bytes([OVERVOTED]))
    return marks.split(bytes([SKIPPED, SKIPPED]), 1)[0].translate(None, b"\0")


AV = OneSeat(
    name="av",
    title="Alternative vote (instant-runoff)",
    law="Parliamentary Elections Rules, rules 37A, 45A and 49 as the Parliamentary Voting System and Constituencies Act 2011, section 9 and schedule 10, would have made them (rejected in the referendum of 2011)",
    elected="more votes than the others together (rule 45A(2))",
    excluded="fewest votes (rule 45A(3))",
    ties="rules 49 and 49A",
)
MINNEAPOLIS = OneSeat(
    name="minneapolis",
    title="Minneapolis, single seat (ranked-choice)",
    law="Minneapolis Code of Ordinances, chapter 167, sections 167.20 and 167.60",
    elected="a majority of the votes that continue (167.60)",
    excluded="fewest votes (167.60)",
    ties="167.60",
    read=partial(up_to_two_skipped, past_overvotes=True),
    looks_back=False,
    together="mathematically impossible to be elected (167.20)",
    first_out=frozenset(("undeclared write-ins",)),
)


class Ballots:
    """Who holds which papers, and the stages so far; one seat."""

    def __init__(self, poll: Poll, read: Reading) -> None:
        if poll.seats != 1:
            raise RulesError(
                f"These rules fill one seat and this poll has {poll.seats}: count it by the single transferable vote."
            )
        refuse_if_nobody_stands(poll)
        self.poll = poll
        papers, blank = standing_alike(poll, read)
        self.notes = [said_blank(blank)] if blank else []
        self.valid = papers.size
        self.continuing = list(poll.standing)
        self.piles = {name: no_papers() for name in poll.standing}
        self.exhausted = 0
        self.gone = b""
        self.stages: list[Stage] = []
        self.transfers: list[Transfer] = []
        self._lay(papers, "")

    @property
    def votes(self) -> dict[str, int]:
        return {name: pile.size for name, pile in self.piles.items()}

    def exclude(self, out: Sequence[str]) -> None:
        """Their papers move on, all at once."""
        self.gone += bytes(self.poll.place[name] for name in out)
        for name in out:
            self.continuing.remove(name)
        for name in out:
            papers, self.piles[name] = self.piles[name], no_papers()
            self._lay(papers, name)

    def close(
        self, step: Step, out: Sequence[str], why: str, elected: Sequence[Elected]
    ) -> None:
        held = self.votes
        stage = Stage(
            step=step,
            of=tuple(out),
            votes=held,
            non_transferable=self.exhausted,
            lost=0,
            quota=sum(held[name] for name in self.continuing) // 2 + 1,
            elected=tuple(elected),
            excluded=tuple(out),
            transfers=tuple(self.transfers),
            why=why,
        )
        self.transfers = []
        self.stages.append(conserved(stage, self.valid, 1))

    def _lay(self, papers: Alike, giver: str) -> None:
        for heir, part in papers.dealt(self.gone).items():
            name = "" if heir == NOBODY else self.poll.names[heir - 1]
            if name:
                self.piles[name] = self.piles[name].joined(part)
            else:
                self.exhausted += part.size
            if giver:
                self.transfers.append(Transfer(giver, name, part.size, 1, part.size))

    def count(self, rules: str, law: str, notes: Sequence[str]) -> Count:
        return reopened(
            Count(
                rules=rules,
                title=self.poll.title,
                seats=1,
                candidates=self.poll.candidates,
                valid=self.valid,
                unit=1,
                places=0,
                stages=tuple(self.stages),
                law=law,
                notes=(*self.notes, *notes),
            )
        )


def count_one_seat(poll: Poll, given: Given, rules: OneSeat) -> Count:
    """Count `poll` until one candidate has more votes than the others together."""
    return _Elimination(poll, given, rules).run()


class _Elimination:
    def __init__(self, poll: Poll, given: Given, rules: OneSeat) -> None:
        self.table, self.rules = Ballots(poll, rules.read), rules
        self.draw = Draw(given.lots)

    def run(self) -> Count:
        table = self.table
        winner = self._winner()
        table.close(Step.FIRST, (), "", winner)
        while not winner:
            drawn = len(self.draw.notes)
            out = self._next_out()
            table.exclude(out)
            winner = self._winner()
            said = with_notes(self._why(out), self.draw.notes[drawn:])
            table.close(Step.EXCLUSION, out, said, winner)
        return table.count(self.rules.name, self.rules.law, self.draw.notes)

    def _winner(self) -> tuple[Elected, ...]:
        """Whoever has a majority of the votes that continue; of two who are equal, by the law on ties."""
        table, votes = self.table, self.table.votes
        left = table.continuing
        total = sum(map(votes.__getitem__, left))
        for name in left:
            if len(left) == 1 or 2 * votes[name] > total:
                return (Elected(name, self.rules.elected),)
        if len(left) > 2:
            return ()
        name = self._settle(left, max, f"who is elected ({self.rules.ties})")
        return (Elected(name, f"tied at the end ({self.rules.ties})"),)

    def _next_out(self) -> list[str]:
        table, votes = self.table, self.table.votes
        named = [
            name for name in table.continuing if name.casefold() in self.rules.first_out
        ]
        together = named or self._hopeless()
        if together:
            return together
        fewest = min(map(votes.__getitem__, table.continuing))
        tied = [name for name in table.continuing if votes[name] == fewest]
        return [self._settle(tied, min, f"who is excluded ({self.rules.ties})")]

    def _hopeless(self) -> list[str]:
        """As many of the lowest as have, together, fewer votes than the next; empty where that is one at most."""
        if not self.rules.together:
            return []
        votes = self.table.votes
        ordered = sorted(self.table.continuing, key=lambda name: votes[name])
        sizes = [
            size
            for size in range(2, len(ordered))
            if sum(votes[name] for name in ordered[:size]) < votes[ordered[size]]
        ]
        out = ordered[: max(sizes, default=0)]
        return [name for name in self.table.continuing if name in out]

    def _settle(self, tied: list[str], best: Callable[..., int], what_for: str) -> str:
        """The one of `tied` that an earlier stage marks off, the earliest first; failing that, the lot's."""
        if self.rules.looks_back:
            for stage in self.table.stages:
                mark = best(int(stage.votes[name]) for name in tied)
                tied = [name for name in tied if stage.votes[name] == mark]
        return tied[0] if len(tied) == 1 else self.draw.first(tied, what_for)

    def _why(self, out: Sequence[str]) -> str:
        if len(out) > 1:
            return self.rules.together
        if out[0].casefold() in self.rules.first_out:
            return "a line that cannot be elected"
        return self.rules.excluded


def _rule_set(rules: OneSeat) -> RuleSet:
    return RuleSet(
        name=rules.name,
        title=rules.title,
        law=rules.law,
        family=Family.PREFERENCES,
        page=rules.name,
        count=lambda poll, given: count_one_seat(poll, given, rules),
        uses=frozenset(("lots",)),
        one_seat=True,
    )


RULE_SETS = (
    _rule_set(AV),
    _rule_set(MINNEAPOLIS),
)
