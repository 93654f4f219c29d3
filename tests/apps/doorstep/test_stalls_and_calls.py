from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import now

from hustings.apps.campaigns.models import (
    ConsentWording,
    Membership,
)
from hustings.apps.doorstep.actions.enrolling import Enrolled
from hustings.apps.doorstep.models import Phone
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District
from hustings.core.doorstep import Consent
from tests.apps.doorstep.lists import (
    agrees,
    calls_in,
    get,
    leave_alone,
    phone_of,
    rung,
    said,
    stall_in,
)
from tests.apps.doorstep.phones import enrolled, event_by, sent
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


@pytest.fixture
def phone(agent: Membership) -> Enrolled:
    return phone_of(agent)


def test_a_stalls_list_is_name_door_and_number_of_the_districts_chosen(
    phone: Enrolled, agent: Membership, district: District
) -> None:
    elector = make_elector(district)
    make_elector(make_district(agent.campaign, "ZZ9"), surname="Faraway")
    leave_alone(make_elector(district, surname="Silent"))
    said(
        elector,
        agent,
        make_wording(agent.campaign),
        {"outcome": "spoken-to", "answer": 1, "code": "1", "scale": "1 to 5"},
    )
    stall = stall_in(district)

    bundle = get(phone, f"stalls/{stall.id}").json()

    assert elector.door
    assert bundle["people"] == [
        {
            "id": str(elector.id),
            "number": elector.full_number,
            "name": "Jo Bloggs",
            "label": elector.door.label,
            "street": "Mill Road",
            "postcode": "EX1 1AA",
        }
    ]
    assert bundle["stall"]["occasion"] == str(stall.id)
    assert get(phone, "stalls/stall-234").json()["stall"]["id"] == str(stall.id)


def test_a_stalls_list_is_compressed_on_the_way(
    phone: Enrolled, district: District
) -> None:
    make_elector(district)
    stall = stall_in(district)

    answer = Client().get(
        f"/door/api/stalls/{stall.id}",
        headers={"Authorization": f"Bearer {phone.read}", "Accept-Encoding": "gzip"},
    )

    assert answer["Content-Encoding"] == "gzip"


def test_a_stalls_list_lasts_until_it_ends_and_a_day_at_most(
    phone: Enrolled, district: District
) -> None:
    short = stall_in(district)
    long = stall_in(district, code="LQNG2345", ends_at=now() + timedelta(days=5))

    ends = get(phone, f"stalls/{short.id}").json()["until"]
    a_day = get(phone, f"stalls/{long.id}").json()["until"]

    assert ends == short.ends_at.isoformat()
    assert (
        now() + timedelta(hours=23)
        < datetime.fromisoformat(a_day)
        < now() + timedelta(hours=25)
    )


@pytest.mark.parametrize(
    ("starts", "ends", "status"), [(-5, -1, 409), (13, 15, 409), (11, 15, 200)]
)
def test_a_stalls_list_is_given_out_from_the_evening_before_until_it_is_over(
    phone: Enrolled, district: District, starts: int, ends: int, status: int
) -> None:
    stall = stall_in(
        district,
        starts_at=now() + timedelta(hours=starts),
        ends_at=now() + timedelta(hours=ends),
    )

    assert get(phone, f"stalls/{stall.id}").status_code == status


def test_a_phone_of_one_area_gets_that_part_of_the_stalls_list(
    agent: Membership, district: District
) -> None:
    other = make_district(agent.campaign, "ZZ9")
    make_elector(district, surname="Here")
    make_elector(other, surname="Faraway")
    stall = stall_in(district, other)

    text = get(
        phone_of(agent, districts=(district.id,)), f"stalls/{stall.id}"
    ).content.decode()

    assert "Here" in text
    assert "Faraway" not in text


@pytest.mark.parametrize("kind", ["stalls", "calls"])
def test_a_stall_or_round_of_another_campaign_is_not_there(
    phone: Enrolled, kind: str
) -> None:
    other = make_member(make_campaign())
    stall_in(make_district(other.campaign))
    calls_in(other)
    code = {"stalls": "STALL234", "calls": "CALLS234"}[kind]

    assert get(phone, f"{kind}/{code}").status_code == 404


