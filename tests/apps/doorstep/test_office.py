"""The organiser's pages: letting phones in and cutting them off, what is held, questions, stalls, rounds of calls."""

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localtime, now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import AuditEntry, Invitation, Membership, Role
from hustings.apps.campaigns.places import Place
from hustings.apps.campaigns.rights import GRANTS, May
from hustings.apps.doorstep.actions.enrolling import (
    Enrolled,
    enrol,
    link_for_phone,
    revoke_phone,
)
from hustings.apps.doorstep.models import CallRound, Held, Phone, Question, Stall
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Elector
from hustings.core.doorstep import Consent, Kind
from hustings.core.errors import HustingsError
from tests.apps.doorstep.phones import event_by, sealed, sent
from tests.factories import (
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign())


@pytest.fixture
def elector(agent: Membership) -> Elector:
    return make_elector(make_district(agent.campaign), forenames="Ann")


@pytest.fixture
def phone(agent: Membership) -> Enrolled:
    return phone_of(agent)


def phone_of(by: Membership, name: str = "Bo Helper", **place: Any) -> Enrolled:
    held = Place(**{"role": Role.CANVASSER} | place)
    link = link_for_phone(name=name, place=held, by=by, at=now())
    return enrol(invitation=link.invitation, name=name, app="1.0.0", at=now())


def page(member: Membership, path: str = "", **posted: Any) -> Any:
    client = Client()
    client.force_login(member.user)
    address = f"/campaigns/{member.campaign_id}/phones/{path}"
    return client.post(address, posted, follow=True) if posted else client.get(address)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def typed(moment: Any) -> str:
    return localtime(moment).strftime("%Y-%m-%dT%H:%M")


def organiser_of(agent: Membership, **values: Any) -> Membership:
    return make_member(agent.campaign, Role.ORGANISER, **values)


def held_back(phone: Enrolled, agent: Membership, *events: Any) -> None:
    """The events come in after the phone was cut off."""
    revoke_phone(phone=phone.phone, by=agent, at=now())
    assert {each.result for each in sent(*events, at=now())} == {"held"}


# Links and phones


def test_a_link_is_shown_once_with_its_code_and_enrols_a_phone(
    agent: Membership, client: Client
) -> None:
    answer = page(agent, "link/", holder="", name="Cy New", starts_at="", ends_at="")

    text = text_of(answer)
    [secret] = re.findall(r"/door/#join=([0-9a-f-]{36}\.[\w-]{43})", text)
    assert "<svg" in text
    assert "max-age=0" in answer["Cache-Control"]
    campaign, _, key = secret.partition(".")
    said = {"campaign": campaign, "secret": key, "name": "Cy New", "app": "1"}
    joined = client.post("/door/api/join", said, content_type="application/json")
    assert joined.status_code == 201
    assert "Cy New" in text_of(page(agent))
    assert key not in text_of(page(agent))


def test_somebody_new_needs_a_name(agent: Membership) -> None:
    answer = page(agent, "link/", holder="", name="", starts_at="", ends_at="")

    assert "Give the name of somebody new" in text_of(answer)
    assert not Invitation.objects.exists()


def test_an_organiser_gives_hours_and_the_link_ends_with_them(
    agent: Membership,
) -> None:
    organiser = organiser_of(agent)
    without = page(organiser, "link/", name="Cy", starts_at="", ends_at="")
    page(
        organiser,
        "link/",
        name="Cy",
        starts_at=typed(now()),
        ends_at=typed(now() + 4 * HOUR),
    )

    assert "This field is required" in text_of(without)
    [link] = Invitation.objects.all()
    assert link.ends_at and link.ends_at < now() + 5 * HOUR


def test_an_organiser_makes_no_link_for_the_agents_phone(agent: Membership) -> None:
    """It would open to the organiser all that the agent may see."""
    organiser = organiser_of(agent)

    answer = page(
        organiser,
        "link/",
        holder=str(agent.pk),
        starts_at=typed(now()),
        ends_at=typed(now() + HOUR),
    )

    assert "Select a valid choice" in text_of(answer)
    with pytest.raises(HustingsError, match="more than you may give"):
        link_for_phone(
            name="x",
            place=Place(role=Role.CANVASSER, starts_at=now(), ends_at=now() + HOUR),
            by=organiser,
            at=now(),
            user=agent.user,
        )


