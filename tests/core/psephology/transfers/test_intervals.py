"""Intervals hold the truth about as often as they say, and never what cannot be."""

import numpy as np

from hustings.core.psephology.transfers.by_area import bounds
from hustings.core.psephology.transfers.estimate import estimate, estimate_by_group
from hustings.core.psephology.transfers.flows import flows, flows_of_parts
from hustings.core.psephology.transfers.intervals import interval, intervals_by_area
from hustings.core.psephology.transfers.margins import margins
from hustings.core.psephology.transfers.proof import covered
from tests.core.psephology.transfers.made import COLUMNS, ROWS, areas


def test_made_truths_lie_within() -> None:
    """Made figures keep to the model, so that the intervals, set on real ones, hold more than nine in ten."""
    alls, singles = [], []
    for seed in range(20):
        made, truth = areas(40, seed)
        found = estimate(made)
        alls.append(covered(interval(found), truth.sum(0)).mean())
        singles.append(covered(intervals_by_area(found), truth).mean())
    assert 0.9 < np.mean(alls) <= 1
    assert 0.85 < np.mean(singles) < 1


def test_intervals_hold_the_estimate_and_keep_to_what_is_possible() -> None:
    found = estimate(areas()[0])
    least, most = bounds(found.margins.before, found.margins.after)
    reach = intervals_by_area(found)
    assert (reach.low >= least).all()
    assert (reach.high <= most + 1e-9).all()
    assert (reach.low <= found.tables + 2e-3).all()
    assert (found.tables <= reach.high + 2e-3).all()


def test_some_areas_are_surer_together_than_each_alone() -> None:
    found = estimate(areas()[0])
    together, alone = interval(found, range(10)), intervals_by_area(found)
    width = alone.high[:10].sum(0) - alone.low[:10].sum(0)
    assert (together.high - together.low <= width + 1e-6).all()


def test_areas_all_alike_leave_all_that_is_possible() -> None:
    alike = margins([[300, 700]] * 20, [[400, 600]] * 20, rows="AB", columns="CD")
    reach = interval(estimate(alike))
    assert reach.low.tolist() == [[0, 0], [2000, 6000]] or reach.low.tolist() == [[0, 0], [20 * 100, 20 * 300]]  # fmt: skip
    assert reach.high.tolist() == [[6000, 6000], [8000, 12000]]


def test_flows_tell_the_table_the_largest_first() -> None:
    found = estimate(areas()[0])
    told = flows(found).lines
    assert [each.people for each in told] == sorted((round(v) for v in found.table.ravel()), reverse=True)  # fmt: skip
    assert all(each.low <= each.people <= each.high for each in told)
    share = sum(each.share for each in told if each.source == ROWS[0])
    assert abs(share - 1) < 1e-6


def test_flows_of_groups_add_up() -> None:
    made, _ = areas()
    groups = ["a", "b"] * (len(made.areas) // 2)
    parts = list(estimate_by_group(made, groups).values())
    together = {
        (each.source, each.target): each
        for each in flows_of_parts([(each, ()) for each in parts]).lines
    }
    one, other = (
        {(each.source, each.target): each for each in flows(group).lines}
        for group in parts
    )
    cell = ROWS[0], COLUMNS[0]
    assert abs(together[cell].people - one[cell].people - other[cell].people) <= 1
    assert abs(together[cell].high - one[cell].high - other[cell].high) <= 1


def test_a_flow_of_one_area_is_that_area() -> None:
    found = estimate(areas()[0])
    held = sum(each.people for each in flows(found, [7]).lines)
    assert abs(held - found.margins.before[7].sum()) < len(ROWS) * len(COLUMNS)
