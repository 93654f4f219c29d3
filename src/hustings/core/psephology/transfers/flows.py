"""The transfers as lines of a table: so many people went from this to that, with a low and a high, the largest first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hustings.core.psephology.transfers.estimate import Transfers
from hustings.core.psephology.transfers.intervals import Interval, interval
from hustings.core.psephology.transfers.margins import Margins, Table


@dataclass(frozen=True, slots=True)
class Flow:
    """People, rounded to whole ones; `share` is their part (0 to 1) of all who chose `source` before."""

    source: str
    target: str
    people: int
    low: int
    high: int
    share: float


@dataclass(frozen=True, slots=True)
class Flows:
    """`lines`, the largest first, and how many people each option had on either side, by the figures themselves.

    Lines are rounded one by one, so that their sum may be a few people off.
    """

    lines: tuple[Flow, ...]
    before: dict[str, int]
    after: dict[str, int]


def flows(transfers: Transfers, areas: Sequence[int] = ()) -> Flows:
    """A line for each cell of the table of these areas together, or of all; cells that nobody can be in are left out."""
    chosen = list(areas) or list(range(len(transfers.margins.areas)))
    table = np.asarray(transfers.tables[chosen].sum(0))
    return _lines(transfers.margins, table, interval(transfers, chosen))


def flows_together(groups: Sequence[Transfers]) -> Flows:
    """The lines of groups of areas that were fitted by themselves, added up.

    Their lows and highs are added too: what is wrong in one group is likely to be wrong the same way in the others.
    """
    reaches = [interval(group) for group in groups]
    low = np.sum([reach.low for reach in reaches], axis=0)
    high = np.sum([reach.high for reach in reaches], axis=0)
    table = np.sum([group.table for group in groups], axis=0)
    return _lines(groups[0].margins, table, Interval(low, high))


def _lines(margins: Margins, table: Table, reach: Interval) -> Flows:
    chosen = table.sum(1)
    found = [
        Flow(
            source,
            target,
            round(table[row, column]),
            round(reach.low[row, column]),
            round(reach.high[row, column]),
            float(table[row, column] / max(chosen[row], 1e-9)),
        )
        for row, source in enumerate(margins.rows)
        for column, target in enumerate(margins.columns)
        if reach.high[row, column] > 0
    ]
    return Flows(
        tuple(sorted(found, key=lambda flow: -flow.people)),
        dict(zip(margins.rows, _whole(table.sum(1)), strict=True)),
        dict(zip(margins.columns, _whole(table.sum(0)), strict=True)),
    )


def _whole(people: Table) -> list[int]:
    return [round(each) for each in people]
