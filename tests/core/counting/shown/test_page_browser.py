"""A count's page in Chromium: axe finds nothing, nothing sticks out, everything is reached by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from hustings.core.counting.shown.formats import written
from tests.core.counting.shown.samples import COUNTS, alternative, meek, scottish
from tests.core.printing.test_notice import long_count
from tests.e2e.office import resize
from tests.e2e.pages.crawling import WIDTHS, look_at
from tests.web.chromium import launch


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 390, "height": 800})
    yield opened
    opened.close()


@pytest.mark.browser
@pytest.mark.parametrize("count", [*COUNTS, long_count])
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, count: object) -> None:
    page.set_content(written(count(), "html"))  # type: ignore[operator]  # each makes a count
    for details in page.locator("details").all():
        details.evaluate("each => each.open = true")
    look_at(page)


@pytest.mark.browser
def test_two_rule_sets_side_by_side(page: Page) -> None:
    page.set_content(written(scottish(), "html", meek()))
    look_at(page)
    for width in WIDTHS:
        resize(page, width)
        assert page.get_by_role("region", name="By slate").is_visible()


@pytest.mark.browser
def test_a_wide_sheet_is_scrolled_by_keyboard(page: Page) -> None:
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
    for width in WIDTHS:
        resize(page, width)
    assert asked == []
