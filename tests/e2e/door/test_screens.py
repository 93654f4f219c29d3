"""Every screen of the app, as axe sees it, in ten languages; pictures of them where HUSTINGS_PICTURES names a folder."""

import os
import re
from pathlib import Path

import pytest

from hustings.core import words
from tests.e2e.door.phones import PIN, Phone
from tests.e2e.door.town import (
    Town,
    leave_alone,
    make_town,
    votes_by_post,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = Path(os.environ.get("HUSTINGS_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Tour:
    """Goes from screen to screen by what is there, not by words, so that it works in any language."""

    def __init__(self, phone: Phone, code: str, folder: Path) -> None:
        self.phone, self.code, self.folder = phone, code, folder
        self.held = words.language(code)

    def looks(self, name: str) -> None:
        self.phone.page.wait_for_timeout(300)
        self.phone.looks(self.folder / f"{self.code}-{name}.png")

    def taps(self, key: str) -> None:
        self.phone.taps(self.held.words[key], exact=key != "person.add")

    def named(self, pattern: str) -> None:
        self.phone.page.get_by_role("button", name=re.compile(pattern)).first.click()


def tour(phone: Phone, town: Town, code: str, folder: Path) -> None:
    go = Tour(phone, code, folder)
    phone.opens(town.link())
    phone.page.locator("select").select_option(code)
    phone.page.wait_for_selector(f"html[lang={code}]")
    go.looks("01-join")
    for place, text in enumerate(["Bo", PIN, PIN]):
        phone.page.locator("main input").nth(place).fill(text)
    phone.page.locator("#acts button").click()
    phone.is_at("choose")
    go.looks("02-choose")
    phone.page.locator("main input").fill("ABCD2345")
    phone.page.locator("#acts button").click()
    phone.is_at("list")
    go.looks("03-list")
    go.taps("map")
    go.looks("04-map")
    go.taps("map")
    phone.page.locator("#doors button").first.click()
    phone.is_at("door")
    go.looks("05-door")
    go.named("Ivy Example")
    phone.is_at("person")
    go.looks("06-person")
    phone.page.locator(".answer").nth(1).click()
    phone.is_at("consent")
    go.looks("07-consent")
    go.taps("show")
    go.looks("08-shown")
    go.taps("consent.yes")
    phone.is_at("also")
    go.looks("09-also")
    go.taps("note")
    phone.is_at("asked")
    go.looks("10-note")
    phone.page.locator("#bar button").first.click()
    phone.is_at("also")
    phone.page.locator("#acts button").first.click()
    phone.is_at("door")
    go.looks("11-door-after")
    phone.page.locator("#bar button").last.click()
    phone.is_at("menu")
    go.looks("12-menu")
    go.taps("script")
    phone.is_at("script")
    go.looks("13-script")


@pytest.fixture
def town(network: object) -> Town:
    town = make_town()
    leave_alone(town, town.electors[3])
    votes_by_post(town.electors[1])
    return town


@pytest.mark.parametrize("code", words.CODES)
def test_every_screen_in_every_language(
    phone: Phone, town: Town, pictures: Path, code: str
) -> None:
    tour(phone, town, code, pictures)
