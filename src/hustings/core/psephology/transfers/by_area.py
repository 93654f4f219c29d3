"""A table for each area that agrees with both its figures, as near as can be to shares that hold for all areas.

The shares give a first table; its rows and its columns are scaled in turn until both sums are right (iterative
proportional fitting, Deming and Stephan 1940). What no table can leave is known exactly: a cell holds no more than its
row or its column, and no fewer than both together have beyond the area's people (Duncan and Davis 1953).
"""

import numpy as np

from hustings.core.psephology.transfers.margins import Table

NEAR = 1e-3
"""People by which a row's sum may be off at an area; columns are exact."""
_TURNS = 2000
_FLOOR = 1e-9


def by_area(before: Table, after: Table, shares: Table) -> tuple[Table, bool]:
    """Areas × rows × columns, and whether every sum came near enough."""
    tables = before[:, :, None] * np.maximum(shares, _FLOOR)
    for _ in range(_TURNS):
        tables = tables * _ratio(after, tables.sum(1))[:, None, :]
        sums = tables.sum(2)
        if np.abs(sums - before).max() < NEAR:
            return tables, True
        tables = tables * _ratio(before, sums)[:, :, None]
    return tables * _ratio(after, tables.sum(1))[:, None, :], False


def as_neighbours(before: Table, after: Table) -> Table:
    """The tables if every option's voters at an area had gone as the area did, areas × rows × columns."""
    total = np.maximum(before.sum(1), 1e-300)
    return np.asarray(before[:, :, None] * after[:, None, :] / total[:, None, None])


def bounds(before: Table, after: Table) -> tuple[Table, Table]:
    """The least and the most that each cell can hold, areas × rows × columns."""
    row, column = before[:, :, None], after[:, None, :]
    total = before.sum(1)[:, None, None]
    return np.maximum(row + column - total, 0), np.minimum(row, column)


def _ratio(wanted: Table, held: Table) -> Table:
    """What to multiply `held` by, to have `wanted`; 0 where nothing is held."""
    return np.divide(wanted, held, out=np.zeros_like(held), where=held > 0)
