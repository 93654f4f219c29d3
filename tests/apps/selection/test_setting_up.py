"""What a ballot is to decide, who stands on its paper, and that it opens only when it can be counted."""

from typing import Any

import pytest

from hustings.apps.selection.actions.setting_up import (
    change_ballot,
    change_nominee,
    lift_limit,
    limit_group,
    nominate,
    open_ballot,
    put_in_alphabet,
    put_in_order,
    set_up_ballot,
    stand_again,
    take_off_paper,
    withdraw,
)
from hustings.apps.selection.models import Ballot
from hustings.apps.selection.queries.fitness import unfit
from hustings.apps.selection.queries.offered import offered
from hustings.core.errors import HustingsError
from tests.apps.selection.making import (
    make_agent,
    make_ballot,
    make_nominee,
    make_open_ballot,
)
from tests.factories import POLLING_DAY, START

pytestmark = pytest.mark.django_db


def names(ballot: Ballot) -> list[str]:
    return list(ballot.nominees.values_list("name", flat=True))


def facts(name: str, **values: Any) -> dict[str, Any]:
    return {"name": name, "slate": "", "groups": [], "is_reopen": False} | values


def test_nominees_stand_by_surname_and_reopening_stands_last() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    nominate(ballot=ballot, facts=facts("Re-open nominations", is_reopen=True), by=by)
    for name in ("Cy Quince", "Ada Zinn", "Zoë Ames"):
        nominate(ballot=ballot, facts=facts(name), by=by)
    assert names(ballot) == ["Zoë Ames", "Cy Quince", "Ada Zinn", "Re-open nominations"]


def test_a_drawn_order_stays_and_who_comes_later_stands_behind() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    keys = {n: make_nominee(ballot, n).pk for n in ("Ada Ash", "Bo Birch", "Cy Cedar")}
    order = [keys["Cy Cedar"], keys["Ada Ash"], keys["Bo Birch"]]
    put_in_order(ballot=ballot, order=order, by=by)
    nominate(ballot=ballot, facts=facts("Abe Alder"), by=by)
    assert names(ballot) == ["Cy Cedar", "Ada Ash", "Bo Birch", "Abe Alder"]

    put_in_alphabet(ballot=ballot, by=by)
    assert names(ballot) == ["Abe Alder", "Ada Ash", "Bo Birch", "Cy Cedar"]


def test_an_order_of_other_lines_than_there_are_is_refused() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    one = make_nominee(ballot, "Ada Ash")
    make_nominee(ballot, "Bo Birch")
    with pytest.raises(HustingsError, match="changed since you looked"):
        put_in_order(ballot=ballot, order=[one.pk, one.pk], by=by)


def test_a_motion_has_its_two_lines_at_once() -> None:
    by = make_agent()
    ballot = set_up_ballot(
        campaign=by.campaign,
        facts={"title": "Affiliate", "held_on": POLLING_DAY, "rules": "motion"},
        by=by,
        at=START,
    )
    nominate(ballot=ballot, facts=facts("Abstain"), by=by)
    assert names(ballot) == ["Yes", "No", "Abstain"]
    assert unfit(ballot) == []


def test_a_correction_moves_a_line_to_its_place() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    make_nominee(ballot, "Ada Ash")
    wrong = make_nominee(ballot, "Bo Birch")
    change_nominee(nominee=wrong, facts=facts("Bo Alder"), by=by)
    assert names(ballot) == ["Bo Alder", "Ada Ash"]


def test_before_opening_whoever_withdraws_comes_off_the_paper() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    first = make_nominee(ballot, "Ada Ash")
    make_nominee(ballot, "Bo Birch")
    take_off_paper(nominee=first, by=by)
    assert list(ballot.nominees.values_list("position", "name")) == [(1, "Bo Birch")]


def test_after_opening_whoever_withdraws_keeps_the_line_and_is_passed_over() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    first = ballot.nominees.all()[0]
    with pytest.raises(HustingsError, match="what stands on them"):
        take_off_paper(nominee=first, by=by)
    withdraw(nominee=first, by=by, at=START)
    first.refresh_from_db()
    assert (first.withdrawn_at, len(names(ballot))) == (START, 3)

    stand_again(nominee=first, by=by)
    first.refresh_from_db()
    assert first.withdrawn_at is None


def test_the_last_who_stands_cannot_withdraw() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    first, second, third = ballot.nominees.all()
    withdraw(nominee=first, by=by, at=START)
    withdraw(nominee=second, by=by, at=START)
    with pytest.raises(HustingsError, match="Nobody else stands"):
        withdraw(nominee=third, by=by, at=START)


