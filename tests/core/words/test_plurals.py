"""The forms that numbers take are those of the browser that will choose among them."""

import re

import pytest
from playwright.sync_api import sync_playwright

from hustings.core import words
from tests.web.chromium import launch

CHOOSE = """([code, numbers]) => {
  const rules = new Intl.PluralRules(code);
  return [Intl.PluralRules.supportedLocalesOf(code).length, numbers.map(n => rules.select(n))];
}"""


@pytest.mark.browser
def test_chromium_chooses_the_form_that_we_say() -> None:
    """Each number in `FORMS` takes the form it stands beside, and no whole number up to 300 takes one we lack."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        for code, forms in words.FORMS.items():
            samples = [
                (form, float(n))
                for form, numbers in forms.items()
                for n in re.findall(r"\d+(?:\.\d+)?", numbers)
            ]
            asked = [code, [n for _, n in samples] + list(range(301))]
            known, chosen = page.evaluate(CHOOSE, asked)
            assert known, f"Chromium has no plural rules for {code}"
            assert chosen[: len(samples)] == [form for form, _ in samples], code
            assert set(chosen) <= set(forms), code
        browser.close()
