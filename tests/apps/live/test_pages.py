"""The pages of the live view through the client: who may open them, what they show, how many queries they take."""

import re
from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from hustings.apps.campaigns import rights
from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership, Role
from hustings.apps.campaigns.rights import GRANTS, May
from hustings.apps.doorstep.models import Stall
from hustings.apps.register.models import District
from hustings.apps.walks.actions import cut_district, hand_out
from hustings.core.walks import Choices, Length
from tests.apps.live.test_counts import knock, says
from tests.apps.live.test_who_is_out import phone_of
from tests.apps.walks.streets import make_street
from tests.factories import (
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db
PAGES = (
    "",
    "half/",
    "by/district/",
    "by/street/",
    "by/day/",
    "by/hour/",
    "by/canvasser/",
    "never-in/",
    "walks/",
    "twice/",
    "away/",
)


@pytest.fixture
def organiser() -> Membership:
    return make_member(make_campaign(), Role.ORGANISER)


@pytest.fixture
def district(organiser: Membership) -> District:
    return make_district(organiser.campaign)


@pytest.fixture
def words(organiser: Membership) -> ConsentWording:
    return make_wording(organiser.campaign)


def page(member: Membership, rest: str = "", **headers: str) -> str:
    client = Client()
    client.force_login(member.user)
    answer = client.get(
        f"/campaigns/{member.campaign_id}/live/{rest}", headers=dict(headers)
    )
    assert answer.status_code == 200, (rest, answer.status_code)
    return answer.content.decode()


def canvass(district: District, by: Membership, words: ConsentWording, n: int) -> None:
    """Some answers, some nobody in, some at which two called; a walk out with a phone."""
    start = now() - timedelta(days=2)
    doors = make_street(district, f"Row {uuid4().hex[:6]}", 3 * n)
    for number, door in enumerate(doors):
        at = start + timedelta(hours=number % 9)
        if number % 3 == 0:
            elector = door.electors.get()
            says(elector, by, words, 1 + number % 5, at, device="one")
        knock(door, by, at, device="two" if number % 3 == 0 else "one")


def walk_out(district: District, by: Membership) -> None:
    ten = Choices(length=Length(doors=10))
    for walk in cut_district(district=district, choices=ten, by=by, at=now()):
        outing = hand_out(walk=walk, member=by, by=by, at=now())
    phone_of(by, outing.pk)


@pytest.mark.parametrize("rest", PAGES)
def test_each_page_opens_before_anything_has_happened(
    organiser: Membership, rest: str
) -> None:
    assert "<h1>" in page(organiser, rest)


@pytest.mark.parametrize("role", Role)
def test_organiser_agent_and_candidate_alone_see_it(role: Role) -> None:
    member = make_member(make_campaign(), role)
    client = Client()
    client.force_login(member.user)
    allowed = role in (Role.AGENT, Role.CANDIDATE, Role.ORGANISER)
    for rest in PAGES:
        answer = client.get(f"/campaigns/{member.campaign_id}/live/{rest}")
        assert answer.status_code == (200 if allowed else 403)


def test_another_campaign_another_district_and_another_way_are_not_found(
    organiser: Membership,
) -> None:
    client = Client()
    client.force_login(organiser.user)
    here, there = organiser.campaign_id, make_campaign().pk
    strange = make_district(make_campaign())
    for address in (
        f"/campaigns/{there}/live/",
        f"/campaigns/{here}/live/walks/{strange.pk}/",
        f"/campaigns/{here}/live/by/colour/",
    ):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("asked", ["x", "0", "-1", "9" * 30, "²"])
def test_a_page_or_district_that_is_none_shows_the_first(
    organiser: Membership, district: District, asked: str
) -> None:
    (door,) = make_street(district, "Elm Row", 1)
    knock(door, organiser)
    shown = page(organiser, f"never-in/?page={asked}&district={asked}&untried={asked}")
    assert "1 Elm Row" in shown and "Tue 14 Apr, 10:00" in shown


def test_what_is_out_now_is_told_with_doors_and_phone(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 10)
    walk_out(district, organiser)
    shown = page(organiser)
    assert "0 of 10" in shown and str(organiser.user) in shown
    assert "no phone: on paper" not in shown
    assert "14 Apr, 10:15" in shown, "a phone not heard today"


def test_the_figures_alone_are_sent_while_the_page_is_open(
    organiser: Membership,
) -> None:
    whole, part = page(organiser), page(organiser, **{"HX-Request": "true"})
    assert 'hx-trigger="every 15s"' in whole and "<html" in whole
    assert part.startswith('<div id="now"') and "<html" not in part
    assert "every 15s" not in page(organiser, "?still=1")


def test_half_the_electorate_is_told_with_its_sum(
    organiser: Membership, district: District, words: ConsentWording
) -> None:
    electors = [make_elector(district) for _ in range(5)]
    says(electors[0], organiser, words, at=now() - timedelta(hours=1))
    shown = re.sub(r"\s+", " ", page(organiser, "half/"))
    assert "at least 1 of 5 people, 20 in 100. More than half is 3: 2 to go." in shown
    assert "1 + 0 = 1 people" in shown


def test_before_the_register_comes_no_half_is_made_up(
    organiser: Membership, district: District
) -> None:
    (door,) = make_street(district, "Elm Row", 1, empty=True)
    knock(door, organiser)
    assert "The register is not read in yet" in page(organiser, "half/")


def test_half_the_electorate_comes_by_itself_and_anew_every_minute(
    organiser: Membership,
) -> None:
    """Beside the figures of now, which are asked for four times as often; without scripts a link leads to it."""
    now, still = page(organiser), page(organiser, "?still=1")
    address = f"/campaigns/{organiser.campaign_id}/live/half/"
    assert f'hx-get="{address}" hx-trigger="load"' in now and f'href="{address}"' in now
    assert f'hx-get="{address}?still=1" hx-trigger="load"' in still
    part = page(organiser, "half/", **{"HX-Request": "true"})
    assert part.startswith('<section id="half"') and "<html" not in part
    assert 'hx-trigger="every 60s"' in part and "anew every minute" in part
    held = page(organiser, "half/?still=1", **{"HX-Request": "true"})
    assert "hx-trigger" not in held and "anew" not in held


@pytest.mark.parametrize("rest", ["", "by/district/", "by/hour/", "never-in/"])
def test_each_chart_says_in_words_what_it_draws_and_has_its_table(
    organiser: Membership, district: District, words: ConsentWording, rest: str
) -> None:
    canvass(district, organiser, words, 3)
    shown = page(organiser, rest)
    charts = re.findall(r'<svg viewBox="0 0 360.*?</svg>', shown, re.DOTALL)
    assert charts and "<table" in shown
    for chart in charts:
        tree = ElementTree.fromstring(chart)
        named = (tree.get("aria-labelledby") or "").split()
        words_of = {each.get("id"): each.text for each in tree if each.get("id")}
        assert tree.get("role") == "img" and len(named) == 2
        assert all((words_of[name] or "").strip() for name in named)
        desc = words_of[named[1]] or ""
        labels = [each.text or "" for each in tree.iter("text")]
        assert all(f"{label}:" in desc for label in labels if not label.isdigit())


def test_both_knocks_at_one_door_are_shown_and_which_leads(
    organiser: Membership, district: District
) -> None:
    (door,) = make_street(district, "Elm Row", 1)
    at = now() - timedelta(days=1)
    at = at.replace(hour=12)
    knock(door, organiser, at, device="one")
    knock(door, organiser, at + timedelta(hours=1), device="two")
    shown = page(organiser, "twice/")
    assert shown.count("Not in") == 2
    assert shown.index("kept, does not lead") < shown.index(">leads<")


def test_a_role_without_the_right_to_answers_sees_no_small_count(
    organiser: Membership, district: District, words: ConsentWording
) -> None:
    for _ in range(3):
        says(make_elector(district), organiser, words, 1, payload={"code": "1"})
    sees = page(organiser, "by/district/")
    assert "under 5" not in sees and "answered 1" in sees
    fewer = GRANTS | {Role.ORGANISER: GRANTS[Role.ORGANISER] - {May.SEE_ANSWERS}}
    with patch.object(rights, "GRANTS", fewer):
        shown = page(organiser, "by/district/")
        assert shown.count("under 5</span>") == 6 and "answered 1" not in shown
        assert "1 for us" not in page(organiser, "by/day/")
        assert "answer 1" not in page(organiser, "twice/")


def test_a_stall_has_its_answers_each_beside_its_words(
    organiser: Membership, district: District, words: ConsentWording
) -> None:
    with acting(TESTER, "plan a stall"):
        stall = Stall.objects.create(
            campaign=organiser.campaign,
            code="STALL",
            name="Market",
            starts_at=now(),
            ends_at=now() + timedelta(hours=4),
        )
    for given in (1, 5, 5):
        elector = make_elector(district)
        says(elector, organiser, words, given, occasion=stall.pk, door=None)
    told = dict(re.findall(r'<td data-label="([^"]+)" class="number">(\d+)<', page(organiser, "away/")))  # fmt: skip
    assert told["Spoken with"] == "3"
    assert (told["1 for us"], told["2"], told["5 against"]) == ("1", "0", "2")


def test_a_members_area_is_all_that_any_page_names(
    organiser: Membership, district: District, words: ConsentWording
) -> None:
    other = make_district(organiser.campaign, "ZZ9")
    canvass(district, organiser, words, 1)
    street = district.doors.first()
    assert street
    limited = make_member(organiser.campaign, Role.ORGANISER, districts=[other.pk])
    for rest in PAGES:
        assert street.street not in page(limited, f"{rest}?district={district.pk}")
    client = Client()
    client.force_login(limited.user)
    walks = f"/campaigns/{limited.campaign_id}/live/walks/{district.pk}/"
    assert client.get(walks).status_code == 404


@pytest.mark.parametrize("rest", PAGES)
def test_queries_do_not_grow_with_rows(
    organiser: Membership, district: District, words: ConsentWording, rest: str
) -> None:
    canvass(district, organiser, words, 1)
    walk_out(district, organiser)
    page(organiser, rest)
    few = queries_of(organiser, rest)
    for code in ("CC1", "DD1", "EE1"):
        more = make_district(organiser.campaign, code)
        canvass(more, organiser, words, 5)
        walk_out(more, organiser)
    assert queries_of(organiser, rest) == few


def queries_of(member: Membership, rest: str) -> int:
    client = Client()
    client.force_login(member.user)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/campaigns/{member.campaign_id}/live/{rest}")
    return len(queries)


def test_a_districts_walks_stand_in_list_and_drawing_with_the_same_numbers(
    organiser: Membership, district: District
) -> None:
    make_street(district, "Elm Row", 24, latitude=54.1, longitude=0.5)
    walk_out(district, organiser)
    shown = page(organiser, f"walks/{district.pk}/")
    listed = re.findall(r'<th scope="row">(\d+)\. ', shown)
    drawn = re.findall(r'<text class="walk"[^>]*>(\d+)<', shown)
    assert listed == drawn and len(listed) > 1
    assert "0 of" in shown and ">out<" in shown
