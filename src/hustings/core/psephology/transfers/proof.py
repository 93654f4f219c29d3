"""How far an estimated table is from the true one, where that is known: what this method's accuracy is stated in."""

import numpy as np

from hustings.core.psephology.transfers.intervals import Interval
from hustings.core.psephology.transfers.margins import Table


def wrong_cell_percentage(estimated: Table, truth: Table) -> float:
    """Of a hundred votes, how many stand in the wrong cell: 100 · ½ · Σ|estimated − true| / Σ true, called EI.

    A half, as each vote in a wrong cell is missing from its own.
    """
    return float(50 * np.abs(estimated - truth).sum() / truth.sum())


def covered(interval: Interval, truth: Table) -> Table:
    """Cell by cell, whether the truth lies within, to a thousandth of a person."""
    return np.asarray((interval.low - 1e-3 <= truth) & (truth <= interval.high + 1e-3))


def proportional(truth: Table) -> Table:
    """The table of somebody who knows the totals alone: every option's voters went as the whole did."""
    return np.asarray(np.outer(truth.sum(1), truth.sum(0)) / truth.sum())
