"""The pages of doors of our own in a real browser: axe on each, narrow and wide, while there is something to answer."""

from pathlib import Path

import pytest
from django.db import connections
from django.utils.timezone import now
from playwright.sync_api import Browser

from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.newcomers.actions import register_arrived
from hustings.apps.newcomers.models import DoorLink
from tests.apps.newcomers.before import read_in, typed
from tests.e2e.office import axe, wider_than_the_screen
from tests.e2e.pages.crawling import look_at
from tests.factories import make_campaign, make_member, make_newcomer, make_wording
from tests.web.serving import page_of

pytestmark = pytest.mark.browser
FLATS = (
    "AB,1,0,,,Begum,Asha,EX1 1AA,12 Mill Road",
    "AB,2,0,,,Okoro,Ngozi,EX1 1AA,Flat 1,14 Mill Road",
    "AB,3,0,,,Okoro,Emeka,EX1 1AA,Flat 2,14 Mill Road",
)


@pytest.fixture
def organiser(committed: str, tmp_path: Path) -> Membership:
    """Of a campaign to which the register came: one door is joined, and one has become two flats."""
    organiser = make_member(make_campaign(), Role.ORGANISER)
    typed(organiser, "Mill Road 12-14 even")
    read_in(organiser.campaign, tmp_path, *FLATS)
    register_arrived(campaign=organiser.campaign, by=organiser, at=now())
    assert DoorLink.objects.filter(campaign=organiser.campaign).count() == 1
    return organiser


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    organiser: Membership, browser: Browser, address: str
) -> None:
    page = page_of(browser, address, organiser)
    home = f"{address}/campaigns/{organiser.campaign_id}/before-the-register/"
    for rest, says in (
        ("", "which of the register’s are they?"),
        ("doors/", "14 Mill Road"),
        ("doors/joined/", "12 Mill Road"),
    ):
        page.goto(f"{home}{rest}")
        assert says in page.locator("main").inner_text()
        look_at(page)
    connections.close_all()


@pytest.mark.parametrize("width", [390, 1280])
def test_all_held_on_somebody_on_no_register_is_a_tap_away(
    committed: str, browser: Browser, address: str, width: int
) -> None:
    agent = make_member(make_campaign(), Role.AGENT)
    met = make_newcomer(make_wording(agent.campaign), agent)
    page = page_of(browser, address, agent, width=width)
    campaign = f"{address}/campaigns/{agent.campaign_id}"
    page.goto(f"{campaign}/before-the-register/people/{met.pk}/")
    page.get_by_role("link", name="All held on this person").click()
    page.get_by_role("heading", name="All held on").wait_for()
    assert axe(page) == []
    assert wider_than_the_screen(page) == []
    connections.close_all()
