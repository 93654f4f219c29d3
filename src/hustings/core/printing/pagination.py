"""How a list of doors is divided into pages.

A page never ends in a street's name or in an address whose people are on the next page; where a street or a door does
go on overleaf, its name is printed again. Since the pages are divided here and not by the typesetter, each can say
which page of how many it is, and thousands of them are set in one pass.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hustings.core.printing.document import Json
from hustings.core.printing.doors import Sheet
from hustings.core.printing.qr import qr_svg


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a door's heading, if it has one, and its people; heights in millimetres."""

    heading: Json | None
    rows: tuple[Json, ...]

    def height(self) -> float:
        return sum(
            _height(row)
            for row in [*([self.heading] if self.heading else []), *self.rows]
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch ready to be divided: its heading and its blocks."""

    heading: Json
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class _Pages:
    room: float
    done: list[list[Json]] = field(default_factory=lambda: [[]])
    left: float = 0.0

    def start(self) -> None:
        if self.done[-1]:
            self.done.append([])
        self.left = self.room

    def put(self, row: Json) -> None:
        self.done[-1].append(row)
        self.left -= _height(row)


def _height(row: Json) -> float:
    return float(row["height"])


def divide(parts: Sequence[Part], room: float) -> list[list[Json]]:
    """The rows of each page; `room` is a page's height for rows in millimetres."""
    pages = _Pages(room)
    pages.start()
    for part in parts:
        begun = False
        for block in part.blocks:
            for piece in _pieces(block, room - _height(part.heading)):
                _place(pages, part, piece, begun=begun)
                begun = True
    return pages.done


def _place(pages: _Pages, part: Part, block: Block, *, begun: bool) -> None:
    """Put a block on this page or the next, under its street's name where it begins there or goes on there."""
    heading = None if begun else part.heading
    needed = block.height() + (_height(heading) if heading else 0)
    if needed > pages.left:
        pages.start()
        heading = part.heading | {"continued": begun}
    for row in filter(None, [heading, block.heading, *block.rows]):
        pages.put(row)


def _pieces(block: Block, room: float) -> Iterator[Block]:
    """The block, or where it is taller than a page (a tower on one door), pages of it."""
    if block.height() <= room:
        yield block
        return
    heading, rows = block.heading, list(block.rows)
    space = room - (_height(heading) if heading else 0)
    while rows:
        count = _fitting(rows, space)
        yield Block(heading, tuple(rows[:count]))
        rows = rows[count:]
        heading = heading and heading | {"continued": True}


def _fitting(rows: Sequence[Json], space: float) -> int:
    """How many rows fit, one at the least."""
    used = 0.0
    for count, row in enumerate(rows):
        used += _height(row)
        if used > space:
            return max(count, 1)
    return len(rows)


def _link(sheet: Sheet) -> Json:
    """The QR code of the sheet's walk, on each of its pages: any of them may be the one that gets lost."""
    if not sheet.link:
        return {}
    return {"qr": qr_svg(sheet.link), "code": sheet.code}


def batches(
    pages: Iterable[tuple[Sheet, list[list[Json]]]], most: int = 120
) -> Iterator[list[Json]]:
    """Pages of whole sheets of one district, about `most` at a time: what one process sets.

    Each page knows its sheet, district, number and how many its sheet has.
    """
    batch: list[Json] = []
    for sheet, divided in pages:
        numbered = [
            {
                "sheet": sheet.number,
                "district": sheet.district,
                "page": i,
                "of": len(divided),
                "rows": rows,
            }
            | _link(sheet)
            for i, rows in enumerate(divided, start=1)
        ]
        if batch and (
            batch[-1]["district"] != sheet.district or len(batch) + len(numbered) > most
        ):
            yield batch
            batch = []
        batch += numbered
    if batch:
        yield batch
