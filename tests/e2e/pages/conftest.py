import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import invented_results
from tests.e2e.office import Office
from tests.engine.homes import prepared_home
from tests.web.chromium import launch


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
        patch.setenv("HUSTINGS_DEMONSTRATION_ELECTORS", "800")
        with prepared_home(patch, load_demonstration):
            office = Office()
            try:
                yield office
            finally:
                office.stop()


def load_demonstration() -> None:
    """The demonstration, and past results beside it."""
    office = Office()
    try:
        load_past_results()
    finally:
        office.stop()


def load_past_results() -> None:
    """Elections that never were: past results belong to a server, so the demonstration has none of its own."""
    with TemporaryDirectory() as place:
        made = invented_results.results(Path(place))
        made += [
            invented_results.estimates(Path(place)),
            invented_results.hexes(Path(place)),
        ]
        command = [
            sys.executable,
            "-m",
            "hustings.cli",
            "history",
            "load",
            *map(str, made),
        ]
        subprocess.run(command, check=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()
