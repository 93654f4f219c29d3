"""Dáil Éireann: whole papers move, and which of them depends on the order in which they lie.

Electoral Act 1992 (Ireland), part XIX, sections 118 to 124. A surplus moves as papers at their full value, so many of
each sub-parcel as its part of the surplus, those last filed first. What lies where is settled when the papers are
mixed before they are first sorted (section 114), so that the order of papers is an input: `Poll.in_order`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hustings.core.counting.marks import said_blank, standing_papers, until_unclear
from hustings.core.counting.poll import Marks, Poll
from hustings.core.counting.record import (
    Count,
    Elected,
    MissingLot,
    Stage,
    Step,
    Transfer,
    conserved,
)
from hustings.core.counting.rules import RulesError

NOBODY = 0
Papers = list[Marks]
LAW = "Electoral Act 1992 (Ireland), part XIX, sections 118 to 124"


def count_dail(poll: Poll, lots: Sequence[str] = ()) -> Count:
    """Count `poll`, whose papers must be given in the order in which they were mixed."""
    return _Counting(poll, lots).run()


def mixed(poll: Poll) -> tuple[list[Marks], int]:
    """The valid papers one by one, in order, as the law reads them; and how many show nobody."""
    if poll.in_order is None:
        raise RulesError(
            "The Dáil's rules transfer particular papers, so the order of the papers counts: give the papers one by one, "
            "in the order in which they were mixed, and ask for their order to be kept."
        )
    reading = {marks: _one(poll, marks) for marks in poll.papers}
    papers = [reading[marks] for marks in poll.in_order]
    return [marks for marks in papers if marks], papers.count(b"")


def _one(poll: Poll, marks: Marks) -> Marks:
    alone = Poll(poll.title, poll.seats, poll.candidates, {marks: 1}, poll.withdrawn)
    papers, _ = standing_papers(alone, until_unclear)
    return next(iter(papers), b"")


@dataclass(slots=True)
class _Doing:
    step: Step
    of: tuple[int, ...] = ()
    why: str = ""
    elected: list[Elected] = field(default_factory=list)
    transfers: list[Transfer] = field(default_factory=list)


class _Counting:
    def __init__(self, poll: Poll, lots: Sequence[str]) -> None:
        self.poll, self.drawn = poll, tuple(lots)
        self.papers, blank = mixed(poll)
        self.notes = [said_blank(blank)] if blank else []
        self.valid = len(self.papers)
        self.quota = self.valid // (poll.seats + 1) + 1
        self.continuing = [poll.place[name] for name in poll.standing]
        self.piles: dict[int, list[Papers]] = {place: [] for place in self.continuing}
        self.votes = dict.fromkeys(self.continuing, 0)
        self.elected: list[int] = []
        self.waiting: list[int] = []
        self.non_transferable = 0
        self.stages: list[Stage] = []
        self.now = _Doing(Step.FIRST, why="section 119")

    @property
    def vacancies(self) -> int:
        return self.poll.seats - len(self.elected)

    @property
    def surpluses(self) -> int:
        return sum(self.votes[place] - self.quota for place in self.waiting)

    def run(self) -> Count:
        self._hand_all(NOBODY, self._sorted([self.papers]))
        self._end_stage()
        while self.vacancies and self.continuing:
            if self.waiting and self._must_transfer():
                self._transfer()
            else:
                self._exclude()
        poll = self.poll
        return Count(
            rules="dail",
            title=poll.title,
            seats=poll.seats,
            candidates=poll.candidates,
            valid=self.valid,
            unit=1,
            places=0,
            stages=tuple(self.stages),
            law=LAW,
            particular=True,
            notes=tuple(self.notes),
        )

    def _must_transfer(self) -> bool:
        """Whether the surpluses could elect the highest, save the lowest, or save the lowest's deposit (s 121(7))."""
        surplus, votes = self.surpluses, sorted(self.votes[p] for p in self.continuing)
        if len(votes) < 2:
            return True
        saved = Fraction(self.quota, 4)
        could_save = votes[0] <= saved < votes[0] + surplus
        return (
            votes[-1] + surplus >= self.quota
            or votes[0] + surplus >= votes[1]
            or could_save
        )

    def _transfer(self) -> None:
        place = self._choose(
            self.waiting, max, "whose surplus is transferred first (s 121)"
        )
        surplus = self.votes[place] - self.quota
        self.now = _Doing(Step.SURPLUS, (place,), "section 121")
        self.waiting.remove(place)
        # Of a surplus on first preferences all papers are looked at, later the sub-parcel last received.
        parts = self._sorted(self.piles[place][-1:])
        parts.pop(NOBODY, None)  # stay with the quota
        transferable = sum(map(len, parts.values()))
        if transferable > surplus:
            parts = self._shares(place, parts, surplus, transferable)
        moved = sum(map(len, parts.values()))
        self.votes[place] -= surplus
        self.non_transferable += surplus - moved
        self._hand_all(place, parts)
        self._end_stage()

    def _shares(
        self, giver: int, parts: Mapping[int, Papers], surplus: int, total: int
    ) -> dict[int, Papers]:
        """From each sub-parcel so many papers as its part of the surplus, those last filed (s 121(5) and (6))."""
        whole = {heir: len(papers) * surplus // total for heir, papers in parts.items()}
        left = surplus - sum(whole.values())

        def rank(heir: int) -> tuple[int, int]:
            return (-(len(parts[heir]) * surplus % total), -len(parts[heir]))

        order = sorted(parts, key=rank)
        if 0 < left < len(order) and rank(order[left - 1]) == rank(order[left]):
            order = self._by_lots(order, left, rank)
        for heir in order[:left]:
            whole[heir] += 1
        return {
            heir: papers[len(papers) - whole[heir] :]
            for heir, papers in parts.items()
            if whole[heir]
        }

    def _by_lots(
        self, order: list[int], left: int, rank: Callable[[int], tuple[int, int]]
    ) -> list[int]:
        """Equal remainders of equal sub-parcels: whose name is drawn first has the larger (s 118)."""
        edge = rank(order[left])
        tied = [heir for heir in order if rank(heir) == edge]
        first = [heir for heir in order if rank(heir) < edge]
        while len(first) < left:
            chosen = self._lot(tied, "whose fraction counts as the larger (s 121(6))")
            first.append(chosen)
            tied.remove(chosen)
        return first + tied

    def _exclude(self) -> None:
        out = self._together() or [
            self._choose(self.continuing, min, "who is excluded (s 122)")
        ]
        self.now = _Doing(Step.EXCLUSION, tuple(out), "section 122")
        for place in out:
            self.continuing.remove(place)
        for place in out:
            piles, self.piles[place], self.votes[place] = self.piles[place], [], 0
            parts = self._sorted(piles)
            self.non_transferable += len(parts.pop(NOBODY, []))
            self._hand_all(place, parts)
        self._end_stage()

    def _together(self) -> list[int]:
        """Two or more of the lowest who together with the surpluses stay below the next and save no deposit (s 122(2))."""
        lowest = sorted(self.continuing, key=lambda place: self.votes[place])
        best: list[int] = []
        for size in range(2, len(lowest) - self.vacancies + 1):
            total = sum(self.votes[place] for place in lowest[:size]) + self.surpluses
            if (
                size < len(lowest)
                and total < self.votes[lowest[size]]
                and total * 4 <= self.quota
            ):
                best = lowest[:size]
        return best

    def _sorted(self, piles: Iterable[Papers]) -> dict[int, Papers]:
        """Papers by the next preference for somebody continuing, in the order in which they lay."""
        gone = bytes(
            p for p in range(1, len(self.poll.names) + 1) if p not in self.continuing
        )
        parts: dict[int, Papers] = {}
        for pile in piles:
            for marks in pile:
                rest = marks.translate(None, gone)
                parts.setdefault(rest[0] if rest else NOBODY, []).append(rest)
        return parts

    def _hand_all(self, giver: int, parts: Mapping[int, Papers]) -> None:
        for heir, papers in sorted(parts.items()):
            self.piles[heir].append(papers)
            self.votes[heir] += len(papers)
            if giver != NOBODY:
                names = (self._name(giver), self._name(heir))
                self.now.transfers.append(Transfer(*names, len(papers), 1, len(papers)))

    def _elect(self, place: int, why: str) -> None:
        self.continuing.remove(place)
        self.elected.append(place)
        if self.votes[place] > self.quota:
            self.waiting.append(place)
        self.now.elected.append(Elected(self._name(place), why))

    def _end_stage(self) -> None:
        for place in sorted(self.continuing, key=lambda place: -self.votes[place]):
            if self.vacancies and self.votes[place] >= self.quota:
                self._elect(place, "section 120")
        if self.vacancies and (
            len(self.continuing) <= self.vacancies
            or self._one_too_many()
            or self._more_than_all_others()
        ):
            highest = sorted(self.continuing, key=lambda place: -self.votes[place])
            for place in highest[: self.vacancies]:
                self._elect(place, "section 124")
        self._close()

    def _one_too_many(self) -> bool:
        """One more than there are seats, and even all surpluses would leave the lowest behind (s 124(1A))."""
        if len(self.continuing) != self.vacancies + 1:
            return False
        first, second = sorted(self.votes[place] for place in self.continuing)[:2]
        return first + self.surpluses < second

    def _more_than_all_others(self) -> bool:
        """One seat left, and somebody has more than all others and the surpluses together (s 124(2))."""
        votes = [self.votes[place] for place in self.continuing]
        most = max(votes)
        return self.vacancies == 1 and most > sum(votes) - most + self.surpluses

    def _choose(
        self, places: Sequence[int], best: Callable[..., int], what_for: str
    ) -> int:
        """The best now, then at the earliest count at which they were unequal, then by lot."""
        history = [
            {self.poll.place[n]: int(v) for n, v in s.votes.items()}
            for s in self.stages
        ]
        left = list(places)
        for votes in (self.votes, *history):
            mark = best(votes[place] for place in left)
            left = [place for place in left if votes[place] == mark]
        return left[0] if len(left) == 1 else self._lot(left, what_for)

    def _lot(self, places: Sequence[int], what_for: str) -> int:
        names = [self._name(place) for place in places]
        for name in self.drawn:
            if name in names:
                self.notes.append(f"Lot: {name} of {', '.join(names)}, {what_for}.")
                return places[names.index(name)]
        raise MissingLot(names, what_for)

    def _name(self, place: int) -> str:
        return self.poll.names[place - 1]

    def _close(self) -> None:
        now = self.now
        of = tuple(self._name(place) for place in now.of)
        stage = Stage(
            step=now.step,
            of=of,
            votes={self._name(place): held for place, held in self.votes.items()},
            non_transferable=self.non_transferable,
            lost=0,
            quota=self.quota,
            elected=tuple(now.elected),
            excluded=of if now.step is Step.EXCLUSION else (),
            transfers=tuple(now.transfers),
            why=now.why,
        )
        self.stages.append(conserved(stage, self.valid, 1))
