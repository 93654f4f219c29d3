"""The live view in a real browser: axe on every page, narrow and wide, and figures that come by themselves."""

from datetime import timedelta

import pytest
from django.db import connections
from django.utils.timezone import localtime, now
from playwright.sync_api import Browser

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.doorstep.models import CallRound, Stall
from hustings.apps.register.models import District, Door, Elector
from hustings.apps.walks.actions import cut_district, hand_out
from hustings.core.walks import Choices, Length
from tests.apps.live.test_counts import knock, says
from tests.apps.live.test_pages import PAGES
from tests.apps.live.test_who_is_out import phone_of
from tests.apps.walks.streets import make_street
from tests.e2e.pages.crawling import look_at
from tests.factories import (
    TESTER,
    make_campaign,
    make_district,
    make_member,
    make_wording,
)
from tests.web.serving import page_of

pytestmark = pytest.mark.browser


@pytest.fixture
def organiser(committed: str) -> Membership:
    """Of a campaign with five days of canvassing in two districts, and walks out."""
    campaign = make_campaign(polling_day=(now() + timedelta(days=40)).date())
    organiser = make_member(campaign, Role.ORGANISER)
    words = make_wording(campaign)
    for code, streets in (("AB1", ("Elm Row", "Long Acre")), ("CD2", ("Mill Lane",))):
        canvass(make_district(campaign, code), streets, organiser, words)
    market(organiser, words)
    return organiser


def market(by: Membership, words: object) -> None:
    """A stall with a phone, and a round of calls: with all that their tables have room for."""
    at = localtime(now()).replace(hour=12) - timedelta(days=1)
    with acting(TESTER, "plan a stall and a round"):
        stall = Stall.objects.create(
            campaign=by.campaign,
            code="STALL",
            name="Saturday market",
            place="By the old corn exchange",
            starts_at=at,
            ends_at=at + timedelta(hours=4),
        )
        CallRound.objects.create(
            campaign=by.campaign, code="CALLS", name="Evening", begun_at=at
        )
    phone_of(by, stall.pk)
    for elector in Elector.objects.filter(campaign=by.campaign_id)[:9]:
        says(elector, by, words, 2, at, occasion=stall.pk, door=None)  # type: ignore[arg-type]  # the fixture's wording


def canvass(
    district: District, streets: tuple[str, ...], by: Membership, words: object
) -> None:
    noon = localtime(now()).replace(hour=12) - timedelta(days=5)
    for line, street in enumerate(streets):
        doors = make_street(district, street, 24, latitude=54.1 + line / 900)
        _stand_apart(doors)
        for number, door in enumerate(doors[:20]):
            at = noon + timedelta(days=number % 5, hours=number % 7)
            if number % 3 == 0:
                says(door.electors.get(), by, words, 1 + number % 5, at, device="one")  # type: ignore[arg-type]  # the fixture's wording
            if number % 3 or number % 2:
                knock(door, by, at + timedelta(minutes=9), device="two")
    ten = Choices(length=Length(doors=12))
    for walk in cut_district(district=district, choices=ten, by=by, at=now())[1:]:
        outing = hand_out(walk=walk, member=by, by=by, at=now())
        phone_of(by, outing.pk)
        knock(district.doors.get(pk=walk.doors[0]), by, now(), occasion=outing.pk)


def _stand_apart(doors: list[Door]) -> None:
    for number, door in enumerate(doors):
        door.longitude = 0.5 + number / 4000
    with acting(TESTER, "say where doors stand"):
        Door.objects.bulk_update(doors, ["longitude"])


def test_axe_finds_nothing_on_any_page_and_no_page_is_wider_than_the_screen(
    browser: Browser, address: str, organiser: Membership
) -> None:
    page = page_of(browser, address, organiser)
    district = District.objects.filter(campaign=organiser.campaign_id)[0]
    connections.close_all()
    for rest in (*PAGES, f"walks/{district.pk}/"):
        page.goto(f"{address}/campaigns/{organiser.campaign_id}/live/{rest}")
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            look_at(page)


def test_stalls_and_calls_are_read_on_a_phone_without_pushing_them_sideways(
    browser: Browser, address: str, organiser: Membership
) -> None:
    page = page_of(browser, address, organiser, width=390)
    connections.close_all()
    page.goto(f"{address}/campaigns/{organiser.campaign_id}/live/away/")
    frames = page.locator(".scroll")
    assert frames.count() == 2
    for frame in frames.all():
        assert frame.evaluate("each => each.scrollWidth - each.clientWidth") <= 0
    shown = " ".join(frames.first.inner_text().split())
    assert "Saturday market" in shown and "Phones" in shown
    assert page.locator('td[data-label="2"]').first.inner_text() == "9"
    spoken = page.locator('td[data-label="Spoken with"]').first
    assert spoken.evaluate("each => getComputedStyle(each, '::before').content") == (
        '"Spoken with"'
    )


def test_half_the_electorate_is_told_beside_the_figures_of_now(
    browser: Browser, address: str, organiser: Membership
) -> None:
    page = page_of(browser, address, organiser)
    connections.close_all()
    page.goto(f"{address}/campaigns/{organiser.campaign_id}/live/")
    half = page.locator("#half")
    half.get_by_text("You have spoken with at least").wait_for()
    assert "anew every minute" in half.inner_text()


def test_what_comes_in_is_shown_without_anybody_pressing_anything(
    browser: Browser, address: str, organiser: Membership
) -> None:
    page = page_of(browser, address, organiser)
    page.clock.install()
    page.goto(f"{address}/campaigns/{organiser.campaign_id}/live/")
    called_at = page.locator(".figures dd").nth(2)
    before = int(called_at.inner_text())
    district = District.objects.filter(campaign=organiser.campaign_id)[0]
    knock(make_street(district, "New Row", 1, empty=True)[0], organiser, now())
    connections.close_all()
    with page.expect_response(lambda answer: answer.url.endswith("/live/")):
        page.clock.fast_forward("00:16")
    page.wait_for_function(
        "number => document.querySelectorAll('.figures dd')[2].textContent.trim() == number",
        arg=str(before + 1),
    )
