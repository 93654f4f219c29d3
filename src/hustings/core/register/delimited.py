"""Text files with cells between commas, semicolons or tabs.

Councils send text in two ways of writing letters: UTF-8 (with or without a mark at its start) and windows-1252, older and
from Excel. A file is looked through once before it is read: valid UTF-8 is UTF-8; a file with letters that only
windows-1252 explains is windows-1252; one that is plainly UTF-8 but for a few damaged letters is read as UTF-8 and the
lines with the damage are told. Zero bytes mean that it is no text at all.

A quotation mark that is never closed would swallow the lines below it. Its line is told as a fault, and the lines below
are read again for themselves.
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
CONTROL_BYTES = bytes([*range(1, 9), 11, 12, *range(14, 32), 127])
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
            name, "the file is empty. Ask for it again, or leave it out."
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

    def _read(self) -> tuple[int, str]:
        line = self._text.readline(MAX_LINE)
        self._number += 1
        if len(line) == MAX_LINE and not line.endswith("\n"):
            self._skip_rest()
        if not line.isascii():
            line = line.translate(TRACES)
            line = NO_LETTER.sub(DAMAGED, line) if self.damaged else line
            line = line or "\n"
        return self._number, line.translate(CONTROLS) if self._survey.controls else line

    def _skip_rest(self) -> None:
        """Leave out what is beyond the longest line that we read."""
        while rest := self._text.readline(MAX_LINE):
            if rest.endswith("\n"):
                return


class _Runaway(Exception):
    """A row runs over more lines than any address does."""


def _records(lines: _Lines, delimiter: str) -> Iterator[Record]:
    reader = csv.reader(lines, delimiter=delimiter)
    widths: set[int] = set()
    while True:
        lines.start_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (_Runaway, csv.Error):
            yield _unclosed(lines, delimiter)
            continue
        if len(lines.taken) > 1 or lines.ended:
            if lines.ended or _swallowed(lines, len(cells), widths, delimiter):
                yield _unclosed(lines, delimiter)
                continue
        elif not any(map(str.strip, cells)):
            continue
        widths.add(len(cells))
        yield _record(lines, cells)


def _record(lines: _Lines, cells: list[str]) -> Record:
    number, line = lines.taken[0]
    if len(line) > MAX_CELL or len(lines.taken) > 1:
        record = too_long(number, cells)
        if record:
            return record
        line = "".join(text for _, text in lines.taken)
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
        _width(line, delimiter) >= width for _, line in lines.taken[1:]
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
