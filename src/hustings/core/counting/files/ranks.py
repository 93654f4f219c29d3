"""CSV in rank columns: a column for each candidate, in it the number that the voter wrote, or a cross."""

from collections.abc import Iterator, Sequence

from hustings.core.counting.files.cells import cells_of, delimiter_of, written_row
from hustings.core.counting.files.faults import CannotWrite, Told, shown
from hustings.core.counting.files.layout import (
    Asked,
    Found,
    Layout,
    Named,
    piled,
    polled,
)
from hustings.core.counting.files.marking import alike_papers, marked, ranks
from hustings.core.counting.files.source import Source, decoded_number
from hustings.core.counting.files.tables import (
    Table,
    is_passed_over,
    preference,
    written_heading,
)
from hustings.core.counting.poll import (
    OVERVOTED,
    Candidate,
    Marks,
    Poll,
)

MOST_RANK = 250
PAPERS = frozenset({"papers", "number of papers", "ballots", "number of ballots"})
CROSSES = frozenset("xX×✗✕✓✔")


def told_by(head: Sequence[str]) -> str:
    """A heading of names, with ranks or crosses below."""
    lines = [
        text for text in head if text.strip() and not text.lstrip('"').startswith("#")
    ]
    if not lines:
        return ""
    delimiter = delimiter_of(lines[0])
    heading, *rows = (_cells(text, delimiter) for text in lines)
    if len(heading) < 2 or any(map(preference, heading)):
        return ""
    papers = [cell for cell in heading if cell.strip().lower() in PAPERS]
    if papers:
        return f"the heading {shown(papers[0])} and names beside it"
    return (
        "a heading of names and ranks or crosses below it"
        if any(map(_is_ranked, rows))
        else ""
    )


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        return cells_of(text, delimiter)
    except Told:
        return []  # the reading will say so with its line


def _is_ranked(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and all(cell in CROSSES or decoded_number(cell) for cell in said)


def read(source: Source, asked: Asked) -> Found:
    table = Table(source)
    columns = table.names
    table.say_what_is_passed_over()
    table.candidates = [Named(Candidate(name), table.line) for name in columns.values()]
    heading = table.heading()

    def paper(text: str) -> tuple[Marks, int]:
        cells = table.row(text)
        if len(cells) != len(table.cells):
            raise table.cut_off(cells, len(table.cells))
        many = table.read(cells)
        given = {
            place: (cells[at].strip(), at + 1)
            for place, at in enumerate(columns, start=1)
            if cells[at].strip()
        }
        return marks_of(given), many

    pile = piled(source, table.papers(), paper, asked)
    return Found(polled(source, asked, table.candidates, pile, heading))


def marks_of(given: dict[int, tuple[str, int]]) -> Marks:
    """The marks of a paper from what stands beside each place: a rank or a cross, and the column."""
    if given and all(cell in CROSSES for cell, _ in given.values()):
        return marked([list(given)])
    by_rank: dict[int, list[int]] = {}
    for place, (cell, column) in given.items():
        by_rank.setdefault(_rank(cell, column), []).append(place)
    groups: list[list[int]] = []
    next_rank = 1
    for rank in sorted(by_rank):
        # After two firsts the next may be called second, or third as in sport.
        groups += [[]] * (rank - next_rank)
        groups.append(by_rank[rank])
        next_rank = rank + len(by_rank[rank])
    return marked(groups)


def _rank(cell: str, column: int) -> int:
    rank = decoded_number(cell)
    if rank is None or not 1 <= rank <= MOST_RANK:
        raise Told(
            shown(cell),
            f"a rank from 1 to {MOST_RANK}, a cross where all marks are crosses, or nothing",
            column,
        )
    return rank


def write(poll: Poll) -> Iterator[str]:
    if any(OVERVOTED in marks for marks in poll.papers):
        raise CannotWrite(
            "Rank columns cannot say that several were marked whom nobody names. Write preference columns instead."
        )
    if any(preference(name) or is_passed_over(name, poll.names) for name in poll.names):
        raise CannotWrite(
            "A candidate's name means something else as a heading. Write BLT instead."
        )
    yield from written_heading(poll, candidates=False)
    yield written_row(["papers", *poll.names])
    for marks, many in alike_papers(poll):
        row, rank = [""] * len(poll.names), 1
        for places in ranks(marks):
            for place in places:
                row[place - 1] = str(rank)
            rank += max(1, len(places))
        yield written_row([many, *row])


RANKS = Layout("ranks", "CSV in rank columns", told_by, read, write)
