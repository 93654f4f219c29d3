"""Past results at the screen: found while typing, from the map to a seat, in the dark, on a phone and without scripts."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, expect

from hustings.apps.campaigns.models import Membership
from hustings.apps.history.actions.loading import load
from tests import invented_results
from tests.e2e.office import axe, blocked_on, wider_than_the_screen
from tests.e2e.pages.crawling import photograph
from tests.factories import make_campaign, make_member
from tests.web.serving import page_of

pytestmark = pytest.mark.browser
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def member(committed: str, tmp_path: Path) -> Membership:
    """Somebody of a server on which two elections that never were are loaded."""
    made = invented_results.results(tmp_path)
    load(files=[*made, invented_results.estimates(tmp_path)], by="a test", at=NOON)
    load(files=[invented_results.hexes(tmp_path)], by="a test", at=NOON)
    return make_member(make_campaign())


def looks(page: Page) -> None:
    """Axe finds nothing, nothing is wider than the screen, in the light and in the dark."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert axe(page) == [], (page.url, scheme)
    assert wider_than_the_screen(page) == [], page.url
    photograph(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_seat_is_found_while_typing_despite_its_spelling(
    member: Membership, browser: Browser, address: str, width: int
) -> None:
    page = page_of(browser, address, member, width=width)
    blocked = blocked_on(page)
    page.goto(f"{address}/history/")
    looks(page)
    page.get_by_label("Find a seat").press_sequentially("kestrle nor", delay=20)
    found = page.locator("#found").get_by_role("link", name="Kestrel North")
    expect(found).to_be_visible()
    assert page.url == f"{address}/history/"
    looks(page)
    found.click()
    expect(page.locator("h1")).to_have_text("Kestrel North")
    looks(page)
    assert blocked == []
    connections.close_all()


def test_the_map_leads_to_a_seat_and_the_keyboard_goes_past_it(
    member: Membership, browser: Browser, address: str
) -> None:
    page = page_of(browser, address, member, width=1280)
    page.goto(f"{address}/history/2024/")
    looks(page)
    stops = page.locator(".drawing a:not([tabindex='-1'])")
    assert stops.count() == 0
    page.locator(".drawing a").nth(3).click()
    expect(page).to_have_url(re.compile(r"/history/2024/seats/X99000003/$"))
    connections.close_all()


def test_every_page_of_past_results_is_found_in_order(
    member: Membership, browser: Browser, address: str
) -> None:
    page = page_of(browser, address, member)
    for rest in ("2019/", "2025-03-06/", "2024/seats/?region=Northfold", "2024/parties/Orc/", "2024/parties/Ind/"):  # fmt: skip
        page.goto(f"{address}/history/{rest}")
        looks(page)
    connections.close_all()


def test_finding_works_without_scripts(
    member: Membership, browser: Browser, address: str
) -> None:
    page = page_of(browser, address, member, scripts=False)
    page.goto(f"{address}/history/")
    page.get_by_label("Find a seat").fill("otter")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Otter West").click()
    expect(page.locator("h1")).to_have_text("Otter West")
    connections.close_all()
