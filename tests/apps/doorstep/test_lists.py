"""What phones may take along: who is in it, who never is, and that it is one list at a time."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import (
    AuditEntry,
    ConsentWording,
    Membership,
    Role,
)
from hustings.apps.campaigns.places import Place
from hustings.apps.doorstep.actions.enrolling import Enrolled, enrol, link_for_phone
from hustings.apps.doorstep.actions.questions import add_question, retire_question
from hustings.apps.doorstep.models import CallRound, Phone, Question, Stall
from hustings.apps.ledger.actions import record_event
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import AbsentVoter, District, DoNotContact, Elector
from hustings.apps.walks.actions import hand_out, revoke
from hustings.apps.walks.models import Outing, Walk
from hustings.core.doorstep import Consent
from tests.apps.doorstep.phones import enrolled, event_by, sent
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_newcomer,
    make_wording,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign())


@pytest.fixture
def district(agent: Membership) -> District:
    return make_district(agent.campaign)


@pytest.fixture
def phone(agent: Membership) -> Enrolled:
    return phone_of(agent)


def phone_of(agent: Membership, **place: Any) -> Enrolled:
    held = Place(**{"role": Role.CANVASSER} | place)
    link = link_for_phone(name="Bo", place=held, by=agent, at=now())
    return enrol(invitation=link.invitation, name="Bo", app="1", at=now())


def phone_of_member(agent: Membership, role: Role) -> Enrolled:
    """The phone of somebody who has a place already."""
    user = make_member(agent.campaign, role).user
    link = link_for_phone(
        name="Bo", place=Place(role=Role.CANVASSER), by=agent, at=now(), user=user
    )
    return enrol(invitation=link.invitation, name="Bo", app="1", at=now())


def walk_past(*electors: Elector, code: str = "ABCD2345", **values: Any) -> Walk:
    first = electors[0]
    defaults = {
        "campaign": first.campaign,
        "district": first.district,
        "code": code,
        "name": f"{first.district}-01",
        "doors": list(dict.fromkeys(each.door_id for each in electors)),
        "minutes": 60,
        "made_at": START,
    }
    with acting(TESTER, "cut a walk"):
        return Walk.objects.create(**defaults | values)


def stall_in(*districts: District, **values: Any) -> Stall:
    defaults = {
        "campaign": districts[0].campaign,
        "code": "STALL234",
        "name": "Market",
        "districts": [each.pk for each in districts],
        "starts_at": now() - timedelta(hours=1),
        "ends_at": now() + timedelta(hours=3),
    }
    with acting(TESTER, "plan a stall"):
        return Stall.objects.create(**defaults | values)


def calls_in(agent: Membership, **values: Any) -> CallRound:
    with acting(TESTER, "begin calls"):
        return CallRound.objects.create(
            **{
                "campaign": agent.campaign,
                "code": "CALLS234",
                "name": "Calls",
                "begun_at": START,
            }
            | values
        )


def get(phone: Enrolled, path: str) -> Any:
    return Client().get(
        f"/door/api/{path}", headers={"Authorization": f"Bearer {phone.read}"}
    )


def post(phone: Enrolled, path: str) -> Any:
    return Client().post(
        f"/door/api/{path}", headers={"Authorization": f"Bearer {phone.read}"}
    )


def said(
    elector: Elector | None,
    by: Membership,
    wording: ConsentWording | None,
    payload: dict[str, object],
    **values: Any,
) -> Event:
    event = Event(
        id=uuid4(),
        campaign=by.campaign,
        elector=elector,
        **{"kind": "visit", "happened_at": START, "payload": payload} | values,
        consent=wording,
        consented_at=START if wording else None,
    )
    record_event(event=event, by=by, at=START)
    return event


def names(bundle: dict[str, Any]) -> list[str]:
    return [one.get("name", "") for door in bundle["doors"] for one in door["people"]]


def leave_alone(elector: Elector) -> None:
    set_do_not_contact(
        elector=elector,
        basis=DoNotContact.Basis.OBJECTION,
        source_event=None,
        by=TESTER,
        at=START,
    )


def test_a_walk_comes_in_its_order_with_who_lives_there(
    phone: Enrolled, agent: Membership, district: District
) -> None:
    first, second = (
        make_elector(district, forenames="Ann"),
        make_elector(district, forenames="Ben"),
    )
    flatmate = make_elector(district, forenames="Cy", door=first.door)
    wording = make_wording(agent.campaign)
    walk = walk_past(second, first, flatmate)

    answer = get(phone, "walks/abcd-2345")

    bundle = answer.json()
    assert answer.status_code == 200
    assert names(bundle) == ["Ben Bloggs", "Ann Bloggs", "Cy Bloggs"]
    outing = Outing.objects.get(walk=walk)
    assert bundle["walk"] == {
        "id": str(walk.id),
        "code": walk.code,
        "name": walk.name,
        "district": "AB1",
        "occasion": str(outing.id),
    }
    assert outing.member == phone.phone.membership
    assert bundle["doors"][0]["people"][0]["number"] == second.full_number
    assert (bundle["scale"], bundle["answers"][0]["strength"]) == ("1 to 5", 1)
    assert [each["id"] for each in bundle["consents"]] == [str(wording.id)]
    assert bundle["notice"]["address"] == "example.org"
    assert bundle["questions"][0]["words"]["en"].startswith("Have you got photo ID")
    assert bundle["campaign"]["candidate"] == "Ada Example"


def test_without_words_of_consent_the_phone_gets_codes_that_hold_no_opinion(
    phone: Enrolled, district: District
) -> None:
    walk_past(make_elector(district))

    bundle = get(phone, "walks/ABCD2345").json()

    assert (bundle["consents"], bundle["notice"]) == ([], None)
    assert not [each for each in bundle["answers"] if each["strength"]]


def test_whoever_asked_to_be_left_alone_goes_along_without_name_and_number(
    phone: Enrolled, district: District
) -> None:
    elector = make_elector(district, surname="Silent")
    leave_alone(elector)
    walk_past(elector)

    answer = get(phone, "walks/ABCD2345")

    assert answer.json()["doors"][0]["people"] == [
        {"id": str(elector.id), "leave": True}
    ]
    assert "Silent" not in answer.content.decode()


@pytest.mark.parametrize(
    "hidden",
    [
        {"is_anonymous": True},
        {"franchise": "F"},
        {"closed_on": START.date()},
        {"may_vote": "no"},
    ],
    ids=str,
)
def test_some_are_never_on_a_phone(
    phone: Enrolled, district: District, hidden: dict[str, Any]
) -> None:
    shown = make_elector(district)
    concealed = make_elector(district, door=shown.door, surname="Hidden", **hidden)
    leave_alone(concealed)  # also not as a gap with an id
    walk_past(shown)

    answer = get(phone, "walks/ABCD2345").content.decode()

    assert str(shown.id) in answer
    assert "Hidden" not in answer
    if not hidden.get("may_vote"):
        assert str(concealed.id) not in answer


def test_nobody_outside_the_phones_area_is_on_it(
    agent: Membership, district: District
) -> None:
    here, there = (
        make_elector(district),
        make_elector(make_district(agent.campaign, "ZZ9"), surname="Faraway"),
    )
    walk_past(here, there)
    phone = phone_of(agent, districts=(district.id,))

    assert "Faraway" not in get(phone, "walks/ABCD2345").content.decode()


def test_a_walk_outside_the_area_is_told_and_not_given(
    agent: Membership, district: District
) -> None:
    walk_past(make_elector(district, surname="Faraway"))
    phone = phone_of(agent, districts=(make_district(agent.campaign, "ZZ9").id,))

    answer = get(phone, "walks/ABCD2345")

    assert answer.status_code == 404
    assert "outside your area" in answer.json()["words"]
    assert "Faraway" not in answer.content.decode()


def test_another_campaigns_code_opens_nothing_and_is_told(phone: Enrolled) -> None:
    theirs = make_elector(make_district(make_campaign()), surname="Theirs")
    walk_past(theirs)

    answer, nothing = get(phone, "walks/ABCD2345"), get(phone, "walks/WXYZ2345")

    assert answer.status_code == nothing.status_code == 404
    assert "another campaign’s" in answer.json()["words"]
    assert answer.json() == nothing.json()
    assert Outing.objects.count() == 0


def test_a_walk_that_was_retired_opens_nothing(
    phone: Enrolled, district: District
) -> None:
    walk_past(make_elector(district), retired_at=START)

    assert get(phone, "walks/ABCD2345").status_code == 404


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.CANVASSER, False), (Role.ORGANISER, True)]
)
def test_earlier_answers_go_only_to_those_who_may_see_answers(
    agent: Membership, district: District, role: Role, sees: bool
) -> None:
    elector = make_elector(district)
    said(
        elector,
        agent,
        make_wording(agent.campaign),
        {"outcome": "spoken-to", "answer": 1, "code": "1", "scale": "1 to 5"},
        door=elector.door,
    )
    walk_past(elector)

    [door] = get(phone_of_member(agent, role), "walks/ABCD2345").json()["doors"]

    last = door["people"][0]["last"]
    assert (last and last["code"]) == ("1" if sees else None)
    assert door["last"] == {"at": START.isoformat(), "outcome": "spoken-to"}


def test_a_teller_takes_no_walk(agent: Membership, district: District) -> None:
    walk_past(make_elector(district))

    answer = get(phone_of_member(agent, Role.TELLER), "walks/ABCD2345")

    assert answer.status_code == 409
    assert Outing.objects.count() == 0


def test_before_the_action_day_no_names_are_given(
    agent: Membership, district: District
) -> None:
    walk_past(make_elector(district))
    begins = now() + timedelta(hours=1)
    phone = phone_of(agent, starts_at=begins, ends_at=begins + timedelta(hours=4))

    answer = get(phone, "walks/ABCD2345")

    assert answer.status_code == 409
    assert "begins at" in answer.json()["words"]


def test_a_postal_voter_is_marked_from_the_list_in_force(
    phone: Enrolled, district: District
) -> None:
    posts, posted, votes = (make_elector(district) for _ in range(3))
    with acting(TESTER, "lists"):
        for elector, removed in [(posts, None), (posted, START)]:
            AbsentVoter.objects.create(
                campaign=district.campaign,
                elector=elector,
                kind="postal",
                added_at=START,
                removed_at=removed,
            )
    walk_past(posts, posted, votes)

    bundle = get(phone, "walks/ABCD2345").json()

    assert [d["people"][0]["postal"] for d in bundle["doors"]] == [True, False, False]
    # Polling day is 7 May 2026; the candidates are published on 9 April, 19 working days before.
    assert bundle["postal_from"] == "2026-04-10"


def test_a_question_that_was_retired_is_asked_no_more(
    phone: Enrolled, agent: Membership, district: District
) -> None:
    question = add_question(
        campaign=agent.campaign,
        kind=Question.Kind.YES_NO,
        words={"en": "Hot?"},
        by=agent,
        at=START,
    )
    walk_past(make_elector(district))
    asked = [q["id"] for q in get(phone, "walks/ABCD2345").json()["questions"]]
    retire_question(question=question, by=agent, at=START)
    later = [q["id"] for q in get(phone, "walks/ABCD2345").json()["questions"]]

    assert str(question.id) in asked
    assert str(question.id) not in later


def test_newcomers_met_at_the_door_are_there_until_they_are_found_on_the_register(
    phone: Enrolled, agent: Membership, district: District
) -> None:
    elector = make_elector(district)
    wording = make_wording(agent.campaign)
    new = make_newcomer(wording, agent, door=elector.door, district=district)
    alone = make_newcomer(wording, agent, door=elector.door, surname="Alone")
    make_newcomer(
        wording,
        agent,
        door=elector.door,
        surname="Found",
        elector=elector,
        settled_at=START,
    )
    said(
        None,
        agent,
        None,
        {"outcome": "do-not-contact"},
        newcomer=alone,
        door=elector.door,
    )
    walk_past(elector)

    [door] = get(phone, "walks/ABCD2345").json()["doors"]

    assert door["newcomers"] == [{"id": str(new.id), "name": "Ivy Newman"}]


def test_a_walk_taken_twice_is_one_outing_and_two_of_a_team_share_it(
    agent: Membership, district: District
) -> None:
    walk_past(make_elector(district))
    one, two = phone_of(agent), phone_of(agent)

    occasions = {
        get(each, "walks/ABCD2345").json()["walk"]["occasion"]
        for each in (one, one, two)
    }

    assert len(occasions) == Outing.objects.count() == 1


def test_a_phone_has_one_walk_at_most(phone: Enrolled, district: District) -> None:
    first = walk_past(make_elector(district))
    second = walk_past(make_elector(district), code="WXYZ2345")

    get(phone, "walks/ABCD2345")
    get(phone, "walks/WXYZ2345")

    assert [each.walk for each in Outing.objects.under_way()] == [second]
    assert Outing.objects.get(walk=first).revoked_at, "to be done by somebody else"
    assert get(phone, "me").json()["walk"]["code"] == "WXYZ2345"


def test_a_walk_left_by_one_of_two_stays_out_with_the_other(
    agent: Membership, district: District
) -> None:
    first = walk_past(make_elector(district))
    walk_past(make_elector(district), code="WXYZ2345")
    one, two = phone_of(agent), phone_of(agent)
    get(one, "walks/ABCD2345")
    get(two, "walks/ABCD2345")

    get(one, "walks/WXYZ2345")

    assert Outing.objects.get(walk=first).is_under_way


def test_a_walk_handed_in_is_done_and_the_phone_carries_nothing(
    phone: Enrolled, district: District
) -> None:
    walk_past(make_elector(district))
    get(phone, "walks/ABCD2345")

    assert post(phone, "walks/ABCD2345/handed-in").status_code == 200

    assert Outing.objects.get().handed_in_at
    assert get(phone, "me").json()["walk"] is None


def test_a_late_word_of_the_walk_before_ends_nothing(
    phone: Enrolled, district: District
) -> None:
    """The answer to the first hand-in was lost, so the phone says it again when it is out on the next walk."""
    walk_past(make_elector(district))
    next_one = walk_past(make_elector(district), code="WXYZ2345")
    get(phone, "walks/ABCD2345")
    post(phone, "walks/ABCD2345/handed-in")
    get(phone, "walks/WXYZ2345")

    assert post(phone, "walks/ABCD2345/handed-in").status_code == 200

    assert Outing.objects.get(walk=next_one).is_under_way


def test_a_walk_called_back_is_told_at_the_next_contact(
    phone: Enrolled, agent: Membership, district: District
) -> None:
    walk_past(make_elector(district))
    get(phone, "walks/ABCD2345")
    assert get(phone, "me").json()["walk"]["state"] == "out"

    revoke(outing=Outing.objects.get(), by=agent, at=now())

    assert get(phone, "me").json()["walk"]["state"] == "called-back"


def test_the_trail_tells_that_names_went_to_a_phone_and_how_many(
    phone: Enrolled, district: District
) -> None:
    walk_past(make_elector(district), make_elector(district))

    get(phone, "walks/ABCD2345")

    entry = AuditEntry.objects.get(verb="fetch a walk")
    assert (entry.rows, entry.actor) == (2, str(phone.phone.membership.user_id))


def test_a_walk_handed_out_to_a_team_is_joined(
    phone: Enrolled, agent: Membership, district: District
) -> None:
    walk = walk_past(make_elector(district))
    outing = hand_out(walk=walk, member=agent, by=agent, at=now())

    assert get(phone, "walks/ABCD2345").json()["walk"]["occasion"] == str(outing.id)


def test_a_long_walk_takes_no_more_queries_than_a_short_one(
    phone: Enrolled, district: District
) -> None:
    walk_past(*(make_elector(district) for _ in range(3)))
    walk_past(*(make_elector(district) for _ in range(40)), code="WXYZ2345")
    counts = []
    for code, doors in [("ABCD2345", 3), ("WXYZ2345", 40)]:
        with CaptureQueriesContext(connection) as queries:
            assert len(get(phone, f"walks/{code}").json()["doors"]) == doors
        counts.append(len(queries))
        post(phone, f"walks/{code}/handed-in")

    assert counts[1] <= counts[0]


# Stalls


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


# Calls


def agrees(
    elector: Elector, agent: Membership, words: ConsentWording, **changes: object
) -> Event:
    payload = {"channel": "calls", "given": True, "telephone": "01632 960001"} | changes
    return said(elector, agent, words, payload, kind="permission")


@pytest.fixture
def about_calls(agent: Membership) -> ConsentWording:
    return make_wording(agent.campaign, covers="calls")


def rung(phone: Enrolled) -> list[str]:
    return [each["name"] for each in get(phone, "calls/CALLS234").json()["people"]]


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