def test_opening_fixes_what_is_decided() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    for name in ("Ada Ash", "Bo Birch"):
        make_nominee(ballot, name)
    open_ballot(ballot=ballot, by=by, at=START)
    ballot.refresh_from_db()
    assert ballot.state is Ballot.State.OPEN
    for refused in (
        lambda: change_ballot(ballot=ballot, facts={"seats": 2}, by=by),
        lambda: nominate(ballot=ballot, facts=facts("Cy Cedar"), by=by),
        lambda: open_ballot(ballot=ballot, by=by, at=START),
    ):
        with pytest.raises(HustingsError, match="fixed"):
            refused()


@pytest.mark.parametrize(
    ("values", "standing", "said"),
    [
        ({}, [], "Nobody stands yet"),
        ({}, ["Ada Ash"], "1 line on the paper and 1 seat"),
        (
            {"rules": "scotland", "seats": 2},
            ["Ada Ash", "Bo Birch"],
            "fill fewer seats",
        ),
        ({"seats": 2}, ["Ada Ash", "Bo Birch", "Cy Cedar"], "fills one seat"),
        ({"rules": "dhondt", "seats": 3}, ["The only list"], "Only one list"),
        ({"rules": "motion"}, ["Ada Ash", "Bo Birch"], "lines Yes and No"),
        ({"rules": "limited", "seats": 2}, ["A A", "B B", "C C"], "votes"),
    ],
    ids=["nobody", "unopposed", "as many as seats", "two for one seat", "one list"]
    + ["a motion with names", "no votes given"],
)
def test_what_cannot_be_counted_does_not_open(
    values: dict[str, Any], standing: list[str], said: str
) -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign, **values)
    for name in standing:
        make_nominee(ballot, name)
    with pytest.raises(HustingsError, match=said):
        open_ballot(ballot=ballot, by=by, at=START)
    ballot.refresh_from_db()
    assert ballot.opened_at is None


def test_lists_may_have_more_seats_than_there_are_lists() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign, rules="dhondt", seats=7)
    for name in ("The reds", "The blues"):
        make_nominee(ballot, name)
    assert unfit(ballot) == []


def test_a_tie_of_lists_in_the_trial_keeps_no_ballot_from_opening() -> None:
    """Two papers for each slate and three seats: on the night a lot would decide, and the trial is given one."""
    by = make_agent()
    ballot = make_ballot(by.campaign, rules="dhondt", seats=3)
    for name, slate in (
        ("Ada", "Reds"),
        ("Bo", "Reds"),
        ("Cy", "Blues"),
        ("Di", "Blues"),
    ):
        make_nominee(ballot, name, slate=slate)
    assert unfit(ballot) == []


@pytest.mark.parametrize("rules", ["dhondt", "motion"])
def test_lists_and_motions_have_no_line_that_reopens_nominations(rules: str) -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign, rules=rules)
    for name in ("Yes", "No"):
        make_nominee(ballot, name)
    assert unfit(ballot) == []
    make_nominee(ballot, "Re-open nominations", is_reopen=True)
    assert "take it off the paper" in unfit(ballot)[0]


def test_a_limit_that_no_filling_meets_stands_against_opening() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign, rules="scotland", seats=2)
    for name, groups in (("Ada Ash", ["women"]), ("Bo Birch", []), ("Cy Cedar", [])):
        make_nominee(ballot, name, groups=groups)
    limit = limit_group(
        ballot=ballot,
        facts={"group": "women", "at_least": 2, "at_most": None},
        by=by,
    )
    with pytest.raises(HustingsError, match="cannot be met: at least 2 of women"):
        open_ballot(ballot=ballot, by=by, at=START)
    lift_limit(limit=limit, by=by)
    assert unfit(ballot) == []


def test_a_limit_for_a_group_of_nobody_stands_against_opening() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign, rules="scotland", seats=2)
    for name in ("Ada Ash", "Bo Birch", "Cy Cedar"):
        make_nominee(ballot, name)
    facts_of_limit = {"group": "women", "at_least": 1, "at_most": None}
    limit_group(ballot=ballot, facts=facts_of_limit, by=by)
    assert "Nobody on the paper is of the group women" in unfit(ballot)[0]


def test_rules_without_limits_take_none() -> None:
    by = make_agent()
    with pytest.raises(HustingsError, match="no way to keep limits"):
        limit_group(
            ballot=make_ballot(by.campaign),
            facts={"group": "women", "at_least": 1, "at_most": None},
            by=by,
        )


def test_every_rule_set_that_is_offered_can_be_opened_with_fitting_lines() -> None:
    by = make_agent()
    for rules in offered():
        seats = 1 if rules.one_seat else 2
        votes = 1 if "votes" in rules.uses else None
        ballot = set_up_ballot(
            campaign=by.campaign,
            facts={
                "title": rules.title,
                "held_on": POLLING_DAY,
                "rules": rules.name,
                "seats": seats,
                "votes": votes,
            },
            by=by,
            at=START,
        )
        if not ballot.nominees.exists():
            for name in ("Ada Ash", "Bo Birch", "Cy Cedar", "Dee Damson"):
                make_nominee(ballot, name)
        assert unfit(ballot) == [], rules.name
