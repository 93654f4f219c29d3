"""Every page that a link leads to, as each role sees it, looked at by axe on a phone's and a laptop's screen."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.addresses import addresses
from tests.e2e.office import Office, axe, blocked_on, wider_than_the_screen
from tests.engine.homes import new_home
from tests.web.chromium import launch

pytestmark = pytest.mark.browser
ROLES = ["agent", "candidate", "organiser", "data", "canvasser", "teller", "printer"]
# Pages to which no link of the demonstration leads: those of the whole way are looked at there.
ELSEWHERE = {
    "campaigns:council": "a form like the details",
    "campaigns:letter": "shown once the campaign's own address is entered",
    "canvass:entry": "the whole way",
    "canvass:person": "the whole way's returns",
    "counts:hall": "the whole way",
    "counts:enter": "the whole way",
    "counts:history": "the whole way",
    "jobs:job": "the whole way",
    "pollday:outside": "the whole way",
    "phones:cut-off": "tests/apps/doorstep/test_office_browser.py",
    "phones:stall": "tests/apps/doorstep/test_office_browser.py",
    "phones:calls-round": "tests/apps/doorstep/test_office_browser.py",
    "register:import-columns": "a file of an unknown layout",
}
# These take a form's answer and show no page of their own.
ANSWERS = {
    "campaigns:tick",
    "campaigns:move-rung",
    "campaigns:withdraw",
    "campaigns:end-member",
    "campaigns:recover-member",
    "campaigns:revoke",
}
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
        patch.setenv("HUSTINGS_DEMONSTRATION_ELECTORS", "800")
        with new_home(patch):
            office = Office()
            try:
                yield office
            finally:
                office.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


def sign_in(browser: Browser, office: Office, who: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.set_default_timeout(60_000)
    page.goto(office.address)
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", "demonstration")
    page.locator("main button").first.click()
    page.wait_for_url("**/campaigns/**")
    return page


def kind_of(address: str) -> str:
    """The address without ids and questions: pages of one kind look alike."""
    return ID.sub("ID", urlsplit(address).path)


def links(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        "a[href]", "all => all.map(a => a.getAttribute('href'))"
    )
    here = [urljoin(page.url, each) for each in found if not each.startswith("#")]
    return [each for each in here if urlsplit(each).netloc == urlsplit(page.url).netloc]


def is_page(address: str) -> bool:
    """Whether a link leads to a page rather than to a file."""
    return not re.search(
        r"\.(pdf|ics|csv|json)$|/(file|files|export|not-read|download)/|to-mend",
        urlsplit(address).path,
    )


def crawl(page: Page, look: bool, more: Sequence[str] = ()) -> set[str]:
    """Open one page of each kind that links lead to; gives the kinds."""
    waiting = [page.url, *more]
    blocked = blocked_on(page)
    seen = {kind_of(each) for each in waiting}
    while waiting:
        address = waiting.pop(0)
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, (address, answer.status)
        if look:
            assert axe(page) == [], address
        assert blocked == [], address
        assert wider_than_the_screen(page) == [], address
        for link in links(page):
            if is_page(link) and kind_of(link) not in seen:
                seen.add(kind_of(link))
                waiting.append(link)
    return seen


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_any_page_of_the_agent(
    office: Office, browser: Browser, width: int
) -> None:
    page = sign_in(browser, office, "agent", width)
    seen = crawl(page, look=True, more=unlinked(page))
    missed = pages_to_be_seen(page) - seen
    page.context.close()
    assert len(seen) > 40
    assert not missed, "\n".join(sorted(missed))


@pytest.mark.parametrize("who", ROLES[1:])
def test_no_link_leads_any_role_to_a_closed_door(
    office: Office, browser: Browser, who: str
) -> None:
    page = sign_in(browser, office, who, 390)
    assert len(crawl(page, look=False)) > 3
    page.context.close()


def unlinked(page: Page) -> list[str]:
    """Pages that a form leads to: what is held on one person, and the doors that nobody is sure of."""
    home = page.url
    page.goto(urljoin(home, "register/electors/"))
    elector = next(
        filter(
            None,
            (re.search(r"electors/([0-9a-f-]{36})/", each) for each in links(page)),
        )
    ).group(1)
    page.goto(home)
    return [
        urljoin(home, path)
        for path in (
            f"safekeeping/person/{elector}/",
            "register/doors/unsure/",
            "register/questions/",
        )
    ]


def pages_to_be_seen(page: Page) -> set[str]:
    """Every kind of page of a campaign, by the URL configuration; what only takes a form's answer says 405."""
    campaign = UUID(int=7)
    kinds = set()
    for each in addresses():
        if not each.of_a_campaign or each.name in {*ELSEWHERE, *ANSWERS}:
            continue
        answer = page.context.request.get(urljoin(page.url, each.path(campaign)))
        if answer.status != 405:
            kinds.add(re.sub(r"<\w+:\w+>", "ID", "/" + each.route))
    return {kind for kind in kinds if is_page(kind)}
