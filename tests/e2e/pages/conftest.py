from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.office import Office
from tests.engine.homes import new_home
from tests.web.chromium import launch


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
