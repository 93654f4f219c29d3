"""A newcomer found on the register: what they said follows them, and goes back when it was a mistake."""

from datetime import timedelta
from pathlib import Path

import pytest

from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.queries import canvassable
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import (
    ask_again,
    carry_on,
    follow_elector,
    link,
    not_on_register,
    register_arrived,
    undo_link,
)
from hustings.apps.newcomers.models import Link
from hustings.apps.newcomers.queries import carried_by_mistake, events_of
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import DoNotContact, Elector, Newcomer
from hustings.core.errors import HustingsError
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


def met(member: Membership, **values: object) -> Newcomer:
    return make_newcomer(make_wording(member.campaign), member, **values)


def standing(member: Membership) -> list[Event]:
    return list(Event.objects.of(member.campaign).exclude(kind="void").standing())


def test_what_was_said_follows_a_newcomer_who_is_found(
    member: Membership, elector: Elector
) -> None:
    newcomer = met(member)
    said = told(member, newcomer.consent, newcomer=newcomer, answer=1, code="1")

    made = link(newcomer=newcomer, elector=elector, by=member, at=LATER)

    (carried,) = standing(member)
    assert (carried.elector_id, carried.newcomer_id) == (elector.pk, None)
    assert carried.district_id == elector.district_id
    for kept in ("payload", "happened_at", "consent_id", "consented_at", "author_id"):
        assert getattr(carried, kept) == getattr(said, kept), kept
    for kept in ("clock_offset", "app_version", "occasion", "door_id"):
        assert getattr(carried, kept) == getattr(said, kept), kept
    newcomer.refresh_from_db()
    assert (newcomer.elector, newcomer.settled_at) == (elector, LATER)
    assert (made.why, made.is_sure, made.made_by) == (
        "somebody said so",
        False,
        str(member.user),
    )


def test_linking_twice_changes_nothing_and_another_is_not_taken(
    member: Membership, elector: Elector
) -> None:
    newcomer = met(member)
    told(member, newcomer.consent, newcomer=newcomer, answer=1)
    first = link(newcomer=newcomer, elector=elector, by=member, at=LATER)

    assert link(newcomer=newcomer, elector=elector, by=member, at=LATER) == first
    other = make_elector(elector.district)
    with pytest.raises(HustingsError, match="undo it first"):
        link(newcomer=newcomer, elector=other, by=member, at=LATER)
    assert len(standing(member)) == 1


@pytest.mark.parametrize("entry", [{"is_anonymous": True}, {"closed_on": START.date()}])
def test_nobody_is_linked_to_an_entry_that_is_closed_or_anonymous(
    member: Membership, entry: dict[str, object]
) -> None:
    elector = make_elector(make_district(member.campaign), **entry)
    with pytest.raises(HustingsError, match="no longer open"):
        link(newcomer=met(member), elector=elector, by=member, at=LATER)


def test_a_wrong_link_undone_gives_back_what_the_newcomer_said_and_no_more(
    member: Membership, elector: Elector
) -> None:
    newcomer = met(member)
    said = told(member, newcomer.consent, newcomer=newcomer, answer=1)
    link(newcomer=newcomer, elector=elector, by=member, at=LATER)
    told(member, door=elector.door)

    assert undo_link(newcomer=newcomer, by=member, at=LATER) == 1

    back = next(event for event in standing(member) if event.newcomer_id)
    assert (back.newcomer_id, back.elector_id) == (newcomer.pk, None)
    assert (back.payload, back.happened_at) == (said.payload, said.happened_at)
    assert not any(event.elector_id for event in standing(member))
    newcomer.refresh_from_db()
    assert (newcomer.elector, newcomer.settled_at) == (None, None)
    assert Link.objects.get().undone_by == str(member.user)
    mistaken = carried_by_mistake(member.campaign.pk, [elector])
    assert said.pk in mistaken <= events_of(newcomer)
    with pytest.raises(HustingsError, match="nothing to undo"):
        undo_link(newcomer=newcomer, by=member, at=LATER)


def test_linked_undone_and_linked_again_stands_once(
    member: Membership, elector: Elector
) -> None:
    newcomer = met(member)
    told(member, newcomer.consent, newcomer=newcomer, answer=1)
    for _ in range(2):
        link(newcomer=newcomer, elector=elector, by=member, at=LATER)
        undo_link(newcomer=newcomer, by=member, at=LATER)
    link(newcomer=newcomer, elector=elector, by=member, at=LATER)

    (event,) = standing(member)
    assert event.elector_id == elector.pk


