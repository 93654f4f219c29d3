"""Swing: how far votes moved from one to another between two elections.

Exact fractions of all valid votes (Butler) or of the votes of the two alone (Steed); positive where the second gained on
the first. D. Butler in R. B. McCallum and A. Readman, The British General Election of 1945; M. Steed in D. Butler and
A. King, The British General Election of 1964. With more than two parties a swing is not a flow of voters.
"""

from dataclasses import dataclass
from fractions import Fraction

from hustings.core.errors import HustingsError


@dataclass(frozen=True, slots=True)
class TwoOf:
    """The votes of two candidates or parties at one election, and all valid votes."""

    first: int
    second: int
    valid: int

    def __post_init__(self) -> None:
        if not 0 < self.first + self.second <= self.valid:
            raise HustingsError(
                f"A swing needs votes for at least one of the two, within the valid votes: there are {self.first:,} and "
                f"{self.second:,} of {self.valid:,}."
            )


def butler(before: TwoOf, after: TwoOf) -> Fraction:
    """Half of what the first lost and the second gained, in parts of all valid votes."""
    lost = Fraction(before.first, before.valid) - Fraction(after.first, after.valid)
    gained = Fraction(after.second, after.valid) - Fraction(before.second, before.valid)
    return (lost + gained) / 2


def steed(before: TwoOf, after: TwoOf) -> Fraction:
    """What the first lost to the second in parts of the votes that the two had together."""
    return _of_two(before) - _of_two(after)


def _of_two(votes: TwoOf) -> Fraction:
    return Fraction(votes.first, votes.first + votes.second)
