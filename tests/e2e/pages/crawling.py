"""Following every link of the demonstration, one page of each kind."""

import os
import re
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Page

from tests.e2e.office import (
    NARROWEST,
    Office,
    axe,
    blocked_on,
    resize,
    scrolls_sideways,
)

PICTURES = os.environ.get("HUSTINGS_PICTURES")
"""Where pictures of the pages go, for whoever wants to look at them."""
LINK = re.compile(r'<a\s[^>]*?href="([^"]*)"')
WIDTHS = (390, 1280)
"""A phone's screen and a laptop's."""
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")
AREA = re.compile(r"/wards/areas/[^/]+/")
PAST = (
    (re.compile(r"/\d{4}-\d\d-\d\d(?=/)"), "/DAY"),
    (re.compile(r"/\d{4}(?=/)"), "/YEAR"),
    (re.compile(r"(/seats|/people|/parties|/flows/YEAR/YEAR)/[^/]+"), r"\1/ONE"),
)
"""Past results have addresses that say what they show: elections by year or day, seats, people and parties by codes."""


def sign_in(browser: Browser, office: Office, who: str) -> Page:
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 844})
    page.set_default_timeout(60_000)
    page.goto(office.address)
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", "demonstration")
    page.locator("main button").first.click()
    page.wait_for_url("**/campaigns/**")
    return page


def kind_of(address: str) -> str:
    """The address without ids, questions and what past results are of: pages of one kind look alike."""
    path = AREA.sub("/wards/areas/ONE/", ID.sub("ID", urlsplit(address).path))
    if path.startswith("/history/"):
        for shown, kind in PAST:
            path = shown.sub(kind, path)
    return path


def links(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        "a[href]", "all => all.map(a => a.getAttribute('href'))"
    )
    return _here(page.url, found)


def _here(address: str, found: Sequence[str]) -> list[str]:
    """The links that lead to another page of this server."""
    whole = [urljoin(address, each) for each in found if not each.startswith("#")]
    return [each for each in whole if urlsplit(each).netloc == urlsplit(address).netloc]


def is_page(address: str) -> bool:
    """Whether a link leads to a page rather than to a file."""
    return not re.search(
        r"\.(pdf|ics|csv|json)$|/(file|files|export|not-read|download)/|to-mend",
        urlsplit(address).path,
    )


def crawl(page: Page, more: Sequence[str] = ()) -> set[str]:
    """Look at one page of each kind that links lead to; gives the kinds."""
    blocked = blocked_on(page)

    def open_page(address: str) -> list[str]:
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, (address, answer.status)
        found = links(page)
        look_at(page)
        assert blocked == [], address
        return found

    return _follow([page.url, *more], open_page)


def look_at(page: Page) -> None:
    """Let axe look at a phone's and a laptop's screen; on neither, nor on the narrowest, does the page scroll sideways.

    It is loaded once: of its width only the style sheet takes notice, and no script.
    """
    size = page.viewport_size
    assert size
    for width in WIDTHS:
        resize(page, width)
        photograph(page)
        assert axe(page) == [], (page.url, width)
        assert not scrolls_sideways(page), (page.url, width)
    resize(page, NARROWEST)
    assert not scrolls_sideways(page), (page.url, NARROWEST)
    page.set_viewport_size(size)


def crawl_unseen(page: Page) -> set[str]:
    """Fetch one page of each kind that links lead to, as whoever is signed in there; gives the kinds."""

    def fetch(address: str) -> list[str]:
        answer = page.context.request.get(address)
        assert answer.status == 200, (address, answer.status)
        return _here(address, [unescape(each) for each in LINK.findall(answer.text())])

    return _follow([page.url], fetch)


def _follow(waiting: list[str], opened: Callable[[str], list[str]]) -> set[str]:
    seen = {kind_of(each) for each in waiting}
    while waiting:
        for link in opened(waiting.pop(0)):
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
