from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership, Role
from hustings.apps.doorstep.actions import receiving
from hustings.apps.doorstep.actions.enrolling import Enrolled, revoke_phone
from hustings.apps.doorstep.actions.items import Sealed
from hustings.apps.doorstep.actions.questions import add_question, retire_question
from hustings.apps.doorstep.actions.receiving import LONGEST, hand_in
from hustings.apps.doorstep.models import Held, NotAcceptedEntry, Phone, Question
from hustings.apps.jobs.models import Job
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import join_doors
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import DoNotContact, Door, Elector, Newcomer
from hustings.core.doorstep import Consent, Kind
from tests.apps.doorstep.phones import enrolled, event_by, results, sealed, sent
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
    make_newcomer,
    make_wording,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign())


@pytest.fixture
def phone(agent: Membership) -> Enrolled:
    return enrolled(agent)


@pytest.fixture
def elector(agent: Membership) -> Elector:
    return make_elector(make_district(agent.campaign))


@pytest.fixture
def wording(agent: Membership) -> ConsentWording:
    return make_wording(agent.campaign)


def words_about(wording: ConsentWording, covers: str) -> ConsentWording:
    with acting(TESTER, "enter words"):
        return ConsentWording.objects.create(
            campaign=wording.campaign,
            notice=wording.notice,
            covers=covers,
            text="May we keep that of you? " * 2,
            entered_at=START,
        )


def answer(wording: ConsentWording | None, **fields: Any) -> dict[str, Any]:
    """The fields of a visit at which somebody answered 1 on the neutral scale."""
    return {
        "consent": Consent(wording.id, START) if wording else None,
        "payload": {"outcome": "spoken-to", "code": "1", "scale": "1 to 5"} | fields,
    }


def test_a_knock_is_kept_with_its_time_its_author_and_its_occasion(
    phone: Enrolled, elector: Elector
) -> None:
    outing = uuid4()
    knock = event_by(
        phone,
        door=elector.door_id,
        knocker="Red",
        occasion=outing,
        clock_offset=-60_000,
    )

    assert results(sent(knock, at=START + HOUR)) == ["kept"]

    held = Event.objects.get(id=knock.id)
    assert (held.happened_at, held.received_at) == (START, START + HOUR)
    assert held.reckoned_at == START - timedelta(minutes=1)
    assert held.author == phone.phone.membership
    assert (held.occasion, held.app_version) == (outing, "1.0.0")
    assert held.payload == {"outcome": "not-in", "canvasser": "Red"}


def test_the_same_batch_again_changes_nothing(
    phone: Enrolled, elector: Elector, wording: ConsentWording
) -> None:
    batch = [
        event_by(phone, door=elector.door_id),
        event_by(phone, elector=elector.id, **answer(wording)),
        event_by(
            phone,
            Kind.NEWCOMER,
            newcomer=uuid4(),
            consent=Consent(wording.id, START),
            payload={"surname": "Bee"},
        ),
        event_by(
            phone,
            Kind.DOOR,
            door=uuid4(),
            payload={"street": "New Street", "label": "4"},
        ),
    ]
    batch.append(event_by(phone, Kind.VOID, voids=batch[0].id))

    first, second = sent(*batch), sent(*batch, at=START + HOUR)

    assert results(first) == ["kept"] * 5
    assert results(second) == ["already"] * 5
    assert Event.objects.count() == 3


def test_a_consented_answer_is_kept_with_the_words_and_the_time(
    phone: Enrolled, elector: Elector, wording: ConsentWording
) -> None:
    said = event_by(phone, elector=elector.id, **answer(wording, poster=True))

    assert results(sent(said)) == ["kept"]

    held = Event.objects.get(id=said.id)
    assert held.payload == {
        "outcome": "spoken-to",
        "answer": 1,
        "code": "1",
        "scale": "1 to 5",
        "poster": True,
    }
    assert (held.elector, held.consent, held.consented_at) == (elector, wording, START)


def test_without_consent_that_holds_the_door_alone_is_kept(
    phone: Enrolled, elector: Elector, wording: ConsentWording
) -> None:
    other = make_wording(make_campaign())
    calls = words_about(wording, "calls")
    said = [
        event_by(phone, elector=elector.id, **answer(words))
        for words in (None, other, calls)
    ]

    assert results(sent(*said)) == ["kept"] * 3

    for event in Event.objects.all():
        assert (event.elector, event.door, event.consent) == (None, elector.door, None)
        assert event.payload == {"outcome": "spoken-to"}


