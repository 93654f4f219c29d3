"""What is next in a ballot, at each point of its way."""

import pytest

from hustings.apps.campaigns.models import Membership
from hustings.apps.selection.actions.counting import count_papers, publish, sign
from hustings.apps.selection.actions.door import rule_on, seal_paper
from hustings.apps.selection.actions.roll import erase_roll
from hustings.apps.selection.models import Ballot
from hustings.apps.selection.queries.roll import sealed_of
from hustings.apps.selection.queries.signing import standing_of
from hustings.apps.selection.queries.way import way_of
from tests.apps.selection.counted import (
    make_account,
    make_counting,
    make_scrutineers,
    make_typist,
    type_all,
)
from tests.apps.selection.making import (
    make_agent,
    make_ballot,
    make_nominee,
    make_open_ballot,
    make_voter,
)
from tests.factories import START

pytestmark = pytest.mark.django_db


def following(ballot: Ballot, by: Membership) -> str:
    step = way_of(ballot, by).next
    return step.name if step else ""


def test_before_the_door_nominees_then_the_roll_then_the_opening() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    assert following(ballot, by) == "Put the nominees on the paper"
    for name in ("Ada Ash", "Bo Birch"):
        make_nominee(ballot, name)
    assert following(ballot, by) == "Bring the roll of members"
    make_voter(ballot, "Ann Oak")
    assert following(ballot, by) == "Print the papers and open the ballot"


def test_an_open_meeting_needs_no_roll_beforehand() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign, is_open_meeting=True)
    for name in ("Ada Ash", "Bo Birch"):
        make_nominee(ballot, name)
    assert following(ballot, by) == "Print the papers and open the ballot"


def test_a_sealed_paper_is_a_step_of_its_own() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    names = [step.name for step in way_of(ballot, by).steps]
    seal_paper(voter=make_voter(ballot, "Ann Oak"), reason="left", by=by, at=START)
    rule = "Rule on the sealed papers"
    steps = {step.name: step for step in way_of(ballot, by).steps}
    assert rule not in names
    assert not steps[rule].is_done
    rule_on(sealed=sealed_of(ballot)[0], ruling="refused", because="x", by=by, at=START)
    steps = {step.name: step for step in way_of(ballot, by).steps}
    assert steps[rule].is_done


def test_from_the_open_box_to_the_erased_roll() -> None:
    ballot, agent = make_counting(given=12)
    one, two = make_typist(ballot), make_typist(ballot)
    assert following(ballot, agent) == "Type the papers, twice"
    type_all(ballot, ["1 2 3"] * 12, one)
    assert following(ballot, agent) == "Type the papers, twice"
    type_all(ballot, ["1 2 3"] * 12, two)
    assert following(ballot, agent) == "Make the account of papers"
    make_account(ballot, agent)
    assert following(ballot, agent) == "Count"
    count_papers(ballot=ballot, by=agent, at=START)
    assert following(ballot, agent) == "Sign, two scrutineers"
    for scrutineer in make_scrutineers(ballot):
        assert way_of(ballot, scrutineer).mine
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=scrutineer, at=START)
    assert following(ballot, agent) == "Publish"
    assert not way_of(ballot, one).mine
    publish(ballot=ballot, by=agent, at=START)
    ballot.refresh_from_db()
    assert following(ballot, agent) == "Erase the roll"
    erase_roll(ballot=ballot, by=agent, at=START)
    ballot.refresh_from_db()
    assert following(ballot, agent) == ""


def test_papers_typed_differently_come_before_all_else() -> None:
    ballot, agent = make_counting(given=1)
    for line in ("1 2 3", "2 1 3"):
        type_all(ballot, [line], make_typist(ballot))
    assert following(ballot, agent) == "Settle the differences"
