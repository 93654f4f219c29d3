"""General elections since 2010 and the long series, against published figures."""

import csv
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from hustings.core.counting.catalogue import rules_named
from hustings.core.elections.results_table import read_table
from hustings.core.psephology.changes import changes
from hustings.core.psephology.grouping import totals
from hustings.core.psephology.indices import indices
from hustings.core.psephology.notional import read_notional
from hustings.core.psephology.past import SPEAKER, Election
from hustings.core.psephology.people import find
from hustings.core.psephology.publishers import Loaded, read_elections
from hustings.core.psephology.reruns.lists import rerun_by_lists
from hustings.core.psephology.series import read_series, turnout_ranked
from hustings.core.psephology.swing import TwoOf, butler, steed
from hustings.core.psephology.targets import targets
from hustings.core.psephology.votes_lost import lost_deposits, wasted
from tests.published import published

LOST = {2010: 1893, 2015: 1570, 2017: 1568, 2019: 1275, 2024: 1673}


def load(kind: str, years: str) -> Loaded:
    names = [f"uk_{kind}_{part}_{years}" for part in ("candidates", "constituencies")]
    ending = ".csv.gz" if kind == "ge" else ".csv"
    first, second = (
        read_table(
            published("elections", name + ending).read_bytes(), file=name + ending
        )
        for name in names
    )
    return read_elections(first, second)


@pytest.fixture(scope="module")
def since_2010() -> Loaded:
    return load("ge", "2010_2024")


@pytest.fixture(scope="module")
def of_2024(since_2010: Loaded) -> Election:
    return since_2010.on(date(2024, 7, 4))