def test_nobody_agrees_for_a_whole_door(
    phone: Enrolled, elector: Elector, wording: ConsentWording
) -> None:
    said = event_by(phone, door=elector.door_id, **answer(wording))

    assert results(sent(said)) == ["kept"]
    assert Event.objects.get(id=said.id).payload == {"outcome": "spoken-to"}


@pytest.mark.parametrize("what", ["language", "note", "help", "offer"])
def test_a_detail_needs_words_of_its_own(
    phone: Enrolled, elector: Elector, wording: ConsentWording, what: str
) -> None:
    payload = {"what": what, "value": "Welsh"}
    own = words_about(wording, what)
    right = event_by(
        phone,
        Kind.DETAIL,
        elector=elector.id,
        consent=Consent(own.id, START),
        payload=payload,
    )
    wrong = event_by(
        phone,
        Kind.DETAIL,
        elector=elector.id,
        consent=Consent(wording.id, START),
        payload=payload,
    )
    none = event_by(phone, Kind.DETAIL, elector=elector.id, payload=payload)

    assert results(sent(right, wrong, none)) == [
        "kept",
        "refused no-consent",
        "refused no-consent",
    ]
    assert Event.objects.get().payload == payload


def test_each_wrong_one_is_refused_by_itself_told_and_noted(
    phone: Enrolled, elector: Elector, agent: Membership
) -> None:
    stranger = enrolled(make_member(make_campaign()))
    good = event_by(phone, door=elector.door_id)
    theirs = make_elector(make_district(make_campaign()))
    cases = {
        "not-ours": event_by(phone, door=elector.door_id, token=stranger.hand_in),
        "unknown-subject": event_by(phone, elector=theirs.id),
        "unknown-answer": event_by(
            phone, door=elector.door_id, payload={"outcome": "voted for us"}
        ),
        "unknown-question": event_by(
            phone,
            elector=elector.id,
            payload={"outcome": "spoken-to", "custom": {str(uuid4()): "yes"}},
        ),
        "impossible-time": event_by(
            phone, door=elector.door_id, happened_at=START + timedelta(days=5)
        ),
    }

    answers = sent(*cases.values(), good)

    assert results(answers) == [f"refused {reason}" for reason in cases] + ["kept"]
    assert Event.objects.count() == 1
    noted = NotAcceptedEntry.objects.filter(campaign=agent.campaign)
    assert {(n.event, n.reason) for n in noted} == {(e.id, r) for r, e in cases.items()}


def test_what_cannot_be_read_is_refused_and_the_rest_is_kept(
    phone: Enrolled, elector: Elector
) -> None:
    good, other = (
        event_by(phone, door=elector.door_id),
        event_by(phone, door=elector.door_id),
    )
    moved = Sealed(str(uuid4()), sealed(other).sealed)
    batch = [
        Sealed(str(uuid4()), "not a seal"),
        Sealed("no id", "AAAA"),
        Sealed(str(uuid4()), "A" * (LONGEST + 1)),
        moved,
        sealed(good),
    ]

    answers = hand_in(campaign_id=phone.phone.campaign_id, events=batch, at=START)

    assert results(answers) == [
        "refused unreadable",
        "refused malformed",
        "refused too-large",
        "refused unreadable",
        "kept",
    ]


def test_an_event_of_one_campaign_is_nothing_to_another(
    phone: Enrolled, elector: Elector
) -> None:
    other = enrolled(make_member(make_campaign()))
    knock = event_by(phone, door=elector.door_id)

    answers = hand_in(
        campaign_id=other.phone.campaign_id, events=[sealed(knock)], at=START
    )
    nowhere = hand_in(campaign_id=uuid4(), events=[sealed(knock)], at=START)

    assert results(answers) == ["refused unreadable"]
    assert results(nowhere) == ["refused not-ours"]
    assert Event.objects.count() == 0


