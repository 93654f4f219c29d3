from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.e2e.door.phones import Phone
from tests.e2e.door.town import Network, Town, make_town
from tests.web.chromium import launch


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        launch(found).close()  # skipped where there is no browser
        yield found


@pytest.fixture(autouse=True)
def _async(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright runs a loop of its own in this thread; the database is asked between its steps, never within."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def network(committed: str) -> Iterator[Network]:
    network = Network()
    network.up()
    yield network
    network.down()


@pytest.fixture
def town(network: Network) -> Town:
    return make_town()


@pytest.fixture
def new_phone(
    playwright: Playwright, network: Network, tmp_path: Path
) -> Iterator[Callable[[], Phone]]:
    held: list[Phone] = []

    def made() -> Phone:
        held.append(Phone(playwright, network, tmp_path / f"phone-{len(held)}"))
        return held[-1]

    yield made
    for each in held:
        each.dies()
        assert each.problems == []


@pytest.fixture
def phone(new_phone: Callable[[], Phone]) -> Phone:
    return new_phone()
