"""Every page that a link leads to, looked at by axe on a phone's and a laptop's screen."""

import re
from urllib.parse import urljoin
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page

from tests.addresses import addresses
from tests.e2e.office import Office
from tests.e2e.pages.crawling import crawl, is_page, links, sign_in

pytestmark = pytest.mark.browser
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
    **dict.fromkeys(
        (
            *("selection:papers", "selection:entry", "selection:read"),
            *("selection:mend", "selection:papers-file", "selection:differences"),
            *("selection:difference", "selection:account", "selection:count"),
            *("selection:lot", "selection:signing", "selection:publishing"),
        ),
        "once the box is open: tests/e2e/test_selection.py",
    ),
    **dict.fromkeys(
        (
            *("slates:slate", "slates:slate-file", "slates:list-file"),
            *("slates:settings", "slates:search", "slates:rule", "slates:names"),
            *("slates:compare", "slates:compare-file"),
            *("slates:where-to-stand", "slates:where-to-stand-file"),
        ),
        "once there is a slate: tests/apps/slates/test_browser.py",
    ),
    "walks:walk-places": "figures for the map, no page",
    "walks:tiles": "a file: tests/apps/walks/test_map_file.py",
}
# Past results belong to no campaign: links lead there from the foot of every page.
PAST = {
    "/history/",
    *(f"/history/{each}/" for each in ("YEAR", "DAY", "search", "people/ONE")),
    *(f"/history/YEAR/{each}/" for each in ("seats", "seats/ONE", "parties/ONE")),
    *(f"/history/YEAR/{each}/" for each in ("measures", "where-to-stand", "re-runs")),
    *(f"/history/{each}/YEAR/YEAR/" for each in ("compare", "flows")),
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


def test_axe_finds_nothing_on_any_page_of_the_agent(
    office: Office, browser: Browser
) -> None:
    page = sign_in(browser, office, "agent")
    seen = crawl(page, more=unlinked(page))
    missed = {
        kind
        for kind in pages_to_be_seen(page)
        if not any(re.fullmatch(kind, each) for each in seen)
    }
    page.context.close()
    missed |= PAST - seen
    assert len(seen) > 40
    assert not missed, "\n".join(sorted(missed))


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
    paths = [
        "/history/search/?q=ambry",
        f"safekeeping/person/{elector}/",
        "register/doors/unsure/",
        "register/questions/",
        *ballot_pages(page, urljoin(home, "ballots/")),
    ]
    page.goto(home)
    return [urljoin(home, path) for path in paths]


def ballot_pages(page: Page, ballots: str) -> list[str]:
    """Those of the ballot that is being set up; of the open one, somebody at the door, and what is shown too early."""
    page.goto(ballots)
    voters = {}
    for ballot in re.findall(r"ballots/[0-9a-f-]{36}/", " ".join(links(page))):
        page.goto(urljoin(ballots, f"../{ballot}roll/"))
        voters[ballot] = re.findall(r"roll/([0-9a-f-]{36})/", " ".join(links(page)))
    ((opened, (voter, *_)),) = (
        (each, found) for each, found in voters.items() if found
    )
    (set_up,) = (each for each, found in voters.items() if not found)
    before = (
        "",
        "settings/",
        "nominees/order/",
        "limits/",
        "roll/look/",
        "roll/columns/",
    )
    return [
        *(set_up + name for name in before),
        *(opened + name for name in ("door/?q=10", f"door/{voter}/", "door/join/")),
        *(opened + name for name in ("", "roll/", f"roll/{voter}/", "roll/erase/")),
        opened + "sealed/",
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
