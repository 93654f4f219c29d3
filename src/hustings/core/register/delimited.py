"""Text files with cells between commas, semicolons or tabs.

Councils send text in two ways of writing letters: UTF-8 (with or without a mark at its start) and windows-1252, older and
from Excel. A file is looked through once before it is read: valid UTF-8 is UTF-8; a file with letters that only
windows-1252 explains is windows-1252; one that is plainly UTF-8 but for a few damaged letters is read as UTF-8 and the
lines with the damage are told. Zero bytes mean that it is no text at all.

A cell in quotation marks may run over lines, however many. A quotation mark that is never closed would swallow the lines
below it: its line is told as a fault, and the lines below are read again for themselves; many that are no rows by
themselves are its broken remains, and are told with it.
"""

import codecs
import csv
import hashlib
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from hustings.core.register.cells import CONTROLS, TRACES
from hustings.core.register.tables import (
    DAMAGED,
    MAX_CELL,
    Fault,
    Record,
    UnreadableFile,
    checked,
    cut,
    too_long,
)

CHUNK = 1 << 20
MAX_LINE = 100_000
MAX_LINES_IN_ROW = 40
MAX_REMAINS = 40
"""Lines below a torn row that are told by themselves though they are no rows."""
CONTROL_BYTES = bytes([*range(1, 9), 11, 12, *range(14, 32), 127])
MAX_LOOKED_AHEAD = 100_000_000
"""Characters looked through in vain for the ends of cells, after which long cells are taken for broken ones."""
IN_QUOTES = re.compile(r'"[^"]*"|[^"]+')
NO_LETTER = re.compile("[\ud800-\udfff]")
UNCLOSED = "a quotation mark that is closed again"
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Survey:
    """What one look through a file's bytes tells: how to read its letters, and what to look out for in its lines."""

    encoding: str
    digest: str
    damaged: bool
    controls: bool


@dataclass(frozen=True, slots=True)
class DelimitedText:
    """A text file as a table. `opened` gives its bytes from the start, each time anew."""

    name: str
    opened: Callable[[], BinaryIO]
    survey: Survey
    delimiters: tuple[str, ...] = DELIMITERS

    @property
    def of(self) -> str:
        return self.name

    @property
    def digest(self) -> str:
        return self.survey.digest

    def records(self, delimiter: str) -> Iterator[Record]:
        """The lines cut at `delimiter`, blank ones left out."""
        with self.opened() as binary:
            text = io.TextIOWrapper(
                binary, self.survey.encoding, errors="surrogateescape", newline=""
            )
            yield from _records(_Lines(text, self.survey), delimiter)


def delimited_text(name: str, opened: Callable[[], BinaryIO]) -> DelimitedText:
    """The text file that `opened` gives, surveyed; `UnreadableFile` if it is no text."""
    return DelimitedText(name, opened, survey_bytes(name, opened))


def survey_bytes(name: str, opened: Callable[[], BinaryIO]) -> Survey:
    """How to read the file's letters; `UnreadableFile` for an empty or binary one, or another way of writing."""
    seen = _Seen()
    with opened() as binary:
        while chunk := binary.read(CHUNK):
            _check_text(name, chunk, first=not seen.size)
            seen.take(chunk)
    seen.end()
    if not seen.size:
        raise UnreadableFile(
            name, "the file is empty. Ask for it again, or leave it out.", empty=True
        )
    encoding, damaged = seen.verdict()
    return Survey(encoding, seen.digest.hexdigest(), damaged, seen.controls)


def _check_text(name: str, chunk: bytes, *, first: bool) -> None:
    if first and chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableFile(
            name,
            "the text is in UTF-16. Open it in a spreadsheet and save it as “CSV UTF-8”.",
        )
    if first and chunk.startswith(b"%PDF"):
        raise UnreadableFile(
            name,
            "this is a PDF. Ask the council for the register as data (CSV or XLSX).",
        )
    if first and chunk.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            name,
            "this is an old or password-protected Excel file. Save it as XLSX without a password, or as CSV.",
        )
    if b"\0" in chunk:
        raise UnreadableFile(
            name,
            "this is not a text file (it holds zero bytes). Send CSV, XLSX or a ZIP of them.",
        )


