"""Words on the phone: marked where they are missing, from right to left where they are read so, consent in its own language."""

import json

import pytest
from playwright.sync_api import expect

from hustings.apps.doorstep import assets
from hustings.apps.doorstep.views import shell
from hustings.core import words
from tests.e2e.door.phones import Phone
from tests.e2e.door.town import Town

pytestmark = pytest.mark.browser


def speaks(phone: Phone, code: str) -> None:
    phone.page.locator("select").first.select_option(code)
    label = phone.page.locator("label span").first
    expect(label).to_have_text(words.language(code).words["language"])


def test_what_a_language_lacks_is_shown_in_english_with_its_mark(
    phone: Phone, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = dict(assets.contents())
    book = json.loads(files["words.json"])
    book["languages"]["cy"]["words"][book["keys"].index("join.name")] = 0
    files["words.json"] = json.dumps(book).encode()
    monkeypatch.setattr(shell, "contents", lambda: files)

    phone.opens(town.link())
    speaks(phone, "cy")

    assert "[en] Your name" in phone.reads()
    assert phone.reads().count("[en]") == 1


@pytest.mark.parametrize("code", words.CODES)
def test_each_language_has_its_direction_and_says_who_stands_behind_it(
    phone: Phone, town: Town, code: str
) -> None:
    held = words.language(code)
    phone.opens(town.link())
    speaks(phone, code)

    page = phone.page
    page.wait_for_selector(f"html[dir={held.direction}]")
    assert (held.words["machine"] in phone.reads()) == (held.checked == "machine")
    label = page.locator("label span").nth(1).bounding_box()
    assert label is not None
    is_at_the_right = label["x"] + label["width"] > 300
    assert is_at_the_right or held.direction == "ltr"
    heading = page.locator("h1 bdi").bounding_box()
    assert heading is not None
    assert (heading["x"] > 40) == (held.direction == "rtl"), "text begins on its side"


def test_consent_is_kept_with_the_words_of_the_language_in_which_they_were_shown(
    phone: Phone, town: Town
) -> None:
    phone.sets_out(town.link())
    phone.taps("Next door")
    phone.taps("Ivy Example", exact=False)
    phone.taps("will vote for us", exact=False)
    phone.is_at("consent")
    phone.page.locator("select").select_option("ur")
    quote = phone.page.locator("blockquote[lang=ur][dir=rtl]")
    quote.wait_for()
    assert quote.inner_text() == words.language("ur").consent["opinion"]
    phone.taps("Yes, I agree")
    phone.is_at("also")
    phone.waits_until_all_is_sent()

    [visit] = town.events
    assert visit.consent is not None
    assert (visit.consent.language, visit.consent.covers) == ("ur", "opinion")
