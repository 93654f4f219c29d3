"""What goes into a count: the candidates, the seats and the ballot papers.

A paper is kept as its marks in order of preference, one byte a mark: a candidate's place among the candidates, from 1
to 250. That is small, can be counted by the million, and a count deals it by the bytes' own methods (`lstrip`, `translate`).
Further bytes say what a voter did that a law may treat in its own way: `SKIPPED` stands for a preference that was
left out (1, 2, 4), `SHARED` between two candidates says that both were given the same preference, and `OVERVOTED`
stands for a preference that was given to several whom the file does not name (cast-vote records).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from hustings.core.counting.packed import Packed
from hustings.core.errors import HustingsError

SKIPPED, OVERVOTED, SHARED = 0, 254, 255
MOST_CANDIDATES = 250
"""A place among the candidates must fit one byte, with room for the marks above."""
SPOILT = frozenset((SKIPPED, OVERVOTED, SHARED))

Marks = bytes
"""A paper's marks, as above."""


class PollError(HustingsError):
    """What was given is no poll that any law could count."""


@dataclass(frozen=True, slots=True)
class Candidate:
    name: str
    slate: str = ""
    """A tag: the party or list that candidates stand for together; no rule of counting reads it unless it says so."""
    born: date | None = None
    """For laws that prefer the elder of two who are tied (France)."""
    groups: frozenset[str] = frozenset()
    """For constraints: at least or at most so many of a group."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """How many of a group must be elected at least, and may be at most (`Candidate.groups`)."""

    group: str
    at_least: int = 0
    at_most: int | None = None
    """No limit where None."""

    def __str__(self) -> str:
        most = "" if self.at_most is None else f"at most {self.at_most}"
        least = f"at least {self.at_least}" if self.at_least or not most else ""
        return f"{' and '.join(filter(None, (least, most)))} of {self.group}"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the electorate whose votes are counted by themselves: members, unions, members of parliament.

    A block vote is a paper that many cast alike; totals without ballots are papers that show one name.
    """

    name: str
    ballots: tuple[Mapping[Marks, int], ...]
    """The papers, and after them those of each further ballot that was held anew."""
    weight: int | None = None
    """The section's part of the whole, beside the other sections' (40 beside 30 and 30)."""
    abstained: tuple[int, ...] = ()
    """Abstentions recorded at each ballot; they count for nobody and are shown apart."""


@dataclass(frozen=True)
class Poll:
    """Valid papers and what they were asked. `papers` maps a paper's marks to how many were alike."""

    title: str
    seats: int
    candidates: tuple[Candidate, ...]
    papers: Mapping[Marks, int]
    withdrawn: frozenset[str] = frozenset()
    in_order: tuple[Marks, ...] | None = field(default=None, repr=False)
    """Every paper in the order in which it was mixed, for laws that transfer particular papers (Ireland)."""
    sections: tuple[Section, ...] = ()
    """Where the electorate votes in sections: their papers; `papers` are then those of all first ballots together."""

    def __post_init__(self) -> None:
        _check_candidates(self.candidates)
        if self.seats < 1:
            raise PollError(f"There must be at least one seat; there are {self.seats}.")
        strangers = self.withdrawn - set(self.names)
        if strangers:
            raise PollError(
                f"{', '.join(sorted(strangers))} withdrew and is no candidate."
            )
        if not isinstance(self.papers, Packed):
            object.__setattr__(self, "papers", MappingProxyType(own(self.papers)))
        _check_sections(self)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.candidates)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Each candidate's byte, by name."""
        return {name: place for place, name in enumerate(self.names, start=1)}

    @cached_property
    def standing(self) -> tuple[str, ...]:
        """The candidates who have not withdrawn, in the order of the paper."""
        return tuple(name for name in self.names if name not in self.withdrawn)

    @cached_property
    def size(self) -> int:
        """How many valid papers there are."""
        if isinstance(self.papers, Packed):
            return self.papers.size
        return sum(self.papers.values())

    @cached_property
    def out(self) -> bytes:
        """The places of those who have withdrawn."""
        return bytes(self.place[name] for name in self.withdrawn)

    def spelt(self, marks: Marks) -> tuple[str, ...]:
        """The names on a paper without omissions and shared preferences, best first."""
        return tuple(self.names[mark - 1] for mark in marks if mark not in SPOILT)


def own(papers: Mapping[Marks, int]) -> dict[Marks, int]:
    """A copy; what a poll keeps copies itself ten times as fast as `dict` could."""
    return papers.copy() if isinstance(papers, MappingProxyType) else dict(papers)


def poll_of(
    names: Iterable[str],
    seats: int,
    rankings: Iterable[tuple[int, Iterable[str]]],
    title: str = "",
) -> Poll:
    """A poll of plain rankings: (papers, names in order of preference)."""
    candidates = tuple(Candidate(name) for name in names)
    place = {each.name: index for index, each in enumerate(candidates, start=1)}
    papers: dict[Marks, int] = {}
    for many, ranking in rankings:
        marks = bytes(place[name] for name in ranking)
        papers[marks] = papers.get(marks, 0) + many
    return Poll(title, seats, candidates, papers)


def pooled(sections: Iterable[Section]) -> dict[Marks, int]:
    """The papers of all sections' first ballots together."""
    together: dict[Marks, int] = {}
    for section in sections:
        for first in section.ballots[:1]:
            for marks, many in first.items():
                together[marks] = together.get(marks, 0) + many
    return together


def _check_sections(poll: Poll) -> None:
    alike = list(_twice(each.name for each in poll.sections))
    if alike:
        raise PollError(f"Two sections are named {alike[0]}.")
    for section in poll.sections:
        if not section.ballots:
            raise PollError(f"There are no papers for the section {section.name}.")
        if section.weight is not None and section.weight < 1:
            raise PollError(
                f"The weight of the section {section.name} must be at least 1; it is {section.weight}."
            )
    if poll.sections and pooled(poll.sections) != dict(poll.papers):
        raise PollError("The sections' papers together are not the poll's papers.")


def _check_candidates(candidates: tuple[Candidate, ...]) -> None:
    if not candidates:
        raise PollError("There are no candidates.")
    if len(candidates) > MOST_CANDIDATES:
        raise PollError(
            f"There are {len(candidates)} candidates; at most {MOST_CANDIDATES} can be counted."
        )
    alike = list(_twice(each.name for each in candidates))
    if alike:
        raise PollError(
            f"Two candidates are named {alike[0]}: add to each name what tells them apart."
        )


def _twice(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)
