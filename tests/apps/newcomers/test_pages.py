"""The pages of doors of our own and of people met, through the client."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings.apps.campaigns.models import ConsentWording, Membership, Role
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import link
from hustings.apps.newcomers.models import DoorLink, Link
from hustings.apps.register.models import District, Door, Elector, Newcomer
from tests.apps.newcomers.before import door_at, read_in, told, typed
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
    make_newcomer,
    make_wording,
)

pytestmark = pytest.mark.django_db
LATE = START + timedelta(days=4000)


@pytest.fixture
def member(client: Client) -> Membership:
    member = make_member(make_campaign(), Role.ORGANISER)
    client.force_login(member.user)
    return member


def url(member: Membership, rest: str = "") -> str:
    return f"/campaigns/{member.campaign_id}/before-the-register/{rest}"


def typed_in(client: Client, member: Membership, **values: object) -> str:
    answer = client.post(url(member, "doors/add/"), {"area": "North", **values})
    return answer.content.decode() if answer.status_code == 200 else answer["Location"]


def test_what_would_be_added_is_shown_before_anything_is(
    client: Client, member: Membership
) -> None:
    page = typed_in(client, member, lines="Mill Road 1-99 odd\nAsh Lane\n")

    assert "Add 50 doors to North?" in page
    assert "1 · 3 · 5" in page
    assert "and 38 more" in page
    assert "Line 2: “Ash Lane” found, a street and its numbers" in page
    assert (Door.objects.count(), District.objects.count()) == (0, 0)

    assert typed_in(client, member, lines="Mill Road 1-99 odd", add="yes") == url(
        member
    )
    assert Door.objects.of(member.campaign).count() == 50
    page = client.get(url(member)).content.decode()
    assert "North" in page
    assert "50 doors are added to North." in page


def test_a_list_is_shown_row_by_row_and_added_as_it_was_shown(
    client: Client, member: Membership
) -> None:
    text = "Flat,Number,Street,Post Code\n3,12,Mill Road,ex1 1aa\n,,Mill Road,EX1 1AA\n,14,Mill Road,nonsense\n,16,Mill Road,\n"
    sent = SimpleUploadedFile("our doors.csv", text.encode())
    answer = client.post(url(member, "doors/add/"), {"area": "North", "sent": sent})

    page = answer.content.decode()
    assert "Add 2 doors to North?" in page
    assert (
        "our doors.csv, line 3, Street: &#x27;Mill Road&#x27; found, an address with a house number"
        in page
    )
    assert (
        "our doors.csv, line 4, Post Code: &#x27;nonsense&#x27; found, a postcode such as EX1 1AA"
        in page
    )
    rows = json.loads(answer.context["rows"])
    assert rows == [["3", "12 Mill Road", "EX1 1AA"], ["16 Mill Road", ""]]

    typed_in(client, member, rows=answer.context["rows"], add="yes")
    doors = Door.objects.of(member.campaign).order_by("number")
    assert [(str(d), d.postcode) for d in doors] == [
        ("12/3 Mill Road", "EX1 1AA"),
        ("16 Mill Road", ""),
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Type a street and its numbers, or choose a list"),
        ({"lines": "Mill Road"}, "None of it could be read as a door"),
        ({"area": "", "lines": "Mill Road 1"}, "This field is required"),
        ({"rows": "{broken", "add": "yes"}, "has been changed on its way"),
        ({"rows": "[1, 2]", "add": "yes"}, "has been changed on its way"),
        (
            {"lines": "\n".join(f"Road {chr(65 + n)} 1-2000" for n in range(11))},
            "at most 20,000 doors",
        ),
    ],
)
def test_what_cannot_be_added_is_told(
    client: Client, member: Membership, values: dict[str, str], said: str
) -> None:
    assert said in typed_in(client, member, **values)
    assert Door.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name,colour\nx,y\n", "no headings such as Address 1"),
        (b"", "our.csv"),
        (b"PK\x03\x04rubbish", "our.csv"),
    ],
)
def test_a_list_that_is_none_is_told(
    client: Client, member: Membership, content: bytes, said: str
) -> None:
    sent = SimpleUploadedFile("our.csv", content)
    answer = client.post(url(member, "doors/add/"), {"area": "North", "sent": sent})
    assert said in answer.content.decode()


def met(member: Membership, **values: object) -> Newcomer:
    words = ConsentWording.objects.filter(campaign=member.campaign).first()
    words = words or make_wording(member.campaign)
    return make_newcomer(words, member, **{"met_at": LATE, **values})


def test_newcomer_and_candidates_stand_side_by_side_and_one_click_joins_them(
    client: Client, member: Membership, tmp_path: Path
) -> None:
    read_in(member.campaign, tmp_path)
    newcomer = met(member, surname="Okoro", forenames="N", address=["16 Mill Road"])
    told(member, newcomer.consent, newcomer=newcomer, answer=1)

    page = client.get(url(member, "people/")).content.decode()
    assert "1 person waits" in page
    assert "Ngozi Okoro" in page
    assert "A similar name at this address" in page
    assert "nobody else fits</span>" not in page

    elector = Elector.objects.get(forenames="Ngozi")
    client.post(
        url(member, f"people/{newcomer.pk}/"),
        {"who": str(elector.pk), "why": "a similar name at this address"},
    )

    assert Event.objects.visits().standing().get().elector == elector
    page = client.get(url(member, "people/found/")).content.decode()
    assert "N Okoro" in page
    assert "A similar name at this address" in page

    client.post(url(member, f"people/{newcomer.pk}/undo/"))
    assert Event.objects.visits().standing().get().newcomer == newcomer


def test_those_about_whom_there_is_no_doubt_are_confirmed_at_once(
    client: Client, member: Membership, tmp_path: Path
) -> None:
    read_in(member.campaign, tmp_path)
    bill = met(member, surname="Smithson", forenames="Bill", address=["12 Mill Road"])
    jo = met(member, surname="Nobody", forenames="Jo", address=["12 Mill Road"])
    page = client.get(url(member, "people/")).content.decode()
    assert "Confirm the 1 marked" in page

    client.post(
        url(member, "people/confirm/"), {"sure": [str(bill.pk), str(jo.pk), "x"]}
    )

    bill.refresh_from_db()
    jo.refresh_from_db()
    assert bill.elector and bill.elector.surname == "Smithson"
    assert jo.elector is None
    assert Link.objects.get().made_by == str(member.user)


def test_somebody_else_is_searched_for(
    client: Client, member: Membership, tmp_path: Path
) -> None:
    read_in(member.campaign, tmp_path)
    newcomer = met(member, surname="Married", forenames="Asha")
    page = client.get(
        url(member, f"people/{newcomer.pk}/"), {"q": "begum"}
    ).content.decode()
    assert "Asha Begum" in page
    assert "Smithson" not in page

    client.post(url(member, f"people/{newcomer.pk}/"), {"who": "nobody"})
    assert "Asha Married" in client.get(url(member, "people/absent/")).content.decode()
    client.post(url(member, f"people/{newcomer.pk}/"), {"who": "again"})
    assert Newcomer.objects.unsettled().get() == newcomer


def test_a_door_is_chosen_or_kept_and_parted_again(
    client: Client, member: Membership, tmp_path: Path
) -> None:
    typed(member, "Mill Road 12", "Mill Road 14")
    read_in(
        member.campaign, tmp_path,
        "AB,1,0,,,Begum,Asha,EX1 1AA,Flat 1,12 Mill Road",
        "AB,2,0,,,Okoro,Emeka,EX1 1AA,Flat 1,14 Mill Road",
    )  # fmt: skip
    one, two = door_at("12"), door_at("14")
    flat = Door.objects.get(label="Flat 1, 12")
    page = client.get(url(member, "doors/")).content.decode()
    assert "Same house, other flats." in page

    client.post(url(member, f"doors/{one.pk}/"), {"door": str(flat.pk)})
    client.post(url(member, f"doors/{two.pk}/"), {"door": "none"})
    one.refresh_from_db()
    assert one.became == flat
    page = client.get(url(member, "doors/joined/")).content.decode()
    assert "None of them" in page

    made = DoorLink.objects.get(door=one)
    client.post(url(member, f"doors/joined/{made.pk}/part/"))
    one.refresh_from_db()
    assert one.became is None


def test_a_door_that_was_no_candidate_is_not_taken(
    client: Client, member: Membership
) -> None:
    typed(member, "Mill Road 12")
    other = make_elector(make_district(member.campaign)).door
    assert other
    answer = client.post(
        url(member, f"doors/{door_at('12').pk}/"),
        {"door": str(other.pk)},
        headers={"referer": f"http://testserver{url(member, 'doors/')}"},
    )
    page = client.get(answer["Location"]).content.decode()
    assert "The register has changed since you looked" in page
    assert not Door.objects.exclude(became=None).exists()


def test_the_first_page_says_what_waits_and_looks_again(
    client: Client, member: Membership, tmp_path: Path
) -> None:
    assert "No doors of your own yet" in client.get(url(member)).content.decode()
    typed(member, "Mill Road 12")
    met(member)
    read_in(member.campaign, tmp_path)
    page = client.get(url(member)).content.decode()
    assert "People met: who on the register are they?" in page
    answer = client.post(url(member, "look-again/"), follow=True)
    assert (
        "Found without asking: 0 of your doors and 0 people." in answer.content.decode()
    )


def test_untouched_doors_are_taken_away(client: Client, member: Membership) -> None:
    district = typed(member, "Mill Road 1-9")
    client.post(url(member, f"areas/{district.pk}/take-away/"))
    assert Door.objects.count() == 0


def test_nothing_of_another_campaign_is_found(
    client: Client, member: Membership
) -> None:
    other = make_member(make_campaign())
    newcomer = make_newcomer(make_wording(other.campaign), other)
    elector = make_elector(make_district(other.campaign))
    district = typed(other, "Mill Road 1")
    mine = met(member)
    link(newcomer=newcomer, elector=elector, by=other, at=START)
    statuses = [
        client.get(url(member, f"people/{newcomer.pk}/")).status_code,
        client.post(url(member, f"people/{newcomer.pk}/undo/")).status_code,
        client.post(
            url(member, f"people/{mine.pk}/"), {"who": str(elector.pk)}
        ).status_code,
        client.post(url(member, f"people/{mine.pk}/"), {"who": "x"}).status_code,
        client.post(
            url(member, f"doors/{Door.objects.get(district=district).pk}/"),
            {"door": "none"},
        ).status_code,
        client.post(url(member, f"areas/{district.pk}/take-away/")).status_code,
        client.post(url(member, f"doors/joined/{uuid4()}/part/")).status_code,
    ]
    assert statuses == [404] * 7


def test_an_area_limits_whom_a_member_sees(client: Client, member: Membership) -> None:
    here, there = (
        make_district(member.campaign, "AA"),
        make_district(member.campaign, "ZZ"),
    )
    make_elector(
        there,
        surname="Newman",
        forenames="Ivy",
        search="newman ivy",
        door=make_door(there),
    )
    near = make_member(member.campaign, Role.ORGANISER, districts=[here.pk])
    mine, other = met(member, district=here), met(member, district=there)
    client.force_login(near.user)

    page = client.get(url(member, "people/")).content.decode()
    assert page.count("Not on the register<") == 1
    assert "ZZ-" not in page
    assert client.get(url(member, f"people/{other.pk}/")).status_code == 404
    assert client.get(url(member, f"people/{mine.pk}/")).status_code == 200
    assert (
        "limited to an area"
        in client.post(
            url(member, "doors/add/"),
            {"area": "New", "lines": "Elm Row 1", "add": "yes"},
            follow=True,
        ).content.decode()
    )
