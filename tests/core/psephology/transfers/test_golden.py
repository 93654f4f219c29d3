"""139 districts of New Zealand whose true tables are public: the constants were set on those of 2002 alone."""

from functools import cache

import numpy as np
import pytest

from bench._transfers import Known, known
from hustings.core.psephology.transfers.estimate import Transfers, estimate
from hustings.core.psephology.transfers.intervals import interval
from hustings.core.psephology.transfers.proof import (
    covered,
    proportional,
    wrong_cell_percentage,
)
from tests.published import published

SETS = [("NZ_2002",), ("NZ_2008",), ("NZ_2002", "NZ_2008")]


@cache
def done() -> tuple[tuple[Known, Transfers], ...]:
    path = published("transfers", "split_votes_known.json.gz")
    return tuple((district, estimate(district.margins)) for district in known(path))


def of(elections: tuple[str, ...]) -> list[tuple[Known, Transfers]]:
    return [each for each in done() if each[0].election in elections]


def test_knowing_the_totals_alone_errs_by_a_third() -> None:
    errors = [wrong_cell_percentage(proportional(d.truth), d.truth) for d, _ in done()]
    assert len(errors) == 139
    assert np.mean(errors) == pytest.approx(36.5, abs=0.05)


@pytest.mark.parametrize(
    ("elections", "most"), list(zip(SETS, (9.2, 6.7, 8.0), strict=True))
)
def test_so_many_votes_are_in_the_wrong_cell(
    elections: tuple[str, ...], most: float
) -> None:
    errors = [
        wrong_cell_percentage(found.table, district.truth)
        for district, found in of(elections)
    ]
    assert np.mean(errors) < most


@pytest.mark.parametrize("elections", SETS)
def test_nine_cells_in_ten_lie_in_their_intervals(elections: tuple[str, ...]) -> None:
    cells = [
        covered(interval(found), district.truth).ravel()
        for district, found in of(elections)
    ]
    assert 0.85 <= np.concatenate(cells).mean() <= 0.95


def test_all_of_them_settle_and_add_up() -> None:
    for district, found in done():
        assert found.forward.converged, district.name
        assert found.backward.converged, district.name
        gap = np.abs(found.table.sum(1) - district.truth.sum(1)).max()
        assert gap < 1, district.name
