"""The result sheet for a terminal: stages across, as many beside one another as there is room for."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from unicodedata import combining, east_asian_width

from hustings.core.counting.record import Count
from hustings.core.counting.shown.figures import Figures, is_motion
from hustings.core.counting.shown.grid import Cell, Column, Grid, Mark, Row, grid
from hustings.core.counting.shown.sections import section_sheets

_LETTERS = {
    Mark.NONE: " ",
    Mark.ELECTED: "E",
    Mark.EXCLUDED: "X",
    Mark.UNFILLED: "U",
}
_LONGEST_NAME = 32
_GAP = "  "


def text_table(count: Count, width: int = 100) -> str:
    """The head, the sheet in blocks no wider than `width` where a stage fits it, its sections, and who is elected."""
    sheet = grid(count)
    tables = _tables(sheet, (*sheet.candidates, *sheet.sums), width)
    for section in section_sheets(count):
        first, *more = _tables(sheet, section.rows, width)
        tables += [f"{section.title}\n{first}", *more]
    return "\n\n".join([head(count), *tables, _foot(count, sheet)]) + "\n"


def _tables(sheet: Grid, rows: Sequence[Row], width: int) -> list[str]:
    names = [_shortened(_named(row)) for row in rows]
    widest = max(map(_wide, names))
    blocks = _blocks(sheet, rows, width - widest)
    return ["\n".join(_block(sheet, rows, names, widest, block)) for block in blocks]


def head(count: Count) -> str:
    """What was counted, under which law."""
    figures = Figures(count)
    said = [f"Seats: {count.seats}", f"Valid papers: {count.valid:,}"]
    if count.counts_in != "votes":
        said[1] = f"Figures in {count.counts_in}"
    if count.quota is not None:
        said.append(f"{figures.quota_word}: {figures.said(count.quota)}")
    lines = [count.title, f"Rules: {count.rules}", count.law, " · ".join(said)]
    return "\n".join(filter(None, lines))


def _foot(count: Count, sheet: Grid) -> str:
    chosen = "The answer" if is_motion(count) else "Elected"
    lines = [f"{chosen}: {', '.join(count.elected) or 'nobody'}", *count.notes]
    if sheet.shortened:
        lines.append(
            f"Figures are shown to 5 decimal places of {count.places}; CSV and JSON have them all."
        )
    if not is_motion(count):
        empty = any(row.mark is Mark.UNFILLED for row in sheet.candidates)
        unfilled = ", U a seat left unfilled" if empty else ""
        lines.append(f"E elected, X excluded at that stage{unfilled}.")
    return "\n".join(lines)


def _named(row: Row) -> str:
    return f"{row.name} ({row.slate})" if row.slate else row.name


def _blocks(sheet: Grid, rows: Sequence[Row], room: int) -> Iterator[list[int]]:
    """Which columns stand together."""
    block: list[int] = []
    used = 0
    for place in range(len(sheet.columns)):
        needs = sum(_widths(sheet, rows, place)) + len(_GAP)
        if block and used + needs > room:
            yield block
            block, used = [], 0
        block.append(place)
        used += needs
    yield block


def _widths(sheet: Grid, rows: Sequence[Row], place: int) -> tuple[int, int]:
    """Of the changes (0 where nothing moved) and of the votes with their letter."""
    cells = [row.cells[place] for row in rows]
    changes = max(len(cell.change) for cell in cells)
    votes = max(len(cell.votes) for cell in cells) + 2
    least = min(14, max(map(len, sheet.columns[place].title.split())) + 2)
    return (changes + 1 if changes else 0), max(votes, least - changes)


def _block(
    sheet: Grid,
    rows: Sequence[Row],
    names: Sequence[str],
    widest: int,
    block: list[int],
) -> Iterator[str]:
    widths = {place: _widths(sheet, rows, place) for place in block}
    heads = [_heading(sheet.columns[place], sum(widths[place])) for place in block]
    for line in range(max(map(len, heads))):
        words = [
            (each[line] if line < len(each) else "").rjust(sum(widths[place]))
            for each, place in zip(heads, block, strict=True)
        ]
        yield (" " * widest + "".join(_GAP + word for word in words)).rstrip()
    rule = "-" * (widest + sum(sum(widths[p]) + len(_GAP) for p in block))
    yield rule
    for name, row in zip(names, rows, strict=True):
        if row is sheet.sums[0]:
            yield rule
        figures = (_GAP + _set(row.cells[place], *widths[place]) for place in block)
        yield (_filled(name, widest) + "".join(figures)).rstrip()


def _heading(column: Column, width: int) -> list[str]:
    return wrap(f"{column.number} {column.title}", max(width, 8)) or [""]


def _set(cell: Cell, changes: int, votes: int) -> str:
    shown = (cell.votes or ("-" if not cell.change else "")) + f" {_LETTERS[cell.mark]}"
    return cell.change.rjust(changes) + shown.rjust(votes)


def _wide(text: str) -> int:
    """Columns that a terminal gives to a text."""
    return sum(
        0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _filled(text: str, width: int) -> str:
    return text + " " * (width - _wide(text))


def _shortened(text: str) -> str:
    if _wide(text) <= _LONGEST_NAME:
        return text
    while _wide(text) >= _LONGEST_NAME:
        text = text[:-1]
    return f"{text}…"
