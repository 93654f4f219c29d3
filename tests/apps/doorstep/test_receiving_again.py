from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import (
    AuditEntry,
    ConsentWording,
    Membership,
    Role,
)
from hustings.apps.doorstep.actions import receiving
from hustings.apps.doorstep.actions.enrolling import Enrolled, revoke_phone
from hustings.apps.doorstep.actions.receiving import hand_in
from hustings.apps.doorstep.models import Phone
from hustings.apps.jobs.models import Job
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import DoNotContact, Elector
from hustings.core.doorstep import Consent, Kind
from tests.apps.doorstep.phones import enrolled, event_by, results, sealed, sent
from tests.apps.doorstep.said import HOUR, answer, words_about
from tests.factories import (
    START,
    TESTER,
)

pytestmark = pytest.mark.django_db


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

    monkeypatch.setattr(receiving, "add_new", trouble)
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


def test_a_phone_is_heard_in_the_transaction_that_keeps_its_events(
    phone: Enrolled, elector: Elector, agent: Membership
) -> None:
    """One commit for both. Where nothing was kept, it is heard all the same."""
    sent(event_by(phone, door=elector.door_id), at=START + HOUR)
    sent(event_by(phone, elector=uuid4()), at=START + 2 * HOUR)

    heard = AuditEntry.objects.filter(table="doorstep_phone", operation="update")
    verbs = heard.order_by("at").values_list("verb", flat=True)
    assert list(verbs) == ["hand in from a phone", "a phone spoke to the server"]
    assert Phone.objects.get().last_seen_at == START + 2 * HOUR


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
        {"occasion": UUID("5f0c3a52-3a2e-4c4e-9d53-1f6f8b7a9c04")},
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