def points(number: Fraction | float, places: int = 2) -> Decimal:
    exact = Decimal(Fraction(number).numerator) / Decimal(Fraction(number).denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def test_650_seats_in_each_with_sums_and_majorities(since_2010: Loaded) -> None:
    assert since_2010.refused == ()
    assert since_2010.doubts == (), "every majority follows from the votes"
    assert ["Beer, Baccy" in str(each) for each in since_2010.unregistered] == [True]
    assert [len(each) for each in since_2010.elections] == [650] * 5
    assert sum(len(s.stood) for e in since_2010.elections for s in e) == 19_260


def test_winners_are_those_who_are_named_in_the_other_file(since_2010: Loaded) -> None:
    name = "uk_ge_constituencies_2010_2024.csv.gz"
    rows = read_table(published("elections", name).read_bytes(), file=name).rows
    named = {
        (row.text("election_date"), row.text("ons_id")): row.text("mp_surname")
        for row in rows
    }
    won = {
        (str(seat.day), seat.code): seat.winner.surname
        for each in since_2010.elections
        for seat in each
    }
    assert won == named


def test_the_election_of_2024(of_2024: Election) -> None:
    found = totals(of_2024)
    assert (found.seats["Lab"], found.seats[SPEAKER]) == (411, 1)
    assert (found.votes["Lab"], of_2024.valid) == (9_708_716, 28_809_340)
    assert of_2024.electorate is not None
    assert points(Fraction(100 * of_2024.valid, of_2024.electorate)) == Decimal("59.70")
    measured = {each.name: points(each.value) for each in indices(found)}
    assert measured["Gallagher"] == Decimal("23.68")
    assert measured["Loosemore-Hanby"] == Decimal("30.70")
    assert measured["Effective parties, votes"] == Decimal("4.75")
    assert measured["Effective parties, seats"] == Decimal("2.24")
    assert points(100 * wasted(of_2024).losing_share, 1) == Decimal("57.8")


@pytest.mark.parametrize("year", LOST)
def test_lost_deposits(since_2010: Loaded, year: int) -> None:
    election = next(e for e in since_2010.elections if e.day.year == year)
    assert sum(lost_deposits(election).values()) == LOST[year]


def test_every_deposit_by_whole_numbers(since_2010: Loaded) -> None:
    """40 candidacies have 5.0 per cent when rounded to a decimal, and lost the deposit all the same."""
    rounded = 0
    for election in since_2010.elections:
        for seat in election:
            lost = set(seat.lost_deposits)
            for stood in seat.stood:
                assert (20 * stood.votes <= seat.result.valid) == (stood in lost)
                share = points(100 * seat.result.share(stood.candidacy), 1)
                rounded += stood in lost and share >= 5
    assert rounded == 40


def test_lists_in_the_nine_regions_and_three_nations(of_2024: Election) -> None:
    rules = rules_named("dhondt")
    seats = rerun_by_lists(of_2024, rules).seats
    named = {p: seats[p] for p in ("Lab", "Con", "RUK", "LD", "Green", "SNP")}
    assert named == {
        "Lab": 234,
        "Con": 158,
        "RUK": 96,
        "LD": 77,
        "Green": 42,
        "SNP": 18,
    }
    barred = rerun_by_lists(of_2024, rules, threshold=Fraction(1, 20)).seats
    assert (barred["Lab"], barred["Green"]) == (236, 39)
    assert sum(seats.values()) == sum(barred.values()) == 650


def test_the_swing_of_2024(since_2010: Loaded) -> None:
    before, after = (
        TwoOf(found.votes["Con"], found.votes["Lab"], found.valid)
        for found in map(totals, since_2010.elections[-2:])
    )
    assert points(100 * butler(before, after)) == Decimal("10.77")
    assert points(100 * steed(before, after)) == Decimal("16.33")


def independents() -> list[dict[str, str]]:
    with Path(__file__).with_name("independents_2024.csv").open() as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("told", independents(), ids=lambda each: each["name"])
def test_independents_as_the_press_had_them(
    of_2024: Election, told: dict[str, str]
) -> None:
    """Figures as reported in July 2024; three of them stood under a registered label."""
    found = find(of_2024, told["name"], told["seat"])
    assert len(found) == 1
    seat, stood = found[0].seat, found[0].stood
    assert stood.votes == int(told["votes"])
    digits = len(told["share"].partition(".")[2])
    shown = points(100 * seat.result.share(stood.candidacy), digits)
    assert shown == Decimal(told["share"])
    assert seat.result.place(stood.candidacy).place == int(told["place"])


def test_all_twenty_three_are_there() -> None:
    assert len(independents()) == 23


def test_by_elections_with_the_publishers_error_put_right() -> None:
    found = load("by_election", "2010_2026")
    assert found.refused == ()
    assert sum(map(len, found.elections)) == 65
    assert [each.seat for each in found.corrected] == [
        "Sheffield, Brightside and Hillsborough"
    ]
    assert "not 14,987" in found.corrected[0].reason
    day = found.on(date(2016, 5, 5)).seats["E14000921"]
    assert (day.winner.votes, day.result.majority) == (14_087, 9_590)
    assert [each.seat for each in found.doubts] == ["Arbroath and Broughty Ferry"]


def test_the_long_series_with_its_rows_that_do_not_sum() -> None:
    name = "1918-2019election_results.csv.gz"
    found = read_series(
        read_table(published("elections", name).read_bytes(), file=name)
    )
    assert found.refused == ()
    assert len({each.election for each in found.seats}) == 28
    assert len(found.not_summing) == 34
    years = Counter(each.election for each in found.seats)
    assert (years["2019"], years["1918"]) == (650, 688)
    counted = [each.turned_out for each in found.seats if each.turned_out]
    lowest = [each.election for each in turnout_ranked(counted)][:2]
    assert lowest == ["1918", "2001"]


def test_notional_changes_are_those_that_the_publisher_prints(
    of_2024: Election,
) -> None:
    """Rounded to a tenth of a point in the source; candidacies of parties that its table adds together are left out."""
    name = "notional_2019_on_2024_boundaries.csv.gz"
    before = read_notional(
        read_table(published("elections", name).read_bytes(), file=name)
    )
    file = "uk_ge_candidates_2010_2024.csv.gz"
    printed = {
        (row.text("ons_id"), row.text("party_abbr"), row.text("surname")): change
        for row in read_table(published("elections", file).read_bytes(), file=file).rows
        if row.text("election_date") == "2024-07-04" and (change := row.text("change"))
    }
    compared = 0
    for seat in of_2024:
        then = before.of(seat)
        assert then is not None
        for each in changes(seat, then):
            key = seat.code, each.stood.party, each.stood.surname
            if each.change is not None and key in printed:
                assert abs(each.change - Fraction(printed[key])) < Fraction(6, 10_000)
                compared += 1
    assert compared == 2957


def test_where_independents_came_near_is_where_they_could_stand(
    of_2024: Election,
) -> None:
    """The first ten by equal weights hold eight of the seats where an independent was first or second."""
    first = targets(of_2024)[:10]
    near = [
        any(s.is_independent and p.place <= 2 for p, s in each.seat.in_order)
        for each in first
    ]
    assert sum(near) >= 8
