"""The style sheet and the frame of every page: contrast, labels, targets, and nothing inline."""

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path

import django_htmx
import pytest
from django import forms
from django.test import override_settings
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from hustings.web.policy import POLICY
from tests.web import specimen
from tests.web.chromium import launch

STATIC = specimen.WEB / "static"
SHEET = (STATIC / "hustings.css").read_text()
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SCRIPTS = Path(django_htmx.__file__).parent / "static"
ADDRESS = "http://specimen.test/"

# Words on the grounds they stand on: 4.5 to 1 (WCAG 2.2, 1.4.3).
WORDS = [
    *[
        (word, ground)
        for word in ("ink", "quiet", "accent", "bad")
        for ground in ("paper", "sheet")
    ],
    *[(word, "shade") for word in ("ink", "quiet", "accent")],
    *[(kind, f"{kind}-ground") for kind in ("good", "warn", "bad")],
    *[("on-bar", "bar"), ("on-accent", "accent"), ("on-accent", "accent-strong")],
]
# Edges of fields and rings of focus on what they touch: 3 to 1 (1.4.11).
EDGES = [
    (edge, ground)
    for edge in ("line", "focus")
    for ground in ("paper", "sheet", "shade")
]


def schemes() -> dict[str, dict[str, str]]:
    """The custom properties of the light and of the dark scheme."""
    light, dark = re.findall(r":root \{([^}]*)\}", SHEET)[:2]
    colours = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in (light, dark)
    ]
    return {"light": colours[0], "dark": colours[0] | colours[1]}


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_is_the_published_one() -> None:
    """Black on white is 21 to 1; #767676 on white is the well-known lightest passing grey, 4.54."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_edges_stand_out(scheme: str) -> None:
    colours = schemes()[scheme]
    ratios = {
        pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in WORDS + EDGES
    }
    faint = {pair: r for pair, r in ratios.items() if r < (4.5 if pair in WORDS else 3)}
    assert not faint


def rendered(name: str = "specimen.html") -> str:
    with override_settings(
        ROOT_URLCONF=specimen.ADDRESSES,
        STATIC_URL="/static/",
        STORAGES={
            "staticfiles": {
                "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
            }
        },
    ):
        return specimen.page(name)


def test_nothing_is_inline_so_the_content_policy_can_forbid_it() -> None:
    html = rendered()
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_each_field_is_described_by_its_hint_and_its_error() -> None:
    html = rendered()
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    described = re.findall(r'aria-describedby="([^"]+)"', html)
    assert "id_name_helptext id_name_error" in described
    assert "id_scale_helptext id_scale_error" in described
    assert {one for some in described for one in some.split()} <= set(ids)


def test_the_summary_leads_to_each_field_that_needs_mending() -> None:
    html = rendered()
    summary = html[html.index('class="error-summary"') : html.index('class="field')]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets == ["id_name", "id_polling_day", "id_scale", "id_agreed"]
    assert all(f'id="{target}"' in html for target in targets)


def test_the_projects_settings_render_forms_by_these_templates() -> None:
    class Plain(forms.Form):
        name = forms.CharField()

    assert 'class="error-summary"' in str(Plain({}))


def test_the_stage_we_are_in_is_marked() -> None:
    assert re.findall(r'aria-current="true">([^<]+)', rendered()) == ["Register"]


def test_progress_is_a_plain_number_whatever_the_thousands_separator() -> None:
    assert 'value="1500" max="2500"' in rendered()


def _answer(html: str, route: Route) -> None:
    path = route.request.url.removeprefix(ADDRESS).partition("?")[0]
    found = [root / path.removeprefix("static/") for root in (STATIC, SCRIPTS)]
    file = next((file for file in found if path and file.is_file()), None)
    if file:
        route.fulfill(path=file, content_type=mimetypes.guess_type(file.name)[0])
    else:
        route.fulfill(
            status=404 if path else 200,
            body=html,
            content_type="text/html",
            headers={"Content-Security-Policy": POLICY},
        )


def test_no_script_asks_how_wide_the_screen_is() -> None:
    """The style sheet alone decides by width: so a page that was loaded once can be looked at on every screen."""
    asks = re.compile(
        r"innerWidth|clientWidth|offsetWidth|getBoundingClientRect|matchMedia|ResizeObserver|['\"]resize['\"]|screen\.width"
    )
    ours = sorted(specimen.WEB.parent.glob("apps/*/static/**/*.js"))
    assert ours
    assert [file.name for file in ours if asks.search(file.read_text())] == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


def _opened(browser: Browser, html: str, width: int, scheme: str) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.route("**/*", lambda route: _answer(html, route))
    page.goto(ADDRESS)
    return page


@pytest.fixture(
    params=[(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")], ids=str
)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    opened = _opened(browser, rendered(), *request.param)
    yield opened
    opened.context.close()


def _violations(page: Page) -> list[list[str]]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[list[str]] = page.evaluate(
        "async () => (await axe.run()).violations.map(v => [v.id, v.nodes[0].html])"
    )
    return found


@pytest.mark.browser
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page) -> None:
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.browser
def test_buttons_fields_and_stages_are_large_enough_for_a_cold_thumb(
    page: Page,
) -> None:
    """44 pixels, more than the 24 of WCAG 2.2 (2.5.8); a tick's label is its target."""
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, .button, select, textarea, summary, nav a, .rows a, "
            + "input:not([type=checkbox], [type=radio], [type=hidden]), .field-tick label, fieldset div label")]
            .filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"""
    )
    assert small == []


@pytest.mark.browser
def test_a_keyboard_finds_the_way_past_the_frame(page: Page) -> None:
    skip = page.locator(".skip")
    assert skip.evaluate("e => e.getBoundingClientRect().bottom") < 0
    skip.focus()
    expect(skip).to_be_in_viewport(ratio=1)
    assert skip.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    skip.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1920])
def test_the_halls_screen_is_legible_from_the_back(
    browser: Browser, width: int
) -> None:
    page = _opened(browser, rendered("hall.html"), width, "light")
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    size = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.figures dd')).fontSize)"
    )
    assert size >= max(48, width * 0.08)
    page.context.close()
