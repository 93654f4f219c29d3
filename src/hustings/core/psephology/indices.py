"""Seats against votes in one number: how far apart they are, and how many parties there are in effect.

Shares are exact fractions until the root; parties are those of the totals' own grouping, and nobody is left out as too small.
"""

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
    gaps = [
        (totals.vote_share(party), totals.seat_share(party)) for party in _all(totals)
    ]
    return (
        Measure(
            "Gallagher",
            100 * sqrt(sum((v - s) ** 2 for v, s in gaps) / 2),
            "points",
            "√(½ Σ (vᵢ − sᵢ)²)",
            "Gallagher, Electoral Studies 10, 1991, 33-51",
        ),
        Measure(
            "Loosemore-Hanby",
            float(50 * sum(abs(v - s) for v, s in gaps)),
            "points",
            "½ Σ |vᵢ − sᵢ|",
            "Loosemore and Hanby, British Journal of Political Science 1, 1971, 467-477",
        ),
        Measure(
            "Sainte-Laguë",
            float(100 * sum((v - s) ** 2 / v for v, s in gaps if v)),
            "points",
            "Σ (vᵢ − sᵢ)² ÷ vᵢ",
            "Gallagher, Electoral Studies 10, 1991, 33-51",
        ),
        _effective("Effective parties, votes", [v for v, _ in gaps], "v"),
        _effective("Effective parties, seats", [s for _, s in gaps], "s"),
    )


def _effective(name: str, shares: list[Fraction], letter: str) -> Measure:
    squares = sum((share**2 for share in shares), Fraction(0))
    return Measure(
        name,
        float(1 / squares) if squares else 0.0,
        "parties",
        f"1 ÷ Σ {letter}ᵢ²",
        "Laakso and Taagepera, Comparative Political Studies 12, 1979, 3-27",
    )


def _all(totals: Totals) -> list[str]:
    return [*totals.votes, *(each for each in totals.seats if each not in totals.votes)]
