"""A count's page in Chromium: axe finds nothing, nothing sticks out, everything is reached by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from hustings.core.counting.shown.formats import written
from tests.core.counting.shown.samples import COUNTS, alternative, meek, scottish
from tests.core.printing.test_notice import long_count
from tests.web.chromium import launch

AXE = Path(__file__).parents[4] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": request.param, "height": 800})
    yield opened
    opened.close()


def violations(page: Page) -> list[list[str]]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[list[str]] = page.evaluate(
        "async () => (await axe.run()).violations.map(v => [v.id, v.nodes[0].html])"
    )
    return found


@pytest.mark.browser
@pytest.mark.parametrize("count", [*COUNTS, long_count])
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, count: object) -> None:
    page.set_content(written(count(), "html"))  # type: ignore[operator]  # each makes a count
    for details in page.locator("details").all():
        details.evaluate("each => each.open = true")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.browser
def test_two_rule_sets_side_by_side(page: Page) -> None:
    page.set_content(written(scottish(), "html", meek()))
    assert violations(page) == []
    assert page.get_by_role("region", name="By slate").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.browser
def test_a_wide_sheet_is_scrolled_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.set_content(written(scottish(), "html"))
    sheet = page.get_by_role("region", name="Result sheet")
    sheet.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "document.querySelector('[aria-label=\"Result sheet\"]').scrollLeft > 0"
    )


@pytest.mark.browser
def test_the_page_fetches_nothing(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(written(alternative(), "html"))
    assert asked == []
