"""Meek's and Warren's methods: each candidate elected keeps the same part of every paper, found by iteration.

Numbers have nine decimal places and are rounded as the Reference Meek Rule says (Proportional Representation
Foundation, "Reference STV Rules: Meek"), which is the fixed-point form of Hill, Wichmann and Woodall, Algorithm 123,
The Computer Journal 30 (1987), 277-281. Every program that follows it gets the same digits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.core.counting.marks import (
    Reading,
    said_blank,
    standing_papers,
    until_unclear,
)
from hustings.core.counting.poll import Poll
from hustings.core.counting.record import (
    Count,
    Elected,
    MissingLot,
    Stage,
    Step,
    conserved,
)
from hustings.core.counting.stv.bundles import NOBODY, Bundles

PLACES = 9
UNIT = 10**PLACES


@dataclass(frozen=True, slots=True)
class MeekRules:
    name: str
    title: str
    law: str
    omega: int
    """Iterations end when the surpluses together are less than this many units."""
    per_paper: bool = False
    """Warren: a candidate keeps the same value of every paper, and not the same part of what reaches them."""
    sure_losers: bool = False
    """Exclude at once who could not catch up even with all surpluses (New Zealand, clause 14)."""
    read: Reading = until_unclear


def count_meek(poll: Poll, rules: MeekRules, lots: Sequence[str] = ()) -> Count:
    """Count `poll`; of candidates tied for exclusion, the one drawn first in `lots` goes.

    Raises MissingLot where neither the votes nor `lots` settle who is excluded.
    """
    return _Counting(poll, rules, lots).run()


class _Counting:
    def __init__(self, poll: Poll, rules: MeekRules, lots: Sequence[str]) -> None:
        self.poll, self.rules, self.drawn = poll, rules, tuple(lots)
        papers, blank = standing_papers(poll, rules.read)
        self.notes = [said_blank(blank)] if blank else []
        self.bundles = Bundles(papers)
        self.valid = poll.size - blank
        self.hopeful = [poll.place[name] for name in poll.standing]
        self.elected: list[int] = []
        self.keep = dict.fromkeys(self.hopeful, UNIT)
        self.votes = dict.fromkeys(self.hopeful, 0)
        self.exhausted = self.quota = 0
        self.stages: list[Stage] = []

    @property
    def vacancies(self) -> int:
        return self.poll.seats - len(self.elected)

    @property
    def surplus(self) -> int:
        return sum(max(self.votes[place] - self.quota, 0) for place in self.elected)

    def run(self) -> Count:
        step, why = Step.FIRST, "step B.2"
        of: tuple[str, ...] = ()
        while True:
            rounds = self._settle()
            elected = self._elect()
            self._close(step, of, elected, f"{why}; iterations: {rounds}")
            if not self.vacancies or not self.hopeful:
                return self._count()
            if elected:
                step, of, why = Step.ITERATION, (), "keep values anew, step B.2"
            else:
                place, why = self._lowest()
                self._exclude(place)
                step, of = Step.EXCLUSION, (self._name(place),)

    def _settle(self) -> int:
        """Distribute and adjust until somebody is elected or the surpluses no longer fall; gives how often."""
        before, rounds = None, 0
        while True:
            self._distribute()
            rounds += 1
            if any(self.votes[place] >= self.quota for place in self.hopeful):
                return rounds
            surplus = self.surplus
            if surplus < self.rules.omega or (before is not None and surplus >= before):
                return rounds
            if self.rules.sure_losers and self._sure_loser() is not None:
                return rounds
            before = surplus
            self._adjust()

    def _distribute(self) -> None:
        keep, per_paper = self.keep, self.rules.per_paper
        votes = dict.fromkeys(self.votes, 0)
        exhausted = 0
        for path, many in self.bundles.sizes.items():
            left = UNIT
            for place in path[:-1]:
                part = (
                    min(left, keep[place])
                    if per_paper
                    else -(-left * keep[place] // UNIT)
                )
                votes[place] += part * many
                left -= part
            if path[-1] == NOBODY:
                exhausted += left * many
            else:
                votes[path[-1]] += left * many
        self.votes, self.exhausted = votes, exhausted
        self.quota = sum(votes.values()) // (self.poll.seats + 1) + 1

    def _adjust(self) -> None:
        """Each elected candidate's keep value times quota over votes, rounded up twice."""
        for place in self.elected:
            if self.votes[place]:
                product = -(-self.keep[place] * self.quota // UNIT)
                self.keep[place] = min(-(-product * UNIT // self.votes[place]), UNIT)

    def _elect(self) -> list[Elected]:
        reached = [place for place in self.hopeful if self.votes[place] >= self.quota]
        order = sorted(reached, key=lambda place: -self.votes[place])
        chosen = [(place, "step B.2.c: the quota reached") for place in order]
        if len(self.hopeful) - len(chosen) <= self.vacancies - len(chosen):
            rest = [place for place in self.hopeful if place not in reached]
            order = sorted(rest, key=lambda place: -self.votes[place])
            chosen += [(place, "step C: as many left as seats") for place in order]
        for place, _ in chosen:
            self.hopeful.remove(place)
            self.elected.append(place)
            self.bundles.elect(place)
        return [Elected(self._name(place), why) for place, why in chosen]

    def _lowest(self) -> tuple[int, str]:
        """Who is excluded: the lowest, and of those within the surplus of the lowest, whom the lot names (B.3)."""
        if self.rules.sure_losers and (sure := self._sure_loser()) is not None:
            return sure, "clause 14: cannot catch up with all surpluses"
        least = min(self.votes[place] for place in self.hopeful)
        tied = [p for p in self.hopeful if self.votes[p] <= least + self.surplus]
        if len(tied) == 1:
            return tied[0], "step B.3"
        return self._by_lot(tied), "step B.3: tied, by lot"

    def _by_lot(self, tied: Sequence[int]) -> int:
        names = [self._name(place) for place in tied]
        for name in self.drawn:
            if name in names:
                self.notes.append(
                    f"Lot: {name} of {', '.join(names)}, who is excluded."
                )
                return tied[names.index(name)]
        raise MissingLot(names, "who is excluded (step B.3)")

    def _sure_loser(self) -> int | None:
        if len(self.hopeful) < 2:
            return None
        first, second = sorted(self.hopeful, key=lambda place: self.votes[place])[:2]
        sure = self.votes[first] + self.surplus < self.votes[second]
        return first if sure else None

    def _exclude(self, place: int) -> None:
        self.hopeful.remove(place)
        self.keep[place] = 0
        self.bundles.exclude(place)

    def _name(self, place: int) -> str:
        return self.poll.names[place - 1]

    def _close(
        self, step: Step, of: tuple[str, ...], elected: list[Elected], why: str
    ) -> None:
        stage = Stage(
            step=step,
            of=of,
            votes={self._name(place): held for place, held in self.votes.items()},
            non_transferable=self.exhausted,
            lost=0,
            quota=self.quota,
            elected=tuple(elected),
            excluded=of,
            why=why,
            keep={self._name(place): part for place, part in self.keep.items()},
        )
        self.stages.append(conserved(stage, self.valid, UNIT))

    def _count(self) -> Count:
        return Count(
            rules=self.rules.name,
            title=self.poll.title,
            seats=self.poll.seats,
            candidates=self.poll.candidates,
            valid=self.valid,
            unit=UNIT,
            places=PLACES,
            law=self.rules.law,
            per_paper=self.rules.per_paper,
            stages=tuple(self.stages),
            notes=tuple(self.notes),
        )


MEEK = MeekRules(
    name="meek",
    title="Meek (STV by iteration)",
    law="Proportional Representation Foundation, Reference Meek Rule: nine places, surpluses together below 0.000001",
    omega=UNIT // 10**6,
)
MEEK_NZ = MeekRules(
    name="meek-nz",
    title="New Zealand (Meek)",
    law="Local Electoral Regulations 2001 (SR 2001/145, New Zealand), schedule 1A",
    omega=UNIT // 10**4,
    sure_losers=True,
)
WARREN = MeekRules(
    name="warren",
    title="Warren (STV by iteration, a price for each paper)",
    law="C H E Warren, Counting in STV elections, Voting matters 1 (1994), 12-13; numbers and end as for Meek",
    omega=UNIT // 10**6,
    per_paper=True,
)
