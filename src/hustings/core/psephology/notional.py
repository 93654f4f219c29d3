"""Notional results: how the seats of new boundaries would have voted at the election before.

After a review of boundaries nobody has voted in the new seats yet. Rallings and Thrasher estimate for the press, from ward
elections and the old seats' results, how each would have voted: by party, as a table of candidates cannot be made. The
figures are an estimate and are named so wherever they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from hustings.core.elections.result import DeclaredResult, party_key
from hustings.core.elections.results_file import fold_place, layout_of
from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError
from hustings.core.psephology.changes import Basis, Before
from hustings.core.psephology.past import SeatResult

ESTIMATED = {
    "notional results of 2005": (date(2005, 5, 5), date(2010, 5, 6)),
    "notional results of 2019": (date(2019, 12, 12), date(2024, 7, 4)),
}
"""Which election each layout's table estimates, and in the seats of which: neither stands in the file."""


@dataclass(frozen=True)
class Estimate:
    """A seat at an election that it did not hold. `result` has parties in place of candidates, and no rejected papers."""

    code: str
    result: DeclaredResult

    @property
    def name(self) -> str:
        return self.result.contest

    @cached_property
    def before(self) -> Before:
        """The parties' shares, to be set beside those of the seat's first real election."""
        standing = self.result.standing
        shares = {party_key(e.short): self.result.share(e) for e in standing}
        return Before(Basis.NOTIONAL, shares)


@dataclass(frozen=True)
class Notional:
    """The election of `day` as estimated in the seats of `boundaries`, by official code."""

    day: date
    boundaries: date
    seats: Mapping[str, Estimate]

    def estimate(self, seat: SeatResult) -> Estimate | None:
        """What there is on the seat: by its code or, as some codes have changed since, by its name; else None."""
        return self.seats.get(seat.code) or self._by_name.get(fold_place(seat.name))

    def of(self, seat: SeatResult) -> Before | None:
        """The seat's shares; None where the table does not have it."""
        found = self.estimate(seat)
        return found.before if found else None

    @cached_property
    def _by_name(self) -> Mapping[str, Estimate]:
        return {fold_place(each.name): each for each in self.seats.values()}


def read_notional(table: Table) -> Notional:
    """The estimates of a table; refuses a table of another layout, or one whose parties do not add up."""
    layout = layout_of(table)
    if layout.name not in ESTIMATED or layout.result is None:
        raise HustingsError(f"{table.file}: is no table of notional results.")
    column = layout.place[0]

    def code(row: Row) -> str:
        return row.text(column)

    day, boundaries = ESTIMATED[layout.name]
    seats = {
        key: Estimate(key, layout.result(tuple(rows)))
        for key, rows in groupby(sorted(table.rows, key=code), key=code)
    }
    return Notional(day, boundaries, seats)
