"""A table of text cells, whatever kind of file it came from.

A CSV file, one sheet of a workbook and one member of a ZIP all become the same: numbered lines of cells. A line that
cannot be cut into cells (a quotation mark never closed, megabytes in one cell, damaged letters) stays in its place as a
line with a fault, so that it is counted and told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from hustings.core.errors import HustingsError
from hustings.core.register.cells import as_written, is_formula

MAX_CELL = 10_000
"""Characters in one cell; the longest address ever seen has some two hundred."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line is no row: the index of the cell at fault (None for the line as a whole), its text, what was expected."""

    column: int | None
    value: str
    expected: str


class Record(NamedTuple):
    """One line of a table. `line` counts from 1 as an editor or spreadsheet shows it."""

    line: int
    cells: list[str]
    fault: Fault | None = None


SHOWN = 80
"""Characters of a faulty cell that are shown."""
DAMAGED = "\ufffd"
"""What stands for a letter that could not be read."""
TEXT_NOT_FORMULA = "text, not a formula"


def checked(
    line: int, cells: list[str], *, quoted: bool, signs: bool, damaged: bool
) -> Record:
    """The record of a line's cells, with its fault if it has one.

    The three flags say what the line may hold at all (apostrophes before signs, signs of a formula, damaged letters),
    so that the many plain lines cost nothing.
    """
    if quoted:
        cells = [as_written(cell) for cell in cells]
    if signs:
        for index, cell in enumerate(cells):
            if is_formula(cell.strip()):
                return Record(line, cells, Fault(index, cut(cell), TEXT_NOT_FORMULA))
    if damaged:
        return _damaged(line, cells)
    return Record(line, cells)


def _damaged(line: int, cells: list[str]) -> Record:
    for index, cell in enumerate(cells):
        if DAMAGED in cell:
            return Record(
                line, cells, Fault(index, cut(cell), "letters in UTF-8 or windows-1252")
            )
    return Record(line, cells)


def cut(text: str) -> str:
    """A cell's text as shown in a refusal: the first 80 characters of a long one."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def too_long(line: int, cells: list[str]) -> Record | None:
    """The record of a line with a cell beyond all measure; None if every cell is of a reasonable length."""
    for index, cell in enumerate(cells):
        if len(cell) > MAX_CELL:
            short = [cut(each) for each in cells]
            return Record(
                line,
                short,
                Fault(index, cut(cell), f"at most {MAX_CELL:,} characters in a cell"),
            )
    return None


class Table(Protocol):
    """A source of records. `delimiters` are those worth trying, best guess first ("" where cells are apart already)."""

    @property
    def name(self) -> str: ...

    @property
    def of(self) -> str:
        """The file's name without the sheet's."""
        ...

    @property
    def digest(self) -> str:
        """What tells the same file sent twice: SHA-256 of its bytes, and the sheet."""
        ...

    @property
    def delimiters(self) -> tuple[str, ...]: ...

    def records(self, delimiter: str) -> Iterator[Record]:
        """All lines from the first, blank ones left out, each time anew."""
        ...


class UnreadableFile(HustingsError):
    """A file that cannot be read at all; the message names it and says what to do.

    `empty`: nothing is in it. `tabular`: it is a table of rows and columns, though of no layout that we know.
    """

    def __init__(
        self, name: str, problem: str, *, empty: bool = False, tabular: bool = False
    ) -> None:
        super().__init__(f"{name}: {problem}")
        self.name, self.problem = name, problem
        self.empty, self.tabular = empty, tabular
