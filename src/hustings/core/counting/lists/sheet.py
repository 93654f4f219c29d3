"""The working sheet of a count by lists: who has won what, and a stage for each seat."""

from collections.abc import Mapping
from fractions import Fraction

from hustings.core.counting.draws import Draw
from hustings.core.counting.lists.parties import PartyList, contest
from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.record import (
    Count,
    Elected,
    Exact,
    Stage,
    Step,
    conserved,
)
from hustings.core.counting.rules import Given, RulesError


class Sheet:
    def __init__(self, poll: Poll, given: Given) -> None:
        self.poll, self.draw = poll, Draw(given.lots)
        self.contest = contest(poll)
        self.valid = self.contest.valid
        self.by_name = {each.name: each for each in self.contest.lists}
        self.votes = {each.name: each.votes for each in self.contest.lists}
        self.taking_part: list[PartyList] = []
        self.won = dict.fromkeys(self.votes, 0)
        """Seats that this count has given."""
        self.held = self._held(given.held)
        """Seats held before it, of the lists that are here."""
        self.stages: list[Stage] = []
        self.notes = list(self.contest.notes)
        self._elsewhere(given.held)

    @property
    def filled(self) -> int:
        return sum(self.won.values())

    @property
    def running(self) -> list[PartyList]:
        """The lists that may win another seat."""
        return [
            each
            for each in self.taking_part
            if each.votes and each.has_room(self.won[each.name])
        ]

    def open(
        self, threshold: Fraction | None, *, a_seat_is_enough: bool = False
    ) -> None:
        """The votes, and the lists that have too few of them to take part."""
        needs = threshold or Fraction(0)
        out = [
            each.name
            for each in self.contest.lists
            if each.votes < needs * self.valid
            and not (a_seat_is_enough and self.held[each.name])
        ]
        self.taking_part = [each for each in self.contest.lists if each.name not in out]
        self._close(
            Stage(
                step=Step.BALLOT,
                of=(),
                votes=self.votes,
                non_transferable=0,
                lost=0,
                quota=None,
                excluded=tuple(out),
                why=f"less than {said_part(needs)} of the valid votes" if out else "",
            )
        )

    def stage(
        self,
        to: PartyList,
        figures: Mapping[str, Exact],
        divisors: Mapping[str, Exact],
        why: str,
    ) -> Stage:
        """A seat's stage, with nobody elected yet."""
        return Stage(
            step=Step.ALLOCATION,
            of=(to.name,),
            votes=self.votes,
            non_transferable=0,
            lost=0,
            quota=None,
            figures=figures,
            divisors=divisors,
            why=why,
        )

    def give(self, to: PartyList, stage: Stage, reason: str, seats: int = 1) -> None:
        """The list wins the seats of this stage."""
        people = self._next_of(to, seats)
        elected = tuple(Elected(name, reason, slate=to.name) for name in people)
        self.won[to.name] += seats
        self._close(stage._replace(elected=elected))

    def leave(self, stage: Stage) -> None:
        """A stage that gives nobody a seat."""
        self._close(stage)

    def count(self, rules: str, law: str, seats: int) -> Count:
        if self.filled < seats:
            left = seats - self.filled
            self.notes.append(
                f"Not filled: {left} of {seats} seats; no list that takes part has anybody left."
            )
        return Count(
            rules=rules,
            title=self.poll.title,
            seats=seats,
            candidates=tuple(Candidate(name, slate=name) for name in self.votes),
            valid=self.valid,
            unit=1,
            places=0,
            stages=tuple(self.stages),
            law=law,
            notes=(*self.notes, *self.draw.notes),
        )

    def _next_of(self, to: PartyList, seats: int) -> tuple[str, ...]:
        if to.people is None:
            return (to.name,) * seats
        won = self.won[to.name]
        return to.people[won : won + seats]

    def _close(self, stage: Stage) -> None:
        self.stages.append(conserved(stage, self.valid, 1))

    def _held(self, held: Mapping[str, int]) -> dict[str, int]:
        if any(seats < 0 for seats in held.values()):
            raise RulesError("A list cannot hold fewer than no seats.")
        return {name: held.get(name, 0) for name in self.votes}

    def _elsewhere(self, held: Mapping[str, int]) -> None:
        for name, seats in held.items():
            if name not in self.votes and seats:
                self.notes.append(
                    f"{name} holds {seats} constituency seats and has no list here."
                )


def said_part(part: Fraction) -> str:
    """A part in per cent where one decimal place says it exactly, otherwise as it is: 5 per cent, 12.5 per cent, 1/7."""
    thousandths = part * 1000
    if thousandths.denominator > 1:
        return str(part)
    whole, tenths = divmod(int(thousandths), 10)
    return f"{whole}.{tenths} per cent" if tenths else f"{whole} per cent"
