import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.campaigns.rights import GRANTS, May
from hustings.apps.doorstep.actions.enrolling import (
    Enrolled,
)
from hustings.apps.doorstep.models import Held
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Elector
from hustings.core.doorstep import Consent, Kind
from tests.apps.doorstep.office import (
    held_back,
    organiser_of,
    page,
    phone_of,
    saved,
    text_of,
)
from tests.apps.doorstep.phones import event_by, sent
from tests.factories import (
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def elector(agent: Membership) -> Elector:
    return make_elector(make_district(agent.campaign), forenames="Ann")


@pytest.fixture
def phone(agent: Membership) -> Enrolled:
    return phone_of(agent)


def test_what_is_held_is_shown_and_accepted_and_counts_then(
    agent: Membership, phone: Enrolled, elector: Elector
) -> None:
    words = make_wording(agent.campaign)
    said = event_by(
        phone,
        elector=elector.id,
        happened_at=now(),
        consent=Consent(words.id, now()),
        payload={"outcome": "spoken-to", "code": "1", "scale": "1 to 5"},
    )
    knock = event_by(phone, door=elector.door_id, happened_at=now())
    held_back(phone, agent, said, knock)

    text = text_of(page(agent, "held/"))
    assert "Ann Bloggs" in text
    assert "Spoken to: 1" in text

    page(agent, "held/settle/", held=str(said.id))
    assert [each.id for each in Event.objects.all()] == [said.id]
    assert Event.objects.get().author == phone.phone.membership
    settled = Held.objects.get(pk=said.id)
    assert (settled.accepted, bytes(settled.sealed)) == (True, b"")

    page(agent, "held/settle/", all="1")
    assert Event.objects.count() == 2
    assert "Nothing is held" in text_of(page(agent, "held/"))


def test_declining_is_asked_once_more_and_throws_away_what_was_said(
    agent: Membership, phone: Enrolled, elector: Elector
) -> None:
    knock = event_by(phone, door=elector.door_id, happened_at=now())
    held_back(phone, agent, knock)

    asked = page(agent, "held/settle/", held=str(knock.id), decline="1")
    assert "Decline 1 event?" in text_of(asked)
    assert Held.objects.get().settled_at is None

    page(agent, "held/settle/", held=str(knock.id), decline="1", sure="1")
    held = Held.objects.get()
    assert (held.accepted, bytes(held.sealed)) == (False, b"")
    assert Event.objects.count() == 0
    assert [e.result for e in sent(knock, at=now())] == ["held"], (
        "the phone is not asked again"
    )
    assert "Nothing is held" in text_of(page(agent, "held/"))


def test_what_cannot_be_kept_even_so_goes_on_waiting(
    agent: Membership, phone: Enrolled, elector: Elector
) -> None:
    strange = event_by(
        phone, door=elector.door_id, happened_at=now(), payload={"outcome": "dancing"}
    )
    held_back(phone, agent, strange)

    answer = page(agent, "held/settle/", all="1")

    assert "1 could not be kept and still wait" in text_of(answer)
    assert Held.objects.waiting().count() == 1


def test_accepting_twice_keeps_once(
    agent: Membership, phone: Enrolled, elector: Elector
) -> None:
    knock = event_by(phone, door=elector.door_id, happened_at=now())
    held_back(phone, agent, knock)
    page(agent, "held/settle/", held=str(knock.id))

    page(agent, "held/settle/", held=str(knock.id))

    assert Event.objects.count() == 1


def test_what_lies_in_held_events_is_for_those_who_may_see_answers(
    agent: Membership,
    phone: Enrolled,
    elector: Elector,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held_back(
        phone,
        agent,
        event_by(
            phone, elector=elector.id, happened_at=now(), payload={"outcome": "moved"}
        ),
    )
    monkeypatch.setitem(
        GRANTS, Role.ORGANISER, GRANTS[Role.ORGANISER] - {May.SEE_ANSWERS}
    )

    text = text_of(page(organiser_of(agent), "held/"))

    assert "Bo Helper" in text
    assert "Ann" not in text
    assert "Moved" not in text


def test_held_events_of_another_campaign_are_out_of_reach(
    agent: Membership, elector: Elector
) -> None:
    stranger = make_member(make_campaign())
    other = phone_of(stranger)
    knock = event_by(
        other,
        door=make_elector(make_district(stranger.campaign)).door_id,
        happened_at=now(),
    )
    held_back(other, stranger, knock)

    page(agent, "held/settle/", held=str(knock.id))
    page(agent, "held/settle/", all="1")

    assert Held.objects.waiting().count() == 1


def test_what_was_not_accepted_is_listed_with_the_reason_in_words(
    agent: Membership, phone: Enrolled
) -> None:
    sent(event_by(phone, door=uuid4(), happened_at=now()), at=now())

    text = text_of(page(agent, "not-accepted/"))

    assert "This campaign knows no such person, door or visit." in text
    assert "Bo Helper" in text


def test_a_file_of_unsent_events_is_handed_in_and_twice_does_no_harm(
    agent: Membership, phone: Enrolled, elector: Elector
) -> None:
    good = event_by(phone, door=elector.door_id, happened_at=now())
    wrong = event_by(phone, door=uuid4(), happened_at=now())

    first = text_of(page(agent, "file/", file=saved(phone, good, wrong)))
    second = text_of(page(agent, "file/", file=saved(phone, good)))

    assert "1 kept, 0 were handed in before" in first
    assert "1 not accepted. This campaign knows no such person" in first
    assert "0 kept, 1 were handed in before" in second
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff", "no file of unsent events"),
        (b"[]", "no file of unsent events"),
        (b"[" * 5000, "no file of unsent events"),
        (b'{"v": 2}', "expected 1"),
        (
            json.dumps({"v": 1, "campaign": str(uuid4()), "events": []}).encode(),
            "of another campaign",
        ),
    ],
    ids=lambda each: str(each)[:20],
)
def test_any_other_file_is_told(agent: Membership, content: bytes, says: str) -> None:
    answer = page(agent, "file/", file=SimpleUploadedFile("x.json", content))

    assert says in text_of(answer)


def test_of_what_was_said_outside_the_area_an_organiser_of_it_is_told_nothing(
    agent: Membership, elector: Elector
) -> None:
    """A phone may go further than the organiser; what it adds itself is shown."""
    away = make_elector(make_district(agent.campaign, code="FAR"), forenames="Zoe")
    both = [elector.district_id, away.district_id]
    phone = phone_of(agent, districts=tuple(both))
    words = make_wording(agent.campaign)
    agreed: dict[str, Any] = {
        "happened_at": now(),
        "consent": Consent(words.id, now()),
    }
    answer = {"outcome": "spoken-to", "code": "1", "scale": "1 to 5"}
    new = event_by(
        phone,
        Kind.NEWCOMER,
        newcomer=uuid4(),
        payload={"surname": "Newman", "forenames": "Ivy"},
        **agreed,
    )
    told = [
        event_by(phone, elector=each.id, payload=answer, **agreed)
        for each in (elector, away)
    ]
    knock = event_by(phone, door=away.door_id, happened_at=now())
    held_back(phone, agent, new, *told, knock)

    here = organiser_of(agent, districts=both[:1])
    shown = text_of(page(here, "held/"))
    assert "Ann Bloggs" in shown
    assert "Added: Ivy Newman" in shown
    assert shown.count("Outside your area") == 2
    assert "Zoe" not in shown
    assert shown.count("Spoken to: 1") == 1
    whole = text_of(page(agent, "held/"))
    assert "Zoe Bloggs" in whole
    assert "Outside your area" not in whole
