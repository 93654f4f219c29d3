"""A published table of results as rows of text, whatever its wrapping.

Publishers give comma-separated files, some of them compressed (".gz"), in UTF-8 or the older Windows letters. Here the wrapping comes off:
out come a heading and numbered rows. What cannot be read is refused with the file and the line.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from hustings.core.errors import HustingsError

LARGEST = 200 * 1024 * 1024
"""More than this many bytes, unpacked, is no table of results: the largest real one has 6 MB."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file and its cells by column heading (lower case, without outer spaces).

    `beyond` are filled cells for which there is no heading: then it is not sure what the others are.
    """

    file: str
    line: int
    cells: dict[str, str]
    beyond: tuple[str, ...] = ()

    def text(self, column: str) -> str:
        """The cell without outer spaces; empty if the row has none."""
        return self.cells.get(column, "").strip()

    def count(self, column: str) -> int:
        """The cell as a whole number, 0 or more; refuses anything else with file, line, column and value."""
        written = self.text(column)
        self._must_fit()
        digits = written.replace(",", "")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 12):
            raise HustingsError(
                f"{self.file}, line {self.line}, column {column}: {written[:40]!r} was found where a whole number was expected."
            )
        return int(digits)

    def _must_fit(self) -> None:
        """Refuse a number out of a row that is longer than its heading, as 12,345 without quotation marks makes it."""
        if self.beyond:
            width = len(self.cells)
            raise HustingsError(
                f"{self.file}, line {self.line}: {width + len(self.beyond)} cells were found where the heading has {width}. "
                "Write a number such as 12,345 as 12345, or between quotation marks."
            )

    def count_or_none(self, column: str) -> int | None:
        """The cell as a whole number; None where it is empty or marked as not known ("[x]", "-")."""
        return (
            None if self.text(column) in {"", "[x]", "[z]", "-"} else self.count(column)
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and the rows under it. `heading` is as written and in order, `columns` as the rows name their cells."""

    file: str
    columns: frozenset[str]
    rows: tuple[Row, ...]
    heading: tuple[str, ...] = ()


def read_table(content: bytes, *, file: str) -> Table:
    """The rows of a comma-separated file, unpacked if it is compressed. Refuses what is no such table."""
    return table_in(unpacked_text(content, file), file=file)


def unpacked_text(content: bytes, file: str) -> str:
    """A file's text, unpacked if it is compressed. Refuses what is no text, is damaged, or unpacks to more than any table has."""
    return _decode(_unpack(content, file), file)


def table_in(text: str, *, file: str) -> Table:
    """As `read_table`, from text already unpacked. A web page saved as a table is named as such."""
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        raise HustingsError(f"{file}: is a web page and no table, perhaps an error page saved under this name. Open the address in a browser, and save the file itself.")  # fmt: skip
    lines = _lines(text, file)
    heading = tuple(cell.strip() for cell in next(lines, (0, []))[1])
    columns = [column.casefold() for column in heading]
    if len(columns) < 2:
        raise HustingsError(
            f"{file}: no heading of several columns was found in the first line. Save the results as CSV and try again."
        )
    rows = tuple(
        Row(
            file,
            number,
            dict(zip(columns, cells, strict=False)),
            tuple(filter(str.strip, cells[len(columns) :])),
        )
        for number, cells in lines
        if any(cell.strip() for cell in cells)
    )
    return Table(file, frozenset(columns), rows, heading)


def _unpack(content: bytes, file: str) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.open(io.BytesIO(content)) as unpacked:
            found = unpacked.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as broken:
        raise HustingsError(
            f"{file}: the compressed file is damaged. Download it again."
        ) from broken
    if len(found) > LARGEST:
        raise HustingsError(
            f"{file}: unpacks to more than {LARGEST // 1024**2} MB, which no table of results needs."
        )
    return found


def _decode(content: bytes, file: str) -> str:
    if b"\0" in content[:4096]:
        raise HustingsError(
            f"{file}: is not text. Save the results as CSV and try again."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as broken:
        raise HustingsError(
            f"{file}, line {reader.line_num}: the row cannot be read ({broken})."
        ) from broken
