"""CSV in rank columns: a column for each candidate, in it the number that the voter wrote, or a cross."""

from collections.abc import Iterator, Sequence

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
    preference,
    written_heading,
    written_row,
)
from hustings.core.counting.poll import (
    OVERVOTED,
    Candidate,
    Marks,
    Poll,
)

MOST_RANK = 250
CROSSES = frozenset("xX×✗✕✓✔")


def told_by(head: Sequence[str]) -> str:
    """A heading of names, with ranks or crosses below."""
    lines = [
        text for text in head if text.strip() and not text.lstrip('"').startswith("#")
    ]
    if len(lines) < 2 or not any(delimiter in lines[0] for delimiter in ",;\t|"):
        return ""
    delimiter = max(",;\t|", key=lines[0].count)
    cells = [cell.strip().strip('"') for cell in lines[1].split(delimiter)]
    marks = [cell for cell in cells if cell in CROSSES or decoded_number(cell)]
    if any(preference(cell) for cell in lines[0].split(delimiter)) or not marks:
        return ""
    if all(not cell or cell in marks or _like_a_number(cell) for cell in cells[1:]):
        return "a heading of names and ranks or crosses below it"
    return ""


def _like_a_number(cell: str) -> bool:
    return cell.lstrip("-+").replace(".", "", 1).isdigit()


def read(source: Source, asked: Asked) -> Found:
    table = Table(source)
    columns = table.names
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
