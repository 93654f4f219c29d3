"""What each party had in a set of seats: an election, a region, a nation.

Which candidacies are one party is a choice (`grouping`), and everything here hangs on it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from hustings.core.elections.result import Placed
from hustings.core.psephology.grouping import APART, TOGETHER, Grouping
from hustings.core.psephology.past import INDEPENDENT, SeatResult, Stood


@dataclass(frozen=True, slots=True)
class Standing:
    """A party's votes, candidacies, seats, second places and lost deposits; `name` is how most of its candidates describe it.

    Whoever stands for nobody but themselves is named.
    """

    party: str
    name: str
    votes: int
    share: Fraction
    stood: int
    seats: int
    second: int
    lost: int


class _Tally:
    """What is counted of one party while seats are looked through."""

    def __init__(self) -> None:
        self.votes = self.stood = self.seats = self.second = self.lost = 0
        self.names: Counter[str] = Counter()

    def add(self, seat: SeatResult, stood: Stood, place: int, key: str) -> None:
        self.votes += stood.votes
        self.stood += 1
        self.seats += stood is seat.winner
        self.second += place == 2
        self.lost += seat.result.deposit_lost(stood.candidacy)
        is_apart = stood.is_independent and key != stood.party
        self.names[key if is_apart else stood.candidacy.party] += 1


def standings(
    seats: Iterable[SeatResult], grouping: Grouping = APART
) -> tuple[Standing, ...]:
    """Every party, most votes first."""
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    valid = 0
    for seat in seats:
        valid += seat.result.valid
        for placed, stood in seat.in_order:
            key = grouping.key(seat, stood)
            tallies[key].add(seat, stood, placed.place, key)
    found = (
        Standing(
            party=party,
            name=each.names.most_common(1)[0][0],
            votes=each.votes,
            share=Fraction(each.votes, valid) if valid else Fraction(0),
            stood=each.stood,
            seats=each.seats,
            second=each.second,
            lost=each.lost,
        )
        for party, each in tallies.items()
    )
    return tuple(sorted(found, key=lambda each: (-each.votes, each.party)))


def in_words(seats: Iterable[SeatResult]) -> dict[str, str]:
    """What each short form stands for, as most of its candidates are described: "LD" is "Liberal Democrat"."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for seat in seats:
        for stood in seat.stood:
            names[stood.party][stood.candidacy.party] += 1
    return {short: each.most_common(1)[0][0] for short, each in names.items()}


def is_no_party(party: str, grouping: Grouping) -> bool:
    """Whether the short form is that of independents, where a grouping lets each stand alone."""
    return party == INDEPENDENT and grouping is not TOGETHER


def best_first(
    seats: Iterable[SeatResult], party: str, grouping: Grouping = APART
) -> list[tuple[SeatResult, Stood, Placed]]:
    """Every candidacy of a party with its seat and place, the largest share first."""
    found = [
        (seat, stood, placed)
        for seat in seats
        for placed, stood in seat.in_order
        if grouping.key(seat, stood) == party
    ]
    return sorted(
        found, key=lambda each: (-each[0].result.share(each[1].candidacy), each[0].name)
    )