def test_whoever_is_limited_to_an_area_makes_no_link_for_a_phone_beyond_it(
    agent: Membership,
) -> None:
    here, there = (make_district(agent.campaign, code) for code in ("AB1", "ZZ9"))
    organiser = organiser_of(agent, districts=[here.pk])
    mine = make_member(agent.campaign, Role.CANVASSER, districts=[here.pk])
    others = [
        make_member(agent.campaign, Role.CANVASSER),
        make_member(agent.campaign, Role.CANVASSER, districts=[there.pk]),
    ]

    text = text_of(page(organiser, "link/"))

    assert str(mine.pk) in text
    assert str(organiser.pk) in text
    assert not [each for each in others if str(each.pk) in text]
    assert str(there.pk) not in text


def test_the_list_tells_state_clock_app_and_what_is_held(
    agent: Membership, phone: Enrolled, elector: Elector
) -> None:
    with acting(TESTER, "x"):
        Phone.objects.filter(pk=phone.phone.pk).update(clock_offset=-86_400_000)
    assert "24 h 0 min fast" in text_of(page(agent))

    held_back(phone, agent, event_by(phone, door=elector.door_id, happened_at=now()))

    text = text_of(page(agent))
    assert "Cut off</span>" in text
    assert "1.0.0" in text
    assert "1 event waits to be looked at" in text


def test_cutting_off_says_what_it_does_and_then_does_it(
    agent: Membership, phone: Enrolled
) -> None:
    asked = page(agent, f"{phone.phone.pk}/cut-off/")
    assert "Nothing that it still has to hand in is lost" in text_of(asked)
    assert Phone.objects.get().revoked_at is None

    page(agent, f"{phone.phone.pk}/cut-off/", sure="1")

    assert Phone.objects.get().revoked_at
    assert AuditEntry.objects.filter(verb="cut a phone off").exists()


def test_phones_of_another_campaign_or_area_are_not_there(agent: Membership) -> None:
    here, there = (make_district(agent.campaign, code) for code in ("AB1", "ZZ9"))
    other = phone_of(make_member(make_campaign()))
    far = phone_of(agent, "Far Away", districts=(there.pk,))
    organiser = organiser_of(agent, districts=[here.pk])

    assert page(agent, f"{other.phone.pk}/cut-off/").status_code == 404
    assert page(organiser, f"{far.phone.pk}/cut-off/").status_code == 404
    assert "Far Away" not in text_of(page(organiser))


# Held


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


# Files


def saved(phone: Enrolled, *events: Any, **changes: Any) -> SimpleUploadedFile:
    batch = [{"id": s.id, "sealed": s.sealed} for s in map(sealed, events)]
    said = {"v": 1, "campaign": str(phone.phone.campaign_id), "events": batch} | changes
    return SimpleUploadedFile("unsent.json", json.dumps(said).encode())


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


# Questions


def test_a_question_is_asked_in_languages_and_retired(agent: Membership) -> None:
    page(
        agent,
        "questions/",
        kind="choice",
        words_en="How do you travel?",
        options_en="Bus\nBicycle",
        words_cy="Sut ydych chi’n teithio?",
        options_cy="Bws\nBeic",
    )

    question = Question.objects.get()
    assert question.words == {
        "en": "How do you travel?",
        "cy": "Sut ydych chi’n teithio?",
    }
    assert question.options == [
        {"value": "Bus", "words": {"en": "Bus", "cy": "Bws"}},
        {"value": "Bicycle", "words": {"en": "Bicycle", "cy": "Beic"}},
    ]
    assert question.takes("Bus")
    page(agent, f"questions/{question.pk}/retire/", sure="1")
    assert not Question.objects.asked().exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"kind": "choice", "words_en": "How?", "options_en": "Bus"}, "two different"),
        (
            {
                "kind": "choice",
                "words_en": "How?",
                "options_en": "a\nb",
                "options_cy": "c",
            },
            "Expected 2 lines",
        ),
        ({"kind": "text", "words_en": ""}, "required"),
        ({"kind": "yes-no", "words_en": "Have you voted for Ada?"}, "how they voted"),
        (
            {"kind": "yes-no", "words_en": "Is your Ballot Paper filled in?"},
            "how they voted",
        ),
    ],
    ids=lambda each: str(each)[-40:],
)
def test_what_cannot_be_asked_is_told(
    agent: Membership, given: dict[str, str], says: str
) -> None:
    assert says in text_of(page(agent, "questions/", **given))
    assert not Question.objects.exists()


