"""What every layout of ballot files gives and needs, and what is checked for all of them alike."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hustings.core.counting.files.faults import Told, shown
from hustings.core.counting.files.source import Source, decoded_number
from hustings.core.counting.poll import (
    MOST_CANDIDATES,
    Candidate,
    Marks,
    Poll,
)

CUT_OFF = "The file may have been cut off: fetch it again."
MOST_IN_ORDER = 10_000_000
MOST_SEATS = 10_000
"""No body is larger, and lists are given seats one by one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever counts says beside the file."""

    seats: int | None = None
    seats_if_silent: int | None = None
    """Where neither the file nor whoever counts says it: 1 under rules that fill one seat."""
    contest: str | None = None
    """Which, where a file holds several (France: the code of the constituency)."""
    in_order: bool = False
    """Keep every paper in its place, for laws that transfer particular papers."""
    contested: bool = False
    """Refuse a file in which no more people stand than there are seats: there is nothing to count."""
    machine_code: Path | None = None
    """Where compiled code is kept, if it is to help (`compiled`): the papers may then come as columns of numbers."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds."""

    poll: Poll
    registered: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    title: str
    told_by: Callable[[Sequence[str]], str]
    """From the first lines: why it is this layout; nothing where it is not."""
    read: Callable[[Source, Asked], Found]
    write: Callable[[Poll], Iterator[str]] | None = None
    several: bool = False
    """Whether a file may hold several contests, of which `Asked.contest` names one."""


@dataclass(slots=True)
class Pile:
    """Papers as they are read: alike ones together, and each in its place where that was asked."""

    papers: dict[Marks, int] = field(default_factory=dict)
    order: list[Marks] | None = None

    def add(self, marks: Marks, many: int) -> None:
        self.papers[marks] = self.papers.get(marks, 0) + many
        if self.order is None:
            return
        if len(self.order) + many > MOST_IN_ORDER:
            raise Told(
                f"more than {MOST_IN_ORDER:,} papers",
                "fewer, as these rules transfer particular papers and each must be kept in its place",
                do="Count by other rules.",
            )
        self.order += [marks] * many


@dataclass(frozen=True, slots=True)
class Laid:
    """Papers that were put together before, their order forgotten."""

    papers: Mapping[Marks, int]
    order: None = None


Parse = Callable[[str], tuple[Marks, int] | None]
"""A line's marks and how many papers it stands for; None where it is no paper."""


def piled(
    source: Source, lines: Iterable[tuple[int, bytes]], parse: Parse, asked: Asked
) -> Pile:
    """The papers of these lines; a line that came before is not looked at again."""
    pile = Pile(order=[] if asked.in_order else None)
    known: dict[bytes, tuple[Marks, int] | None] = {}
    for number, line in lines:
        try:
            if line not in known:
                known[line] = parse(source.text(line))
            if paper := known[line]:
                pile.add(*paper)
        except Told as told:
            raise source.fault(number, told) from told
    return pile


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate and the line that says so, for faults."""

    candidate: Candidate
    line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """What a file says of the contest beside its candidates, where it says so."""

    title: str = ""
    seats: int | None = None
    withdrawn: frozenset[str] = frozenset()


def polled(
    source: Source,
    asked: Asked,
    candidates: Sequence[Named],
    pile: Pile | Laid,
    heading: Heading = Heading(),
) -> Poll:
    """The poll, if what was read makes one."""
    check_candidates(source, candidates)
    if not pile.papers:
        raise source.fault_at_end(
            Told("no papers", "at least one paper", do="See that it is the right file.")
        )
    seats = _seats(source, asked, heading.seats)
    if asked.contested and seats >= len(candidates):
        raise source.fault(1, _uncontested(seats, len(candidates)))
    poll = Poll(
        title=heading.title,
        seats=seats,
        candidates=tuple(each.candidate for each in candidates),
        papers=pile.papers,
        withdrawn=heading.withdrawn,
        in_order=None if pile.order is None else tuple(pile.order),
    )
    if poll.seats >= len(poll.standing):
        source.notes.append(
            f"Uncontested (standing: {len(poll.standing)}, seats: {poll.seats}): all are elected whatever the papers say."
        )
    return poll


def _uncontested(seats: int, candidates: int) -> Told:
    return Told(
        f"seats: {seats}, candidates: {candidates}",
        "fewer seats than candidates, as otherwise all are elected without a count",
        do="See that the number of seats is right: --seats says another.",
    )


def check_candidates(source: Source, candidates: Sequence[Named]) -> None:
    if not candidates:
        raise source.fault_at_end(Told("no candidates", "the names of the candidates"))
    if len(candidates) > MOST_CANDIDATES:
        raise source.fault(candidates[MOST_CANDIDATES].line, too_many())
    seen: dict[str, int] = {}
    for each in candidates:
        name = each.candidate.name
        if not name:
            raise source.fault(each.line, Told("an empty name", "a candidate's name"))
        if name in seen:
            raise source.fault(each.line, _alike(name, seen[name]))
        seen[name] = each.line


def too_many() -> Told:
    return Told(f"more than {MOST_CANDIDATES} candidates", f"at most {MOST_CANDIDATES}")


def _alike(name: str, line: int) -> Told:
    return Told(
        f"{shown(name)} a second time (first on line {line})",
        "another name",
        do="Add to each name what tells the two apart.",
    )


def _seats(source: Source, asked: Asked, of_file: int | None) -> int:
    if asked.seats is None:
        seats = asked.seats_if_silent if of_file is None else of_file
        if seats is None:
            raise source.fault(1, _NO_SEATS)
        return seats
    if of_file not in (None, asked.seats):
        source.notes.append(
            f"Seats in the file: {of_file}; counted for {asked.seats}, as asked."
        )
    return asked.seats


_NO_SEATS = Told(
    "no number of seats",
    "it from whoever counts, as this layout does not hold it",
    do="Say how many are to be elected: --seats 3.",
)


def whole(cell: str, what: str, column: int, least: int = 1) -> int:
    """The number in a cell, or what is wrong with it."""
    number = decoded_number(cell.strip())
    if number is None or number < least:
        raise Told(shown(cell.strip()), what, column)
    return number


def papers_in(cell: str, column: int = 1) -> int:
    return whole(
        cell, "a whole number of papers, 1 or more, of at most twelve digits", column
    )


def seats_in(cell: str, column: int = 1) -> int:
    expected = f"a number of seats, 1 or more and at most {MOST_SEATS:,}"
    seats = whole(cell, expected, column)
    if seats > MOST_SEATS:
        raise Told(shown(cell.strip()), expected, column)
    return seats
