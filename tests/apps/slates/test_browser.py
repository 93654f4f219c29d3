"""The pages of slates, and of a person, in a real browser: axe on each, narrow and wide; a search while it is typed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser

from hustings.apps.campaigns.models import Membership
from hustings.apps.slates.actions import make_slate, share, tag
from hustings.apps.slates.models import Slate
from hustings.core.psephology.slates import Tag
from tests.apps.history.test_loading import loaded
from tests.core.psephology.tables import DAY, line, seat
from tests.e2e.office import axe, wider_than_the_screen
from tests.e2e.pages.crawling import look_at
from tests.factories import make_campaign, make_member
from tests.web.serving import page_of

pytestmark = pytest.mark.browser
NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)
LINES = [
    line("A", "Lab", "Ann Example", 300),
    line("A", "Ind", "Leanne Mohamad", 280),
    line("B", "Ind", "Bo Person", 210),
]


@pytest.fixture
def agent(committed: str, tmp_path: Path) -> Membership:
    loaded(tmp_path, LINES, [seat("A", 580, 20), seat("B", 210, 210)])
    return make_member(make_campaign())


def a_slate(by: Membership, name: str) -> Slate:
    slate = make_slate(name=name, note="Whom we know", by=by, at=NOON)
    day = date.fromisoformat(DAY)
    on = [Tag(day, "XA", "Ann Example", "Lab"), Tag(day, "XA", "Leanne Mohamad", "Ind")]
    tag(slate=slate, tags=[*on, Tag(day, "XB", "Somebody Gone", "Ind")], by=by)
    return slate


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    agent: Membership, browser: Browser, address: str
) -> None:
    ours, theirs = a_slate(agent, "Ours"), a_slate(make_member(make_campaign()), "X")
    share(slate=theirs, at=NOON, by=make_member(theirs.campaign))
    page = page_of(browser, address, agent)
    home = f"{address}/campaigns/{agent.campaign_id}/slates/"
    both = f"compare/?one={ours.pk}:{DAY}&other={theirs.pk}:{DAY}"
    for where, says in (
        (home, "Shared by other campaigns"),
        (f"{home}{ours.pk}/", "Where several of them stood in one seat"),
        (f"{home}{theirs.pk}/", "Copy it to our slates"),
        (f"{home}{ours.pk}/settings/", "Share it with all campaigns here"),
        (f"{home}{ours.pk}/search/?q=example", "On it"),
        (f"{home}{ours.pk}/rule/", "Region or nation"),
        (f"{home}{ours.pk}/names/", "Names, one a line"),
        (f"{home}{ours.pk}/where-to-stand/", "Where to stand"),
        (home + both, "Seat by seat"),
        (f"{address}/history/people/{DAY}-XA-ann-example-lab/", "Candidacies"),
    ):
        page.goto(where)
        assert says in page.locator("main").inner_text(), where
        look_at(page)
    connections.close_all()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_list_is_looked_through_and_a_question_answered(
    agent: Membership, browser: Browser, address: str, width: int
) -> None:
    slate = make_slate(name="Ours", note="", by=agent, at=NOON)
    page = page_of(browser, address, agent, width=width)
    page.goto(f"{address}/campaigns/{agent.campaign_id}/slates/{slate.pk}/names/")
    page.get_by_label("Names, one a line").fill("Leanne Mohamed, A Example\nBo Person")
    page.get_by_role("button", name="Look who they are").click()
    page.get_by_role("heading", name="Who they are").wait_for()
    assert axe(page) == []
    assert wider_than_the_screen(page) == []
    page.get_by_label("Leanne Mohamad (Ind)").check()
    page.get_by_role("button", name="Put them on the slate").click()
    page.get_by_text("2 candidates put on “Ours”.").wait_for()
    connections.close_all()


def test_a_search_answers_while_it_is_typed(
    agent: Membership, browser: Browser, address: str
) -> None:
    slate = make_slate(name="Ours", note="", by=agent, at=NOON)
    page = page_of(browser, address, agent)
    page.goto(f"{address}/campaigns/{agent.campaign_id}/slates/{slate.pk}/search/")
    page.get_by_label("Name or seat").press_sequentially("mohamed")
    page.get_by_label("Leanne Mohamad (Ind)").check()
    page.get_by_role("button", name="Put those ticked on the slate").click()
    page.get_by_text("1 candidate put on “Ours”.").wait_for()
    connections.close_all()
