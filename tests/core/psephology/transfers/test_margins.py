"""Margins: what is refused and why, and people who came onto the register or left it."""

import numpy as np
import pytest

from hustings.core.errors import HustingsError
from hustings.core.psephology.transfers.margins import (
    CAME,
    LEFT,
    Change,
    Margins,
    margins,
    with_nonvoters,
)

ROWS, COLUMNS, AREAS = ("A", "B"), ("A", "C"), ("Ambry", "Holm")


def made(
    before: list[list[float]], after: list[list[float]], change: Change = Change.NAMED
) -> Margins:
    return margins(before, after, rows=ROWS, columns=COLUMNS, areas=AREAS, change=change)  # fmt: skip


def given(change: Change = Change.NAMED) -> Margins:
    return made([[60, 40], [30, 70]], [[50, 60], [30, 60]], change)


def test_those_who_came_and_left_have_a_row_and_a_column() -> None:
    named = given()
    assert named.rows == ("A", "B", CAME)
    assert named.columns == ("A", "C", LEFT)
    assert named.before.tolist() == [[60, 40, 10], [30, 70, 0]]
    assert named.after.tolist() == [[50, 60, 0], [30, 60, 10]]
    assert named.turnover == pytest.approx(20 / 200)


def test_earlier_figures_are_scaled_where_that_is_asked() -> None:
    scaled = given(Change.SCALED)
    assert scaled.rows == ("A", "B")
    assert np.allclose(scaled.before, [[66, 44], [27, 63]])


def test_a_difference_is_refused_where_none_should_be() -> None:
    with pytest.raises(HustingsError, match="Ambry: 100 people before and 110 after"):
        given(Change.REFUSED)


def test_figures_that_agree_get_no_row_or_column_more() -> None:
    same = made([[60, 40], [30, 70]], [[50, 50], [40, 60]])
    assert (same.rows, same.columns, same.turnover) == (("A", "B"), ("A", "C"), 0)


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ([[60, -1], [30, 70]], "Ambry, B: -1 before"),
        ([[60, 40], [float("nan"), 70]], "Holm, A: nan before"),
        ([[60, 40]], "1 × 2, expected 2 areas × 2 options"),
        ([[60], [40]], "2 × 1, expected 2 areas × 2 options"),
        ([[0, 0], [0, 0]], "before count nobody"),
    ],
    ids=["unopposed", "empty cell", "an area missing", "a column missing", "nobody"],
)
def test_wrong_figures_are_told_with_their_area(
    before: list[list[float]], told: str
) -> None:
    with pytest.raises(HustingsError, match=told):
        made(before, [[50, 50], [40, 60]])


def test_two_options_of_one_name_are_refused() -> None:
    with pytest.raises(HustingsError, match="two columns of one name"):
        margins([[1, 2]], [[1, 2]], rows=("A", "A"), columns=("A", "B"))


def test_nobody_cannot_be_scaled() -> None:
    with pytest.raises(HustingsError, match="Holm: nobody before and 90 after"):
        made([[60, 40], [0, 0]], [[50, 60], [30, 60]], Change.SCALED)


def test_those_who_did_not_vote_are_the_rest_of_the_electorate() -> None:
    assert with_nonvoters([[60, 20]], [100]).tolist() == [[60, 20, 20]]


def test_more_votes_than_electors_are_refused() -> None:
    with pytest.raises(HustingsError, match="Ambry: 110 votes and an electorate of 100"):  # fmt: skip
        with_nonvoters([[60, 50]], [100], areas=("Ambry",))