def test_a_question_of_another_campaign_is_not_there(agent: Membership) -> None:
    stranger = make_member(make_campaign())
    page(stranger, "questions/", kind="text", words_en="Anything else?")
    theirs = Question.objects.get()

    assert page(agent, f"questions/{theirs.pk}/retire/", sure="1").status_code == 404


# Stalls and calls


def plan(agent: Membership, **changes: Any) -> Any:
    given = {
        "name": "Market day",
        "place": "Market Square",
        "starts_at": typed(now() + HOUR),
        "ends_at": typed(now() + 5 * HOUR),
    }
    return page(agent, "stalls/new/", **given | changes)


def test_a_stall_is_planned_with_a_code_to_scan_and_changed(
    agent: Membership, elector: Elector
) -> None:
    answer = plan(agent, districts=str(elector.district_id))

    stall = Stall.objects.get()
    assert stall.districts == [elector.district_id]
    assert "<svg" in text_of(answer)
    assert stall.code in text_of(answer)
    page(
        agent,
        f"stalls/{stall.pk}/",
        name="Fair",
        place="Green",
        starts_at=typed(now()),
        ends_at=typed(now() + HOUR),
    )
    stall.refresh_from_db()
    assert (stall.name, stall.code) == ("Fair", Stall.objects.get().code)


def test_a_stall_lasts_a_day_at_most(agent: Membership) -> None:
    answer = plan(agent, ends_at=typed(now() + 30 * HOUR))

    assert "a day at most" in text_of(answer)
    assert not Stall.objects.exists()


def test_stalls_count_by_event_and_by_place(
    agent: Membership, phone: Enrolled, elector: Elector
) -> None:
    words = make_wording(agent.campaign)
    for name, place in [
        ("One", "Market Square"),
        ("Two", "market square "),
        ("Three", "Park"),
    ]:
        plan(agent, name=name, place=place)
    one, two = Stall.objects.get(name="One"), Stall.objects.get(name="Two")
    agreed, new = Consent(words.id, now()), uuid4()
    said = {"outcome": "spoken-to", "code": "2", "scale": "1 to 5"}
    added = event_by(
        phone,
        Kind.NEWCOMER,
        newcomer=new,
        consent=agreed,
        happened_at=now(),
        payload={"surname": "Bee"},
    )
    at_one = [
        event_by(
            phone,
            elector=elector.id,
            occasion=one.pk,
            consent=agreed,
            happened_at=now(),
            payload=said,
        ),
        event_by(
            phone, occasion=one.pk, happened_at=now(), payload={"outcome": "refused"}
        ),
    ]
    at_two = event_by(
        phone,
        newcomer=new,
        occasion=two.pk,
        consent=agreed,
        happened_at=now(),
        payload=said,
    )
    assert {e.result for e in sent(added, *at_one, at_two, at=now())} == {"kept"}

    context = page(agent, "stalls/").context

    rows = {str(stall): tally for stall, tally in context["rows"]}
    assert (rows["One"].visits, rows["One"].spoken_to, rows["One"].answers) == (
        2,
        1,
        [0, 1, 0, 0, 0],
    )
    assert (rows["Two"].newcomers, rows["Three"].visits) == (1, 0)
    places = dict(context["places"])
    assert {name: tally.visits for name, tally in places.items()} == {
        places_name(places): 3,
        "Park": 0,
    }


def places_name(places: dict[str, Any]) -> str:
    """However the two spellings of one place were ordered, it is one row."""
    [name] = [name for name in places if name.casefold() == "market square"]
    return name


def test_a_round_of_calls_is_begun_and_closed(agent: Membership) -> None:
    answer = page(agent, "calls/new/", name="May calls", channel="calls")

    calls = CallRound.objects.get()
    assert calls.code in text_of(answer)
    page(agent, f"calls/{calls.pk}/close/", sure="1")
    calls.refresh_from_db()
    assert calls.closed_at
    assert "closed" in text_of(page(agent, "calls/"))


@pytest.mark.parametrize("what", ["stalls", "calls"])
def test_those_of_another_campaign_are_not_there(agent: Membership, what: str) -> None:
    stranger = make_member(make_campaign())
    plan(stranger)
    page(stranger, "calls/new/", name="Calls", channel="calls")
    key = Stall.objects.get().pk if what == "stalls" else CallRound.objects.get().pk

    assert page(agent, f"{what}/{key}/").status_code == 404
