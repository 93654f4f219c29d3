"""A supplier's layout: how to tell it, how to read it, how to write it.

A layout is told by its headings, never by the council, since councils change their supplier. Writing it out again in
exactly the supplier's columns serves the demonstration and the proof that reading loses nothing.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from hustings.core.register.cells import ESCAPED
from hustings.core.register.layouts.mapping import (
    ColumnMapping,
    Columns,
    bind,
    spellings,
)
from hustings.core.register.layouts.writing import absent_cells, row_cells
from hustings.core.register.rows import AbsentRow, Family, Kind, RegisterRow


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout of one family. `needs` are the headings without which a file is not in this layout.

    `headings` are those of the supplier's own file, in order; none for a positional layout, whose `columns` are fixed.
    `banners` are lines that stand above the headings, `joint` what parts number and suffix where they share a column.
    """

    name: str
    family: Family
    mapping: ColumnMapping
    headings: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    fixed: Columns | None = None
    banners: tuple[str, ...] = ()
    joint: str = "/"

    @property
    def kind(self) -> Kind:
        return self.mapping.kind

    @property
    def columns(self) -> Columns:
        """The columns of a file in exactly this layout."""
        return self.fixed or bind(self.mapping, self.headings)

    def missing(self, folded_headings: frozenset[str]) -> list[str]:
        """Which of the needed headings are not among a file's."""
        return [
            need
            for need in self.needs
            if not folded_headings.intersection(spellings(need))
        ]

    def dumps(self, rows: Iterable[RegisterRow | AbsentRow], month: int = 1) -> str:
        """The rows as the supplier's program writes them out: CSV with CRLF; `month` (1 to 12) is that of an update."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerows([banner] for banner in self.banners)
        if self.headings:
            writer.writerow(self.headings)
        columns = self.columns
        for row in rows:
            cells = (
                absent_cells(columns, row)
                if isinstance(row, AbsentRow)
                else row_cells(columns, row, self.joint, month)
            )
            writer.writerow(
                [f"'{cell}" if ESCAPED.match(cell) else cell for cell in cells]
            )
        return text.getvalue()
