"""Who is on the lists that others build on: those to call on, and those who have promised."""

from datetime import date, timedelta
from typing import Any

import pytest

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.queries import canvassable, pledges
from hustings.apps.ledger.actions import record_event, void_event
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import lift_do_not_contact, set_do_not_contact
from hustings.apps.register.models import Elector
from tests.apps.ledger.visits import answer, door_visit
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Membership:
    return make_member(make_campaign())


@pytest.fixture
def elector(member: Membership) -> Elector:
    return make_elector(make_district(member.campaign))


def says(elector: Elector, by: Membership, hours: int = 0, **payload: Any) -> Event:
    """A visit with consent, some hours after the start."""
    wording = by.campaign and Event.objects.filter(consent__isnull=False).first()
    consent = wording.consent if wording else make_wording(by.campaign)
    event = answer(
        elector,
        by,
        consent,
        payload={"outcome": "spoken-to"} | payload,
        happened_at=START + timedelta(hours=hours),
    )
    record_event(event=event, by=by, at=event.happened_at)
    return event


def found(elector: Elector, by: Membership, outcome: str, hours: int = 0) -> Event:
    """A visit without consent that names the person: moved, deceased or do not contact."""
    at = START + timedelta(hours=hours)
    event = answer(elector, by, None, payload={"outcome": outcome}, happened_at=at)
    record_event(event=event, by=by, at=at)
    return event


@pytest.mark.parametrize(
    ("answers", "is_pledge"),
    [
        ([1], True),
        ([2], False),
        ([5], False),
        ([3, 1], True),
        ([1, 4], False),
        ([1, "wont-say"], False),
    ],
    ids=str,
)
def test_a_pledge_is_a_persons_latest_answer_of_one(
    elector: Elector, member: Membership, answers: list[Any], is_pledge: bool
) -> None:
    for hours, given in enumerate(answers):
        says(elector, member, hours, answer=given)

    assert (elector in pledges(member.campaign)) is is_pledge


def test_a_campaign_may_count_two(elector: Elector, member: Membership) -> None:
    says(elector, member, answer=2)
    member.campaign.counts_two = True
    with acting(TESTER, "count two"):
        member.campaign.save()

    assert list(pledges(member.campaign)) == [elector]
    assert list(pledges(member)) == [elector]


def test_the_latest_is_by_the_time_of_the_knock(
    elector: Elector, member: Membership
) -> None:
    says(elector, member, 5, answer=1)
    says(elector, member, 2, answer=5)

    assert elector in pledges(member.campaign)


def test_a_later_visit_without_an_answer_leaves_the_promise(
    elector: Elector, member: Membership
) -> None:
    says(elector, member, answer=1)
    record_event(event=door_visit(elector.door, member), by=member, at=START)
    says(elector, member, 2, poster=True)

    assert elector in pledges(member.campaign)


def test_what_was_taken_back_is_no_answer(elector: Elector, member: Membership) -> None:
    says(elector, member, answer=1)
    slip = says(elector, member, 1, answer=5)
    void_event(event=slip, by=member, at=START)
    assert elector in pledges(member.campaign)

    void_event(event=says(elector, member, 2, answer=1), by=member, at=START)
    assert elector in pledges(member.campaign)


@pytest.mark.parametrize(
    "change",
    [
        {"closed_on": date(2026, 4, 20)},
        {"may_vote": "no"},
        {"is_anonymous": True},
    ],
    ids=str,
)
def test_whoever_cannot_vote_here_is_on_no_list(
    elector: Elector, member: Membership, change: dict[str, Any]
) -> None:
    says(elector, member, answer=1)
    with acting(TESTER, "change"):
        Elector.objects.filter(pk=elector.pk).update(**change)

    assert not pledges(member.campaign).exists()
    assert not canvassable(member.campaign).exists()


def test_when_in_doubt_a_person_may_vote(elector: Elector, member: Membership) -> None:
    says(elector, member, answer=1)
    with acting(TESTER, "change"):
        Elector.objects.filter(pk=elector.pk).update(may_vote="ask")

    assert pledges(member.campaign).exists()
    assert canvassable(member.campaign).exists()


@pytest.mark.parametrize("change", [{"door": None}, {"franchise": "F"}], ids=str)
def test_overseas_electors_and_those_without_a_door_are_never_called_on(
    elector: Elector, member: Membership, change: dict[str, Any]
) -> None:
    with acting(TESTER, "change"):
        Elector.objects.filter(pk=elector.pk).update(**change)

    assert not canvassable(member.campaign).exists()


def test_do_not_contact_is_honoured_at_once_and_until_it_is_lifted(
    elector: Elector, member: Membership
) -> None:
    says(elector, member, answer=1)
    set_do_not_contact(
        elector=elector, basis="objection", source_event=None, by=member, at=START
    )
    assert not pledges(member.campaign).exists()
    assert not canvassable(member.campaign).exists()

    lift_do_not_contact(elector=elector, by=member, at=START)
    assert pledges(member.campaign).exists()
    assert canvassable(member.campaign).exists()


@pytest.mark.parametrize("outcome", ["moved", "deceased"])
def test_whoever_has_gone_is_on_no_list_and_a_slip_is_taken_back(
    elector: Elector, member: Membership, outcome: str
) -> None:
    says(elector, member, answer=1)
    event = found(elector, member, outcome, 1)
    assert not pledges(member.campaign).exists()
    assert not canvassable(member.campaign).exists()

    void_event(event=event, by=member, at=START)
    assert pledges(member.campaign).exists()
    assert canvassable(member.campaign).exists()


def test_whoever_has_spoken_to_us_since_has_not_gone(
    elector: Elector, member: Membership
) -> None:
    found(elector, member, "moved", 1)
    back = says(elector, member, 2, answer=1)
    assert list(pledges(member)) == list(canvassable(member)) == [elector]

    void_event(event=back, by=member, at=START)
    assert not canvassable(member).exists()


def test_one_persons_going_leaves_the_others_of_the_house(
    elector: Elector, member: Membership
) -> None:
    other = make_elector(elector.district, door=elector.door)
    found(elector, member, "moved")

    assert list(canvassable(member)) == [other]


def test_lists_stay_within_the_campaign_and_the_members_area(
    elector: Elector, member: Membership
) -> None:
    elsewhere = make_elector(make_district(member.campaign, "ZZ9"))
    for one in (elector, elsewhere):
        says(one, member, answer=1)
    near = make_member(member.campaign, "canvasser", districts=[elector.district_id])
    stranger = make_member(make_campaign())

    assert set(pledges(member)) == set(canvassable(member)) == {elector, elsewhere}
    assert list(pledges(near)) == list(canvassable(near)) == [elector]
    assert not pledges(stranger).exists()
    assert not canvassable(stranger.campaign).exists()
