"""Every screen of the app, as axe sees it, in ten languages; pictures of them where HUSTINGS_PICTURES names a folder."""

import os
import re
from pathlib import Path

import pytest

from hustings.core import words
from tests.e2e.door.phones import PIN, Phone
from tests.e2e.door.town import (
    CODE,
    Town,
    leave_alone,
    make_town,
    votes_by_post,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def pictures() -> Path | None:
    """Where pictures of the screens go, for whoever wants to look at them."""
    folder = os.environ.get("HUSTINGS_PICTURES")
    return Path(folder) if folder else None


class Tour:
    """Goes from screen to screen by what is there, not by words, so that it works in any language."""

    def __init__(self, phone: Phone, code: str, folder: Path | None) -> None:
        self.phone, self.code, self.folder = phone, code, folder
        self.held = words.language(code)

    def looks(self, name: str) -> None:
        self.phone.page.wait_for_timeout(300)
        self.phone.looks(self.folder and self.folder / f"{self.code}-{name}.png")

    def taps(self, key: str) -> None:
        self.phone.taps(self.held.words[key], exact=key != "person.add")

    def named(self, pattern: str) -> None:
        self.phone.page.get_by_role("button", name=re.compile(pattern)).first.click()

    def chooses(self, css: str, screen: str, place: int = 0) -> None:
        self.phone.page.locator(css).nth(place).click()
        self.phone.is_at(screen)

    def joins(self, link: str) -> None:
        page = self.phone.page
        self.phone.opens(link)
        page.locator("select").select_option(self.code)
        page.wait_for_selector(f"html[lang={self.code}]")
        self.looks("01-join")
        for place, text in enumerate(["Bo", PIN, PIN]):
            page.locator("main input").nth(place).fill(text)
        self.chooses("#acts .main", "choose")
        self.looks("02-choose")

    def takes(self, code: str) -> None:
        self.phone.page.locator("main input").first.fill(code)
        self.chooses("#acts button", "list")
        self.looks("03-list")
        self.taps("map")
        self.looks("04-map")
        self.taps("map")

    def answers(self) -> None:
        self.chooses("#doors button", "door")
        self.looks("05-door")
        self.named("Ivy Example")
        self.phone.is_at("person")
        self.looks("06-person")
        self.chooses(".answer", "consent", 1)
        self.looks("07-consent")
        self.taps("show")
        self.looks("08-shown")
        self.taps("consent.yes")
        self.phone.is_at("also")
        self.looks("09-also")

    def goes_round(self) -> None:
        self.taps("note")
        self.phone.is_at("asked")
        self.looks("10-note")
        self.chooses("#bar button", "also")
        self.chooses("#acts button", "door")
        self.looks("11-door-after")
        self.phone.page.locator("#bar button").last.click()
        self.phone.is_at("menu")
        self.looks("12-menu")
        self.taps("script")
        self.phone.is_at("script")
        self.looks("13-script")
        self.chooses("#bar button", "menu")
        self.taps("pin.lock")
        self.phone.is_at("pin")
        self.looks("14-pin")


@pytest.fixture
def town(network: object) -> Town:
    town = make_town()
    leave_alone(town, town.electors[3])
    votes_by_post(town.electors[1])
    return town


@pytest.mark.parametrize("code", words.CODES)
def test_every_screen_in_every_language(
    phone: Phone, town: Town, pictures: Path | None, code: str
) -> None:
    go = Tour(phone, code, pictures)
    go.joins(town.link())
    go.takes(CODE)
    go.answers()
    go.goes_round()


def test_the_question_about_photo_id_speaks_the_language_of_the_screen(
    phone: Phone, town: Town
) -> None:
    phone.sets_out(town.link())
    phone.taps("Next door")
    phone.taps("Ivy Example", exact=False)
    phone.taps("will vote for us", exact=False)
    phone.taps("Yes, I agree")
    phone.is_at("also")
    asked = phone.page.locator("legend")
    assert asked.inner_text() == "Have you got photo ID for the polling station?"
    phone.taps("Menu")
    phone.is_at("menu")
    phone.page.locator("select").last.select_option("zh")
    phone.page.wait_for_selector("html[lang=zh]")
    phone.taps(words.language("zh").words["back"])
    phone.is_at("also")
    assert asked.inner_text() == words.language("zh").words["photo"]


def test_a_dark_screen_and_letters_of_twice_the_size(
    phone: Phone, town: Town, pictures: Path | None
) -> None:
    phone.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    Tour(phone, "en", pictures).joins(town.link())
    phone.fetches()
    phone.taps("Next door")
    phone.looks(pictures and pictures / "dark-door.png")
    phone.inside("document.documentElement.style.fontSize = '200%'")
    phone.looks(pictures and pictures / "dark-door-large.png")
    phone.taps("Ivy Example", exact=False)
    phone.is_at("person")
    phone.looks(pictures and pictures / "dark-person-large.png")
