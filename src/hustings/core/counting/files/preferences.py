"""CSV in preference columns: in each column the name that the voter put there; and cast-vote records of Minneapolis.

An empty cell, and `undervote` or `skipped`, is a preference left out; `overvote` one given to several whom the file does
not name; `Ann = Bob` one shared by two. Candidates are those of our own lines above the heading, or else all who are
named, in the order of the alphabet, so that the order of papers changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hustings.core.counting.files.cells import cells_of, delimiter_of, written_row
from hustings.core.counting.files.faults import CannotWrite, Told, shown
from hustings.core.counting.files.layout import (
    Asked,
    Found,
    Layout,
    Named,
    Pile,
    piled,
    polled,
    too_many,
)
from hustings.core.counting.files.marking import alike_papers
from hustings.core.counting.files.source import Source, clean
from hustings.core.counting.files.tables import (
    Table,
    preference,
    written_heading,
)
from hustings.core.counting.poll import (
    MOST_CANDIDATES,
    OVERVOTED,
    SHARED,
    SKIPPED,
    SPOILT,
    Candidate,
    Marks,
    Poll,
)

LEFT_OUT = frozenset({"", "undervote", "skipped"})
OVER = "overvote"
BOTH = " = "


@dataclass
class _Reading:
    source: Source
    records: bool
    """Cast-vote records: a name a second time is what the voter marked, and is passed over."""
    places: dict[str, int] = field(default_factory=dict)
    repeated: int = 0

    def __post_init__(self) -> None:
        self.table = Table(self.source)
        self.columns = self.table.preferences
        self.declared = bool(self.table.candidates)
        for named in self.table.candidates:
            self.places.setdefault(named.candidate.name, len(self.places) + 1)

    def paper(self, text: str) -> tuple[Marks, int]:
        table = self.table
        cells = table.row(text)
        if len(cells) > len(table.cells):
            raise table.cut_off(cells, len(table.cells))
        cells += [""] * (len(table.cells) - len(cells))
        marks = bytearray()
        for at in self.columns:
            marks += self._marks(clean(cells[at]), at + 1, marks)
        return bytes(marks).rstrip(bytes([SKIPPED])), table.read(cells)

    def _marks(self, cell: str, column: int, before: bytearray) -> Marks:
        if cell.lower() in LEFT_OUT:
            return bytes([SKIPPED])
        if cell.lower() == OVER:
            return bytes([OVERVOTED])
        names = [cell] if cell in self.places else cell.split(BOTH)
        places = sorted(self._place(name, column) for name in names)
        twice = len({*places}) < len(places) or any(place in before for place in places)
        if twice and self.records:
            self.repeated += 1
            return b""
        if twice:
            raise Told(f"{shown(cell)} a second time on one paper", "each candidate at most once", column)  # fmt: skip
        return bytes([SHARED]).join(bytes([place]) for place in places)

    def _place(self, name: str, column: int) -> int:
        if name not in self.places:
            if self.declared or not name:
                raise Told(shown(name), "one of the candidates named above the heading", column)  # fmt: skip
            if len(self.places) == MOST_CANDIDATES:
                raise too_many()
            self.places[name] = len(self.places) + 1
        return self.places[name]

    def named(self, pile: Pile) -> list[Named]:
        """The candidates; where the file does not list them the papers are put right for their order."""
        if self.declared:
            return self.table.candidates
        in_order = sorted(self.places, key=lambda name: (name.casefold(), name))
        new = bytes.maketrans(
            bytes(self.places[name] for name in in_order),
            bytes(range(1, len(in_order) + 1)),
        )
        pile.papers = _put_right(pile.papers, new)
        if pile.order is not None:
            pile.order = [_tidy(marks.translate(new)) for marks in pile.order]
        return [Named(Candidate(name), self.table.line) for name in in_order]


def _put_right(papers: dict[Marks, int], new: bytes) -> dict[Marks, int]:
    right: dict[Marks, int] = {}
    for marks, many in papers.items():
        marks = _tidy(marks.translate(new))
        right[marks] = right.get(marks, 0) + many
    return right


def _tidy(marks: Marks) -> Marks:
    """Those who share a rank in the order of the paper."""
    if SHARED not in marks:
        return marks
    done = bytearray()
    at = 0
    while at < len(marks):
        rank = [marks[at]]
        while marks[at + 1 : at + 2] == bytes([SHARED]):
            rank.append(marks[at + 2])
            at += 2
        done += bytes([SHARED]).join(bytes([place]) for place in sorted(rank))
        at += 1
    return bytes(done)


def _read(source: Source, asked: Asked, *, records: bool) -> Found:
    reading = _Reading(source, records)
    heading = reading.table.heading()
    lines = _whole(reading)
    pile = piled(source, lines, reading.paper, asked)
    if reading.repeated:
        source.notes.append(
            f"{reading.repeated} kinds of papers name a candidate twice; the second time is passed over."
        )
    return Found(polled(source, asked, reading.named(pile), pile, heading))


def _whole(reading: _Reading) -> Iterator[tuple[int, bytes]]:
    """The lines of papers; a last one without a line end must have all its cells, or the file was cut off."""
    last = (0, b"")
    for last in reading.table.papers():
        yield last
    number, line = last
    if line and not reading.source.ends_in_a_line_end:
        cells = reading.table.row(reading.source.text(line))
        if len(cells) < len(reading.table.cells):
            raise reading.source.fault(
                number, reading.table.cut_off(cells, len(reading.table.cells))
            )


def read(source: Source, asked: Asked) -> Found:
    return _read(source, asked, records=False)


def read_records(source: Source, asked: Asked) -> Found:
    return _read(source, asked, records=True)


def told_by(head: Sequence[str]) -> str:
    heading = _heading(head)
    found = [cell for cell in heading if preference(cell)]
    if not found or (len(heading) == 1 and found[0].isdigit()):
        return ""
    return f"the heading {shown(found[0])}"


def _heading(head: Sequence[str]) -> list[str]:
    for text in head:
        if text.strip() and not text.lstrip('"').startswith("#"):
            return _headings(text)
    return []


def _headings(text: str) -> list[str]:
    try:
        return list(map(clean, cells_of(text, delimiter_of(text))))
    except Told:
        return []  # the reading of whichever layout it is will say so with its line


def records_told_by(head: Sequence[str]) -> str:
    """Preference columns in which a machine has told what it could not take."""
    if not told_by(head):
        return ""
    for text in head[1:]:
        for word in ("undervote", OVER):
            if word in text.lower():
                return f"preference columns, and the word “{word}”"
    if any("choice" in cell.lower() for cell in _heading(head)) and "precinct" in head[0].lower():  # fmt: skip
        return "columns of choices and a precinct"
    return ""


def write(poll: Poll) -> Iterator[str]:
    if any(BOTH in name or name.lower() in {*LEFT_OUT, OVER} for name in poll.names):
        raise CannotWrite(
            "A candidate's name means something else in preference columns. Write rank columns instead."
        )
    columns = max((_columns(marks) for marks in poll.papers), default=1)
    yield from written_heading(poll, candidates=True)
    heading = [f"preference {n}" for n in range(1, max(1, columns) + 1)]
    yield written_row(["papers", *heading])
    for marks, many in alike_papers(poll):
        cells = _cells(poll, marks)
        yield written_row([many, *cells, *[""] * (max(1, columns) - len(cells))])


def _columns(marks: Marks) -> int:
    return len(marks) - 2 * marks.count(SHARED)


def _cells(poll: Poll, marks: Marks) -> list[str]:
    cells: list[str] = []
    shared = False
    for mark in marks:
        if mark == SHARED:
            shared = True
            continue
        cell = _cell(poll, mark)
        if shared:
            cells[-1] += BOTH + cell
        else:
            cells.append(cell)
        shared = False
    return cells


def _cell(poll: Poll, mark: int) -> str:
    if mark in SPOILT:
        return "" if mark == SKIPPED else OVER
    return poll.names[mark - 1]


PREFERENCES = Layout("preferences", "CSV in preference columns", told_by, read, write)
RECORDS = Layout(
    "minneapolis",
    "cast-vote records in preference columns (Minneapolis)",
    records_told_by,
    read_records,
)
