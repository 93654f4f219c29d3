"""What a rule set is: its law, its page and how it counts. `catalogue` lists them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from hustings.core.counting.poll import Constraint, Poll
from hustings.core.counting.record import Count
from hustings.core.errors import HustingsError


class RulesError(HustingsError):
    """This poll cannot be counted under these rules; the message says why and what would be needed."""


class Family(StrEnum):
    """How rule sets stand together in lists."""

    MOST_VOTES = "most votes"
    PREFERENCES = "preferences, one seat"
    ROUNDS = "two rounds"
    STV = "single transferable vote"
    SECTIONS = "sections"
    LISTS = "lists"


@dataclass(frozen=True, slots=True)
class Given:
    """What a count may need beside the papers. Whatever a rule set does not use is refused, not ignored."""

    lots: tuple[str, ...] = ()
    """Names in the order in which they were drawn: of those tied, the first drawn is chosen."""
    registered: int | None = None
    """Electors on the roll (France: a quarter of them, an eighth of them)."""
    second: Poll | None = None
    """The papers of a second round: who still stands in it, and their votes."""
    votes: int | None = None
    """How many votes each voter has (limited vote)."""
    threshold: Fraction | None = None
    """The part of the valid votes that a list needs to take part."""
    held: Mapping[str, int] = field(default_factory=dict)
    """Seats that each list holds already, from constituencies (additional members)."""
    constraints: tuple[Constraint, ...] = ()
    """How many of a group must be elected at least, or may be at most."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    name: str
    """As in `--rules`."""
    title: str
    law: str
    """Act and paragraph, or the book."""
    family: Family
    page: str
    """The page in docs/rules, without ".md"."""
    count: Callable[[Poll, Given], Count]
    uses: frozenset[str] = field(default_factory=frozenset)
    """The fields of `Given` that it uses."""
    order_counts: bool = False
    """Whether the order in which papers lie changes the count."""
    one_seat: bool = False


def refuse_if_nobody_stands(poll: Poll) -> None:
    if not poll.standing:
        raise RulesError("Everybody has withdrawn: there is nobody left to be elected.")
