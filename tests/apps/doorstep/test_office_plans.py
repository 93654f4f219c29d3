from uuid import uuid4

import pytest
from django.utils.timezone import now

from hustings.apps.campaigns.models import Membership
from hustings.apps.doorstep.actions.enrolling import (
    Enrolled,
)
from hustings.apps.doorstep.models import CallRound, Question, Stall
from hustings.apps.register.models import Elector
from hustings.core.doorstep import Consent, Kind
from tests.apps.doorstep.office import (
    HOUR,
    page,
    phone_of,
    places_name,
    plan,
    text_of,
    typed,
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