def test_those_who_agreed_are_rung_and_nobody_else(
    phone: Enrolled,
    agent: Membership,
    district: District,
    about_calls: ConsentWording,
) -> None:
    agreed, silent, moved, texts = (
        make_elector(district, forenames=name)
        for name in ("Agreed", "Silent", "Moved", "Texts")
    )
    make_elector(district, forenames="Unasked")
    about_texts = make_wording(agent.campaign, covers="texts")
    for elector in (agreed, silent, moved):
        agrees(elector, agent, about_calls)
    agrees(texts, agent, about_texts, channel="texts")
    leave_alone(silent)
    said(
        moved, agent, None, {"outcome": "moved"}, happened_at=START + timedelta(hours=1)
    )
    calls_in(agent)

    bundle = get(phone, "calls/calls-234").json()

    assert [each["name"] for each in bundle["people"]] == ["Agreed Bloggs"]
    assert bundle["people"][0]["telephone"] == "01632 960001"
    assert bundle["round"]["channel"] == "calls"


def test_who_took_it_back_is_rung_no_more_and_the_last_number_counts(
    phone: Enrolled,
    agent: Membership,
    district: District,
    about_calls: ConsentWording,
) -> None:
    back, again = make_elector(district), make_elector(district, forenames="Again")
    later = {"kind": "permission", "happened_at": START + timedelta(hours=1)}
    agrees(back, agent, about_calls)
    said(back, agent, None, {"channel": "calls", "given": False}, **later)
    agrees(again, agent, about_calls)
    said(
        again,
        agent,
        about_calls,
        {"channel": "calls", "given": True, "telephone": "01632 960002"},
        **later,
    )
    calls_in(agent)

    [only] = get(phone, "calls/CALLS234").json()["people"]

    assert (only["name"], only["telephone"]) == ("Again Bloggs", "01632 960002")


def test_two_phones_ring_nobody_twice(
    agent: Membership, district: District, about_calls: ConsentWording
) -> None:
    for _ in range(61):
        agrees(make_elector(district), agent, about_calls)
    calls_in(agent)
    one, two, three = (phone_of(agent) for _ in range(3))

    shares = [
        {p["id"] for p in get(each, "calls/CALLS234").json()["people"]}
        for each in (one, two, three)
    ]

    assert [len(share) for share in shares] == [60, 1, 0]
    assert not shares[0] & shares[1]


def test_who_was_reached_in_this_round_is_done_and_who_was_not_in_is_tried_again(
    phone: Enrolled,
    agent: Membership,
    district: District,
    about_calls: ConsentWording,
) -> None:
    reached, out = make_elector(district), make_elector(district, forenames="Out")
    agrees(reached, agent, about_calls)
    agrees(out, agent, about_calls)
    calls = calls_in(agent)
    words = make_wording(agent.campaign)
    spoken = {"outcome": "spoken-to", "answer": 1, "code": "1", "scale": "1 to 5"}
    said(reached, agent, words, spoken, occasion=calls.id)
    said(out, agent, words, {"outcome": "not-in"}, occasion=calls.id)

    assert rung(phone) == ["Out Bloggs"]


def test_a_newcomer_who_agreed_is_rung_too(
    phone: Enrolled, agent: Membership, about_calls: ConsentWording
) -> None:
    new = make_newcomer(make_wording(agent.campaign), agent)
    said(
        None,
        agent,
        about_calls,
        {"channel": "calls", "given": True, "telephone": "01632 960003"},
        kind="permission",
        newcomer=new,
    )
    calls_in(agent)

    [only] = get(phone, "calls/CALLS234").json()["people"]

    assert (only["name"], only["newcomer"]) == ("Ivy Newman", True)


def test_a_round_that_is_closed_gives_out_nobody(
    phone: Enrolled, agent: Membership
) -> None:
    calls_in(agent, closed_at=START)

    assert get(phone, "calls/CALLS234").status_code == 404


def test_what_happens_at_a_stall_or_on_the_telephone_happens_at_nobodys_door(
    agent: Membership, district: District
) -> None:
    elector, words = make_elector(district), make_wording(agent.campaign)
    stall, phone = stall_in(district), enrolled(agent)
    fields: dict[str, Any] = {
        "elector": elector.id,
        "consent": Consent(words.id, START),
        "payload": {"outcome": "spoken-to"},
    }
    there = event_by(phone, occasion=stall.id, **fields)
    here = event_by(phone, occasion=uuid4(), **fields)

    assert {each.result for each in sent(there, here)} == {"kept"}

    assert Event.objects.get(id=there.id).door is None
    assert Event.objects.get(id=here.id).door == elector.door


def test_a_phone_that_carries_nothing_is_told_of_nothing(phone: Enrolled) -> None:
    assert get(phone, "me").json()["walk"] is None
    assert Phone.objects.get().carries == ""
