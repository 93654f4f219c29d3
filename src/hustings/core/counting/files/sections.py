"""Totals by section: a row for each section and candidate, with the section's weight where it has one.

The heading has `section`, `candidate` and `votes`; `weight`, `ballot` (1, 2 where it was voted anew) and `election`
(where a file holds several) may be there, others are passed over. The candidate `abstentions` is nobody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hustings.core.counting.files.cells import cells_of, delimiter_of, written_row
from hustings.core.counting.files.faults import CannotWrite, Told, shown
from hustings.core.counting.files.layout import (
    CUT_OFF,
    Asked,
    Found,
    Layout,
    Named,
    check_candidates,
    whole,
)
from hustings.core.counting.files.source import Source, clean
from hustings.core.counting.poll import Candidate, Marks, Poll, Section, pooled

SECTION, CANDIDATE, VOTES = "section", "candidate", "votes"
WEIGHTS = ("weight", "section_weight", "section_weight_pct")
BALLOT, ELECTION = "ballot", "election"
ABSTENTIONS = "abstentions"
MOST_BALLOTS = 20


@dataclass
class _Totals:
    """One section while its rows are read."""

    name: str
    weight: int | None
    line: int
    votes: dict[int, dict[str, int]] = field(default_factory=dict)
    """By ballot, then by candidate, abstentions among them."""


@dataclass
class _Reading:
    source: Source
    asked: Asked
    delimiter: str = ","
    columns: dict[str, int] = field(default_factory=dict)
    width: int = 0
    elections: dict[str, None] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    """Candidates in the order in which they come, with the line."""
    sections: dict[str, _Totals] = field(default_factory=dict)

    def read(self) -> None:
        for number, line in self.source.lines():
            text = self.source.text(line)
            if not text.strip():
                continue
            try:
                if self.columns:
                    self._row(number, self._cells(text))
                else:
                    self._heading(text)
            except Told as told:
                raise self.source.fault(number, told) from told

    def _heading(self, text: str) -> None:
        self.delimiter = delimiter_of(text)
        cells = [clean(cell).lower() for cell in self._cells(text)]
        self.width = len(cells)
        for at, cell in enumerate(cells):
            self.columns.setdefault("weight" if cell in WEIGHTS else cell, at)

    def _cells(self, text: str) -> list[str]:
        return cells_of(text, self.delimiter)

    def _row(self, number: int, cells: list[str]) -> None:
        if len(cells) != self.width:
            raise Told(
                f"{len(cells)} cells", f"{self.width}, as in the heading", do=CUT_OFF
            )
        election = self._cell(cells, ELECTION)
        self.elections[election] = None
        # Where several are there and none was asked for, that is told at the end.
        asked = self.asked.contest or next(iter(self.elections))
        if election != asked:
            return
        name = self._cell(cells, CANDIDATE)
        ballot = self._number(cells, BALLOT, 1) if self._cell(cells, BALLOT) else 1
        if ballot > MOST_BALLOTS:
            raise Told(
                f"ballot {ballot}", f"at most {MOST_BALLOTS}", self.columns[BALLOT] + 1
            )
        if name.lower() != ABSTENTIONS:
            self.names.setdefault(name, number)
        votes = self._section(number, cells).votes.setdefault(ballot, {})
        if name in votes:
            raise Told(
                f"{shown(name)} a second time in this section and ballot",
                "each candidate once",
            )
        votes[name] = self._number(cells, VOTES, 0)

    def _cell(self, cells: list[str], key: str) -> str:
        return clean(cells[self.columns[key]]) if key in self.columns else ""

    def _number(self, cells: list[str], key: str, least: int) -> int:
        column = self.columns[key]
        from_one = ", 1 or more" if least else ""
        expected = f"a whole number in the column {key}{from_one}"
        return whole(cells[column], expected, column + 1, least)

    def _section(self, number: int, cells: list[str]) -> _Totals:
        name = self._cell(cells, SECTION)
        if not name:
            raise Told("no section", "the section's name", self.columns[SECTION] + 1)
        weight = (
            self._number(cells, "weight", 1) if self._cell(cells, "weight") else None
        )
        section = self.sections.setdefault(name, _Totals(name, weight, number))
        if section.weight != weight:
            raise Told(
                f"the weight {weight}",
                f"{section.weight}, as on line {section.line}",
                self.columns.get("weight", 0) + 1,
            )
        return section

    def poll(self) -> Poll:
        named = [Named(Candidate(name), line) for name, line in self.names.items()]
        self._check_election()
        check_candidates(self.source, named)
        place = {name: at for at, name in enumerate(self.names, start=1)}
        sections = [_section(each, place) for each in self.sections.values()]
        papers = pooled(sections)
        if not papers:
            raise self.source.fault_at_end(Told("no votes", "at least one"))
        title = next(iter(self.elections), "") if len(self.elections) == 1 else ""
        title = self.asked.contest or title
        return Poll(title, 1, tuple(each.candidate for each in named), papers, sections=tuple(sections))  # fmt: skip

    def _check_election(self) -> None:
        found = shown(", ".join(self.elections), 120)
        if self.asked.contest is None and len(self.elections) > 1:
            raise self.source.fault(1, Told(f"{len(self.elections)} elections", f"the one to be counted ({found})", do="Say which: --contest NAME."))  # fmt: skip
        if self.asked.contest is not None and self.asked.contest not in self.elections:
            raise self.source.fault(1, Told(found, f"the election {shown(self.asked.contest)}", do="Say which: --contest NAME."))  # fmt: skip


def _section(totals: _Totals, place: dict[str, int]) -> Section:
    ballots, abstained = list[dict[Marks, int]](), list[int]()
    for number in range(1, max(totals.votes) + 1):
        votes = totals.votes.get(number, {})
        ballots.append({bytes([place[name]]): many for name, many in votes.items() if name in place and many})  # fmt: skip
        abstained.append(sum(many for name, many in votes.items() if name not in place))
    return Section(totals.name, tuple(ballots), totals.weight, tuple(abstained))


def told_by(head: Sequence[str]) -> str:
    first = next((text for text in head if text.strip()), "")
    delimiter = delimiter_of(first)
    cells = {clean(cell.strip('"')).lower() for cell in first.split(delimiter)}
    needed = {SECTION, CANDIDATE, VOTES}
    return "the heading has section, candidate and votes" if needed <= cells else ""


def read(source: Source, asked: Asked) -> Found:
    reading = _Reading(source, asked)
    reading.read()
    if asked.in_order:
        raise source.fault(
            1, Told("totals", "papers one by one, which these rules need")
        )
    if asked.seats not in (None, 1):
        raise source.fault(1, Told(f"{asked.seats} seats asked", "1, as sections elect to one office"))  # fmt: skip
    return Found(reading.poll())


def write(poll: Poll) -> Iterator[str]:
    if not poll.sections or poll.withdrawn:
        raise CannotWrite(
            "Totals by section need sections, and cannot say who withdrew."
        )
    yield written_row(["election", "ballot", "section", "weight", "candidate", "votes"])
    for section in poll.sections:
        for number, papers in enumerate(section.ballots, start=1):
            weight = "" if section.weight is None else section.weight
            for name, many in _totals(poll, papers, section, number):
                yield written_row(
                    [poll.title, number, section.name, weight, name, many]
                )


def _totals(
    poll: Poll, papers: Mapping[Marks, int], section: Section, number: int
) -> Iterator[tuple[str, int]]:
    if any(len(marks) != 1 for marks in papers):
        raise CannotWrite(
            "Totals by section cannot hold papers with several preferences."
        )
    for place, name in enumerate(poll.names, start=1):
        yield name, papers.get(bytes([place]), 0)
    if abstained := sum(section.abstained[number - 1 : number]):
        yield ABSTENTIONS, abstained


SECTIONS = Layout("sections", "totals by section", told_by, read, write, several=True)
