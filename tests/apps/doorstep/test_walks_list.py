from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import (
    Membership,
    Role,
)
from hustings.apps.doorstep.actions.enrolling import Enrolled
from hustings.apps.doorstep.actions.questions import add_question, retire_question
from hustings.apps.doorstep.models import Question
from hustings.apps.register.models import AbsentVoter, District
from hustings.apps.walks.models import Outing
from tests.apps.doorstep.lists import (
    get,
    leave_alone,
    names,
    phone_of,
    phone_of_member,
    said,
    walk_past,
)
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_wording,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(agent: Membership) -> Enrolled:
    return phone_of(agent)


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
