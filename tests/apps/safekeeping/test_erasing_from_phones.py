"""What phones brought is shown and erased like anything else: newcomers, what is held, keys and phones."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording
from hustings.apps.doorstep.actions.enrolling import Enrolled, revoke_phone
from hustings.apps.doorstep.actions.items import Answer, Sealed
from hustings.apps.doorstep.actions.receiving import hand_in
from hustings.apps.doorstep.models import Held
from hustings.apps.jobs.models import Job
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import link, undo_link
from hustings.apps.register.models import Elector, Newcomer
from hustings.apps.safekeeping.erasing import (
    erase_campaign,
    erase_newcomer,
    erase_person,
    erased_tables,
)
from hustings.apps.safekeeping.models import Erasure
from hustings.apps.safekeeping.person import all_held_on, rows_about, waiting_about
from hustings.apps.safekeeping.telling import as_text, in_plain_words
from hustings.apps.safekeeping.work import erase_a_person
from hustings.core.doorstep import Consent, Kind
from hustings.core.doorstep import Event as Said
from tests.apps.doorstep.phones import enrolled, event_by, results, sent
from tests.apps.safekeeping.people import everything_of_the_database
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("committed")


def phone_in(elector: Elector) -> Enrolled:
    return enrolled(make_member(elector.campaign))


def added_by(phone: Enrolled, wording: ConsentWording) -> tuple[Said, Said]:
    """A newcomer, and what they answered."""
    key, agreed = uuid4(), Consent(wording.id, START)
    said = {"outcome": "spoken-to", "code": "1", "scale": "1 to 5"}
    named = {"surname": "Unforgettable", "postcode": "EX1 1AA"}
    return (
        event_by(phone, Kind.NEWCOMER, newcomer=key, consent=agreed, payload=named),
        event_by(phone, newcomer=key, consent=agreed, payload=said, occasion=uuid4()),
    )


def test_a_newcomer_who_asks_at_the_door_is_gone_and_does_not_come_back() -> None:
    """The phone never heard the answer, and sends it all again after the worker has erased it."""
    phone = phone_in(make_elector(make_district(make_campaign())))
    batch = added_by(phone, make_wording(phone.phone.campaign))
    asked = event_by(phone, Kind.ERASURE, newcomer=batch[0].newcomer)
    assert results(sent(*batch, asked)) == ["kept"] * 3

    erase_a_person(Job.objects.get(), _quietly)
    assert results(sent(*batch, asked)) == ["already"] * 3

    assert everything_of_the_database().count("Unforgettable") == 0
    assert {event.id: event.payload for event in Event.objects.all()} == {
        batch[1].id: {},
        asked.id: {},
    }
    assert Erasure.objects.get().gone == {"ledger_event": 1, "register_newcomer": 1}


def test_erasing_somebody_found_on_the_register_erases_what_they_said_before() -> None:
    elector = make_elector(make_district(make_campaign()))
    phone, wording = phone_in(elector), make_wording(elector.campaign)
    newcomer, said = added_by(phone, wording)
    stranger, other = added_by(phone, wording)
    sent(newcomer, said, stranger, other)
    with acting(TESTER, "find"):
        Newcomer.objects.filter(id__in=[newcomer.newcomer]).update(
            elector=elector, settled_at=START
        )

    held = all_held_on(elector)
    erase_person(elector=elector, by=TESTER, at=NOON)

    assert [row["id"] for row in held["event"]] == [said.id]
    assert held["newcomer"][0]["surname"] == "Unforgettable"
    assert Event.objects.get(id=said.id).payload == {}
    assert Newcomer.objects.get(id__in=[newcomer.newcomer]).surname == ""
    assert Event.objects.get(id=other.id).payload["code"] == "1"
    assert Newcomer.objects.get(id__in=[stranger.newcomer]).surname == "Unforgettable"


def test_what_a_wrong_link_carried_to_somebody_elses_row_is_the_newcomers() -> None:
    elector = make_elector(make_district(make_campaign()))
    phone = phone_in(elector)
    newcomer, said = added_by(phone, make_wording(elector.campaign))
    sent(newcomer, said)
    met, agent = Newcomer.objects.get(), make_member(elector.campaign)
    link(newcomer=met, elector=elector, by=agent, at=START)
    carried = Event.objects.get(elector=elector, kind="visit")
    undo_link(newcomer=met, by=agent, at=START)

    shown = [row["id"] for row in all_held_on(elector).get("event", [])]
    assert carried.pk not in shown
    erase_newcomer(newcomer=met, by=TESTER, at=NOON)

    visits = Event.objects.visits()
    assert visits.count() == 3
    assert [event.payload for event in visits] == [{}] * 3


def test_what_is_held_of_a_person_is_shown_and_goes_with_the_rest() -> None:
    elector = make_elector(make_district(make_campaign()))
    phone = phone_in(elector)
    neighbour = make_elector(elector.district)
    revoke_phone(phone=phone.phone, by=phone.phone.membership, at=START)
    about, not_about = (
        event_by(phone, elector=each.id, payload={"outcome": "moved"})
        for each in (elector, neighbour)
    )
    assert {each.result for each in sent(about, not_about)} == {"held"}

    shown = all_held_on(elector)
    told = as_text(
        "",
        in_plain_words(elector.campaign, rows_about(elector), waiting_about(elector)),
        NOON,
    )
    erase_person(elector=elector, by=TESTER, at=NOON)

    assert "Moved away" in told
    assert [row["payload"] for row in shown["held event"]] == [{"outcome": "moved"}]
    assert [each.pk for each in Held.objects.waiting()] == [not_about.id]
    assert bytes(Held.objects.get(pk=about.id).sealed) == b""


def test_all_held_on_a_newcomer() -> None:
    phone = phone_in(make_elector(make_district(make_campaign())))
    newcomer, said = added_by(phone, make_wording(phone.phone.campaign))
    sent(newcomer, said)

    held = all_held_on(Newcomer.objects.get())

    told = as_text(
        "",
        in_plain_words(phone.phone.campaign, rows_about(Newcomer.objects.get())),
        NOON,
    )
    assert "Unforgettable" in told
    assert "EX1 1AA" in told
    assert held["newcomer"][0]["surname"] == "Unforgettable"
    assert held["event"][0]["payload"]["code"] == "1"  # type: ignore[index]  # a payload


def test_a_campaigns_phones_keys_and_what_is_held_go_with_its_people() -> None:
    elector = make_elector(make_district(make_campaign()))
    phone = phone_in(elector)
    newcomer, said = added_by(phone, make_wording(elector.campaign))
    sent(newcomer, said)
    revoke_phone(phone=phone.phone, by=phone.phone.membership, at=START)
    late = event_by(phone, elector=elector.id, payload={"outcome": "moved"})
    assert [each.result for each in sent(late)] == ["held"]

    erase_campaign(campaign=elector.campaign, by=TESTER, at=NOON)

    left = everything_of_the_database()
    for trace in ("Unforgettable", "Bo Helper", phone.phone.hand_in_hash):
        assert trace not in left
    assert {"doorstep_campaignkey", "doorstep_held", "doorstep_phone"} <= set(
        erased_tables()
    )
    refused = sent_to(said)
    assert [each.reason for each in refused] == ["not-ours"]


def sent_to(event: Said) -> list[Answer]:
    """What a phone hears that hands in to a campaign that is over."""
    given = Sealed(str(event.id), "A" * 200)
    return hand_in(campaign_id=event.campaign, events=[given], at=NOON)


def _quietly(done: int, total: int, note: str = "") -> None:
    """Work that tells nobody how far it has come."""
