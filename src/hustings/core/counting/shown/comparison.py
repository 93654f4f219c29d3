"""The same ballots under two rule sets, side by side: by candidate, and by slate, with who gains and who loses."""

from dataclasses import dataclass
from fractions import Fraction

from hustings.core.counting.record import Count, Exact, Step
from hustings.core.errors import HustingsError


class NotAlike(HustingsError):
    """These are not counts of the same candidates."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate under both rule sets; places are those in the order of election, None where not elected."""

    name: str
    slate: str
    first: Fraction
    """First preferences, in votes."""
    place: int | None
    other: int | None

    @property
    def change(self) -> int:
        """1 for a seat gained under the second rules, -1 for one lost, otherwise 0."""
        return (self.other is not None) - (self.place is not None)


@dataclass(frozen=True, slots=True)
class SlateStanding:
    """A slate (or an independent) under both rule sets."""

    slate: str
    candidates: int
    first: Fraction
    """First preferences of all its candidates, in votes."""
    share: Fraction
    """Of all first preferences, from 0 to 1."""
    seats: int
    other: int

    @property
    def change(self) -> int:
        return self.other - self.seats


@dataclass(frozen=True, slots=True)
class Comparison:
    """`count` beside `other`, in the order of the paper."""

    count: Count
    other: Count
    candidates: tuple[Standing, ...]
    slates: tuple[SlateStanding, ...]

    @property
    def gained(self) -> tuple[str, ...]:
        """Elected under the second rules only."""
        return tuple(each.name for each in self.candidates if each.change > 0)

    @property
    def lost(self) -> tuple[str, ...]:
        """Elected under the first rules only."""
        return tuple(each.name for each in self.candidates if each.change < 0)

    @property
    def misplaced(self) -> tuple[Fraction, Fraction]:
        """Under each: the share of seats that would have to change hands for seats to match first preferences.

        Half the sum of the differences between shares of seats and of votes (Loosemore and Hanby, British Journal of
        Political Science 1 (1971), 467-477), slate by slate; whoever has no slate is one alone.
        """
        return (
            _misplaced(self.candidates, [each.place for each in self.candidates]),
            _misplaced(self.candidates, [each.other for each in self.candidates]),
        )


INDEPENDENT = "without a slate"


def compare(count: Count, other: Count) -> Comparison:
    """Both counts, candidate by candidate and slate by slate; refuses counts of different candidates."""
    if set(count.names) != set(other.names):
        raise NotAlike(
            "These two counts have different candidates: compare counts of the same ballots."
        )
    firsts = _firsts(count, other)
    candidates = tuple(
        Standing(
            each.name,
            each.slate,
            firsts.get(each.name, Fraction(0)),
            _place(count, each.name),
            _place(other, each.name),
        )
        for each in count.candidates
    )
    return Comparison(count, other, candidates, _slates(candidates))


def _firsts(count: Count, other: Count) -> dict[str, Fraction]:
    """First preferences, from whichever record has them; else the first stage's votes."""
    ranked = (each for each in (count, other) if each.stages[0].step is Step.FIRST)
    source = next(ranked, count)

    def votes(units: Exact) -> Fraction:
        return Fraction(units) / source.unit

    return {name: votes(units) for name, units in source.stages[0].votes.items()}


def _place(count: Count, name: str) -> int | None:
    return count.elected.index(name) + 1 if name in count.elected else None


def _slates(candidates: tuple[Standing, ...]) -> tuple[SlateStanding, ...]:
    groups: dict[str, list[Standing]] = {}
    for each in sorted(candidates, key=lambda each: not each.slate):
        groups.setdefault(each.slate or INDEPENDENT, []).append(each)
    total = sum(each.first for each in candidates)
    return tuple(
        SlateStanding(
            slate,
            len(group),
            (first := sum((each.first for each in group), Fraction(0))),
            first / total if total else Fraction(0),
            sum(each.place is not None for each in group),
            sum(each.other is not None for each in group),
        )
        for slate, group in groups.items()
    )


def _misplaced(candidates: tuple[Standing, ...], places: list[int | None]) -> Fraction:
    seats: dict[str, int] = {}
    votes: dict[str, Fraction] = {}
    for each, place in zip(candidates, places, strict=True):
        group = each.slate or each.name
        seats[group] = seats.get(group, 0) + (place is not None)
        votes[group] = votes.get(group, Fraction(0)) + each.first
    won, cast = sum(seats.values()), sum(votes.values())
    if not won or not cast:
        return Fraction(0)
    apart = (abs(Fraction(seats[g], won) - votes[g] / cast) for g in seats)
    return sum(apart, Fraction(0)) / 2