def test_one_id_with_something_else_is_refused_and_the_first_stands(
    phone: Enrolled, elector: Elector
) -> None:
    knock = event_by(phone, door=elector.door_id)
    sent(knock)
    other = event_by(
        phone, id=knock.id, door=elector.door_id, payload={"outcome": "moved"}
    )
    third = event_by(phone, door=elector.door_id)

    assert results(sent(other, third)) == ["refused different", "kept"]
    assert Event.objects.get(id=knock.id).payload == {"outcome": "not-in"}


def test_whoever_asked_to_be_left_alone_is_asked_nothing_more(
    phone: Enrolled, elector: Elector, wording: ConsentWording
) -> None:
    set_do_not_contact(
        elector=elector,
        basis=DoNotContact.Basis.OBJECTION,
        source_event=None,
        by=TESTER,
        at=START,
    )
    said = event_by(phone, elector=elector.id, **answer(wording))
    moved = event_by(phone, elector=elector.id, payload={"outcome": "moved"})

    assert results(sent(said, moved)) == ["refused asked-to-be-left", "kept"]


def test_asked_at_the_door_not_to_be_contacted_holds_at_once_and_a_mistake_is_lifted(
    phone: Enrolled, elector: Elector
) -> None:
    asked = event_by(phone, elector=elector.id, payload={"outcome": "do-not-contact"})
    sent(asked)
    assert DoNotContact.objects.in_force().filter(elector=elector).exists()

    assert results(sent(event_by(phone, Kind.VOID, voids=asked.id))) == ["kept"]
    assert not DoNotContact.objects.in_force().filter(elector=elector).exists()


def test_only_ones_own_is_taken_back(
    phone: Enrolled, agent: Membership, elector: Elector
) -> None:
    knock = event_by(phone, door=elector.door_id)
    sent(knock)
    other = enrolled(agent)

    assert results(sent(event_by(other, Kind.VOID, voids=knock.id))) == [
        "refused unknown-subject"
    ]
    assert results(sent(event_by(phone, Kind.VOID, voids=uuid4()))) == [
        "refused unknown-subject"
    ]


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
    found = make_newcomer(wording, agent, elector=elector, settled_at=START)
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


def test_to_ask_for_erasure_at_the_door_queues_it(
    phone: Enrolled, elector: Elector
) -> None:
    asked = event_by(phone, Kind.ERASURE, elector=elector.id)

    assert results(sent(asked)) == ["kept"]
    assert [job.kind for job in Job.objects.all()] == ["safekeeping.erase-person"]


def test_a_phone_of_somebody_who_left_hands_in_to_be_held(
    phone: Enrolled, elector: Elector
) -> None:
    with acting(TESTER, "end"):
        Membership.objects.filter(pk=phone.phone.membership_id).update(ended_at=START)

    assert results(sent(event_by(phone, door=elector.door_id))) == ["held over"]


def test_the_holder_of_a_new_phone_is_a_canvasser_who_cannot_sign_in(
    phone: Enrolled,
) -> None:
    member = phone.phone.membership

    assert member.role == Role.CANVASSER
    assert not member.user.has_usable_password()


