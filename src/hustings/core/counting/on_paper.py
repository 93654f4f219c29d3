"""How voters mark their papers under a rule set: for whoever prints the papers and for whoever reads them.

A rule set that needs more than one paper a voter (a second round, sections, seats held from constituencies), or the
papers' own order, is not among those that a body's own ballot offers; it is counted from a file.
"""

from dataclasses import dataclass
from enum import StrEnum

from hustings.core.counting.rules import Family, RulesError, RuleSet


class Marking(StrEnum):
    CROSSES = "crosses"
    """A cross beside each name that is chosen, none before another."""
    RANKS = "ranks"
    """1 beside the first choice, 2 beside the second, and so on."""


@dataclass(frozen=True, slots=True)
class HowMarked:
    """What may stand on a valid paper."""

    marking: Marking
    most: int | None
    """How many may be marked; None where there is no limit."""


_NOT_SERVED = frozenset((Family.ROUNDS, Family.SECTIONS))


def is_served(rules: RuleSet) -> bool:
    """Whether one paper a voter, read in any order, is all that a count under these rules needs."""
    needs_more = rules.family in _NOT_SERVED or "held" in rules.uses
    return not needs_more and not rules.order_counts


def how_marked(rules: RuleSet, *, seats: int, votes: int | None = None) -> HowMarked:
    """What a voter may mark; `votes` is how many each has under a limited vote. Refuses rules that are not served."""
    if not is_served(rules):
        raise RulesError(
            f"{rules.title} needs more than one paper from each voter. Count it from a file with `hustings count`."
        )
    match rules.name:
        case "block":
            return HowMarked(Marking.CROSSES, seats)
        case "limited":
            return HowMarked(Marking.CROSSES, votes)
        case "approval":
            return HowMarked(Marking.CROSSES, None)
        case "sv":
            return HowMarked(Marking.RANKS, 2)
    if rules.family in (Family.STV, Family.PREFERENCES):
        return HowMarked(Marking.RANKS, None)
    return HowMarked(Marking.CROSSES, 1)
