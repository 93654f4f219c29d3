"""Scottish councils' ballots as they are assembled for research: numbers by paper, names and the ward at the end.

The first row has the numbers of candidates and seats; each row after it how many papers, then the candidates' numbers in
order; then a row for each candidate (`"Candidate 1","Name","Party (P)"`), and the ward. Rows end in a comma.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO

from hustings.core.counting.files.cells import cells_of
from hustings.core.counting.files.faults import Told, shown
from hustings.core.counting.files.layout import (
    CUT_OFF,
    Asked,
    Found,
    Heading,
    Layout,
    Named,
    papers_in,
    piled,
    polled,
    seats_in,
    too_many,
    whole,
)
from hustings.core.counting.files.marking import Ranks, alike_papers, cannot
from hustings.core.counting.files.source import Source, clean, decoded_number
from hustings.core.counting.poll import (
    MOST_CANDIDATES,
    OVERVOTED,
    SHARED,
    SKIPPED,
    Candidate,
    Marks,
    Poll,
)
from hustings.core.register.cells import neutralised


@dataclass
class _Reading:
    source: Source
    candidates: int = 0
    seats: int = 0
    names: list[Named] = field(default_factory=list)
    ward: str = ""

    def papers(self) -> Iterator[tuple[int, bytes]]:
        """The rows of papers; the others are kept as they pass."""
        for number, line in self.source.lines():
            if not line.strip():
                continue
            try:
                if number == 1:
                    self._first(self.source.text(line))
                elif line.startswith(b'"'):
                    self._last(number, self.source.text(line))
                else:
                    yield number, line
            except Told as told:
                raise self.source.fault(number, told) from told

    def _first(self, text: str) -> None:
        cells = text.rstrip(", ").split(",")
        if len(cells) != 2:
            raise Told(shown(text), "the numbers of candidates and of seats")
        self.candidates = whole(cells[0], "a number of candidates", 1)
        self.seats = seats_in(cells[1], 2)
        if self.candidates > MOST_CANDIDATES:
            raise too_many()

    def _last(self, number: int, text: str) -> None:
        cells = cells_of(text) or [""]
        expected = f"Candidate {len(self.names) + 1}"
        if cells[0] == expected and len(cells) > 1:
            slate = cells[2] if len(cells) > 2 else ""
            named = Candidate(clean(cells[1]), clean(slate))
            self.names.append(Named(named, number))
        elif len(self.names) == self.candidates and not self.ward:
            self.ward = clean(cells[0])
        else:
            raise Told(
                shown(text),
                "the ward" if len(self.names) == self.candidates else shown(expected),
            )

    def paper(self, text: str) -> tuple[Marks, int]:
        many, *rest = text.rstrip(", ").split(",")
        ranks = Ranks()
        for column, cell in enumerate(rest, start=2):
            mark = decoded_number(cell.strip())
            if mark is None or not 1 <= mark <= self.candidates:
                raise Told(
                    shown(cell),
                    f"a candidate's number, 1 to {self.candidates}",
                    column,
                )
            ranks.mark(mark, cell, column)
        return ranks.marks, papers_in(many)

    def check(self) -> None:
        if len(self.names) != self.candidates or not self.ward:
            raise self.source.fault_at_end(
                Told(
                    f"{len(self.names)} candidates and {'the' if self.ward else 'no'} ward",
                    f"{self.candidates} and the ward",
                    do=CUT_OFF,
                )
            )


def told_by(head: Sequence[str]) -> str:
    cells = head[0].strip().split(",") if head else []
    numbers = [decoded_number(cell) for cell in cells[:2]]
    if len(cells) == 3 and None not in numbers and not cells[2]:
        return "the first row is two numbers and a comma"
    return ""


def read(source: Source, asked: Asked) -> Found:
    reading = _Reading(source)
    pile = piled(source, reading.papers(), reading.paper, asked)
    reading.check()
    heading = Heading(reading.ward, reading.seats)
    return Found(polled(source, asked, reading.names, pile, heading))


def write(poll: Poll) -> Iterator[str]:
    cannot(poll, "The Scottish layout", SKIPPED, SHARED, OVERVOTED)
    yield f"{len(poll.candidates)},{poll.seats},\n"
    for marks, many in alike_papers(poll):
        yield ",".join(map(str, (many, *marks))) + ",\n"
    for number, each in enumerate(poll.candidates, start=1):
        yield _row(f"Candidate {number}", each.name, each.slate)
    yield _row(poll.title)


def _row(*cells: str) -> str:
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator=",\n")
    writer.writerow(map(neutralised, cells))
    return out.getvalue()


SCOTTISH = Layout("scottish", "Scottish ward CSV", told_by, read, write)
