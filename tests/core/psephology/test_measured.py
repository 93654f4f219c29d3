"""Every measure of an election with the rows behind it: each can be worked out again from its rows."""

from fractions import Fraction
from math import sqrt

import pytest

from hustings.core.errors import HustingsError
from hustings.core.psephology.grouping import APART, TOGETHER
from hustings.core.psephology.measured import (
    PARTIES,
    SEATS,
    Pair,
    all_measures,
    by_party,
    by_seat,
    largest_two,
    pairs,
)
from hustings.core.psephology.parties import standings
from hustings.core.psephology.past import Election
from tests.core.psephology.tables import line, loaded, seat, two_seats


@pytest.fixture
def election() -> Election:
    """Lab 468, Con 490, two independents 20 and 22, of 1,000; a seat each for Lab and Con."""
    return two_seats().elections[0]


def value(election: Election, key: str) -> float:
    found = {each["key"]: each for each in all_measures(election, APART)}
    return float(found[key]["value"])


def test_each_measure_says_what_how_and_from_which_rows(election: Election) -> None:
    found = all_measures(election, APART)
    assert len({each["key"] for each in found}) == len(found) == 10
    for each in found:
        assert each["said"]
        assert each["formula"]
        assert each["rows"] in (PARTIES, SEATS)


def test_indices_follow_from_the_parties_rows(election: Election) -> None:
    rows = by_party(standings(election, APART), len(election))
    assert [each["party"] for each in rows[:2]] == ["Con", "Lab"]
    assert len(rows) == 4
    gaps = [each["gap"] for each in rows]
    assert gaps == [0.01, 0.032, -0.022, -0.02]
    gallagher = 100 * sqrt(sum(gap**2 for gap in gaps) / 2)
    assert value(election, "gallagher") == round(gallagher, 4)
    assert value(election, "loosemore_hanby") == 4.2
    assert rows[0]["votes_per_seat"] == 490
    assert rows[2]["votes_per_seat"] is None


def test_whoever_stands_alone_is_named_and_a_party_is_not(election: Election) -> None:
    apart = {each.party: each.name for each in standings(election, APART)}
    alone = {party for party in apart if "(" in party}
    assert alone
    assert all(apart[each] == each for each in alone)
    added = {each.party: each.name for each in standings(election, TOGETHER)}
    assert not alone & {*added, *added.values()}


def test_lost_votes_and_majorities_follow_from_the_seats_rows(
    election: Election,
) -> None:
    """A: 600 valid, 300 to 280; B: 400 valid, 210 to 168."""
    rows = by_seat(election)
    assert [(r["seat"], r["majority"], r["losing_votes"]) for r in rows] == [
        ("A Example", 20, 300),
        ("B Example", 42, 190),
    ]
    assert [each["surplus_votes"] for each in rows] == [19, 41]
    assert value(election, "losing_votes_share") == 49.0
    assert value(election, "surplus_votes_share") == 6.0
    assert value(election, "median_majority") == 10.5
    assert value(election, "lost_deposits") == 1
    assert sum(each["lost_deposits"] for each in rows) == 1
    assert value(election, "turnout") == 50.0


def later() -> Election:
    """Seat A again: Lab 400, Con 200, of 600; the Brexit Party's 0 then are Reform's now."""
    lines = [
        line("A", "Lab", "Ann Example", 380),
        line("A", "Con", "Bo Example", 200),
        line("A", "RUK", "Cy Example", 20),
    ]
    return loaded(lines, [seat("A", 600, 180)]).elections[0]


def test_swing_in_all_and_by_region(election: Election) -> None:
    """In the North Lab went from 300 to 380 of 600 and Con from 280 to 200: ½ (80 + 80) ÷ 600."""
    found = pairs(election, later())
    assert [each.area for each in found] == ["all seats", "North"]
    north = found[1].swing("Con", "Lab")
    assert north["butler"] == round(float(Fraction(80, 600)), 6)
    steed = Fraction(280, 580) - Fraction(200, 580)
    assert north["steed"] == round(float(steed), 6)
    assert (north["first_before"], north["second"], north["valid"]) == (280, 380, 600)


def test_no_swing_where_one_of_the_two_did_not_stand(election: Election) -> None:
    found = pairs(election, later())[0].swing("Lab", "RUK")
    assert (found["butler"], found["steed"]) == (None, None)
    assert found["second"] == 20


def test_a_party_that_took_another_name_is_one() -> None:
    lines = [line("A", "BRX", "Cy Example", 60), line("A", "Lab", "Ann Example", 540)]
    before = loaded(lines, [seat("A", 600, 480)]).elections[0]
    found = pairs(before, later())[0].swing("RUK", "Lab")
    assert (found["first_before"], found["first"]) == (60, 20)


def test_the_example_of_the_guide() -> None:
    """docs/guide/compare-two-elections.md: Butler 12.5 and Steed 16.25 points from Blue to Red."""
    before = {"blue": 450, "red": 350, "green": 200}
    after = {"blue": 240, "red": 360, "green": 200}
    found = Pair("an invented region", before, after).swing("Blue", "Red")
    assert (found["butler"], found["steed"]) == (0.125, 0.1625)


def test_the_two_largest_at_both(election: Election) -> None:
    """Con's share fell most, so the swing is from Con to Lab."""
    both = [standings(each, TOGETHER) for each in (election, later())]
    assert largest_two(*both) == ("Con", "Lab")
    alone = loaded([line("A", "Whig", "Di Example", 9)], [seat("A", 9, 9)])
    with pytest.raises(HustingsError, match="no swing"):
        largest_two(both[0], standings(alone.elections[0], TOGETHER))
