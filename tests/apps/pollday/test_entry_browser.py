"""Tellers' numbers in a real browser: by keyboard alone, after a double press, and without scripts."""

import time

import pytest
from django.db import connections
from django.utils.timezone import now
from playwright.sync_api import Browser, Locator, Page, Route, expect

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Event
from hustings.apps.pollday.actions import take_back
from hustings.apps.register.models import District
from tests.factories import make_campaign, make_district, make_elector, make_member
from tests.web.serving import page_of

pytestmark = pytest.mark.browser


@pytest.fixture
def district(committed: str) -> District:
    district = make_district(make_campaign(), "AB1")
    for number in range(1, 50):
        make_elector(district, number=number)
    make_elector(district, number=60, suffix="1")
    make_elector(district, number=60, suffix="2")
    return district


@pytest.fixture
def teller(district: District) -> Membership:
    return make_member(district.campaign, "teller", districts=[district.pk])


def at_the_table(
    browser: Browser, address: str, teller: Membership, *, scripts: bool = True
) -> Page:
    """The entry page of the teller's district, after the word about section 66."""
    page = page_of(browser, address, teller, scripts=scripts)
    page.goto(f"{address}/campaigns/{teller.campaign_id}/polling-day/")
    page.get_by_role("link", name="AB1").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(lambda url: not url.endswith("outside/"))
    expect(page.get_by_label("Numbers from the pad")).to_be_visible()
    page.wait_for_load_state()
    return page


def replies(page: Page) -> Locator:
    return page.locator("#answers")


def standing() -> list[int]:
    """The numbers marked, in order."""
    marks = Event.objects.votes_seen().standing()
    found = sorted(marks.values_list("elector__number", flat=True))
    connections.close_all()
    return found


def test_a_pad_is_typed_without_touching_the_mouse(
    browser: Browser, address: str, teller: Membership
) -> None:
    page = at_the_table(browser, address, teller)
    box = page.get_by_label("Numbers from the pad")

    page.keyboard.type("12 13 99 60")
    page.keyboard.press("Enter")
    expect(replies(page).get_by_text("Kept 2: 12, 13")).to_be_visible()
    expect(replies(page).get_by_text("2 not kept:")).to_be_visible()
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.type("14..15")
    page.keyboard.press("Enter")
    expect(replies(page).get_by_text("Kept 2: 14, 15")).to_be_visible()
    # What was not kept is still in sight.
    expect(replies(page).get_by_text("Nobody on our register has it.")).to_be_visible()

    assert standing() == [12, 13, 14, 15]


def test_whoever_types_ahead_loses_nothing(
    browser: Browser, address: str, teller: Membership
) -> None:
    page = at_the_table(browser, address, teller)

    for number in range(20, 40):
        page.keyboard.type(str(number))
        page.keyboard.press("Enter")
    page.keyboard.type("41")
    expect(replies(page).get_by_text("Kept 1: 39")).to_be_visible()

    expect(page.get_by_label("Numbers from the pad")).to_have_value("41")
    assert standing() == list(range(20, 40))


def test_which_one_is_answered_by_a_button_and_a_mark_taken_back(
    browser: Browser, address: str, teller: Membership
) -> None:
    page = at_the_table(browser, address, teller)

    page.keyboard.type("60")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="AB1-60/2").click()
    expect(replies(page).get_by_text("Kept 1: AB1-60/2")).to_be_visible()
    assert standing() == [60]
    page.get_by_role("button", name="Take back 60/2").click()
    expect(replies(page).get_by_text("Taken back: AB1-60/2")).to_be_visible()

    assert standing() == []


def test_new_lines_are_kept_and_a_double_press_does_no_harm(
    browser: Browser, address: str, teller: Membership
) -> None:
    page = at_the_table(browser, address, teller)

    page.keyboard.type("21")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("22")
    page.get_by_role("button", name="Keep these numbers").dblclick()
    expect(replies(page).get_by_text("Kept 2: 21, 22")).to_be_visible()

    assert standing() == [21, 22]


def test_what_did_not_reach_the_server_is_sent_again(
    browser: Browser, address: str, teller: Membership
) -> None:
    page = at_the_table(browser, address, teller)
    page.context.set_offline(True)
    page.keyboard.type("31 32")
    page.keyboard.press("Enter")
    expect(replies(page).get_by_text("Not sent")).to_be_visible()
    page.context.set_offline(False)

    page.get_by_role("button", name="Send it again").click()
    expect(replies(page).get_by_text("Kept 2: 31, 32")).to_be_visible()
    expect(replies(page).get_by_text("Not sent")).to_be_hidden()

    assert standing() == [31, 32]


def test_an_answer_that_was_lost_does_not_lose_or_double_the_mark(
    browser: Browser, address: str, teller: Membership
) -> None:
    """The server kept the mark, but its answer never came; the same is sent once more."""
    page = at_the_table(browser, address, teller)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/districts/*/", lose_the_answer, times=1)
    page.keyboard.type("33")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Send it again").click()
    expect(replies(page).get_by_text("Kept 1: 33")).to_be_visible()

    assert standing() == [33]


def test_numbers_with_a_wrong_time_come_back_before_what_was_typed_meanwhile(
    browser: Browser, address: str, teller: Membership
) -> None:
    page = at_the_table(browser, address, teller)
    box = page.get_by_label("Numbers from the pad")

    def slowly(route: Route) -> None:
        time.sleep(0.5)
        route.continue_()

    page.route("**/districts/*/", slowly)
    page.get_by_label("Time on the pad").fill("teatime")
    box.fill("12 13")
    box.press("Enter")
    page.keyboard.type("14")
    expect(replies(page).get_by_text("Type a time of the day")).to_be_visible()

    expect(box).to_have_value("12 13 14")
    page.get_by_label("Time on the pad").fill("")
    box.press("Enter")
    expect(replies(page).get_by_text("Kept 3: 12, 13, 14")).to_be_visible()
    assert standing() == [12, 13, 14]


def test_a_mark_that_another_took_back_is_said_to_be_so(
    browser: Browser, address: str, teller: Membership
) -> None:
    page = at_the_table(browser, address, teller)
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(replies(page).get_by_text("Kept 1: 12")).to_be_visible()
    mark = Event.objects.votes_seen().get()
    take_back(mark=mark, by=teller, at=now(), any_author=True)
    connections.close_all()

    page.get_by_role("button", name="Take back 12").click()

    expect(replies(page).get_by_text("already been taken back")).to_be_visible()
    expect(replies(page).get_by_text("Not sent")).to_have_count(0)


def test_without_scripts_everything_works_by_whole_pages(
    browser: Browser, address: str, teller: Membership
) -> None:
    page = at_the_table(browser, address, teller, scripts=False)

    page.get_by_label("Numbers from the pad").fill("31\n32, 33 60")
    page.get_by_role("button", name="Keep these numbers").click()
    expect(replies(page).get_by_text("Kept 3: 31, 32, 33")).to_be_visible()
    page.reload()
    expect(replies(page).get_by_text("Kept 3: 31, 32, 33")).to_be_visible()
    page.get_by_role("button", name="AB1-60/1").click()
    page.get_by_role("button", name="Take back 33").click()
    expect(page.get_by_text("AB1-33 is taken back")).to_be_visible()

    assert standing() == [31, 32, 60]
