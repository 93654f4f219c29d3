"""139 districts of New Zealand whose true tables are public: the constants were set on those of 2002 alone."""

from collections import Counter
from datetime import date
from functools import cache

import numpy as np
import pytest

from bench._transfers import Known, british_seats, known
from hustings.core.elections.results_table import read_table
from hustings.core.psephology.publishers import read_elections
from hustings.core.psephology.transfers.country import country
from hustings.core.psephology.transfers.estimate import Transfers, estimate
from hustings.core.psephology.transfers.intervals import interval, intervals_by_area
from hustings.core.psephology.transfers.margins import Table, margins
from hustings.core.psephology.transfers.polls import paired, polls_of
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
    ("elections", "most"), list(zip(SETS, (8.3, 6.7, 7.5), strict=True))
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


def constituencies(election: str) -> Table:
    """True tables of one election's districts, 3 × 3 each: its two largest parties and the others, on both papers.

    The file names no party; those at the same two places of equally long lists are taken to be the same.
    """
    shapes: dict[str, tuple[int, ...]] = {}
    tables: dict[str, Table] = {}
    for district, _ in of((election,)):
        truth = district.truth
        two = sorted(np.argsort(-truth.sum(1))[:2].tolist())
        own = [int(truth[row].argmax()) for row in two]
        if own[0] != own[1]:
            shapes[district.name] = (len(truth), *two)
            tables[district.name] = _in_three(_in_three(truth, two).T, own).T
    (usual, _), *_ = Counter(shapes.values()).most_common(1)
    return np.array([tables[name] for name, shape in shapes.items() if shape == usual])


def _in_three(table: Table, two: list[int]) -> Table:
    return np.vstack((table[two], np.delete(table, two, axis=0).sum(0)))


@pytest.mark.parametrize("election", ["NZ_2002", "NZ_2008"])
def test_each_constituency_among_others_has_its_own_table(election: str) -> None:
    """Whole constituencies as areas: each one's own table is public, so that estimates by area can be checked too.

    With so few areas, and candidates who win votes of their own, an interval called 90 % holds less than that in 2008.
    """
    truth = constituencies(election)
    assert len(truth) > 15
    names = "ABC"
    found = estimate(margins(truth.sum(2), truth.sum(1), rows=names, columns=names))
    wrong = [wrong_cell_percentage(*each) for each in zip(found.tables, truth, strict=True)]  # fmt: skip
    guess = [wrong_cell_percentage(proportional(each), each) for each in truth]
    assert np.mean(wrong) < np.mean(guess) / 2
    assert covered(intervals_by_area(found), truth).mean() >= 0.75


def test_all_british_seats_settle_and_add_up() -> None:
    """632 seats, 2019 to 2024 by nation, those who did not vote, came and left among them."""
    for name in ("notional_2019_on_2024_boundaries", "uk_ge_candidates_2010_2024", "uk_ge_constituencies_2010_2024"):  # fmt: skip
        published("elections", f"{name}.csv.gz")
    found = country(paired(*british_seats()))
    assert len(found.paired.areas) == 632
    assert found.paired.left_out == ()
    assert found.paired.margins.rows[:4] == ("Conservative", "Labour", "Reform UK", "Liberal Democrat")  # fmt: skip
    for nation, group in found.groups.items():
        assert group.forward.converged, nation
        assert group.backward.converged, nation
        assert np.abs(group.tables.sum(2) - group.margins.before).max() < 2e-3, nation
        assert np.abs(group.tables.sum(1) - group.margins.after).max() < 2e-3, nation


def test_two_elections_that_settle_slowly_settle() -> None:
    """England 2017 to 2019, where few changed between two large parties, needs more rounds than any other pair."""
    paths = [published("elections", f"uk_ge_{name}_2010_2024.csv.gz") for name in ("candidates", "constituencies")]  # fmt: skip
    read = read_elections(*(read_table(path.read_bytes(), file=path.name) for path in paths))  # fmt: skip
    earlier, later = (polls_of(read.on(day)) for day in (date(2017, 6, 8), date(2019, 12, 12)))  # fmt: skip
    found = estimate(paired(earlier, later.within("England")).margins)
    assert found.forward.converged
    assert found.backward.converged