class _Seen:
    """What has been seen of the bytes so far."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.size = 0
        self.marked = False
        self.controls = False
        self.undefined = False
        self.letters = 0
        self.bad = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")

    def take(self, chunk: bytes) -> None:
        if not self.size:
            self.marked = chunk.startswith(codecs.BOM_UTF8)
        self.size += len(chunk)
        self.digest.update(chunk)
        self.controls |= len(chunk.translate(None, CONTROL_BYTES)) != len(chunk)
        self._count(chunk, final=False)

    def end(self) -> None:
        self._count(b"", final=True)

    def _count(self, chunk: bytes, *, final: bool) -> None:
        text = self._decoder.decode(chunk, final)
        if text.isascii():
            return
        self.undefined |= any(byte in chunk for byte in b"\x81\x8d\x8f\x90\x9d")
        bad = len(NO_LETTER.findall(text))
        self.bad += bad
        self.letters += len(text) - len(text.encode("ascii", "ignore")) - bad

    def verdict(self) -> tuple[str, bool]:
        """The encoding, and whether some letters do not fit it."""
        if not self.bad:
            return "utf-8-sig", False
        if self.marked or self.letters > 5 * self.bad:
            return "utf-8-sig", True
        return "cp1252", self.undefined


class _Lines:
    """The lines of a text for the CSV reader, which can be given back; each knows its number."""

    def __init__(self, text: io.TextIOWrapper, survey: Survey) -> None:
        self._text = text
        self._survey = survey
        self._given_back: deque[tuple[int, str]] = deque()
        self._number = 0
        self._looked_ahead = 0
        self.damaged = survey.damaged
        self.taken: list[tuple[int, str]] = []
        """The physical lines of the row being read."""
        self.ended = False
        """Whether the row being read asked for a line beyond the last: its quotation mark is never closed."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MAX_LINES_IN_ROW:
            raise _Runaway
        number, line = self._given_back.popleft() if self._given_back else self._read()
        if not line:
            self.ended = True
            raise StopIteration
        self.taken.append((number, line))
        return line

    def start_row(self) -> None:
        self.taken.clear()
        self.ended = False

    def give_back(self) -> None:
        """Let all lines of this row but the first be read again, for themselves."""
        self._given_back.extendleft(reversed(self.taken[1:]))

    def closed(self, width: int, delimiter: str) -> list[str] | None:
        """The cells of a row that runs over very many lines, if it ends and has `width` of them (0: any number).

        Else None, and the text is where it was before.
        """
        if self._given_back or self._looked_ahead > MAX_LOOKED_AHEAD:
            return None
        if len(self.taken) < 2 or any(
            _is_row(line, width, delimiter) for _, line in self.taken[1:]
        ):
            return None
        start, number = self._text.tell(), self._number
        text = "".join(line for _, line in self.taken)
        cells = self._end_of(text, width, delimiter)
        if cells is None:
            self._looked_ahead += self._text.tell() - start
            self._text.seek(start)
            self._number = number
        return cells

    def _end_of(self, text: str, width: int, delimiter: str) -> list[str] | None:
        """The cells of `text` and the lines up to the one that closes its quotation mark, none of which is a row by itself."""
        held = io.StringIO()
        held.write(text)
        marks = text.count('"')
        while marks % 2:
            line = self._text.readline(MAX_LINE)
            if not line or _is_row(line, width, delimiter):
                return None
            self._number += len(line) < MAX_LINE or line.endswith("\n")
            marks += line.count('"')
            held.write(self._plain(line))
        cells = _long_cells(held.getvalue(), delimiter)
        return cells if not width or len(cells) == width else None

    def _read(self) -> tuple[int, str]:
        line = self._text.readline(MAX_LINE)
        self._number += 1
        if len(line) == MAX_LINE and not line.endswith("\n"):
            self._skip_rest()
        return self._number, self._plain(line)

    def _plain(self, line: str) -> str:
        if not line.isascii():
            line = line.translate(TRACES)
            line = NO_LETTER.sub(DAMAGED, line) if self.damaged else line
            line = line or "\n"
        return line.translate(CONTROLS) if self._survey.controls else line

    def _skip_rest(self) -> None:
        """Leave out what is beyond the longest line that we read."""
        while rest := self._text.readline(MAX_LINE):
            if rest.endswith("\n"):
                return


