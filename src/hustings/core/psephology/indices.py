"""Seats against votes in one number: how far apart they are, and how many parties there are in effect.

Shares are exact fractions until the root; parties are those of the totals' own grouping, and nobody is left out as too small.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from hustings.core.psephology.grouping import Totals


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its formula and source, for whoever asks where it comes from."""

    name: str
    value: float
    unit: str
    formula: str
    source: str


def indices(totals: Totals) -> tuple[Measure, ...]:
    """The five measures; `value` in points of a percentage, or as a number of parties.

    Refuses nothing: with no votes at all every measure is 0.
    """
    votes, seats = totals.valid or 1, totals.filled or 1
    pairs = [(totals.votes.get(p, 0), totals.seats.get(p, 0)) for p in _all(totals)]
    # A gap vᵢ − sᵢ is a whole number of these parts: added up so, nothing is rounded before the root, and it is quick.
    gaps = [(v * seats - s * votes, v) for v, s in pairs]
    whole = votes * seats
    squares = Fraction(sum(gap**2 for gap, _ in gaps), whole**2)
    by_votes = sum((Fraction(gap**2, v) for gap, v in gaps if v), Fraction(0))
    return (
        Measure(
            "Gallagher",
            100 * sqrt(squares / 2),
            "points",
            "√(½ Σ (vᵢ − sᵢ)²)",
            "Gallagher, Electoral Studies 10, 1991, 33-51",
        ),
        Measure(
            "Loosemore-Hanby",
            float(50 * Fraction(sum(abs(gap) for gap, _ in gaps), whole)),
            "points",
            "½ Σ |vᵢ − sᵢ|",
            "Loosemore and Hanby, British Journal of Political Science 1, 1971, 467-477",
        ),
        Measure(
            "Sainte-Laguë",
            float(100 * by_votes / (whole * seats)),
            "points",
            "Σ (vᵢ − sᵢ)² ÷ vᵢ",
            "Gallagher, Electoral Studies 10, 1991, 33-51",
        ),
        _effective("Effective parties, votes", [v for v, _ in pairs], "v"),
        _effective("Effective parties, seats", [s for _, s in pairs], "s"),
    )


def effective(numbers: Iterable[int]) -> Fraction:
    """How many of one size would share the whole as much as these do: 1 ÷ Σ of their squared shares; 0 of nothing."""
    found = list(numbers)
    squares = sum(each**2 for each in found)
    return Fraction(sum(found) ** 2, squares) if squares else Fraction(0)


def _effective(name: str, numbers: list[int], letter: str) -> Measure:
    return Measure(
        name,
        float(effective(numbers)),
        "parties",
        f"1 ÷ Σ {letter}ᵢ²",
        "Laakso and Taagepera, Comparative Political Studies 12, 1979, 3-27",
    )


def _all(totals: Totals) -> list[str]:
    return [*totals.votes, *(each for each in totals.seats if each not in totals.votes)]
