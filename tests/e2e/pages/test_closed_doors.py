"""As each role sees it: no link leads to a page that the role may not open. How pages look is seen as the agent."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.office import Office
from tests.e2e.pages.crawling import crawl_unseen, sign_in

pytestmark = pytest.mark.browser
ROLES = [
    "candidate",
    "organiser",
    "data",
    "canvasser",
    "teller",
    "printer",
    "scrutineer",
]


@pytest.mark.parametrize("who", ROLES)
def test_no_link_leads_any_role_to_a_closed_door(
    office: Office, browser: Browser, who: str
) -> None:
    page = sign_in(browser, office, who)
    assert len(crawl_unseen(page)) > 3
    page.context.close()