def _is_row(line: str, width: int, delimiter: str) -> bool:
    """Whether a line within quotation marks has all the cells of a row (0: nobody knows how many that is)."""
    return bool(width) and line.count(delimiter) + 1 >= width


class _Runaway(Exception):
    """A row runs over more lines than any address does."""


def _records(lines: _Lines, delimiter: str) -> Iterator[Record]:
    reader = csv.reader(lines, delimiter=delimiter)
    widths: set[int] = set()
    remains = _Remains()
    while True:
        lines.start_row()
        cells: list[str] | None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (_Runaway, csv.Error):
            cells = lines.closed(max(widths, default=0), delimiter)
        else:
            if (len(lines.taken) > 1 or lines.ended) and (
                lines.ended or _swallowed(lines, len(cells), widths, delimiter)
            ):
                cells = None
        if cells is None:
            torn = _unclosed(lines, delimiter)
            if not remains.has(lines.taken[0][1].count(delimiter) + 1):
                yield torn
            remains.begin(max(widths, default=0))
        elif any(map(str.strip, cells)) and not remains.has(len(cells)):
            widths.add(len(cells))
            yield _record(lines, cells)


class _Remains:
    """The lines below a row that was torn: up to a row of full width, many of them are its remains and no rows."""

    def __init__(self) -> None:
        self._width = 0
        self._lines = 0

    def begin(self, width: int) -> None:
        """Note a torn row, in a file of rows of `width` cells."""
        self._width = width

    def has(self, width: int) -> bool:
        """Whether a line of `width` cells is one of too many remains to be told by itself."""
        if width >= self._width:
            self._width = self._lines = 0
            return False
        self._lines += 1
        return self._lines > MAX_REMAINS


def _long_cells(text: str, delimiter: str) -> list[str]:
    """The cells of a row of many lines, each as far as its length says that it is too long."""
    cells = [""]
    for found in IN_QUOTES.finditer(text.rstrip("\r\n")):
        piece = found[0]
        if piece.startswith('"'):
            parts = [piece[1:-1]]
            # Two marks on end are one mark within the cell: a piece that follows a quoted one at once.
            if found.start() and text[found.start() - 1] == '"':
                parts[0] = '"' + parts[0]
        else:
            parts = piece.split(delimiter)
        if len(cells[-1]) <= MAX_CELL:
            cells[-1] += parts[0][: MAX_CELL + 1]
        cells.extend(parts[1:])
    return cells


def _record(lines: _Lines, cells: list[str]) -> Record:
    number, line = lines.taken[0]
    if len(line) > MAX_CELL or len(lines.taken) > 1:
        record = too_long(number, cells)
        if record:
            return record
        line = "".join(cells)
    return checked(
        number,
        cells,
        quoted="'" in line,
        signs="=" in line or "@" in line or "(" in line or "|" in line or "!" in line,
        damaged=lines.damaged,
    )


def _swallowed(lines: _Lines, width: int, widths: set[int], delimiter: str) -> bool:
    """Whether a row of several lines has swallowed others: it has an odd width, or a later line is a row by itself."""
    if not widths:
        return False
    return width not in widths or any(
        _is_row(line, width, delimiter) or _width(line, delimiter) >= width
        for _, line in lines.taken[1:]
    )


def _width(line: str, delimiter: str) -> int:
    return len(_cells(line, delimiter))


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line by itself, however its quotation marks stand."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def _unclosed(lines: _Lines, delimiter: str) -> Record:
    """The first line of a row that runs away, as a fault; the lines below it are given back."""
    lines.give_back()
    number, line = lines.taken[0]
    cells = [cell.rstrip("\r\n") for cell in _cells(line, delimiter)]
    record = too_long(number, cells)
    return record or Record(
        number, cells, Fault(len(cells) - 1, cut(cells[-1]), UNCLOSED)
    )
