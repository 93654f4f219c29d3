"""The figures of two elections at the same areas, side by side, made to agree in how many people they count.

At each area we know how many chose what before and how many chose what after, those who did not vote among them; who
went from where to where nobody wrote down. People come onto the register and leave it in between, so that the two
totals of an area differ. Either those who came and those who left have a row and a column of their own (the net number:
how many did both at one area is not in the figures), or the earlier figures are scaled to the later total, which takes
it that every option lost and gained alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hustings.core.errors import HustingsError

Table = NDArray[np.float64]
CAME, LEFT = "Came onto the register", "Left the register"
DID_NOT_VOTE = "Did not vote"


class Change(Enum):
    """What becomes of an area whose two totals differ."""

    REFUSED = "the totals of every area must agree"
    NAMED = (
        "those who came and those who left, net, have a row and a column of their own"
    )
    SCALED = "the earlier figures of each area are scaled to its later total"


@dataclass(frozen=True, slots=True, eq=False)
class Margins:
    """Areas × options before and areas × options after, in people; each area's two rows have one total.

    `turnover` is the part (0 to 1) of the later electorate by which the areas' totals differed.
    """

    before: Table
    after: Table
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    areas: tuple[str, ...]
    change: Change
    turnover: float


def margins(
    before: ArrayLike,
    after: ArrayLike,
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    areas: Sequence[str] = (),
    change: Change = Change.NAMED,
) -> Margins:
    """The two tables, checked and made to agree; raises HustingsError naming the area and what is wrong there."""
    earlier, later = np.array(before, dtype=float), np.array(after, dtype=float)
    names = tuple(areas) or tuple(str(n + 1) for n in range(len(earlier)))
    _check(earlier, "before", rows, names)
    _check(later, "after", columns, names)
    apart = later.sum(1) - earlier.sum(1)
    turnover = float(np.abs(apart).sum() / later.sum())
    given = tuple(rows), tuple(columns)
    if not turnover:
        return Margins(earlier, later, *given, names, change, turnover)
    if change is Change.REFUSED:
        _refuse_difference(earlier, later, names)
    if change is Change.SCALED:
        earlier = _scaled(earlier, later, names)
        return Margins(earlier, later, *given, names, change, turnover)
    return Margins(
        np.column_stack((earlier, np.maximum(apart, 0))),
        np.column_stack((later, np.maximum(-apart, 0))),
        (*rows, CAME),
        (*columns, LEFT),
        names,
        change,
        turnover,
    )


def with_nonvoters(
    votes: ArrayLike, electorate: ArrayLike, *, areas: Sequence[str] = ()
) -> Table:
    """The votes (areas × options) with those who did not vote as a last column: the electorate less the votes.

    Papers that were spoilt count as not voting unless they are a column of the votes.
    """
    given, people = np.array(votes, dtype=float), np.array(electorate, dtype=float)
    stayed = people - given.sum(1)
    for area in np.flatnonzero(stayed < 0)[:1]:
        name = areas[area] if areas else area + 1
        raise HustingsError(
            f"{name}: {given.sum(1)[area]:,.0f} votes and an electorate of {people[area]:,.0f}. "
            "Give the electorate of the day of that election, on the same boundaries as the votes."
        )
    return np.column_stack((given, stayed))


def _check(
    table: Table, which: str, options: Sequence[str], areas: Sequence[str]
) -> None:
    if table.shape != (len(areas), len(options)) or not table.size:
        raise HustingsError(
            f"The figures {which}: {' × '.join(map(str, table.shape))}, expected {len(areas)} areas × {len(options)} options. "
            "Give one row for each area and one column for each option."
        )
    if len(set(options)) != len(options):
        raise HustingsError(f"The figures {which} have two columns of one name.")
    for area, option in np.argwhere(~(np.isfinite(table) & (table >= 0)))[:1]:
        raise HustingsError(
            f"{areas[area]}, {options[option]}: {table[area, option]:g} {which}, expected a number of people. "
            "Leave out an area whose figures are not known (an unopposed return is no number of votes)."
        )
    if not table.sum():
        raise HustingsError(f"The figures {which} count nobody.")


def _refuse_difference(earlier: Table, later: Table, areas: Sequence[str]) -> None:
    area = int(np.flatnonzero(earlier.sum(1) != later.sum(1))[0])
    raise HustingsError(
        f"{areas[area]}: {earlier[area].sum():,.10g} people before and {later[area].sum():,.10g} after. "
        "Say what became of the others: a row and a column of their own, or the earlier figures scaled."
    )


def _scaled(earlier: Table, later: Table, areas: Sequence[str]) -> Table:
    empty = np.flatnonzero((earlier.sum(1) == 0) & (later.sum(1) > 0))
    for area in empty[:1]:
        raise HustingsError(
            f"{areas[area]}: nobody before and {later[area].sum():,.0f} after, which no scaling makes equal. "
            "Leave the area out, or give those who came a row of their own."
        )
    totals = np.maximum(earlier.sum(1), 1e-300)
    return np.asarray(earlier * (later.sum(1) / totals)[:, None])
