"""XLSX workbooks, a sheet at a time.

A workbook is a ZIP of XML. Before the reader gets it we look through its parts ourselves: that it is no bomb (a few
kilobytes that swell to gigabytes, or one cell in the last corner of the sheet), and which cells hold formulas, since the
reader gives a formula's last result as if somebody had typed it. A row with a formula is told, not believed.
"""

import hashlib
import html
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
)

from hustings.core.register.cells import CONTROLS, TRACES, text_of
from hustings.core.register.opening import WhileOpen
from hustings.core.register.tables import (
    TEXT_NOT_FORMULA,
    Fault,
    Record,
    UnreadableFile,
    checked,
    cut,
    too_long,
)

MAX_CELLS = 12_000_000
"""Cells in one sheet, empty ones within its corners included: 400,000 rows of 30 columns."""
CHUNK = 1 << 20
OVERLAP = 2_000
NEAR = 26, 99_999
"""Columns and rows that need no looking at."""
# Where a cell or row says that it stands: only the few beyond column Z or row 99,999, and all that is no place, are looked
# at one by one.
FAR = re.compile(
    rb"""\sr\s*=\s*["'](?![A-Z]?[1-9][0-9]{0,4}["'])(?:([^"']{0,30})["']|([^"']{31}))"""
)
# A count that the reader would make room for before it has seen a single thing to be counted.
COUNT = re.compile(rb"""[cC]ount\s*=\s*["'][^"']{8}""")
PLACE = re.compile(rb"([A-Z]{0,3})([1-9][0-9]{0,6})")
CELL_WITH_FORMULA = re.compile(
    rb"""<(?:\w+:)?c[ \n\t][^>]*?r=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*?>\s*<(?:\w+:)?f[ />\n\t]"""
)
FORMULA_TAG = re.compile(rb"<(?:\w+:)?f[ />\n\t]")
MEND = "Open it in a spreadsheet, save it anew as XLSX or CSV, and send that."


@dataclass(slots=True)
class Sheet:
    """One sheet of a workbook as a table. The sheet is held in memory from its first look until it is read to the end."""

    name: str
    of: str
    digest: str
    opened: Callable[[], CalamineSheet]
    formulas: frozenset[tuple[int, int]]
    delimiters: tuple[str, ...] = ("",)
    _held: CalamineSheet | None = field(default=None, repr=False)

    def records(self, delimiter: str) -> Iterator[Record]:
        """The rows with anything in them; `line` is the row's number in the sheet."""
        with _reading(self.name):
            self._held = self._held or self.opened()
            sheet = self._held
            left = sheet.start[1] if sheet.start else 0
        rows = _rows(self.name, sheet)
        formula_rows = {row for row, _ in self.formulas}
        for line, values in enumerate(rows, start=1):
            cells = [
                value if type(value) is str else text_of(value) for value in values
            ]
            if not any(cells):
                continue
            yield (
                self._formula(line, left, cells)
                if line in formula_rows
                else _record(line, cells)
            )
        self._held = None

    def _formula(self, line: int, left: int, cells: list[str]) -> Record:
        index = min(column for row, column in self.formulas if row == line) - left
        value = cells[index] if 0 <= index < len(cells) else ""
        return Record(line, cells, Fault(max(index, 0), cut(value), TEXT_NOT_FORMULA))


def _rows(name: str, sheet: CalamineSheet) -> Iterator[Sequence[object]]:
    with _reading(name):
        yield from sheet.iter_rows()


def _record(line: int, cells: list[str]) -> Record:
    text = "".join(cells)
    if not text.isascii():
        cells = [cell.translate(TRACES) for cell in cells]
    if not text.isprintable():
        cells = [cell.translate(CONTROLS) for cell in cells]
    record = too_long(line, cells) if len(text) > 10_000 else None
    signs = "=" in text or "@" in text or "(" in text or "|" in text or "!" in text
    return record or checked(
        line, cells, quoted="'" in text, signs=signs, damaged=False
    )


