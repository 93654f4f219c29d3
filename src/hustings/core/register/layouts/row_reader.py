"""Cells into a register row, for any layout whose columns are known.

The differences between suppliers are in their columns (see `mapping`); what the cells then mean is the same everywhere,
and is worked out here: numbers and suffixes, names, "(z)" before a surname for those who opted out of the open register,
postcodes that stand among the address lines, dates, and what an update asks for. A cell that cannot mean anything is told
with its column, its text and what was expected; the row is then left out, never guessed. Only a date that is none costs
nobody their place: the elector stands, and whether they may vote is asked of the council.
"""

import re
from collections.abc import Sequence
from datetime import date

from hustings.core.elections.franchise import ANONYMOUS, letters_of
from hustings.core.register.cells import parse_date
from hustings.core.register.layouts.changes import read_change
from hustings.core.register.layouts.mapping import Columns
from hustings.core.register.layouts.names import read_names
from hustings.core.register.layouts.number_reader import NumberReader
from hustings.core.register.layouts.places import PlaceReader
from hustings.core.register.rows import Change, NotRead, RegisterRow
from hustings.core.register.tables import cut

A_NAME = "a name, or the marker N for an anonymous entry"
NO_NAME = re.compile(r"|n|anonymous(?: (?:entry|elector|voter))?", re.IGNORECASE)
"""What stands for the name of an anonymous entry."""
NOT_OPTED_OUT = frozenset({"", "N", "NO", "FALSE", "0", "F"})
SHORTEST_UPRN = 6


class Tidied(dict[str, str]):
    """Each text without spare spaces, looked up as written: the same text is one object, which saves most of the memory."""

    def __missing__(self, written: str) -> str:
        text = " ".join(written.split())
        self[written] = text = self.setdefault(text, text)
        return text


class RowReader:
    """Reads the rows of one file. `districts` are those known from elsewhere, for numbers written as one string."""

    def __init__(self, columns: Columns, districts: Sequence[str] = ()) -> None:
        self._columns = columns
        self._label = columns.date_label
        self._number = NumberReader(columns, districts)
        self._place = PlaceReader(columns)
        self._tidied = Tidied().__getitem__
        at = columns.index
        self._title, self._honours = at("title"), at("name_suffix")
        self._marker, self._date_at = at("marker"), at("attainer_date")
        self._uprn, self._opt_out = at("uprn"), at("opt_out")
        self._authority = at("authority")

    def __call__(self, raw: Sequence[str], line: int, file: str) -> RegisterRow:
        """The row that the cells make; `NotRead` for cells that make none."""
        # The cell behind the last is empty: a column that the file lacks has index -1.
        cells = [*map(self._tidied, trimmed(raw, self._columns.width)), ""]
        change = read_change(self._columns, cells)
        number = self._number(cells)
        surname, forenames, opted_out = read_names(self._columns, cells)
        hints, address, postcode = self._place(cells)
        marker = cells[self._marker]
        name = f"{surname} {forenames}".strip()
        if NO_NAME.fullmatch(name):
            marker = self._marker_of_nameless(name, marker, address)
            surname = forenames = ""
            if change is not Change.CLOSE and ANONYMOUS not in letters_of(marker):
                raise NotRead(self._name_column(), "", A_NAME)
        uprn, ticked = self._last_column(cells)
        return RegisterRow(
            number, surname, forenames, cells[self._title], self._name_suffix(cells), address, postcode, marker,
            *dated(cells[self._date_at]), self._label, uprn, opted_out or ticked, hints, change, cells[self._authority],
            file, line,
        )  # fmt: skip

    def _marker_of_nameless(
        self, instead: str, marker: str, address: tuple[str, ...]
    ) -> str:
        """The marker of a row without a name: the N may stand where the name would, or have no column at all."""
        letters = letters_of(marker)
        if ANONYMOUS in letters:
            return marker
        unmarked = self._marker < 0 and not address
        if not (instead or unmarked):
            return marker
        return f"{marker} {ANONYMOUS}" if letters else ANONYMOUS

    def _name_column(self) -> int:
        surname = self._columns.index("surname")
        return surname if surname >= 0 else self._columns.index("name")

    def _name_suffix(self, cells: list[str]) -> str:
        """What follows the name (Jr, OBE); a figure in that column is the number's suffix and was read as such."""
        text = cells[self._honours]
        return "" if text.isdecimal() else text

    def _last_column(self, cells: list[str]) -> tuple[str, bool]:
        """UPRN and opt-out: some councils put the one under the other's heading, so the text decides."""
        flag = cells[self._opt_out]
        if flag.isdecimal() and len(flag) >= SHORTEST_UPRN:
            return flag, False
        return cells[self._uprn], flag.upper() not in NOT_OPTED_OUT


def dated(text: str) -> tuple[date | None, str]:
    """The date in an attainer's column, or the text that is none: nobody loses their place over it, the council is asked."""
    try:
        return parse_date(text), ""
    except ValueError:
        return None, cut(text)


def trimmed(cells: Sequence[str], width: int) -> Sequence[str]:
    """Exactly `width` cells; `NotRead` for a row too short, or too long by more than blank cells."""
    if len(cells) == width:
        return cells
    if len(cells) > width and not any(map(str.strip, cells[width:])):
        return cells[:width]
    found = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    raise NotRead(None, found, f"{width} cells")
