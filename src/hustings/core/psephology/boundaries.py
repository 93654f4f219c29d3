"""Which official codes belong to which boundaries: a code of other boundaries at an election is a slip that joins nothing.

A review of boundaries gives every seat that it changes a new code of the Office for National Statistics. Ranges are those
of the general elections since 2010, as published; five Scottish seats kept theirs in 2024.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Boundaries:
    """A set of seats: since which polling day, and its codes as first and last number under each prefix."""

    since: date
    ranges: Mapping[str, tuple[int, int]]
    also: frozenset[str] = frozenset()
    """Codes of older ranges that this set kept."""

    def have(self, code: str) -> bool:
        """Whether the code is one of a seat of these boundaries."""
        if code in self.also:
            return True
        first, last = self.ranges.get(code[:3], (1, 0))
        return code[3:].isdigit() and first <= int(code[3:]) <= last


KEPT_IN_2024 = frozenset({"S14000021", "S14000027", "S14000045", "S14000048", "S14000051"})  # fmt: skip
RENUMBERED_IN_2024 = frozenset({"S14000006", "S14000008", "S14000010", "S14000040", "S14000058"})  # fmt: skip
"""Under their old codes in the notional table of 2019; the results of 2024 have them as S14000107 to S14000111."""

SETS = (
    Boundaries(
        date(2010, 5, 6),
        {"E14": (530, 1062), "W07": (41, 80), "S14": (1, 59), "N06": (1, 18)},
    ),
    Boundaries(
        date(2024, 7, 4),
        {"E14": (1063, 1605), "W07": (81, 112), "S14": (60, 111), "N05": (1, 18)},
        KEPT_IN_2024 | RENUMBERED_IN_2024,
    ),
)
"""The boundaries of Westminster seats that are known here, the oldest first."""


def of_other_boundaries(code: str, day: date) -> date | None:
    """Since when the boundaries of a code were in force, if it is no code of that polling day's; else None.

    A code that is in no set says nothing, nor does one of a day before the first.
    """
    in_force = [each for each in SETS if each.since <= day]
    if not in_force or in_force[-1].have(code):
        return None
    return next((each.since for each in SETS if each.have(code)), None)
