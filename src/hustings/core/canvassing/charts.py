"""Charts of a canvass as plain figures on a drawing: how long each bar is and where its words stand.

A row's bar shows a whole and the part of it that went well, or several shares of it side by side. Whole numbers alone,
so that a page can write them into SVG as they are. The same figures stand in a table beside each chart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 360
ROW, BAR = 26, 16
LETTER = 7
"""About how wide a letter is: enough room is left for the longest label, up to a third of the chart."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a bar: `kind` numbers what it stands for, `shows_number` says whether there is room for it."""

    x: int
    width: int
    kind: int
    number: int
    shows_number: bool

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its label, the top of its bar, its pieces, and where its total is written."""

    label: str
    y: int
    pieces: tuple[Piece, ...]
    total: int
    end: int

    @property
    def baseline(self) -> int:
        return self.y + BAR - 4


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing `WIDTH` by `height`; bars begin at `left` and are `thick` high."""

    bars: tuple[Bar, ...]
    left: int
    height: int
    width: int = WIDTH
    thick: int = BAR


def bars(rows: Sequence[tuple[str, Sequence[int]]]) -> Chart | None:
    """A bar a row, as long as its counts together, each count a piece of it; None where there is nothing to show."""
    longest = max((sum(counts) for _, counts in rows), default=0)
    return _chart(rows, [longest] * len(rows)) if longest else None


def shares(rows: Sequence[tuple[str, Sequence[int]]]) -> Chart | None:
    """Bars of one length, cut by each row's own shares; rows without any count are left out."""
    said = [(label, counts) for label, counts in rows if sum(counts)]
    return _chart(said, [sum(counts) for _, counts in said]) if said else None


def _chart(rows: Sequence[tuple[str, Sequence[int]]], wholes: Sequence[int]) -> Chart:
    left = min(max(len(label) for label, _ in rows) * LETTER + 16, WIDTH // 3)
    room = WIDTH - left - max(len(f"{n:,}") for n in wholes) * LETTER - 10
    drawn = tuple(
        _bar(label, counts, place=place, left=left, scale=(room, whole))
        for place, ((label, counts), whole) in enumerate(zip(rows, wholes, strict=True))
    )
    return Chart(drawn, left, len(drawn) * ROW + 4)


def _bar(
    label: str,
    counts: Sequence[int],
    *,
    place: int,
    left: int,
    scale: tuple[int, int],
) -> Bar:
    room, whole = scale
    pieces, told = [], 0
    for kind, number in enumerate(counts):
        start = left + told * room // whole
        told += number
        width = left + told * room // whole - start
        if number:
            fits = width > len(f"{number:,}") * LETTER + 4
            pieces.append(Piece(start, width, kind, number, fits))
    return Bar(
        _short(label, left), place * ROW + 5, tuple(pieces), told, left + told * room // whole
    )  # fmt: skip


def _short(label: str, left: int) -> str:
    most = (left - 12) // LETTER
    return label if len(label) <= most else label[: most - 1] + "…"
