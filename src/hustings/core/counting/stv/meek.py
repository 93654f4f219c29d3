"""Meek's and Warren's methods: each candidate elected keeps the same part of every paper, found by iteration.

Numbers have nine decimal places and are rounded as the Reference Meek Rule says (Proportional Representation
Foundation, "Reference STV Rules: Meek"), which is the fixed-point form of Hill, Wichmann and Woodall, Algorithm 123,
The Computer Journal 30 (1987), 277-281. Every program that follows it gets the same digits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hustings.core.counting.marks import Reading, said_blank, until_unclear
from hustings.core.counting.poll import Constraint, Poll
from hustings.core.counting.record import (
    Count,
    Elected,
    MissingLot,
    Stage,
    Step,
    conserved,
)
from hustings.core.counting.stv.bundles import standing_bundles, unnamed_by
from hustings.core.counting.stv.constraints import (
    Judged,
    Limits,
    limits_of,
    needed,
)

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
    in_steps: bool = False
    """Steps in which keep values are found anew, papers distributed, whoever has the quota elected and, with the same
    votes, whoever cannot catch up even with all surpluses excluded (New Zealand, clauses 7 to 17)."""
    only_with_votes: bool = False
    """Whoever no paper names has no seat, even if it stays empty (New Zealand, clauses 20 and 21)."""
    at_first_difference: bool = False
    """Only equal votes tie, and whoever was behind when they first differed goes (New Zealand, clauses 19 and 40)."""
    excluded: str = "step B.3"
    """By which paragraph the lowest goes."""
    reached: str = "step B.2.c: the quota reached"
    left: str = "step C: as many left as seats"
    step: str = "step B.2"
    single: "MeekRules | None" = None
    """What counts instead for a single seat (New Zealand, part 2)."""
    by_majority: bool = False
    """Half of the votes that count, rounded up to a whole number, elects (New Zealand, clause 26)."""
    read: Reading = until_unclear


def count_meek(
    poll: Poll,
    rules: MeekRules,
    lots: Sequence[str] = (),
    constraints: Sequence[Constraint] = (),
) -> Count:
    """Count `poll`; of candidates tied for exclusion, the one drawn first in `lots` goes.

    Raises MissingLot where neither the votes nor `lots` settle who is excluded, and RulesError where no result could
    meet the constraints.
    """
    if poll.seats == 1:
        rules = rules.single or rules
    limits, unnamed = limits_of(poll, constraints), _unnamed(poll, rules, constraints)
    if unnamed:
        poll = replace(poll, withdrawn=poll.withdrawn | {*unnamed})
        limits = limits_of(poll, constraints)
    counting = _Counting(poll, rules, lots, limits)
    counting.notes += _said_unnamed(unnamed, len(poll.standing), poll.seats)
    return counting.run()


def _unnamed(
    poll: Poll, rules: MeekRules, constraints: Sequence[Constraint]
) -> tuple[str, ...]:
    """Who withdraws as no paper names them; nobody where a constraint needs them, of which the schedule knows nothing."""
    if not rules.only_with_votes or len(poll.standing) <= poll.seats:
        return ()
    unnamed = unnamed_by(poll, rules.read)
    out = frozenset(poll.place[name] for name in unnamed)
    return () if needed(poll, constraints, out) else unnamed


def _said_unnamed(unnamed: Sequence[str], left: int, seats: int) -> list[str]:
    """What became of those whom no paper names."""
    said = []
    if unnamed:
        out = ", ".join(unnamed)
        said.append(f"No paper names {out}: withdrawn before the count (clause 20).")
    if unnamed and left < seats:
        said.append(f"Seats that stay empty: {seats - left} (clause 21).")
    return said


class _Counting:
    def __init__(
        self, poll: Poll, rules: MeekRules, lots: Sequence[str], limits: Limits
    ) -> None:
        self.poll, self.rules, self.drawn = poll, rules, tuple(lots)
        self.limits = limits
        self.passed, blank = standing_bundles(poll, rules.read, UNIT)
        self.notes = [said_blank(blank)] if blank else []
        self.valid = poll.size - blank
        self.hopeful = [poll.place[name] for name in poll.standing]
        self.elected: list[int] = []
        self.keep = dict.fromkeys(self.hopeful, UNIT)
        self.votes = dict.fromkeys(self.hopeful, 0)
        self.exhausted = self.quota = 0
        self.stages: list[Stage] = []
        self.steps: list[dict[int, int]] = []
        """The votes after every iteration."""

    @property
    def vacancies(self) -> int:
        return self.poll.seats - len(self.elected)

    @property
    def surplus(self) -> int:
        return sum(max(self.votes[place] - self.quota, 0) for place in self.elected)

    def run(self) -> Count:
        step, why = Step.FIRST, self.rules.step
        of: tuple[str, ...] = ()
        while True:
            rounds = self._settle()
            elected = self._elect()
            self._close(step, of, elected, f"{why}; iterations: {rounds}")
            if not self.vacancies or not self.hopeful:
                return self._count()
            if doomed := sorted(self.judged.doomed):
                self._exclude(doomed)
                step, of = Step.EXCLUSION, tuple(map(self._name, doomed))
                why = f"cannot be elected: {self.limits}"
            elif elected and not self._excludes_at_once():
                step, of, why = (
                    Step.ITERATION,
                    (),
                    f"keep values anew, {self.rules.step}",
                )
            else:
                place, why = self._lowest()
                self._exclude([place])
                step, of = Step.EXCLUSION, (self._name(place),)

    def _settle(self) -> int:
        """Distribute and adjust until somebody is elected or the surpluses no longer fall; gives how often."""
        before, rounds = None, 0
        while True:
            if rounds or (self.steps and self.rules.in_steps):
                self._adjust()
            self._distribute()
            self.steps.append(self.votes)
            rounds += 1
            if any(self.votes[place] >= self.quota for place in self._may_win()):
                return rounds
            surplus = self.surplus
            if surplus < self.rules.omega or (before is not None and surplus >= before):
                return rounds
            if self.rules.in_steps and self._sure_loser() is not None:
                return rounds
            before = surplus

    def _excludes_at_once(self) -> bool:
        """Whether somebody is excluded with the votes that have just elected somebody (New Zealand, clause 13)."""
        if not self.rules.in_steps:
            return False
        return self.surplus < self.rules.omega or self._sure_loser() is not None

    def _distribute(self) -> None:
        self.votes, self.exhausted = self.passed.distributed(
            self.keep, self.rules.per_paper
        )
        held = sum(self.votes.values())
        if self.rules.by_majority:
            self.quota = max(-(-held // (2 * UNIT)), 1) * UNIT
        else:
            self.quota = held // (self.poll.seats + 1) + 1

    def _adjust(self) -> None:
        """Each elected candidate's keep value times quota over votes, rounded up twice."""
        for place in self.elected:
            if self.votes[place]:
                product = -(-self.keep[place] * self.quota // UNIT)
                self.keep[place] = min(-(-product * UNIT // self.votes[place]), UNIT)

    def _elect(self) -> list[Elected]:
        chosen: list[Elected] = []
        while self.vacancies and (place := self._next_reached()) is not None:
            chosen.append(self._seat(place, self.rules.reached))
        if len(self.hopeful) <= self.vacancies:
            for place in sorted(self.hopeful, key=lambda place: -self.votes[place]):
                chosen.append(self._seat(place, self.rules.left))
        return chosen

    def _next_reached(self) -> int | None:
        """Who is elected next of those who have the quota: the highest, where the constraints leave room."""
        reached = [p for p in self._may_win() if self.votes[p] >= self.quota]
        most = max((self.votes[place] for place in reached), default=0)
        equal = [place for place in reached if self.votes[place] == most]
        if not self.limits.room_for(equal, self.elected, self.hopeful):
            return self._by_lot(equal, f"who is elected: {self.limits}")
        if len(equal) > self.vacancies:
            return self._other_than_behind(equal)
        return equal[0] if equal else None

    def _other_than_behind(self, two: list[int]) -> int:
        """Of two with half the votes each, whoever is not excluded (New Zealand, clause 34(b))."""
        behind = self._behind(two)
        out = behind[0] if len(behind) == 1 else self._by_lot(two, "who is excluded")
        return next(place for place in two if place != out)

    def _seat(self, place: int, why: str) -> Elected:
        self.hopeful.remove(place)
        self.elected.append(place)
        self.passed.elect(place)
        return Elected(self._name(place), why)

    @property
    def judged(self) -> Judged:
        return self.limits.judge(self.elected, self.hopeful)

    def _may_win(self) -> list[int]:
        return [place for place in self.hopeful if place not in self.judged.doomed]

    def _may_go(self) -> list[int]:
        return [place for place in self.hopeful if place not in self.judged.guarded]

    def _lowest(self) -> tuple[int, str]:
        """Who is excluded: the lowest, and of those who count as equal to the lowest, whom the lot names."""
        if self.rules.in_steps and (sure := self._sure_loser()) is not None:
            return sure, "clause 13: cannot catch up with all surpluses"
        tied = self._tied_lowest()
        kept = ", ".join(map(self._name, sorted(self.judged.guarded)))
        guarded = f"; guarded: {kept}" if kept else ""
        if len(tied) == 1:
            return tied[0], f"{self.rules.excluded}{guarded}"
        place = self._by_lot(tied, "who is excluded")
        return place, f"{self.rules.excluded}: tied, by lot{guarded}"

    def _tied_lowest(self) -> list[int]:
        """Who is within the surplus of the lowest (B.3), or equal and behind at the first difference (clause 40)."""
        may_go, exactly = self._may_go(), self.rules.at_first_difference
        least = min(self.votes[place] for place in may_go)
        most = least if exactly else least + self.surplus
        tied = [place for place in may_go if self.votes[place] <= most]
        return self._behind(tied) if exactly else tied

    def _behind(self, tied: list[int]) -> list[int]:
        """Those with fewest at the earliest step at which the tied differed, all where they never did (clause 40)."""
        for votes in self.steps:
            fewest = min(votes[place] for place in tied)
            behind = [place for place in tied if votes[place] == fewest]
            if len(behind) < len(tied):
                return behind
        return tied

    def _by_lot(self, tied: Sequence[int], what_for: str) -> int:
        names = [self._name(place) for place in tied]
        for name in self.drawn:
            if name in names:
                self.notes.append(f"Lot: {name} of {', '.join(names)}, {what_for}.")
                return tied[names.index(name)]
        raise MissingLot(names, f"{what_for} ({self.rules.excluded})")

    def _sure_loser(self) -> int | None:
        may_go = self._may_go()
        if len(may_go) < 2:
            return None
        first, second = sorted(may_go, key=lambda place: self.votes[place])[:2]
        sure = self.votes[first] + self.surplus < self.votes[second]
        return first if sure else None

    def _exclude(self, places: Sequence[int]) -> None:
        for place in places:
            self.hopeful.remove(place)
            self.keep[place] = 0
            self.passed.exclude(place)

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
            notes=(*self.limits.notes(self.poll, self.elected), *self.notes),
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
    in_steps=True,
    only_with_votes=True,
    at_first_difference=True,
    excluded="clauses 13 and 19",
    reached="clause 12: the quota reached",
    left="clause 3: as many left as seats",
    step="clauses 7 to 12",
    single=MeekRules(
        name="meek-nz",
        title="New Zealand (Meek)",
        law="Local Electoral Regulations 2001 (SR 2001/145, New Zealand), schedule 1A, part 2",
        omega=UNIT,
        at_first_difference=True,
        excluded="clauses 28 and 34",
        reached="clauses 27 and 31: an absolute majority",
        left="part 2: as many left as seats",
        step="clauses 26 to 31",
        by_majority=True,
    ),
)
WARREN = MeekRules(
    name="warren",
    title="Warren (STV by iteration, a price for each paper)",
    law="C H E Warren, Counting in STV elections, Voting matters 1 (1994), 12-13; numbers and end as for Meek",
    omega=UNIT // 10**6,
    per_paper=True,
)
