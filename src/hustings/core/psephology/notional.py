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
from hustings.core.elections.results_file import layout_of
from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError
from hustings.core.psephology.boundaries import SETS, of_other_boundaries
from hustings.core.psephology.changes import Basis, Before
from hustings.core.psephology.past import SeatResult
from hustings.core.psephology.publishers import Remark
from hustings.core.spelling import fold_place

ESTIMATED = {
    "notional results of 2005": date(2005, 5, 5),
    "notional results of 2019": date(2019, 12, 12),
}
"""Which election each layout's table estimates: it does not stand in the file."""


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
    refused: tuple[Remark, ...] = ()

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


def read_notional(table: Table, day: date | None = None) -> Notional:
    """The estimates of a table; `day` is the election that is estimated, where the layout does not say it.

    A seat whose parties do not add up, or whose code is of other boundaries, is left out and told. Refuses a table of
    another layout.
    """
    layout = layout_of(table)
    estimated = day or ESTIMATED.get(layout.name)
    if estimated is None or layout.result is None or layout.day is not None:
        raise HustingsError(f"{table.file}: is no table of notional results.")
    boundaries = next((e.since for e in SETS if e.since > estimated), None)
    if boundaries is None:
        raise HustingsError(f"{table.file}: no boundaries are known that came after {estimated}.")  # fmt: skip
    column = layout.place[0]

    def code(row: Row) -> str:
        return row.text(column)

    seats: dict[str, Estimate] = {}
    refused = []
    for key, found in groupby(sorted(table.rows, key=code), key=code):
        rows = tuple(found)
        try:
            _check_code(key, boundaries)
            seats[key] = Estimate(key, layout.result(rows))
        except HustingsError as problem:
            refused.append(_remark(rows[0], layout.place[1], estimated, str(problem)))
    return Notional(estimated, boundaries, seats, tuple(refused))


def _check_code(code: str, boundaries: date) -> None:
    if other := of_other_boundaries(code, boundaries):
        raise HustingsError(f"{code} is a code of the boundaries of {other.year}; these are estimates for those of {boundaries.year}.")  # fmt: skip


def _remark(row: Row, column: str, day: date, said: str) -> Remark:
    reason = said.removeprefix(f"{row.file}, line {row.line}").lstrip(",: ")
    return Remark(row.file, row.line, str(day), row.text(column), reason)
