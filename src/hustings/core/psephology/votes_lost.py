"""Votes that elected nobody, deposits that were not given back, and the seats where a party came second."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from hustings.core.psephology.grouping import APART, Grouping
from hustings.core.psephology.past import SeatResult


@dataclass(frozen=True, slots=True)
class Wasted:
    """Votes that changed no seat, in whole votes.

    `losing` were cast for somebody who was not elected; `surplus` for somebody who was, beyond one more than the second
    had. Which of the two is called wasted differs between authors, so both stand here.
    """

    valid: int
    losing: int
    surplus: int

    @property
    def losing_share(self) -> Fraction:
        """The losing votes' part of the valid votes; 0 where there are none."""
        return Fraction(self.losing, self.valid) if self.valid else Fraction(0)


def wasted(seats: Iterable[SeatResult]) -> Wasted:
    """Losing and surplus votes in seats that each elect one; a seat without a contest has no surplus."""
    valid = losing = surplus = 0
    for seat in seats:
        ours = seat.winner.votes
        second = max(
            (each.votes for each in seat.stood if each != seat.winner), default=ours
        )
        valid += seat.result.valid
        losing += seat.result.valid - ours
        surplus += max(ours - second - 1, 0)
    return Wasted(valid, losing, surplus)


def votes_per_seat(
    votes: Mapping[str, int], seats: Mapping[str, int]
) -> dict[str, Fraction]:
    """How many votes each party had for each of its seats; parties without a seat are left out."""
    return {
        party: Fraction(votes[party], won)
        for party, won in seats.items()
        if won and party in votes
    }


def lost_deposits(
    seats: Iterable[SeatResult], grouping: Grouping = APART
) -> dict[str, int]:
    """Lost deposits by party, the most first: 20 × votes ≤ valid votes (RPA 1983 Sch 1 rule 53(4))."""
    lost = Counter(
        grouping.key(seat, stood) for seat in seats for stood in seat.lost_deposits
    )
    return dict(sorted(lost.items(), key=lambda each: (-each[1], each[0])))


def placed(
    seats: Iterable[SeatResult], place: int, grouping: Grouping = APART
) -> dict[str, int]:
    """In how many seats each party came in that place (1 is the most votes); those who are equal share it."""
    came = Counter(
        grouping.key(seat, stood)
        for seat in seats
        for standing, stood in seat.in_order
        if standing.place == place
    )
    return dict(sorted(came.items(), key=lambda each: (-each[1], each[0])))


@dataclass(frozen=True, slots=True)
class Marginal:
    """A seat and how narrowly it was won: the majority as a part of the valid votes."""

    seat: SeatResult
    majority: int
    share: Fraction


def by_marginality(seats: Iterable[SeatResult]) -> tuple[Marginal, ...]:
    """Seats from the narrowest to the safest; one whose majority is not known is left out."""
    found = [
        Marginal(seat, majority, Fraction(majority, seat.result.valid))
        for seat in seats
        if (majority := seat.result.majority) is not None and seat.result.valid
    ]
    return tuple(sorted(found, key=lambda each: (_order(each), each.seat.name)))


FINE = 10**13
"""Two shares of fewer than a million votes each differ by more than 10⁻¹² or not at all."""


def _order(found: Marginal) -> int:
    """The share as a whole number, which is quicker to compare than a fraction."""
    return found.majority * FINE // found.seat.result.valid
