"""Transfers: what holds whatever the figures, and that a doubtful estimate says so."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.errors import HustingsError
from hustings.core.psephology.transfers.doubts import Doubt
from hustings.core.psephology.transfers.estimate import (
    Transfers,
    estimate,
    estimate_by_group,
    part,
)
from hustings.core.psephology.transfers.intervals import interval
from hustings.core.psephology.transfers.margins import CAME, LEFT, Margins, margins
from hustings.core.psephology.transfers.proof import wrong_cell_percentage
from tests.core.psephology.transfers.made import COLUMNS, ROWS, areas


def doubts(transfers: Transfers) -> set[Doubt]:
    return {said.doubt for said in transfers.warnings}


def agrees(transfers: Transfers) -> bool:
    made = transfers.margins
    return bool(
        np.isfinite(transfers.tables).all()
        and (transfers.tables >= 0).all()
        and np.abs(transfers.tables.sum(2) - made.before).max() < 2e-3
        and np.abs(transfers.tables.sum(1) - made.after).max() < 2e-3
    )


@pytest.mark.parametrize("seed", range(5))
def test_every_area_adds_up_and_the_truth_is_near(seed: int) -> None:
    made, truth = areas(seed=seed)
    found = estimate(made)
    assert agrees(found)
    assert wrong_cell_percentage(found.table, truth.sum(0)) < 6
    assert doubts(found) == set()


def test_the_order_of_areas_is_nothing() -> None:
    made, _ = areas()
    order = np.random.default_rng(3).permutation(len(made.areas))
    turned = estimate(part(made, order.tolist()))
    assert np.allclose(turned.tables, estimate(made).tables[order], atol=0.01)


def test_before_and_after_may_change_areas() -> None:
    made, _ = areas()
    back = margins(made.after, made.before, rows=COLUMNS, columns=ROWS)
    assert np.allclose(estimate(back).table, estimate(made).table.T, atol=0.01)


def test_ten_times_the_people_went_much_the_same_ways() -> None:
    made, _ = areas()
    more = margins(10 * made.before, 10 * made.after, rows=ROWS, columns=COLUMNS)
    assert wrong_cell_percentage(estimate(more).table / 10, estimate(made).table) < 2


def test_areas_all_alike_tell_nothing_and_that_is_said() -> None:
    alike = margins([[300, 500, 200]] * 40, [[400, 350, 250]] * 40, rows=ROWS, columns=COLUMNS)  # fmt: skip
    found = estimate(alike)
    assert agrees(found)
    assert Doubt.UNINFORMATIVE in doubts(found)


def test_an_option_that_stood_nowhere_has_nobody() -> None:
    made, _ = areas()
    none = np.zeros((len(made.areas), 1))
    wider = margins(
        np.hstack((made.before, none)),
        np.hstack((made.after, none)),
        rows=(*ROWS, "SNP"),
        columns=(*COLUMNS, "SNP"),
    )
    found = estimate(wider)
    assert agrees(found)
    assert found.table[3].sum() == found.table[:, 3].sum() == 0
    narrow = estimate(made).table
    assert wrong_cell_percentage(found.table[:3, :3], narrow) < 1


def test_a_area_with_nobody_is_no_trouble() -> None:
    made, _ = areas(20)
    before = np.vstack((made.before, np.zeros((1, 3))))
    after = np.vstack((made.after, np.zeros((1, 3))))
    found = estimate(margins(before, after, rows=ROWS, columns=COLUMNS))
    assert agrees(found)
    assert found.tables[-1].sum() == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [([[100], [50]], [[60, 40], [20, 30]]), ([[60, 40], [20, 30]], [[100], [50]])],
    ids=["one option before", "one option after"],
)
def test_what_can_only_be_one_way_is_that(
    before: list[list[int]], after: list[list[int]]
) -> None:
    rows, columns = "AB"[: len(before[0])], "CD"[: len(after[0])]
    found = estimate(margins(before, after, rows=rows, columns=columns))
    assert agrees(found)
    assert np.allclose(found.table.ravel(), [80, 70], atol=0.01)


def test_areas_of_one_party_each_tell_all() -> None:
    """Everybody in an area chose the same before, so that its figures after are the row itself."""
    before = [[900, 0, 0], [0, 900, 0], [0, 0, 900]] * 10
    after = [[600, 200, 100], [50, 800, 50], [0, 300, 600]] * 10
    found = estimate(margins(before, after, rows=ROWS, columns=COLUMNS))
    assert np.allclose(found.table, np.array(after[:3]) * 10, atol=0.01)


def test_a_working_that_was_cut_short_says_so() -> None:
    made, _ = areas()
    assert Doubt.NOT_CONVERGED in doubts(estimate(made, rounds=2))
    assert Doubt.NOT_CONVERGED not in doubts(estimate(made))


def test_few_areas_are_told() -> None:
    made, _ = areas(5)
    assert Doubt.FEW_AREAS in doubts(estimate(made))


def test_an_option_small_everywhere_is_called_a_guess() -> None:
    made, _ = areas()
    tiny = np.full((len(made.areas), 1), 3.0)
    wider = margins(
        np.hstack((made.before, tiny)),
        made.after + np.array([3.0, 0, 0]),
        rows=(*ROWS, "Tiny"),
        columns=COLUMNS,
    )
    said = {each.doubt: each.words for each in estimate(wider).warnings}
    assert said[Doubt.GUESSED].endswith("measured: Tiny.")


def test_areas_with_nothing_in_common_are_told() -> None:
    """After has nothing to do with before: each area goes to one option, by lot."""
    made, _ = areas()
    lots = np.random.default_rng(5).integers(0, 3, len(made.areas))
    after = np.eye(3)[lots] * made.before.sum(1)[:, None]
    found = estimate(margins(made.before, after, rows=ROWS, columns=COLUMNS))
    assert agrees(found)
    assert Doubt.UNLIKE in doubts(found)


def test_a_changed_electorate_is_told_and_adds_up() -> None:
    made, _ = areas()
    grown = made.after * np.where(np.arange(len(made.areas)) % 2, 1.3, 0.8)[:, None]
    changed = margins(made.before, grown, rows=ROWS, columns=COLUMNS)
    found = estimate(changed)
    assert agrees(found)
    assert Doubt.TURNOVER in doubts(found)
    came, left = changed.rows.index(CAME), changed.columns.index(LEFT)
    assert found.table[came, left] == 0


def test_groups_are_fitted_by_themselves() -> None:
    made, _ = areas()
    groups = ["north" if n % 2 else "south" for n in range(len(made.areas))]
    told: list[int] = []
    found = estimate_by_group(made, groups, told.append)
    assert list(found) == ["south", "north"]
    assert sum(told) == len(made.areas)
    south = part(made, range(0, len(made.areas), 2))
    assert np.array_equal(found["south"].table, estimate(south).table)


def test_each_area_needs_a_group() -> None:
    made: Margins = areas(10)[0]
    with pytest.raises(HustingsError, match="2 groups for 10 areas"):
        estimate_by_group(made, ["a", "b"])


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_whatever_the_figures_every_area_adds_up(seed: int) -> None:
    """Few areas or many, empty options and areas, figures from ones to hundreds of thousands, electorates that change."""
    lots = np.random.default_rng(seed)
    number, rows, columns = lots.integers(1, 20), lots.integers(1, 7), lots.integers(1, 7)  # fmt: skip
    size = 10 ** lots.uniform(1, 5)
    before = np.round(lots.gamma(0.5, size, (number, rows)))
    after = np.round(lots.gamma(0.5, size, (number, columns)))
    before[lots.random(before.shape) < 0.2] = 0
    before[0, 0] = after[0, 0] = 1
    drawn = margins(before, after, rows="abcdefg"[:rows], columns="ABCDEFG"[:columns])
    found = estimate(drawn)
    assert agrees(found) or Doubt.MARGINS_NOT_MET in doubts(found)
    reach = interval(found)
    assert (reach.low <= found.table + 0.1).all()
    assert (found.table <= reach.high + 0.1).all()
