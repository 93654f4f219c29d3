"""The pages of tokens in a real browser: axe finds nothing, and nothing runs over the edge of a phone."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import now
from playwright.sync_api import Page, sync_playwright

from hustings.apps.api.actions import revoke_token
from hustings.apps.api.models import ApiToken
from hustings.apps.campaigns.models import Membership, Role
from tests.apps.api.visits import BOTH, token_of
from tests.e2e.office import axe
from tests.factories import make_campaign, make_member
from tests.web.chromium import launch
from tests.web.serving import served

pytestmark = pytest.mark.browser
# Where pictures of the pages go, for whoever wants to look at them.
PICTURES = os.environ.get("HUSTINGS_PICTURES", "")


@pytest.fixture(autouse=True)
def rows_read_beside_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def agent(committed: str) -> Membership:
    """With a token of each state, of two people."""
    agent = make_member(make_campaign())
    token_of(agent, at=now() - timedelta(days=40))
    token_of(agent, *BOTH)
    token_of(make_member(agent.campaign, Role.ORGANISER), *BOTH)
    revoke_token(token=ApiToken.objects.all()[0], by=agent, at=now())
    return agent


@pytest.fixture
def address(committed: str) -> Iterator[str]:
    with served() as where:
        yield where


def look_at(page: Page, name: str, width: int) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    assert axe(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name


@pytest.mark.parametrize("width", [390, 1280])
def test_the_agent_makes_a_token_and_takes_it_back(
    agent: Membership, address: str, width: int
) -> None:
    client = Client()
    client.force_login(agent.user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}]
        )
        page.goto(f"{address}/campaigns/{agent.campaign_id}/rights/")
        page.get_by_role("link", name="Tokens for your own programs").click()
        look_at(page, "tokens", width)
        page.get_by_label("What is it for?").fill("A map of the north")
        page.get_by_label("For how many days?").fill("91")
        page.get_by_role("button", name="Make the token").click()
        look_at(page, "tokens-wrong", width)
        page.get_by_label("For how many days?").fill("90")
        page.get_by_role("button", name="Make the token").click()
        page.get_by_label("Token", exact=True).wait_for()
        look_at(page, "token-made", width)
        page.get_by_role("link", name="Back to the tokens").click()
        page.get_by_role(
            "button", name="Take back the token A map of the north"
        ).click()
        page.get_by_text("opens nothing any more").wait_for()
        browser.close()
    assert ApiToken.objects.get(name="A map of the north").revoked_at
