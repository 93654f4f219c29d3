"""A poll and a rule set are looked at together before the count; odd polls are counted or refused under every law."""

from dataclasses import replace
from fractions import Fraction

import pytest

from hustings.core.counting.by_rules import count_by
from hustings.core.counting.catalogue import CATALOGUE
from hustings.core.counting.files.layout import Asked
from hustings.core.counting.poll import Constraint, Poll
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given, RulesError
from hustings.core.counting.shown.as_csv import csv_table
from hustings.core.counting.shown.as_json import dumps
from hustings.core.counting.shown.from_json import loads
from hustings.core.counting.shown.html import html_page
from hustings.core.counting.shown.narrative import narrative_text
from hustings.core.counting.shown.text import text_table
from hustings.core.errors import HustingsError
from tests.core.counting.files.texts import read

ODD = {
    "uncontested": "2 3\n5 1 0\n3 2 0\n0\nA\nB\n",
    "one candidate": "1 1\n5 1 0\n0\nA\n",
    "one is left": "2 1\n-1\n5 1 0\n0\nA\nB\n",
    "nobody is left": "2 1\n-1 -2\n5 1 0\n0\nA\nB\n",
    "all blank": "3 1\n5 0\n0\nA\nB\nC\n",
    "all shared": "3 1\n5 1=2 0\n0\nA\nB\nC\n",
    "left out": "3 2\n5 - 1 2 0\n2 1 - 3 0\n0\nA\nB\nC\n",
    "shared": "3 2\n5 1=2 3 0\n2 1 2=3 0\n0\nA\nB\nC\n",
    "all equal": "3 2\n5 1 0\n5 2 0\n5 3 0\n0\nA\nB\nC\n",
    "a motion": "2 1\n6 1 0\n5 2 1 0\n0\nYes\nNo\n",
    "ten million on a line": "3 2\n9000000 1 2 3 0\n900000 2 0\n4 3 1 0\n0\nA\nB\nC\n",
    "one with all": "4 3\n9 1 0\n0\nA\nB\nC\nD\n",
}
GIVEN = (
    Given(),
    Given(lots=("A", "B", "C")),
    Given(lots=("Yes", "No")),
    Given(registered=1_000),
    Given(lots=("C", "B", "A"), registered=1_000),
    Given(votes=2),
)


def polled(text: str, *, in_order: bool = False) -> Poll:
    return read(text, Asked(in_order=in_order)).poll


def shown_in_every_way(count: Count) -> None:
    text = dumps(count)
    if (
        count.seats
    ):  # where no vote is valid, no seat of additional members is given out
        assert loads(text) == count
    for shown in (text_table, narrative_text, html_page, csv_table):
        assert shown(count)


@pytest.mark.parametrize("name", CATALOGUE)
def test_odd_polls_are_counted_and_shown_or_refused(name: str) -> None:
    rules = CATALOGUE[name]
    for what, text in ODD.items():
        if rules.order_counts and "million" in what:
            continue
        poll = polled(text, in_order=rules.order_counts)
        for given in GIVEN:
            for seats in {poll.seats, 1}:
                try:
                    count = count_by(rules, replace(poll, seats=seats), given)
                except HustingsError:
                    continue
                shown_in_every_way(count)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Given(registered=9), "the number of registered electors"),
        (Given(votes=1), "the number of votes"),
        (Given(threshold=Fraction(1, 20)), "a threshold"),
        (Given(held={"A": 1}), "seats held already"),
        (Given(second=polled(ODD["a motion"])), "a second round"),
    ],
)
def test_what_the_rules_do_not_use_is_refused(given: Given, said: str) -> None:
    with pytest.raises(RulesError, match=f"no use for {said}"):
        count_by(CATALOGUE["scotland"], polled(ODD["all equal"]), given)


def test_constraints_are_refused_where_the_law_knows_none() -> None:
    poll = polled(ODD["all equal"], in_order=True)
    with pytest.raises(RulesError, match="no use for constraints"):
        count_by(CATALOGUE["dail"], poll, Given(constraints=(Constraint("x", 1),)))


def test_papers_are_needed_in_their_order_where_the_law_takes_them_one_by_one() -> None:
    with pytest.raises(RulesError, match="one by one"):
        count_by(CATALOGUE["dail"], polled(ODD["all equal"]))


def test_a_law_for_one_seat_fills_one() -> None:
    rules = replace(CATALOGUE["scotland"], one_seat=True)
    with pytest.raises(RulesError, match="fills one seat; 2 are to be filled"):
        count_by(rules, polled(ODD["all equal"]))


@pytest.mark.parametrize(
    ("what", "said"),
    [("nobody is left", "Everybody has withdrawn"), ("all blank", "nothing to count")],
)
def test_a_count_of_nothing_is_refused(what: str, said: str) -> None:
    with pytest.raises(RulesError, match=said):
        count_by(CATALOGUE["scotland"], polled(ODD[what]))


def test_a_lot_for_somebody_who_does_not_stand_is_refused() -> None:
    """Passed over in silence it would leave whoever typed it believing that it decides."""
    poll = polled("2 1\n3 1 0\n2 2 0\n0\nAnn\nBen\n")
    with pytest.raises(RulesError, match="“Anne” was drawn by lot .* are Ann, Ben"):
        count_by(CATALOGUE["av"], poll, Given(lots=("Anne",)))
    assert count_by(CATALOGUE["av"], poll, Given(lots=("Ben",))).elected == ("Ann",)


def test_the_lot_of_a_list_is_its_slate() -> None:
    """Three votes each for one seat: the lot falls on a list and not on a person."""
    poll = polled("2 1\n3 1 0\n3 2 0\n0\nAnn\nBen\n")
    people = tuple(
        replace(each, slate=slate)
        for each, slate in zip(poll.candidates, ("Reds", "Blues"), strict=True)
    )
    lists = replace(poll, candidates=people)
    drawn = count_by(CATALOGUE["dhondt"], lists, Given(lots=("Blues",)))
    assert drawn.stages[-1].elected[0].slate == "Blues"
    with pytest.raises(RulesError, match="“Blues” was drawn"):
        count_by(CATALOGUE["av"], lists, Given(lots=("Blues",)))
