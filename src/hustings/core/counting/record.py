"""What comes out of a count: every stage, so that anyone can check it by hand.

Votes are exact: whole numbers of a small unit (`Count.unit` of them make one vote), or fractions where a rule divides
without rounding. Everything that is shown of a count (tables, narrative, chart, notice) is made from this record alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from hustings.core.counting.poll import Candidate
from hustings.core.errors import HustingsError

Exact = int | Fraction


class Step(StrEnum):
    """What a stage did."""

    FIRST = "first preferences"
    SURPLUS = "surplus"
    EXCLUSION = "exclusion"
    ITERATION = "iteration"
    BALLOT = "ballot"
    ALLOCATION = "allocation"


@dataclass(frozen=True, slots=True)
class Elected:
    name: str
    reason: str
    """Why, in the law's terms and with its paragraph."""
    batch: int = 0
    """After which batch of papers (see `Transfer`); they take none of the batches that follow."""
    slate: str = ""
    """Lists: the list that won the seat, where `name` is a person on it."""
    unfilled: bool = False
    """The seat stays empty: the line for re-opening nominations has won it, or stands before whoever would have it."""


class Transfer(NamedTuple):
    """Papers that moved together from one candidate to another (or, with `to` empty, to nobody).

    A million papers make thousands of these, and a tuple is made in a third of the time.
    """

    giver: str
    to: str
    papers: int
    value: Exact
    """What each paper was worth on arriving, in units."""
    votes: Exact
    """What was credited, in units: `papers` times `value`, rounded where the law rounds the sum."""
    was: Exact | None = None
    """What each paper was worth before, in units; None where the same as now."""
    batch: int = 0
    """The number, through the whole count, of the batch in which these papers moved; 0 where the law knows none."""
    came: int | None = None
    """The batch in which the giver had received them (0: first preferences), where the law tells such papers apart."""


@dataclass(frozen=True, slots=True)
class Part:
    """How one section of the electorate voted at a ballot."""

    section: str
    weight: Exact | None
    """Its part of the whole, in units; None where all votes weigh the same and the section is only reported."""
    votes: Mapping[str, Exact]
    """Its own votes for those who remain."""
    exhausted: int = 0
    """Its papers that show nobody who remains."""
    abstained: int = 0

    @property
    def cast(self) -> Exact:
        """Its votes for anybody who remains: among these the weight is shared."""
        return sum(self.votes.values())

    def share(self, name: str) -> Fraction:
        """What the candidate has of the section's votes, from 0 to 1."""
        return (
            Fraction(self.votes.get(name, 0)) / self.cast if self.cast else Fraction(0)
        )


_NOTHING: Mapping[str, Exact] = MappingProxyType({})


class Stage(NamedTuple):
    """The table after one step: a tuple, as `Transfer`, since an election counted again has thousands."""

    step: Step
    of: tuple[str, ...]
    """Whose votes moved."""
    votes: Mapping[str, Exact]
    non_transferable: Exact
    lost: Exact
    """What rounding has left behind, up to and with this stage."""
    quota: Exact | None
    elected: tuple[Elected, ...] = ()
    excluded: tuple[str, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    why: str = ""
    """Why this step, in the law's terms: which surplus, whose exclusion, how a tie was settled."""
    parts: tuple[Part, ...] = ()
    """Where the electorate votes in sections: each section's votes at this ballot."""
    figures: Mapping[str, Exact] = _NOTHING
    """Lists: what each list contests this seat with, its votes over its divisor or its remainder."""
    divisors: Mapping[str, Exact] = _NOTHING
    """Lists: by what each list's votes are divided for this seat."""
    cast: int | None = None
    """Votes given at this ballot where they are not the count's valid papers: several a paper, or a ballot anew."""
    keep: Mapping[str, Exact] = _NOTHING
    """Meek and Warren: the share of each paper (or value) that a candidate keeps."""

    @property
    def title(self) -> str:
        match self.step:
            case Step.SURPLUS:
                return f"surplus of {_and(self.of)}"
            case Step.EXCLUSION:
                return f"exclusion of {_and(self.of)}"
            case Step.ALLOCATION:
                return f"{'seats' if len(self.elected) > 1 else 'seat'} for {_and(self.of)}"
        return str(self.step)


@dataclass(frozen=True)
class Count:
    """A count under one rule set: what was counted, every stage, who is elected."""

    rules: str
    title: str
    seats: int
    candidates: tuple[Candidate, ...]
    valid: int
    """Valid papers."""
    unit: int
    """How many units make one vote."""
    places: int
    """Decimal places that show a number of votes exactly, or as far as the law goes."""
    stages: tuple[Stage, ...]
    counts_in: str = "votes"
    """What the figures are: votes, or per cent of a college of weighted sections (`valid` is then 100)."""
    law: str = ""
    """The act and paragraph, or the book, as the rule set names it."""
    per_paper: bool = False
    """Whether the stages' `keep` is a value kept of each paper (Warren), not a share of what reaches (Meek)."""
    particular: bool = False
    """Whether papers move as they happen to lie (Ireland), so that papers marked alike may part."""
    notes: tuple[str, ...] = ()
    """What a reader should know: a constraint applied, a lot drawn, a seat not filled."""

    @cached_property
    def elected(self) -> tuple[str, ...]:
        """Names in the order of election, without those to whose seat nobody is elected."""
        return tuple(
            each.name
            for stage in self.stages
            for each in stage.elected
            if not each.unfilled
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.candidates)

    @property
    def quota(self) -> Exact | None:
        """The quota with which the count began (ERS97, Meek: it may fall later; see the stages)."""
        return self.stages[0].quota if self.stages else None

    @cached_property
    def lots(self) -> tuple[str, ...]:
        return tuple(note for note in self.notes if note.startswith("Lot"))


class NotConserved(AssertionError):
    """Votes appeared or vanished: the program is wrong and no result may be used."""


class MissingLot(HustingsError):
    """The law leaves it to a lot, and none was given."""

    def __init__(self, names: Sequence[str], what_for: str) -> None:
        super().__init__(
            f"{_and(names)} are tied and the law leaves it to a lot {what_for}. Draw it in public, "
            "give the name that was drawn, and count again."
        )
        self.names = tuple(names)
        self.what_for = what_for


def conserved(stage: Stage, valid: Exact, unit: int) -> Stage:
    """The stage, if its votes add up to the papers."""
    total = sum(stage.votes.values()) + stage.non_transferable + stage.lost
    cast = valid if stage.cast is None else stage.cast
    if total != cast * unit:
        raise NotConserved(f"{stage.title}: {total} units of {cast * unit}")
    return stage


def _and(names: Sequence[str]) -> str:
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last
