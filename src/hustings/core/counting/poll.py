"""What goes into a count: the candidates, the seats and the ballot papers.

A paper is kept as its marks in order of preference, one byte a mark: a candidate's place among the candidates, from 1
to 250. That is small, can be counted by the million, and a count deals it by the standard library's own `translate`.
Two further bytes say what a voter did that a law may treat in its own way: `SKIPPED` stands for a preference that was
left out (1, 2, 4) and `SHARED` between two candidates says that both were given the same preference.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from hustings.core.errors import HustingsError

SKIPPED, SHARED = 0, 255
MOST_CANDIDATES = 250
"""A place among the candidates must fit one byte, with room for the marks above."""
SPOILT = frozenset((SKIPPED, SHARED))

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

    def __post_init__(self) -> None:
        _check_candidates(self.candidates)
        if self.seats < 1:
            raise PollError(f"There must be at least one seat; there are {self.seats}.")
        strangers = self.withdrawn - set(self.names)
        if strangers:
            raise PollError(
                f"{', '.join(sorted(strangers))} withdrew and is no candidate."
            )
        object.__setattr__(self, "papers", MappingProxyType(dict(self.papers)))

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
        return sum(self.papers.values())

    def spelt(self, marks: Marks) -> tuple[str, ...]:
        """The names on a paper without omissions and shared preferences, best first."""
        return tuple(self.names[mark - 1] for mark in marks if mark not in SPOILT)


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