def test_trouble_of_the_database_is_no_refusal(
    phone: Enrolled, elector: Elector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deadlock or a lost connection: the phone hears nothing, keeps its events and sends again."""
    knock = event_by(phone, door=elector.door_id)

    def trouble(**given: object) -> None:
        raise OperationalError("deadlock detected")

    monkeypatch.setattr(receiving, "record_events", trouble)
    with pytest.raises(OperationalError):
        sent(knock)
    monkeypatch.undo()

    assert results(sent(knock)) == ["kept"]


def test_what_was_added_before_the_phone_was_cut_off_is_not_held_again(
    phone: Enrolled, agent: Membership, elector: Elector, wording: ConsentWording
) -> None:
    batch = [
        event_by(
            phone,
            Kind.NEWCOMER,
            newcomer=uuid4(),
            consent=Consent(wording.id, START),
            payload={"surname": "Bee"},
        ),
        event_by(
            phone, Kind.DOOR, door=uuid4(), payload={"street": "New Row", "label": "4"}
        ),
    ]
    sent(*batch)
    revoke_phone(phone=phone.phone, by=agent, at=START + HOUR)

    assert results(sent(*batch, at=START + HOUR)) == ["already", "already"]


def test_an_id_under_which_another_phones_event_is_held_is_told_apart(
    phone: Enrolled, agent: Membership, elector: Elector
) -> None:
    other = enrolled(agent)
    for each in (phone, other):
        revoke_phone(phone=each.phone, by=agent, at=START)
    first = event_by(phone, door=elector.door_id)
    second = event_by(other, id=first.id, door=elector.door_id)

    assert results(sent(first, at=START + HOUR)) == ["held revoked"]
    assert results(sent(second, at=START + HOUR)) == ["refused different"]


@pytest.mark.parametrize("revoked", [False, True])
def test_a_long_batch_takes_no_more_queries_than_a_short_one(
    phone: Enrolled,
    agent: Membership,
    elector: Elector,
    wording: ConsentWording,
    revoked: bool,
) -> None:
    if revoked:
        revoke_phone(phone=phone.phone, by=agent, at=START)
    counts = []
    for many in (2, 60):
        batch = [
            event_by(phone, elector=elector.id, **answer(wording)) for _ in range(many)
        ]
        given = [sealed(event) for event in batch]
        with CaptureQueriesContext(connection) as queries:
            answers = hand_in(
                campaign_id=agent.campaign_id, events=given, at=START + HOUR
            )
        assert len(answers) == many
        counts.append(len(queries))

    assert counts[1] <= counts[0]


def test_the_phones_clock_and_app_are_known_from_what_it_hands_in(
    phone: Enrolled, elector: Elector
) -> None:
    knock = event_by(phone, door=elector.door_id, clock_offset=-60_000, app="1.1.0")

    sent(knock, at=START + HOUR)

    held = Phone.objects.get()
    assert (held.clock_offset, held.app_version) == (-60_000, "1.1.0")
    assert held.last_seen_at == START + HOUR


def test_what_was_kept_is_not_judged_anew_when_it_is_sent_again(
    phone: Enrolled, elector: Elector, wording: ConsentWording, agent: Membership
) -> None:
    """The answer to the first sending was lost; meanwhile the person asked to be left alone, and the words went."""
    said = event_by(phone, elector=elector.id, **answer(wording))
    assert results(sent(said)) == ["kept"]
    set_do_not_contact(
        elector=elector,
        basis=DoNotContact.Basis.OBJECTION,
        source_event=None,
        by=TESTER,
        at=START,
    )
    with acting(TESTER, "withdraw"):
        ConsentWording.objects.filter(pk=wording.pk).update(
            withdrawn_at=START - 48 * HOUR
        )

    assert results(sent(said)) == ["already"]


@pytest.mark.parametrize(
    "change",
    [
        {"happened_at": START + timedelta(minutes=1)},
        {"clock_offset": 5},
        {"occasion": uuid4()},
        {"payload": {"outcome": "refused"}},
    ],
    ids=str,
)
def test_one_id_is_one_event(
    phone: Enrolled, elector: Elector, change: dict[str, Any]
) -> None:
    knock = event_by(phone, door=elector.door_id)
    sent(knock)

    assert results(sent(replace(knock, **change))) == ["refused different"]


def test_another_phone_cannot_pass_for_the_one_that_was_kept(
    phone: Enrolled, agent: Membership, elector: Elector
) -> None:
    knock = event_by(phone, door=elector.door_id)
    sent(knock)
    other = enrolled(agent)

    assert results(sent(replace(knock, token=other.hand_in))) == ["refused different"]


def test_what_was_said_before_an_erasure_is_not_kept_however_late_it_comes(
    phone: Enrolled, agent: Membership, elector: Elector, wording: ConsentWording
) -> None:
    other = enrolled(agent)
    asked = event_by(phone, Kind.ERASURE, elector=elector.id, happened_at=START + HOUR)
    assert results(sent(asked, at=START + HOUR)) == ["kept"]
    before = event_by(other, elector=elector.id, **answer(wording))
    note = event_by(
        other,
        Kind.DETAIL,
        elector=elector.id,
        consent=Consent(words_about(wording, "note").id, START),
        payload={"what": "note", "value": "Ladder"},
    )
    after = event_by(
        other, elector=elector.id, happened_at=START + 2 * HOUR, **answer(wording)
    )

    answers = sent(before, note, after, at=START + 3 * HOUR)

    assert results(answers) == ["kept", "refused no-consent", "kept"]
    held = Event.objects.get(id=before.id)
    assert (held.elector, held.payload) == (None, {"outcome": "spoken-to"})
    assert Event.objects.get(id=after.id).elector == elector
