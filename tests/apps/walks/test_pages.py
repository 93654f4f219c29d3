"""The pages of walks, each through the client: what is shown, what is done, what is refused."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.jobs.actions import path_of
from hustings.apps.jobs.models import Job, StoredFile
from hustings.apps.jobs.worker import run_waiting
from hustings.apps.register.models import District, Door
from hustings.apps.walks.actions import add_team, cut_district, hand_out
from hustings.apps.walks.models import BaseMap, Outing, Walk
from hustings.core.canvassing import COUNTS_ONLY
from hustings.core.walks import Choices, Length
from tests.apps.walks.streets import make_street
from tests.factories import START, make_campaign, make_district, make_member

pytestmark = pytest.mark.django_db
TEN = Choices(length=Length(doors=10))
CUT = {
    "by": "doors",
    "length": "10",
    "sides": "both",
    "flats": "up",
    "gentle": "0",
    "at_door": "2.5",
}
SHEET = {"detail": "NAMES", "scale": COUNTS_ONLY.name, "size": "a4"}


@pytest.fixture
def organiser() -> Membership:
    campaign = make_campaign(return_address="1 Mill Lane")
    return make_member(campaign, Role.ORGANISER)


@pytest.fixture
def district(organiser: Membership) -> District:
    return make_district(organiser.campaign)


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def page(member: Membership, rest: str = "") -> str:
    return f"/campaigns/{member.campaign_id}/walks/{rest}"


def cut_ten(district: District, by: Membership) -> list[Walk]:
    return cut_district(district=district, choices=TEN, by=by, at=START)


def test_before_there_are_doors_the_first_page_says_what_to_do(
    organiser: Membership,
) -> None:
    assert "No doors yet" in signed_in(organiser).get(page(organiser)).content.decode()


def test_a_cut_is_looked_at_before_anything_is_kept_and_then_done_as_a_job(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 24)
    client, chosen = signed_in(organiser), CUT | {"districts": str(district.pk)}
    shown = client.get(page(organiser, "cut/"), chosen).content.decode()
    assert "This would give" in shown and "Elm Row 1–" in shown
    assert not Walk.objects.exists()
    answer = client.post(page(organiser, "cut/do/"), chosen)
    assert run_waiting() == 1
    job = Job.objects.get(kind="walks.cut")
    assert answer["Location"].endswith(f"/jobs/{job.pk}/")
    assert job.state == Job.State.DONE and job.result["doors"] == 24
    assert sum(len(walk.doors) for walk in Walk.objects.all()) == 24


def test_a_cut_that_cannot_be_is_told_on_its_field(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 4)
    chosen = CUT | {"districts": str(district.pk), "by": "doors", "length": "200"}
    shown = signed_in(organiser).get(page(organiser, "cut/"), chosen).content.decode()
    assert "A walk has 5 to 150 doors." in shown


def test_a_job_cuts_no_district_outside_its_members_area(district: District) -> None:
    other = make_district(district.campaign, "ZZ9")
    make_street(district, "Elm Row", 10)
    make_street(other, "Far Row", 10)
    limited = make_member(district.campaign, Role.ORGANISER, districts=[other.pk])
    chosen = CUT | {"districts": [str(district.pk), str(other.pk)]}
    assert signed_in(limited).post(page(limited, "cut/do/"), chosen).status_code == 400
    assert not Walk.objects.exists()


def test_list_and_drawing_of_a_walk_have_the_same_order_and_numbers(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 6, latitude=54.1, longitude=0.5)
    (walk,) = cut_ten(district, organiser)
    shown = signed_in(organiser).get(page(organiser, f"{walk.pk}/")).content.decode()
    assert re.findall(r'id="door-(\d+)" value="\1"', shown) == [
        str(n) for n in range(1, 7)
    ]
    assert walk.spoken_code in shown and "<svg" in shown
    told = signed_in(organiser).get(page(organiser, f"{walk.pk}/places/")).json()
    labels = {str(door.pk): door.label for door in Door.objects.all()}
    assert [each["label"] for each in told["doors"]] == [
        labels[str(key)] for key in walk.doors
    ]
    assert [each["number"] for each in told["doors"]] == list(range(1, 7))
    assert "Bloggs" not in str(told)


def test_a_canvasser_takes_a_walk_and_hands_it_in_but_not_anothers(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 20)
    one, two = cut_ten(district, organiser)
    canvasser = make_member(organiser.campaign, Role.CANVASSER)
    client = signed_in(canvasser)
    client.post(page(canvasser, f"{one.pk}/take/"), {"to": f"member:{canvasser.pk}"})
    mine = Outing.objects.get()
    assert mine.member == canvasser and mine.is_under_way
    client.post(page(canvasser, f"{two.pk}/take/"), {"to": f"member:{organiser.pk}"})
    assert Outing.objects.count() == 1
    theirs = hand_out(walk=two, member=organiser, by=organiser, at=START)
    assert client.post(page(canvasser, f"outings/{theirs.pk}/back/")).status_code == 403
    client.post(page(canvasser, f"outings/{mine.pk}/back/"))
    mine.refresh_from_db()
    assert mine.handed_in_at


def test_an_organiser_gives_a_walk_to_a_team_and_calls_it_back(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 10)
    (walk,) = cut_ten(district, organiser)
    red = add_team(
        campaign=organiser.campaign, name="Red", colour="orange", by=organiser
    )
    client = signed_in(organiser)
    client.post(page(organiser, f"{walk.pk}/take/"), {"to": f"team:{red.pk}"})
    out = Outing.objects.get()
    assert out.team == red
    assert "Red" in client.get(page(organiser)).content.decode()
    client.post(page(organiser, f"outings/{out.pk}/call-back/"))
    out.refresh_from_db()
    assert out.revoked_at and not out.handed_in_at


def test_ticked_walks_are_given_to_a_team_or_joined(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 20)
    walks = cut_ten(district, organiser)
    red = add_team(
        campaign=organiser.campaign, name="Red", colour="orange", by=organiser
    )
    client, ticked = signed_in(organiser), [str(walk.pk) for walk in walks]
    change = page(organiser, f"districts/{district.pk}/change/")
    client.post(change, {"walks": ticked, "team": str(red.pk), "do": "assign"})
    assert set(Walk.objects.values_list("team", flat=True)) == {red.pk}
    client.post(change, {"walks": ticked, "do": "merge"})
    (joined,) = Walk.objects.in_use()
    assert len(joined.doors) == 20 and joined.team == red
    shown = client.post(change, {"do": "assign"}, follow=True).content.decode()
    assert "Tick the walks that you mean." in shown


def test_a_code_opens_the_walks_page_and_a_wrong_one_is_told(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 10)
    (walk,) = cut_ten(district, organiser)
    client = signed_in(organiser)
    found = client.get(page(organiser), {"code": walk.spoken_code.lower()})
    assert found["Location"].endswith(f"/walks/{walk.pk}/")
    assert (
        "No walk in use has the code"
        in client.get(page(organiser), {"code": "AAAA AAAA"}).content.decode()
    )


def test_walks_of_another_campaign_or_area_are_not_there(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 10)
    (walk,) = cut_ten(district, organiser)
    out = hand_out(walk=walk, member=organiser, by=organiser, at=START)
    stranger = make_member(make_campaign(), Role.ORGANISER)
    elsewhere = make_member(
        organiser.campaign,
        Role.ORGANISER,
        districts=[make_district(organiser.campaign, "ZZ").pk],
    )
    for other in (stranger, elsewhere):
        client = signed_in(other)
        assert client.get(page(other, f"{walk.pk}/")).status_code == 404
        assert client.get(page(other, f"{walk.pk}/places/")).status_code == 404
        assert client.post(page(other, f"{walk.pk}/drop/")).status_code == 404
        assert (
            client.post(page(other, f"outings/{out.pk}/call-back/")).status_code == 404
        )
    assert signed_in(stranger).get(page(organiser, f"{walk.pk}/")).status_code == 404


def printed(member: Membership, walk: Walk, given: dict[str, Any]) -> str:
    signed_in(member).post(page(member, "print/"), {"walks": str(walk.pk)} | given)
    assert run_waiting() == 1
    assert Job.objects.get(kind="walks.sheets").state == Job.State.DONE
    pdf = PdfReader(BytesIO(path_of(StoredFile.objects.get()).read_bytes()))
    return " ".join(each.extract_text() for each in pdf.pages)


def test_the_sheet_of_a_walk_has_its_doors_in_order_and_its_code(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 9)
    make_street(district, "Fir Row", 3, empty=True)
    (walk,) = cut_district(district=district, choices=Choices(), by=organiser, at=START)
    text = printed(organiser, walk, SHEET)
    assert walk.spoken_code in text and walk.name in text
    order = [
        text.index(words)
        for words in ("Elm Row, odd", "Elm Row, even", "Fir Row, odd", "Fir Row, even")
    ]
    assert order == sorted(order)
    assert text.count("Jo Bloggs") == 9


def test_a_sheet_of_addresses_alone_names_nobody(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 9)
    (walk,) = cut_ten(district, organiser)
    text = printed(organiser, walk, SHEET | {"detail": "DOORS"})
    assert "Bloggs" not in text and walk.spoken_code in text


def test_files_of_places_are_read_by_a_job_and_then_deleted(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 4)
    rows = b"pcds,lat,long\nEX1 1AA,54.2,0.7\nEX1 1AA,oops,0.7\n"
    client = signed_in(organiser)
    client.post(
        page(organiser, "places/"), {"sent": SimpleUploadedFile("ons.csv", rows)}
    )
    assert run_waiting() == 1
    assert set(Door.objects.values_list("latitude", "longitude", "located_by")) == {
        (54.2, 0.7, "postcode")
    }
    assert not StoredFile.objects.exists()
    shown = client.get(page(organiser, "places/")).content.decode()
    assert (
        "4 doors located, 1 row not read" in shown
        and "line 3" in shown
        and "is no figure" in shown
    )


def test_a_file_that_tells_no_places_fails_the_job_with_a_word_of_what_is_expected(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 4)
    sent = SimpleUploadedFile("letter.csv", b"Dear Sir,\nhere is nothing\n")
    signed_in(organiser).post(page(organiser, "places/"), {"sent": sent})
    run_waiting()
    job = Job.objects.get(kind="walks.locate")
    assert job.state == Job.State.FAILED and "Expected are a UPRN" in job.saying


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ({"kind": "none", "address": "", "credit": ""}, True),
        (
            {
                "kind": "raster",
                "address": "https://tiles.example.org/{z}/{x}/{y}.png",
                "credit": "The makers",
            },
            True,
        ),
        ({"kind": "pmtiles", "address": "/maps/area.pmtiles", "credit": ""}, True),
        (
            {"kind": "raster", "address": "https://tiles.example.org/", "credit": ""},
            False,
        ),
        ({"kind": "raster", "address": "javascript:{z}{x}{y}", "credit": ""}, False),
        ({"kind": "pmtiles", "address": "", "credit": ""}, False),
    ],
)
def test_the_map_is_one_that_can_be_shown(
    organiser: Membership, given: dict[str, str], taken: bool
) -> None:
    answer = signed_in(organiser).post(page(organiser, "map/"), given)
    assert (answer.status_code == 302) is taken
    assert BaseMap.objects.filter(campaign=organiser.campaign).exists() is taken


def test_teams_come_and_go_and_the_next_round_begins(organiser: Membership) -> None:
    client = signed_in(organiser)
    client.post(page(organiser, "teams/"), {"name": "Red", "colour": "orange"})
    shown = client.get(page(organiser, "teams/")).content.decode()
    (key,) = re.findall(r"teams/([0-9a-f-]{36})/end/", shown)
    client.post(page(organiser, f"teams/{UUID(key)}/end/"))
    assert "teams/" + key not in client.get(page(organiser, "teams/")).content.decode()
    shown = client.post(
        page(organiser, "rounds/begin/"), {"name": "Second time"}, follow=True
    ).content.decode()
    assert "Second time has begun" in shown


def test_a_walk_is_renamed_turned_divided_and_dropped(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 10)
    (walk,) = cut_ten(district, organiser)
    client, before = signed_in(organiser), list(walk.doors)
    client.post(page(organiser, f"{walk.pk}/name/"), {"name": "By the mill"})
    client.post(page(organiser, f"{walk.pk}/turn/"))
    walk.refresh_from_db()
    assert walk.name == "By the mill" and walk.doors == before[::-1]
    client.post(page(organiser, f"{walk.pk}/divide/"), {"after": "4"})
    first, second = Walk.objects.in_use().order_by("name")
    assert (len(first.doors), len(second.doors)) == (4, 6)
    client.post(page(organiser, f"{first.pk}/drop/"))
    assert list(Walk.objects.in_use()) == [second]
    shown = client.get(page(organiser, f"districts/{district.pk}/")).content.decode()
    assert "4 doors to call on are in no walk" in shown
