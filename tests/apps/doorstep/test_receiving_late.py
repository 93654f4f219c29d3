from datetime import timedelta
from uuid import uuid4

import pytest

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.doorstep.actions.enrolling import Enrolled, revoke_phone
from hustings.apps.doorstep.actions.questions import add_question, retire_question
from hustings.apps.doorstep.models import Held, Question
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import join_doors, link
from hustings.apps.register.models import Door, Elector, Newcomer
from hustings.core.doorstep import Consent, Kind
from tests.apps.doorstep.phones import enrolled, event_by, results, sent
from tests.apps.doorstep.said import HOUR, answer
from tests.factories import (
    START,
    make_district,
    make_door,
    make_newcomer,
)

pytestmark = pytest.mark.django_db


def test_what_a_phone_brings_after_it_was_cut_off_is_held_and_never_dropped(
    phone: Enrolled, agent: Membership, elector: Elector
) -> None:
    before = event_by(phone, door=elector.door_id)
    sent(before)
    revoke_phone(phone=phone.phone, by=agent, at=START + HOUR)
    late = event_by(phone, door=elector.door_id)

    assert results(sent(before, late, at=START + 2 * HOUR)) == [
        "already",
        "held revoked",
    ]
    assert results(sent(late, at=START + 3 * HOUR)) == ["held revoked"]
    assert [h.pk for h in Held.objects.all()] == [late.id]
    assert not Event.objects.filter(id=late.id).exists()


def test_what_comes_after_the_action_day_is_held(
    agent: Membership, elector: Elector
) -> None:
    phone = enrolled(agent, starts_at=START - HOUR, ends_at=START + HOUR)
    knock = event_by(phone, door=elector.door_id)

    assert results(sent(knock, at=START + 2 * HOUR)) == ["held over"]


def test_a_clock_that_cannot_be_right_is_for_a_person_to_judge(
    phone: Enrolled, elector: Elector
) -> None:
    ahead = event_by(phone, door=elector.door_id, happened_at=START + timedelta(days=1))
    known = event_by(
        phone,
        door=elector.door_id,
        happened_at=START + timedelta(days=1),
        clock_offset=-86_400_000,
    )

    assert results(sent(ahead, known)) == ["held odd-time", "kept"]


def test_a_phone_of_one_area_brings_nothing_of_another(
    agent: Membership, elector: Elector
) -> None:
    elsewhere = make_district(agent.campaign, "ZZ9")
    phone = enrolled(agent, districts=(elsewhere.id,))
    out, here = (
        event_by(phone, elector=elector.id),
        event_by(phone, door=make_door(elsewhere).id),
    )

    assert results(sent(out, here)) == ["refused other-area", "kept"]


def test_a_question_that_was_retired_meanwhile_is_still_answered(
    phone: Enrolled, agent: Membership, elector: Elector, wording: ConsentWording
) -> None:
    question = add_question(
        campaign=agent.campaign,
        kind=Question.Kind.YES_NO,
        words={"en": "Hot?"},
        by=agent,
        at=START,
    )
    retire_question(question=question, by=agent, at=START)
    right = event_by(
        phone, elector=elector.id, **answer(wording, custom={str(question.id): "yes"})
    )
    wrong = event_by(
        phone, elector=elector.id, **answer(wording, custom={str(question.id): "maybe"})
    )

    assert results(sent(right, wrong)) == ["kept", "refused unknown-answer"]
    assert Event.objects.get(id=right.id).payload["custom"] == {str(question.id): "yes"}


def test_a_newcomer_and_what_they_said_come_in_one_batch(
    phone: Enrolled, elector: Elector, wording: ConsentWording
) -> None:
    key = uuid4()
    agreed = Consent(wording.id, START)
    payload = {"surname": "Bee", "forenames": "Ann", "postcode": "EX1 1AA"}
    said = event_by(phone, newcomer=key, **answer(wording))
    added = event_by(
        phone,
        Kind.NEWCOMER,
        newcomer=key,
        door=elector.door_id,
        consent=agreed,
        payload=payload,
    )

    assert results(sent(said, added)) == ["kept", "kept"]

    newcomer = Newcomer.objects.get(id=key)
    assert (newcomer.name, newcomer.door) == ("Ann Bee", elector.door)
    held = Event.objects.get(id=said.id)
    assert (held.newcomer, held.door, held.payload["answer"]) == (
        newcomer,
        elector.door,
        1,
    )


def test_a_newcomer_who_did_not_agree_is_not_kept(phone: Enrolled) -> None:
    added = event_by(phone, Kind.NEWCOMER, newcomer=uuid4(), payload={"surname": "Bee"})

    assert results(sent(added)) == ["refused no-consent"]
    assert Newcomer.objects.count() == 0


def test_what_is_said_of_a_newcomer_found_on_the_register_is_the_electors(
    phone: Enrolled, elector: Elector, wording: ConsentWording, agent: Membership
) -> None:
    found = make_newcomer(wording, agent)
    link(newcomer=found, elector=elector, by=agent, at=START)
    said = event_by(phone, newcomer=found.id, **answer(wording))

    assert results(sent(said)) == ["kept"]
    assert results(sent(said)) == ["already"]
    held = Event.objects.visits().standing().get()
    assert (held.elector, held.newcomer) == (elector, None)

    mistake = event_by(phone, Kind.VOID, voids=said.id)
    assert results(sent(mistake)) == ["kept"]
    assert not Event.objects.visits().standing().exists()


def test_what_was_sent_before_a_door_was_found_on_the_register_is_known_when_sent_again(
    phone: Enrolled, elector: Elector, agent: Membership, wording: ConsentWording
) -> None:
    own = make_door(elector.district)
    new = make_newcomer(wording, agent, door=own)
    events = [
        event_by(phone, door=own.id),
        event_by(phone, newcomer=new.id, **answer(wording)),
    ]
    assert results(sent(*events)) == ["kept", "kept"]
    assert elector.door

    join_doors(pairs={own: elector.door}, why="", is_sure=False, by=agent, at=START)

    assert results(sent(*events)) == ["already", "already"]
    late = event_by(phone, door=own.id)
    assert results(sent(late)) == ["kept"]
    doors = {event.door for event in Event.objects.visits().standing()}
    assert (Event.objects.visits().standing().count(), doors) == (3, {elector.door})


def test_a_door_added_on_the_street_is_knocked_on_in_the_same_batch(
    phone: Enrolled, elector: Elector
) -> None:
    key = uuid4()
    added = event_by(
        phone,
        Kind.DOOR,
        door=key,
        payload={"street": "Mill Road", "label": "16A", "postcode": "EX1 1AA"},
    )
    knock = event_by(phone, door=key)

    assert results(sent(knock, added)) == ["kept", "kept"]

    door = Event.objects.get(id=knock.id).door
    assert door is not None
    assert (str(door), door.district) == ("16A Mill Road", elector.district)


def test_a_door_that_stood_already_is_that_door(
    phone: Enrolled, agent: Membership
) -> None:
    first, second = uuid4(), uuid4()
    payload = {"street": "Long Lane", "label": "7"}
    for key in (first, second):
        assert results(sent(event_by(phone, Kind.DOOR, door=key, payload=payload))) == [
            "kept"
        ]

    assert Door.objects.filter(campaign=agent.campaign, street="Long Lane").count() == 1
    assert (
        results(sent(event_by(phone, door=first), event_by(phone, door=second)))
        == ["kept"] * 2
    )
