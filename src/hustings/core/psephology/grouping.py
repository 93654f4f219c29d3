"""Which candidacies are one party when votes are added up.

A measure of a party system hangs on this choice, so it is named and shown. Independents stand for nobody but themselves:
adding them up makes a party of people who may share nothing, and moves every index (Gallagher and Mitchell, "The Politics
of Electoral Systems", 2005, Appendix B, on the treatment of others).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from hustings.core.psephology.past import SeatResult, Stood


@dataclass(frozen=True, slots=True)
class Grouping:
    """A choice, with the words in which it is shown."""

    said: str
    key: Callable[[SeatResult, Stood], str]


def _apart(seat: SeatResult, stood: Stood) -> str:
    if stood.is_independent:
        return f"{stood.name} ({seat.name})"
    return stood.party


def _together(seat: SeatResult, stood: Stood) -> str:
    return stood.party


def _registered(seat: SeatResult, stood: Stood) -> str:
    """As on the ballot paper: a joint candidacy is a party of its own."""
    return stood.candidacy.party if stood.is_joint else _apart(seat, stood)


APART = Grouping(
    "each independent apart; joint candidacies with their larger party", _apart
)
TOGETHER = Grouping("all independents added up as if they were one party", _together)
REGISTERED = Grouping(
    "each independent apart; joint candidacies as a party of their own", _registered
)
GROUPINGS: Mapping[str, Grouping] = {
    "apart": APART,
    "together": TOGETHER,
    "registered": REGISTERED,
}


@dataclass(frozen=True)
class Totals:
    """Votes and seats by party under a grouping; parties in the order of their votes."""

    grouping: Grouping
    votes: Mapping[str, int]
    seats: Mapping[str, int]
    valid: int = field(init=False)
    filled: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "valid", sum(self.votes.values()))
        object.__setattr__(self, "filled", sum(self.seats.values()))

    def vote_share(self, party: str) -> Fraction:
        """The party's part of the valid votes; 0 where there are none."""
        votes = self.votes.get(party, 0)
        return Fraction(votes, self.valid) if self.valid else Fraction(0)

    def seat_share(self, party: str) -> Fraction:
        """The party's part of the seats; 0 where there are none."""
        seats = self.seats.get(party, 0)
        return Fraction(seats, self.filled) if self.filled else Fraction(0)


def totals(seats: Iterable[SeatResult], grouping: Grouping = APART) -> Totals:
    """The votes cast and the seats won in `seats`."""
    votes: Counter[str] = Counter()
    won: Counter[str] = Counter()
    for seat in seats:
        for stood in seat.stood:
            votes[grouping.key(seat, stood)] += stood.votes
        won[grouping.key(seat, seat.winner)] += 1
    ordered = dict(sorted(votes.items(), key=lambda each: (-each[1], each[0])))
    return Totals(grouping, ordered, won)
