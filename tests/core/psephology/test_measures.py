"""Measures of two invented seats, each worked by hand."""

from fractions import Fraction
from math import isclose, sqrt

import pytest

from hustings.core.counting.catalogue import rules_named
from hustings.core.errors import HustingsError
from hustings.core.psephology.grouping import (
    APART,
    GROUPINGS,
    REGISTERED,
    TOGETHER,
    totals,
)
from hustings.core.psephology.indices import indices
from hustings.core.psephology.past import Election
from hustings.core.psephology.reruns.areas import Area, areas_by
from hustings.core.psephology.reruns.lists import rerun_by_lists
from hustings.core.psephology.swing import TwoOf, butler, steed
from hustings.core.psephology.votes_lost import (
    by_marginality,
    lost_deposits,
    placed,
    votes_per_seat,
    wasted,
)
from tests.core.psephology.tables import two_seats


@pytest.fixture
def election() -> Election:
    return two_seats().elections[0]


def test_independents_are_one_party_only_where_somebody_says_so(
    election: Election,
) -> None:
    assert dict(totals(election, APART).votes) == {
        "Con": 490,
        "Lab": 468,
        "Flo Example (B Example)": 22,
        "Cy Example (A Example)": 20,
    }
    assert totals(election, TOGETHER).votes["Ind"] == 42
    assert set(totals(election, REGISTERED).votes) > {"Lab", "Con"}
    assert len({each.said for each in GROUPINGS.values()}) == 3


def test_indices_by_hand(election: Election) -> None:
    found = {each.name: each.value for each in indices(totals(election, TOGETHER))}
    gaps = (0.49 - 0.5, 0.468 - 0.5, 0.042)
    assert isclose(found["Gallagher"], 100 * sqrt(sum(g * g for g in gaps) / 2))
    assert isclose(found["Loosemore-Hanby"], 50 * sum(map(abs, gaps)))
    by_votes = sum(g * g / v for g, v in zip(gaps, (0.49, 0.468, 0.042), strict=True))
    assert isclose(found["Sainte-Laguë"], 100 * by_votes)
    squares = 0.49**2 + 0.468**2 + 0.042**2
    assert isclose(found["Effective parties, votes"], 1 / squares)
    assert isclose(found["Effective parties, seats"], 2)
    nobody = indices(totals([]))
    assert [each.value for each in nobody] == [0, 0, 0, 0, 0]


def test_swings_by_hand() -> None:
    before, after = TwoOf(40, 30, 100), TwoOf(60, 90, 200)
    assert butler(before, after) == Fraction(25, 200)
    assert steed(before, after) == Fraction(4, 7) - Fraction(2, 5)
    assert butler(after, before) == -butler(before, after)
    with pytest.raises(HustingsError, match="at least one of the two"):
        TwoOf(0, 0, 100)
    with pytest.raises(HustingsError, match="within the valid votes"):
        TwoOf(60, 60, 100)


def test_votes_that_elected_nobody(election: Election) -> None:
    found = wasted(election)
    assert (found.valid, found.losing, found.surplus) == (1000, 490, 19 + 41)
    assert found.losing_share == Fraction(49, 100)
    assert votes_per_seat({"Con": 490, "Lab": 468}, {"Con": 1, "Ind": 0}) == {
        "Con": Fraction(490)
    }


def test_exactly_a_twentieth_loses_the_deposit(election: Election) -> None:
    assert lost_deposits(election) == {"Cy Example (A Example)": 1}
    assert lost_deposits(election, TOGETHER) == {"Ind": 1}
    assert 20 * 22 > 400, "Flo Example keeps hers"


def test_places_and_margins(election: Election) -> None:
    assert placed(election, 2) == {"Con": 1, "Lab": 1}
    assert [(m.seat.name, m.majority) for m in by_marginality(election)] == [
        ("A Example", 20),
        ("B Example", 42),
    ]


def test_a_rerun_says_what_it_assumed(election: Election) -> None:
    rules = rules_named("dhondt")
    whole = rerun_by_lists(election, rules, areas=areas_by(election, Area.WHOLE))
    assert whole.seats == {"Con": 1, "Lab": 1}
    assert whole.won == {"Lab": 1, "Con": 1}
    assert "no least part of the votes" in whole.assumptions[1]
    assert "Everybody votes as they did" in whole.assumptions[2]
    parts = rerun_by_lists(election, rules, threshold=Fraction(1, 2))
    assert set(parts.counts) == {"North", "South"}
    assert parts.seats == {"Lab": 1, "Con": 1}
    assert "at least 50 per cent" in parts.assumptions[1]