def test_a_newcomer_who_asked_to_be_left_alone_is_left_alone_as_an_elector(
    member: Membership, elector: Elector
) -> None:
    newcomer = met(member)
    told(member, newcomer=newcomer, outcome="do-not-contact")

    link(newcomer=newcomer, elector=elector, by=member, at=LATER)
    assert not canvassable(member).exists()
    assert DoNotContact.objects.in_force().get().elector == elector

    undo_link(newcomer=newcomer, by=member, at=LATER)
    assert not DoNotContact.objects.in_force().exists()


def test_an_electors_own_objection_outlives_a_link_undone(
    member: Membership, elector: Elector
) -> None:
    set_do_not_contact(
        elector=elector, basis="objection", source_event=None, by=member, at=START
    )
    newcomer = met(member)
    told(member, newcomer=newcomer, outcome="do-not-contact")
    link(newcomer=newcomer, elector=elector, by=member, at=LATER)
    undo_link(newcomer=newcomer, by=member, at=LATER)

    assert DoNotContact.objects.in_force().get().basis == "objection"


def test_what_a_phone_tells_of_a_newcomer_found_meanwhile_goes_to_the_elector(
    member: Membership, elector: Elector
) -> None:
    newcomer = met(member)
    link(newcomer=newcomer, elector=elector, by=member, at=LATER)
    newcomer.refresh_from_db()
    late = told(member, newcomer.consent, newcomer=newcomer, answer=2)

    carry_on(event=late, by=member, at=LATER)
    (event,) = standing(member)
    assert (event.elector_id, event.payload) == (elector.pk, late.payload)

    undo_link(newcomer=newcomer, by=member, at=LATER)
    (event,) = standing(member)
    assert event.newcomer_id == newcomer.pk


def test_whoever_was_found_as_a_closed_row_is_the_row_that_it_turned_out_to_be(
    member: Membership, elector: Elector
) -> None:
    newcomer = met(member)
    kept = make_elector(elector.district)
    link(newcomer=newcomer, elector=elector, by=member, at=LATER)

    follow_elector(kept=kept, closed=elector, by=member, at=LATER)

    newcomer.refresh_from_db()
    assert newcomer.elector == kept
    assert Link.objects.in_force().get().elector == kept


def test_somebody_not_on_the_register_is_asked_about_again_only_when_wanted(
    member: Membership,
) -> None:
    newcomer = met(member)
    not_on_register(newcomer=newcomer, by=member, at=LATER)
    assert not Newcomer.objects.unsettled().exists()

    ask_again(newcomer=newcomer, by=member)
    assert Newcomer.objects.unsettled().get() == newcomer


def test_whoever_registers_after_we_looked_is_found_without_asking(
    member: Membership, tmp_path: Path
) -> None:
    newcomer = met(
        member,
        surname="Begum",
        forenames="Asha",
        address=["14 Mill Road"],
        postcode="ex11aa",
    )
    not_on_register(newcomer=newcomer, by=member, at=START + timedelta(hours=1))

    read_in(member.campaign, tmp_path)

    newcomer.refresh_from_db()
    assert newcomer.elector and newcomer.elector.name == "Asha Begum"
    assert Link.objects.get().is_sure


def test_whoever_the_register_had_when_we_met_them_is_for_a_person_to_confirm(
    member: Membership, tmp_path: Path
) -> None:
    read_in(member.campaign, tmp_path)
    newcomer = met(
        member,
        surname="Begum",
        forenames="Asha",
        address=["14 Mill Road"],
        met_at=START + timedelta(days=4000),
    )
    arrived = register_arrived(campaign=member.campaign, by=member, at=LATER)

    newcomer.refresh_from_db()
    assert arrived.people == 0
    assert newcomer.elector is None


def test_a_door_typed_and_a_person_met_there_meet_the_register(
    member: Membership, tmp_path: Path
) -> None:
    typed(member, "Mill Road 12-16 even")
    wording = make_wording(member.campaign)
    newcomer = make_newcomer(
        wording, member, surname="Smithson", forenames="Bill", door=door_at("12"),
        district=door_at("12").district,
    )  # fmt: skip
    told(member, wording, newcomer=newcomer, answer=1)

    read_in(member.campaign, tmp_path)

    newcomer.refresh_from_db()
    found = Elector.objects.get(surname="Smithson")
    assert newcomer.elector == found
    assert newcomer.door == found.door
    (event,) = standing(member)
    assert (event.elector, event.door, event.district) == (
        found,
        found.door,
        found.district,
    )
