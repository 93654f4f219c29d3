"""Every page that a link leads to, as each role sees it, looked at by axe on a phone's and a laptop's screen."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
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
    "newcomers:doors": "tests/apps/newcomers/test_browser.py",
    "newcomers:joined": "tests/apps/newcomers/test_browser.py",
    "safekeeping:newcomer": "tests/apps/newcomers/test_browser.py",
    "safekeeping:newcomer-file": "a file",
    "phones:cut-off": "tests/apps/doorstep/test_office_browser.py",
    "phones:calls-round": "tests/apps/doorstep/test_office_browser.py",
    "register:import-columns": "a file of an unknown layout",
    "walks:walk-places": "figures for the map, no page",
    "walks:tiles": "a file: tests/apps/walks/test_map_file.py",
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
PICTURES = os.environ.get("HUSTINGS_PICTURES")
"""Where pictures of the pages go, for whoever wants to look at them."""
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
            photograph(page)
            assert axe(page) == [], address
        assert blocked == [], address
        assert wider_than_the_screen(page) == [], address
        for link in links(page):
            if is_page(link) and kind_of(link) not in seen:
                seen.add(kind_of(link))
                waiting.append(link)
    return seen


def photograph(page: Page) -> None:
    """A picture of the whole page, where pictures are wanted."""
    if PICTURES and page.viewport_size:
        name = kind_of(page.url).removeprefix("/campaigns/ID").strip("/") or "home"
        width = page.viewport_size["width"]
        file = Path(PICTURES) / f"{name.replace('/', '_')}-{width}.png"
        page.screenshot(path=file, full_page=True)


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_any_page_of_the_agent(
    office: Office, browser: Browser, width: int
) -> None:
    page = sign_in(browser, office, "agent", width)
    seen = crawl(page, look=True, more=unlinked(page))
    missed = {
        kind
        for kind in pages_to_be_seen(page)
        if not any(re.fullmatch(kind, each) for each in seen)
    }
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
    """A pattern of every kind of page of a campaign, by the URL configuration; what only takes a form's answer says 405."""
    campaign = UUID(int=7)
    kinds = set()
    for each in addresses():
        if not each.of_a_campaign or each.name in {*ELSEWHERE, *ANSWERS}:
            continue
        answer = page.context.request.get(urljoin(page.url, each.path(campaign)))
        if answer.status != 405:
            route = re.sub(r"<uuid:\w+>", "ID", "/" + each.route)
            kinds.add(re.sub(r"<\w+:\w+>", r"[^/]+", route))
    return {kind for kind in kinds if is_page(kind)}
