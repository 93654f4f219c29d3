"""The transfers as lines of a table: so many people went from this to that, with a low and a high, the largest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hustings.core.psephology.transfers.estimate import Transfers
from hustings.core.psephology.transfers.intervals import (
    Interval,
    interval,
    intervals_by_area,
)
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
    return flows_of_parts([(transfers, areas)])


def flows_of_parts(parts: Sequence[tuple[Transfers, Sequence[int]]]) -> Flows:
    """The lines of areas out of groups that were fitted by themselves, added up; no areas named are all of the group.

    Their lows and highs are added too: what is wrong in one group is likely to be wrong the same way in the others.
    """
    reaches = [interval(group, areas) for group, areas in parts]
    low = np.sum([reach.low for reach in reaches], axis=0)
    high = np.sum([reach.high for reach in reaches], axis=0)
    tables = [group.tables[list(areas) or slice(None)].sum(0) for group, areas in parts]
    return _lines(parts[0][0].margins, np.sum(tables, axis=0), Interval(low, high))


def flows_by_area(transfers: Transfers) -> Iterator[Flows]:
    """The lines of each area by itself, in the order of the margins."""
    reach = intervals_by_area(transfers)
    for table, low, high in zip(transfers.tables, reach.low, reach.high, strict=True):
        yield _lines(transfers.margins, table, Interval(low, high))


def _lines(margins: Margins, table: Table, reach: Interval) -> Flows:
    chosen = table.sum(1)
    shares = table / np.maximum(chosen, 1e-9)[:, None]
    there = reach.high > 0
    rows, columns = np.nonzero(there)
    found = list(
        map(
            Flow,
            (margins.rows[n] for n in rows),
            (margins.columns[n] for n in columns),
            _whole(table[there]),
            _whole(reach.low[there]),
            _whole(reach.high[there]),
            shares[there].tolist(),
        )
    )
    return Flows(
        tuple(sorted(found, key=lambda flow: -flow.people)),
        dict(zip(margins.rows, _whole(chosen), strict=True)),
        dict(zip(margins.columns, _whole(table.sum(0)), strict=True)),
    )


def _whole(people: Table) -> list[int]:
    found: list[int] = np.rint(people).astype(int).tolist()
    return found
