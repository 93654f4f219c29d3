"""A council's file, opened: its layout known, its rows ready to be read one after another.

Lines above the headings, lines such as "Ref: …", "Monthly Additions …" and "Accession: …", and headings repeated in the
middle of a file are no rows and are not counted. Every other line is: it becomes a row, or it is told as not read.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from hustings.core.register.cells import tidy
from hustings.core.register.layouts import (
    ColumnMapping,
    Detected,
    Layout,
    detect,
    nearest,
)
from hustings.core.register.layouts.absent_reader import AbsentReader
from hustings.core.register.layouts.mapped import DESCRIBED, dumps
from hustings.core.register.layouts.mapping import folded, lacking
from hustings.core.register.layouts.row_reader import RowReader
from hustings.core.register.order import month_in, month_of_number
from hustings.core.register.rows import AbsentRow, Kind, NotRead, Refusal, RegisterRow
from hustings.core.register.tables import Record, Table, UnreadableFile, cut

HEAD = 250
"""Records looked at to tell the layout."""
FEWEST_COLUMNS = 4
"""Cells in a line of a register; a sentence may have a comma or two."""
BANNER = re.compile(r"ref ?:|monthly\b|accession ?:", re.IGNORECASE)
TO_MEND = "Rows that were not read: mend them and send this file again"
Row = RegisterRow | AbsentRow
SAVE_AS = "Send the file as the council sent it, or say which column holds what: the guide tells how under “A layout that we do not know”."


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """One table and its layout. `month` is that of an update, 1 to 12, where its title or name tells it."""

    table: Table
    delimiter: str
    detected: Detected
    month: int | None
    authorities: frozenset[str] = frozenset()
    """Names of councils that the file itself gives."""

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def layout(self) -> Layout:
        return self.detected.layout

    @property
    def kind(self) -> Kind:
        return self.layout.kind

    @property
    def digest(self) -> str:
        """What tells that this has been read before: the file's bytes, and what a person said of its columns, if they did."""
        if self.layout.name != DESCRIBED:
            return self.table.digest
        said = hashlib.sha256(dumps(self.layout.mapping).encode()).hexdigest()
        return f"{self.table.digest}/{said}"

    @property
    def lacks(self) -> list[str]:
        """Columns that a campaign's own description names and the file has not."""
        if self.layout.name != DESCRIBED:
            return []
        return lacking(self.layout.mapping, self.detected.columns.headings)

    @property
    def is_part(self) -> bool:
        """Whether this is a file of mended rows, which says nothing about the electors it leaves out."""
        return any(title.startswith(TO_MEND) for title in self.detected.titles)

    def rows(self, districts: Sequence[str] = ()) -> Iterator[Row | Refusal]:
        """Each row in turn, or why it is none. `districts` are those known, for numbers written as one string."""
        return (row for row, _ in self.entries(districts))

    def entries(
        self, districts: Sequence[str] = ()
    ) -> Iterator[tuple[Row | Refusal, Record]]:
        """Each row with the record it was read from."""
        columns = self.detected.columns
        reader: RowReader | AbsentReader = RowReader(columns, districts)
        if self.kind is Kind.ABSENT:
            reader = AbsentReader(
                columns, districts, (*self.detected.titles, self.name)
            )
        banners = _Banners(columns.headings)
        for record in islice(
            self.table.records(self.delimiter), self.detected.rows_from, None
        ):
            line, cells, fault = record
            if fault:
                if not banners.has(cells):
                    yield (
                        self._refused(
                            record, fault.column, fault.value, fault.expected
                        ),
                        record,
                    )
                continue
            try:
                yield reader(cells, line, self.name), record
            except NotRead as problem:
                if not banners.has(cells):
                    yield (
                        self._refused(
                            record, problem.column, problem.value, problem.expected
                        ),
                        record,
                    )

    def refusal(self, record: Record, entry: str, value: str, expected: str) -> Refusal:
        """Why a row that could be read cannot stand: the cell of one of the mapping's entries, its text, what was expected."""
        at = self.detected.columns.index(entry)
        return self._refused(record, at if at >= 0 else None, value, expected)

    def _refused(
        self, record: Record, column: int | None, value: str, expected: str
    ) -> Refusal:
        heading = self.detected.columns.heading(column)
        return Refusal(
            self.name, record.line, heading, cut(value), expected, tuple(record.cells)
        )


class _Banners:
    """Tells lines that are no rows."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._headings = [folded(heading) for heading in headings]

    def has(self, cells: Sequence[str]) -> bool:
        first = cells[0].strip()
        if BANNER.match(first) or first.startswith(TO_MEND):
            return True
        return (
            bool(self._headings)
            and [folded(cell) for cell in cells[: len(self._headings)]]
            == self._headings
        )


def open_file(table: Table, mappings: Iterable[ColumnMapping] = ()) -> RegisterFile:
    """The file with its layout; `UnreadableFile` where the layout is none that we know and no mapping fits."""
    mappings = tuple(mappings)
    head: list[Sequence[str]] = []
    for delimiter in table.delimiters:
        head = [record.cells for record in islice(table.records(delimiter), HEAD)]
        detected = detect(head, mappings, table.name)
        if detected:
            return RegisterFile(
                table,
                delimiter,
                detected,
                _month(table.name, detected, head),
                frozenset(_authorities(detected, head)),
            )
    raise UnreadableFile(
        table.name,
        _unknown(table, mappings),
        empty=not head,
        tabular=any(_is_tabular(table, delimiter) for delimiter in table.delimiters),
    )


def _month(name: str, detected: Detected, head: Sequence[Sequence[str]]) -> int | None:
    """An update's month: from its own column, from the sign beside each row, from its title, or from its name."""
    if detected.layout.kind is not Kind.UPDATE:
        return None
    at = detected.columns.index(
        "register_month" if detected.columns.headings else "change"
    )
    written = [row[at] for row in head[detected.rows_from :] if 0 <= at < len(row)]
    months = [month for text in written if (month := month_of_number(text))]
    if months:
        return months[-1]
    titles = [
        title
        for title in (*detected.titles, *_banners_below(head, detected))
        if BANNER.match(title)
    ]
    return next((month for text in (*titles, name) if (month := month_in(text))), None)


def _authorities(detected: Detected, head: Sequence[Sequence[str]]) -> Iterator[str]:
    at = detected.columns.index("authority")
    for row in head[detected.rows_from :]:
        if at >= 0 and len(row) == detected.columns.width and row[at].strip():
            yield tidy(row[at])


def _banners_below(head: Sequence[Sequence[str]], detected: Detected) -> list[str]:
    return [
        " ".join(row)
        for row in head[detected.rows_from :]
        if BANNER.match(row[0].strip())
    ]


def _is_tabular(table: Table, delimiter: str) -> bool:
    """Whether half the lines have the same number of cells, and so many that they are no sentences."""
    widths = Counter(len(r.cells) for r in islice(table.records(delimiter), HEAD))
    return any(
        width >= FEWEST_COLUMNS and count * 2 >= widths.total()
        for width, count in widths.items()
    )


def _unknown(table: Table, mappings: Iterable[ColumnMapping]) -> str:
    """Why a file's layout is unknown, in plain words."""
    records = islice(table.records(table.delimiters[0]), HEAD)
    rows = [record.cells for record in records]
    if not rows:
        return "the file is empty. Ask for it again, or leave it out."
    close = nearest(rows, mappings)
    shown = ", ".join(filter(None, map(str.strip, rows[0])))
    return f"no known layout: {close or f'its first line is “{cut(shown)}”'}. {SAVE_AS}"
