"""How sure the figures of a transfer table are: a low and a high for each cell, meant to hold the truth nine times in ten.

Five things are added: what the fit does not know of the shares, what chance and local difference leave open at each
area once its sums are known, how far the fit forwards and the fit back are apart, that more or fewer may have gone as
their neighbours than was taken, and one person for rounding. The whole is widened by a factor found on the 69 tables of
2002 whose truth is known; of the cells of 2008, to which no constant was fitted, they hold 87 in 100. That is for all areas
together. By area it is the same arithmetic, and less sure: with 51 constituencies as areas they hold every cell of
2002, with 25 of 2008 77 in 100.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hustings.core.psephology.transfers.by_area import bounds
from hustings.core.psephology.transfers.doubts import Doubt
from hustings.core.psephology.transfers.estimate import NEIGHBOURLY, Transfers
from hustings.core.psephology.transfers.fitting import Fit, movable, variance
from hustings.core.psephology.transfers.margins import Table

NEIGHBOURLY_ERROR = 0.1
"""By how much the part that goes as the neighbours may be off: a standard error. Tuned on the tables of 2002."""
WIDENED = 1.71
"""Half the width of a 90 % interval in standard errors: the ninth decile of |error| over error expected, 2002."""


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """Cell by cell in people, of the shape of the table asked for: nine in ten should lie between `low` and `high`."""

    low: Table
    high: Table


def interval(transfers: Transfers, areas: Sequence[int] = ()) -> Interval:
    """Rows × columns for the table of these areas together, or of all; what is certain from the totals is kept to."""
    each = list(areas) or list(range(len(transfers.margins.areas)))
    return _interval(transfers, [each])[0]


def intervals_by_area(transfers: Transfers) -> Interval:
    """Areas × rows × columns: each area by itself."""
    found = _interval(transfers, [[n] for n in range(len(transfers.margins.areas))])
    return Interval(
        np.stack([one.low for one in found]), np.stack([one.high for one in found])
    )


def _interval(transfers: Transfers, groups: Sequence[list[int]]) -> list[Interval]:
    margins = transfers.margins
    least, most = bounds(margins.before, margins.after)
    blind = any(said.doubt is Doubt.UNINFORMATIVE for said in transfers.warnings)
    one = _left_open(margins.before, transfers.forward)
    other = _left_open(margins.after, transfers.backward).transpose(0, 2, 1)
    found = []
    for areas in groups:
        low, high = least[areas].sum(0), most[areas].sum(0)
        if not blind:
            local = (one[areas] + other[areas]).sum(0) / 2
            fitted = (1 - NEIGHBOURLY) ** 2 * (_unknown(transfers, areas) + local)
            apart = transfers.apart[areas].sum(0)
            own = NEIGHBOURLY_ERROR * transfers.own[areas].sum(0)
            reach = WIDENED * np.sqrt(fitted + apart**2 + own**2 + 1)
            middle = transfers.tables[areas].sum(0)
            low, high = np.maximum(middle - reach, low), np.minimum(middle + reach, high)  # fmt: skip
        found.append(Interval(low, np.maximum(low, high)))
    return found


def _unknown(transfers: Transfers, areas: list[int]) -> Table:
    """The variance that not knowing the shares leaves in the table of these areas, the mean of both ways."""
    margins = transfers.margins
    one = _of_shares(margins.before[areas].sum(0), transfers.forward)
    other = _of_shares(margins.after[areas].sum(0), transfers.backward)
    return np.asarray((one + other.T) / 2)


def _of_shares(people: Table, fit: Fit) -> Table:
    return np.asarray(people[:, None] ** 2 * np.einsum("rcc->rc", fit.covariance))


def _left_open(before: Table, fit: Fit) -> Table:
    """Areas × rows × columns: each cell's variance by chance and spread, once the sums of its area are known."""
    weight, inverse = variance(before, fit.shares, fit.spread)
    answer = movable(fit.shares)
    free = weight[:, :, None] * np.einsum("rcc->rc", answer)
    known = np.stack(
        [((row @ inverse) * row).sum(2) for row in answer[:, :, :-1]], axis=1
    )
    return np.asarray(np.maximum(free - weight[:, :, None] ** 2 * known, 0))
