"""A link or a joined door that was a mistake, undone after more had followed from it: everything goes back."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import (
    carry_on,
    follow_elector,
    join_doors,
    link,
    part_doors,
    register_arrived,
    undo_link,
)
from hustings.apps.newcomers.finding import found as found_on
from hustings.apps.newcomers.models import DoorLink
from hustings.apps.newcomers.queries import (
    asked_doors,
    carried_by_mistake,
    events_of,
)
from hustings.apps.register.models import Door, Elector, Newcomer
from tests.apps.newcomers.before import door_at, read_in, told, typed
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_newcomer,
    make_wording,
)

pytestmark = pytest.mark.django_db
LATER = START + timedelta(days=9)


@pytest.fixture
def member() -> Membership:
    return make_member(make_campaign())


@pytest.fixture
def elector(member: Membership) -> Elector:
    return make_elector(make_district(member.campaign))


@pytest.fixture
def own(member: Membership) -> Door:
    typed(member, "Mill Road 12")
    return door_at("12")


@pytest.fixture
def newcomer(member: Membership, own: Door) -> Newcomer:
    return make_newcomer(
        make_wording(member.campaign), member, door=own, district=own.district
    )


def found(newcomer: Newcomer, elector: Elector, member: Membership) -> None:
    newcomer.refresh_from_db()
    link(newcomer=newcomer, elector=elector, by=member, at=LATER)


def mistaken(newcomer: Newcomer, member: Membership) -> None:
    undo_link(newcomer=newcomer, by=member, at=LATER)
    newcomer.refresh_from_db()


def joined(own: Door, elector: Elector, member: Membership) -> DoorLink:
    assert elector.door
    join_doors(pairs={own: elector.door}, why="", is_sure=False, by=member, at=LATER)
    return DoorLink.objects.in_force().get(door=own)


def parted(made: DoorLink, member: Membership) -> None:
    part_doors(made=made, by=member, at=LATER)


def only(events: Iterable[Event]) -> tuple[object, object, object]:
    """Of whom and where the one event that stands is told."""
    (event,) = events
    return event.newcomer_id, event.elector_id, event.door_id


def standing(member: Membership) -> Iterable[Event]:
    return Event.objects.of(member.campaign).exclude(kind="void").standing()


def test_a_link_undone_after_the_doors_were_joined_gives_everything_back(
    member: Membership, own: Door, newcomer: Newcomer, elector: Elector
) -> None:
    told(member, newcomer.consent, newcomer=newcomer, answer=3)
    found(newcomer, elector, member)
    joined(own, elector, member)
    assert only(standing(member)) == (None, elector.pk, elector.door_id)

    mistaken(newcomer, member)

    assert only(standing(member)) == (newcomer.pk, None, elector.door_id)


def test_doors_parted_after_somebody_was_found_take_back_what_was_told_there(
    member: Membership, own: Door, newcomer: Newcomer, elector: Elector
) -> None:
    told(member, newcomer.consent, newcomer=newcomer, answer=3)
    made = joined(own, elector, member)
    found(newcomer, elector, member)

    parted(made, member)
    assert only(standing(member)) == (None, elector.pk, own.pk)

    mistaken(newcomer, member)
    assert only(standing(member)) == (newcomer.pk, None, own.pk)


def test_an_answer_taken_back_is_taken_back_wherever_it_has_gone(
    member: Membership, own: Door, newcomer: Newcomer, elector: Elector
) -> None:
    said = told(member, newcomer.consent, newcomer=newcomer, answer=3)
    made = joined(own, elector, member)
    found(newcomer, elector, member)
    parted(made, member)

    void = Event(campaign=member.campaign, kind="void", voids=said)
    carry_on(event=void, by=member, at=LATER)

    assert not list(standing(member))


def test_people_met_at_a_door_go_back_to_it_unless_they_have_been_found(
    member: Membership, own: Door, newcomer: Newcomer, elector: Elector
) -> None:
    other = make_newcomer(newcomer.consent, member, door=own, district=own.district)
    made = joined(own, elector, member)
    found(other, elector, member)

    parted(made, member)

    newcomer.refresh_from_db()
    other.refresh_from_db()
    assert (newcomer.door, newcomer.district) == (own, own.district)
    assert (other.door, other.district) == (elector.door, elector.district)
    mistaken(other, member)
    assert (other.door, other.district) == (own, own.district)


def test_whoever_lives_at_the_registers_door_stays_there_while_it_is_ours(
    member: Membership, own: Door, newcomer: Newcomer, elector: Elector
) -> None:
    joined(own, elector, member)
    found(newcomer, elector, member)

    mistaken(newcomer, member)

    assert (newcomer.door, newcomer.district) == (elector.door, elector.district)


def test_what_a_wrong_link_and_a_joined_door_carried_is_the_newcomers(
    member: Membership, own: Door, newcomer: Newcomer, elector: Elector
) -> None:
    told(member, newcomer.consent, newcomer=newcomer, answer=3)
    found(newcomer, elector, member)
    joined(own, elector, member)
    mistaken(newcomer, member)

    every = set(Event.objects.visits().values_list("pk", flat=True))
    assert len(every) == 4
    assert every <= events_of(newcomer)
    assert every <= carried_by_mistake(member.campaign.pk, [elector])


def test_nothing_was_a_mistake_where_the_same_was_found_again_or_rows_became_one(
    member: Membership, own: Door, newcomer: Newcomer, elector: Elector
) -> None:
    told(member, newcomer.consent, newcomer=newcomer, answer=3)
    kept = make_elector(elector.district)
    found(newcomer, elector, member)
    mistaken(newcomer, member)
    found(newcomer, elector, member)
    assert not carried_by_mistake(member.campaign.pk, [elector])

    follow_elector(kept=kept, closed=elector, by=member, at=LATER)

    assert not carried_by_mistake(member.campaign.pk, [kept, elector])


def test_whoever_was_said_to_be_somebody_else_is_not_linked_again_by_the_register(
    member: Membership, tmp_path: Path
) -> None:
    newcomer = make_newcomer(
        make_wording(member.campaign),
        member,
        surname="Begum",
        forenames="Asha",
        address=["14 Mill Road"],
        postcode="EX1 1AA",
    )
    read_in(member.campaign, tmp_path)
    newcomer.refresh_from_db()
    theirs = newcomer.elector
    assert theirs

    mistaken(newcomer, member)
    again = register_arrived(campaign=member.campaign, by=member, at=LATER)

    newcomer.refresh_from_db()
    assert (again.people, newcomer.elector) == (0, None)
    (asked,) = found_on(member.campaign, [newcomer])
    assert asked.sure is None
    assert [each.elector for each in asked.candidates] == [theirs]


def test_doors_that_were_parted_are_asked_about_and_not_joined_again(
    member: Membership, own: Door, tmp_path: Path
) -> None:
    read_in(member.campaign, tmp_path)
    made = DoorLink.objects.in_force().get(door=own)

    parted(made, member)
    again = register_arrived(campaign=member.campaign, by=member, at=LATER)

    own.refresh_from_db()
    assert (again.doors, own.became) == (0, None)
    (question,) = asked_doors(member)
    assert (question.door, question.candidates) == (own, (made.register_door,))