def sheets(name: str, opened: Callable[[], BinaryIO]) -> list[Sheet]:
    """The sheets of the workbook that have anything in them; `UnreadableFile` if it is broken, locked or a bomb."""
    with _reading(name), opened() as binary:
        digest = _digest(binary)
        with zipfile.ZipFile(binary) as parts:
            formulas = _look_through(name, parts)
            places = _sheet_parts(parts) if formulas else {}
    with _reading(name), opened() as binary:
        book = CalamineWorkbook.from_object(binary)  # reads it to the end
        titles = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    return [
        Sheet(
            name if len(titles) == 1 else f"{name}/{title}",
            name,
            f"{digest}/{title}",
            partial(book.get_sheet_by_name, title),
            frozenset(formulas.get(places.get(title, ""), ())),
        )
        for title in titles
    ]


def _digest(binary: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := binary.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _look_through(name: str, parts: zipfile.ZipFile) -> dict[str, set[tuple[int, int]]]:
    """The formula cells (row from 1, column from 0) of each part that is a sheet; refuses one stretched beyond measure."""
    found: dict[str, set[tuple[int, int]]] = {}
    for part in parts.infolist():
        seen = _Part(name)
        with parts.open(part) as stream:
            while chunk := stream.read(CHUNK):
                seen.look(chunk)
        if seen.formulas:
            found[part.filename] = seen.formulas
    return found


class _Part:
    """One part of the workbook as it goes by; a sheet is known by its tag, wherever it lies."""

    def __init__(self, name: str) -> None:
        self.formulas: set[tuple[int, int]] = set()
        self._name = name
        self._is_sheet = False
        self._width, self._height = NEAR
        self._tail = b""

    def look(self, chunk: bytes) -> None:
        """Look at the next bytes, with the end of those before, lest a tag be cut in two."""
        piece = self._tail + chunk
        self._tail = piece[-OVERLAP:]
        if COUNT.search(piece):
            raise UnreadableFile(
                self._name, f"it announces more cells than any register has. {MEND}"
            )
        self._is_sheet = self._is_sheet or b"sheetData" in piece
        if not self._is_sheet:
            return
        for place, endless in FAR.findall(piece):
            self._reach(place or endless)
        if FORMULA_TAG.search(piece):
            self.formulas |= {
                (int(row), _column(letters))
                for letters, row in CELL_WITH_FORMULA.findall(piece)
            }

    def _reach(self, written: bytes) -> None:
        place = PLACE.fullmatch(written)
        if not place:
            raise UnreadableFile(
                self._name,
                f"a cell stands at “{written[:20]!r}”, which is no place. {MEND}",
            )
        self._width = max(self._width, _column(place[1]) + 1)
        self._height = max(self._height, int(place[2]))
        if self._width * self._height > MAX_CELLS:
            raise UnreadableFile(
                self._name,
                f"its cells reach too far ({_place_in_words(place)}). {MEND}",
            )


def _place_in_words(place: re.Match[bytes]) -> str:
    letters, row = place[1].decode(), int(place[2])
    return f"column {letters}, row {row:,}" if letters else f"row {row:,}"


def _column(letters: bytes) -> int:
    """A column's index from its letters: A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _sheet_parts(parts: zipfile.ZipFile) -> dict[str, str]:
    """Which part holds each sheet, by the sheet's title."""
    targets = dict(
        _pairs(
            parts.read("xl/_rels/workbook.xml.rels"), b"Relationship", b"Id", b"Target"
        )
    )
    named = _pairs(parts.read("xl/workbook.xml"), b"sheet", b"name", b"r:id")
    return {
        html.unescape(title): _part_name(targets.get(key, "")) for title, key in named
    }


def _part_name(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _pairs(
    xml: bytes, tag: bytes, key: bytes, value: bytes
) -> Iterator[tuple[str, str]]:
    for element in re.findall(rb"<(?:\w+:)?" + tag + rb"\s[^>]*>", xml):
        attributes = dict(re.findall(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""", element))
        yield (
            attributes.get(key, b"").decode("utf-8", "replace"),
            attributes.get(value, b"").decode("utf-8", "replace"),
        )


def _reading(name: str) -> WhileOpen:
    """While a workbook is being read."""
    return WhileOpen(
        name,
        f"the workbook is broken or locked. {MEND}",
        also=(CalamineError, KeyError),
    )
