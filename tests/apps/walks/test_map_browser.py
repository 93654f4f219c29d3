"""The map in a real browser: the doors of the list with the same numbers, whether anything lies beneath or not."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect, sync_playwright

from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.register.models import Door
from hustings.apps.walks.actions import choose_base_map, cut_district
from hustings.core.walks import Choices
from tests.apps.walks.streets import make_street
from tests.factories import START, make_campaign, make_district, make_door, make_member
from tests.web.chromium import launch
from tests.web.serving import served

pytestmark = pytest.mark.browser
A_MINUTE = 60_000


def session_of(member: Membership) -> str:
    client = Client()
    client.force_login(member.user)
    return client.cookies["sessionid"].value


def opened(page: Page, url: str, session: str, path: str) -> None:
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    page.goto(url + path)
    page.get_by_role("button", name="Open the map").click()
    page.wait_for_selector("#map[data-ready=yes]", timeout=A_MINUTE)


@pytest.mark.parametrize("beneath", ["none", "raster"])
def test_the_map_shows_the_doors_of_the_list_even_where_no_tile_comes(
    committed: str, beneath: str
) -> None:
    campaign = make_campaign()
    by, district = make_member(campaign, Role.ORGANISER), make_district(campaign)
    for number in range(6):
        make_street(
            district,
            f"Elm Row {number}",
            1,
            latitude=54.1 + number / 5000,
            longitude=0.5,
        )
    make_door(
        district,
        street="Elm Row 0",
        street_order="elm row 0",
        label="Annexe",
        number=None,
        side="none",
    )
    assert Door.objects.filter(latitude=None).count() == 1
    (walk,) = cut_district(district=district, choices=Choices(), by=by, at=START)
    if beneath == "raster":
        choose_base_map(
            campaign=campaign,
            kind="raster",
            address="/gone/{z}/{x}/{y}.png",
            credit="",
            by=by,
        )
    session = session_of(by)
    with served() as url, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        opened(page, url, session, f"/campaigns/{campaign.pk}/walks/{walk.pk}/")
        numbers = page.locator("#map .stop").all_inner_texts()
        listed = page.locator(".doors .place").all_inner_texts()
        located = page.evaluate(
            "fetch(document.getElementById('map').dataset.places).then((a) => a.json())"
        )
        assert numbers == [str(door["number"]) for door in located["doors"]]
        assert set(numbers) < set(listed) and (len(numbers), len(listed)) == (6, 7)
        expect(page.locator("#drawing")).to_be_hidden()
        page.locator("#map .stop").first.click()
        expect(page).to_have_url(re.compile(r"#door-\d+$"))
        assert all(each.startswith((url, "blob:", "data:")) for each in fetched)
        browser.close()
