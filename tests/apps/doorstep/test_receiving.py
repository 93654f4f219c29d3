from datetime import timedelta
from uuid import uuid4

import pytest

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.doorstep.actions.enrolling import Enrolled
from hustings.apps.doorstep.actions.items import Sealed
from hustings.apps.doorstep.actions.receiving import LONGEST, hand_in
from hustings.apps.doorstep.models import NotAcceptedEntry
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import DoNotContact, Elector
from hustings.core.doorstep import Consent, Kind
from tests.apps.doorstep.phones import enrolled, event_by, results, sealed, sent
from tests.apps.doorstep.said import HOUR, answer, words_about
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
