"""The desk in a real browser: twenty lines in a minute by keyboard, nothing typed is lost, and it works without scripts."""

import time

import pytest
from django.db import connections
from playwright.sync_api import (
    Browser,
    Dialog,
    Locator,
    Page,
    Route,
    expect,
)

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District
from tests.factories import (
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)
from tests.web.serving import page_of

pytestmark = pytest.mark.browser
KEYSTROKE = 80
"""Milliseconds a key: 150 keys a minute, an unhurried typist."""


@pytest.fixture
def district(committed: str) -> District:
    member = make_member(make_campaign(), "organiser")
    make_wording(member.campaign)
    district = make_district(member.campaign)
    for number in range(1, 26):
        make_elector(district, number=number, surname=f"Surname{number}")
    return district


@pytest.fixture
def member(district: District) -> Membership:
    return Membership.objects.select_related("user").get(campaign=district.campaign)


def desk(
    browser: Browser, address: str, member: Membership, *, scripts: bool = True
) -> Page:
    """The entry page of the first district, with a round begun by keyboard."""
    page = page_of(browser, address, member, width=1280, scripts=scripts)
    page.goto(f"{address}/campaigns/{member.campaign_id}/canvass/entry/")
    page.get_by_label("Canvasser’s name").fill("Ann Other")
    page.get_by_label("Canvasser’s name").press("Enter")
    page.wait_for_url("**/entry/*/")
    page.wait_for_load_state()
    expect(page.get_by_role("heading", name="Returns of AB1")).to_be_visible()
    return page


def reply(page: Page) -> Locator:
    """What became of the last line."""
    return page.locator("#answers .reply").first


def answers() -> list[tuple[int, object]]:
    """The answers that the ledger holds, by elector's number."""
    visits = Event.objects.visits().standing().select_related("elector")
    found = sorted((v.elector.number, v.payload["answer"]) for v in visits if v.elector)
    connections.close_all()
    return found


def test_twenty_lines_are_typed_within_a_minute_and_none_is_lost(
    browser: Browser, address: str, member: Membership
) -> None:
    page = desk(browser, address, member)
    begun = time.monotonic()

    for number in range(1, 21):
        page.keyboard.type(f"{number} {number % 5 + 1} c p", delay=KEYSTROKE)
        page.keyboard.press("Enter")
    expect(reply(page)).to_contain_text("AB1-20 Jo Surname20")

    assert time.monotonic() - begun < 60
    assert answers() == [(number, number % 5 + 1) for number in range(1, 21)]
    assert page.locator("#answers .rows > li").count() == 10


def test_whoever_types_ahead_loses_no_line_and_no_question(
    browser: Browser, address: str, member: Membership
) -> None:
    """The server is slow, and the typist does not wait for it."""
    page = desk(browser, address, member)

    def slowly(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route("**/entry/*/", slowly)
    for line in ("1 1 c", "1 2 c", "2 1 c", "99 1 c", "3 3 c"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")

    expect(reply(page)).to_contain_text("AB1-3 Jo Surname3:")
    assert answers() == [(1, 1), (2, 1), (3, 3)]
    asked = page.locator(".reply[data-open]")
    expect(asked).to_contain_text(["Nobody on the register has this number", "Again?"])

    page.get_by_role("button", name="Keep this one too").click()
    expect(asked).to_have_count(1)
    expect(reply(page)).to_contain_text("AB1-1 Jo Surname1:")
    assert answers() == [(1, 1), (1, 2), (2, 1), (3, 3)]


def test_a_line_to_be_mended_comes_back_into_the_box(
    browser: Browser, address: str, member: Membership
) -> None:
    page = desk(browser, address, member)
    box = page.get_by_label("Number, answer, ticks")
    page.keyboard.type("7 9 c")
    page.keyboard.press("Enter")

    expect(reply(page)).to_contain_text("is no code of this sheet")
    expect(box).to_have_value("7 9 c")
    expect(box).to_be_focused()
    page.keyboard.type("7 4 c")
    page.keyboard.press("Enter")

    expect(page.locator(".reply")).to_contain_text(["AB1-7 Jo Surname7:"])
    assert answers() == [(7, 4)]


def test_without_a_connection_the_line_is_kept_on_the_page_and_sent_again(
    browser: Browser, address: str, member: Membership
) -> None:
    page = desk(browser, address, member)
    page.context.set_offline(True)
    page.keyboard.type("5 1 c")
    page.keyboard.press("Enter")
    expect(reply(page)).to_contain_text("did not reach the server")
    assert answers() == []

    page.context.set_offline(False)
    page.get_by_role("button", name="Send it again").click()

    expect(page.locator(".reply")).to_contain_text(["AB1-5 Jo Surname5:"])
    assert answers() == [(5, 1)]


def test_a_slip_is_taken_back_with_one_press(
    browser: Browser, address: str, member: Membership
) -> None:
    page = desk(browser, address, member)
    page.keyboard.type("6 1 c")
    page.keyboard.press("Enter")

    page.get_by_role("button", name="Take back 6").click()

    expect(reply(page)).to_contain_text("Taken back.")
    assert answers() == []


def test_taking_back_a_line_leaves_what_is_open_in_sight(
    browser: Browser, address: str, member: Membership
) -> None:
    """A line that did not reach the server is nowhere but on the page."""
    page = desk(browser, address, member)
    for line in ("6 1 c", "99 1 c"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    expect(reply(page)).to_contain_text("Nobody on the register has this number")
    page.get_by_label("Number, answer, ticks").fill("5 1 c")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(reply(page)).to_contain_text("did not reach the server")
    page.context.set_offline(False)

    page.get_by_role("button", name="Take back 6").click()
    expect(reply(page)).to_contain_text("Taken back.")
    page.get_by_role("button", name="Send it again").click()

    expect(reply(page)).to_contain_text("AB1-5 Jo Surname5:")
    assert answers() == [(5, 1)]


def test_whoever_leaves_with_a_line_unsent_is_asked_first(
    browser: Browser, address: str, member: Membership
) -> None:
    page = desk(browser, address, member)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.context.set_offline(True)
    page.keyboard.type("5 1 c")
    page.keyboard.press("Enter")
    expect(reply(page)).to_contain_text("did not reach the server")
    page.context.set_offline(False)

    page.get_by_role("link", name="Another round").click()
    expect(reply(page)).to_contain_text("did not reach the server")
    assert asked == ["beforeunload"]

    page.get_by_role("button", name="Send it again").click()
    expect(reply(page)).to_contain_text("AB1-5 Jo Surname5:")
    page.get_by_role("link", name="Another round").click()
    expect(page.get_by_role("heading", name="Which round")).to_be_visible()
    assert asked == ["beforeunload"]


def test_it_works_without_scripts(
    browser: Browser, address: str, member: Membership
) -> None:
    page = desk(browser, address, member, scripts=False)
    box = page.get_by_label("Number, answer, ticks")
    for line in ("8 1 c", "8 2 c"):
        box.fill(line)
        box.press("Enter")
    page.get_by_role("button", name="Keep this one too").click()

    assert answers() == [(8, 1), (8, 2)]
