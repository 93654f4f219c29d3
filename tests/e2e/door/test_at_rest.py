"""What lies on the phone: no name and no address that the PIN does not lock, before the walk is handed in and after."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.door.phones import Phone
from tests.e2e.door.town import Network, Town

pytestmark = pytest.mark.browser
NAMES = ("Mill Road", "Ivy Example", "Sample", "Has a dog")


def found_in(folder: Path) -> Iterator[str]:
    """Each name that stands in a file of the browser as it is, in either of the ways in which browsers write text."""
    for path in folder.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            for name in NAMES:
                if name.encode() in held or name.encode("utf-16-le") in held:
                    yield f"{name} in {path.relative_to(folder)}"


def test_names_and_answers_lie_on_the_phone_only_under_the_pin(
    phone: Phone, town: Town, network: Network
) -> None:
    """Not in what the app keeps, nor in the browser's cache, its history or its own list of pages to restore."""
    phone.sets_out(town.link())
    network.down()
    phone.taps("Next door")
    phone.taps("Ivy Example", exact=False)
    phone.taps("will vote for us", exact=False)
    phone.taps("Yes, I agree")
    phone.is_at("also")
    phone.taps("Note")
    phone.is_at("asked")
    phone.page.get_by_label("Note", exact=True).fill("Has a dog")
    phone.taps("Next")
    phone.taps("Yes, I agree")
    phone.is_at("also")
    phone.page.wait_for_timeout(1_500)

    phone.dies()
    assert sorted(found_in(phone.folder)) == []

    phone.starts()
    phone.opens()
    phone.unlocks()
    phone.is_at("list")
    assert "Mill Road" in phone.reads(), "and under the PIN it is all there"


def test_the_phone_is_asked_to_keep_our_storage_for_good(
    phone: Phone, town: Town
) -> None:
    """Where the browser will not promise, the canvasser is told to send often."""
    phone.page.add_init_script(
        "window.asked = 0; if (navigator.storage) navigator.storage.persist = async () => (window.asked += 1, window.asked > 1)"
    )
    phone.joins(town.link())
    assert phone.page.evaluate("window.asked") == 1
    assert "may clear its storage" in phone.reads()
