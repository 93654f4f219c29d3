"""A phone in a test: a browser with a folder of its own, held in the hand."""

import os
import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Playwright, ViewportSize

from tests.e2e.door.town import CODE, Network
from tests.e2e.office import AXE
from tests.web.chromium import QUIET

FONTS = Path(str(files("hustings.web"))) / "vendor" / "fonts"
PIN = "246813"
SMALL: ViewportSize = {"width": 360, "height": 740}


class Phone:
    """Somebody's phone. `seen` are the screens that axe has looked at."""

    def __init__(self, playwright: Playwright, network: Network, folder: Path) -> None:
        self.playwright, self.network, self.folder = playwright, network, folder
        self.seen: set[str] = set()
        self.problems: list[str] = []
        self.context: BrowserContext
        self.page: Page
        self.starts()

    def starts(self, **options: Any) -> None:
        """The browser opens, with whatever it kept the last time."""
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.folder),
            executable_path=shutil.which("chromium"),
            args=QUIET,
            viewport=SMALL,
            locale="en-GB",
            accept_downloads=True,
            env={**os.environ, "FONTCONFIG_FILE": str(self._fonts())},
            **options,
        )
        self.context.set_default_timeout(45_000)
        self.page = self.context.pages[0]
        self._listens(self.page)

    def _fonts(self) -> Path:
        """A phone has letters for every language; this machine may have none but ours."""
        path = self.folder.with_suffix(".fonts")
        path.write_text(
            f"<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{FONTS}</dir></fontconfig>"
        )
        return path

    def _listens(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    def dies(self) -> None:
        self.context.close()

    def opens(self, fragment: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto(self.network.door + fragment)
        self.page.wait_for_selector("h1")

    def joins(self, fragment: str, pin: str = PIN, name: str = "Bo Helper") -> None:
        self.opens(fragment)
        self.is_at("join")
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_label("Choose a PIN").fill(pin)
        self.page.get_by_label("The same PIN again").fill(pin)
        self.taps("Save")
        self.is_at("choose")

    def unlocks(self, pin: str = PIN) -> None:
        self.is_at("pin")
        for digit in pin:
            self.page.get_by_role("button", name=digit, exact=True).click()
        self.taps("Unlock")

    def fetches(self, code: str = CODE) -> None:
        self.page.get_by_label("Or type the code").fill(code)
        self.taps("Open")
        self.is_at("list")

    def sets_out(self, fragment: str) -> None:
        """Joins and takes the walk; all of the app is on the phone afterwards."""
        self.joins(fragment)
        self.fetches()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def is_at(self, screen: str) -> None:
        self.page.wait_for_selector(f"body[data-screen={screen}]")

    def taps(self, words: str, *, exact: bool = True) -> None:
        self.button(words, exact=exact).click()

    def button(self, words: str, *, exact: bool = True) -> Locator:
        name = (
            re.compile(rf"^(✓ )?{re.escape(words)}$", re.DOTALL | re.IGNORECASE)
            if exact
            else re.compile(words, re.IGNORECASE)
        )
        asked = self.page.locator("dialog[open]")
        within = asked if asked.count() else self.page.locator("body")
        return within.get_by_role("button", name=name).first

    def reads(self) -> str:
        return self.page.locator("body").inner_text()

    def unsent(self) -> int:
        """What the bar says."""
        found = re.search(r"\d+", self.page.locator("#bar .status").inner_text())
        return int(found.group()) if found else 0

    def waits_until_all_is_sent(self) -> None:
        """What was tapped last is written down, and nothing is left to send."""
        sent = "body:not([aria-busy])[data-unsent='0']"
        self.page.wait_for_selector(sent, timeout=60_000)

    def goes_offline(self) -> None:
        self.context.set_offline(True)

    def comes_online(self) -> None:
        self.context.set_offline(False)

    def looks(self, picture: Path | None = None) -> None:
        """axe looks at this screen; nothing sticks out of it; nothing is too small for a glove."""
        if picture:
            self.page.screenshot(path=picture)
        if self.inside("typeof axe") == "undefined":
            self.inside(AXE.read_text("utf-8"))
        assert self.inside(VIOLATIONS) == [], self.page.title()
        assert self.inside("document.documentElement.scrollWidth - innerWidth") <= 0
        assert self.inside(TOO_SMALL) == []

    def inside(self, script: str) -> Any:
        """What the script gives in the page, past the page's own policy against scripts from elsewhere."""
        asked = {"expression": script, "awaitPromise": True, "returnByValue": True}
        with_tools = self.context.new_cdp_session(self.page)
        found = with_tools.send("Runtime.evaluate", asked)["result"].get("value")
        with_tools.detach()
        return found


VIOLATIONS = "axe.run().then((found) => found.violations.map((each) => [each.id, each.nodes[0].html]))"

# Buttons, links and fields that a gloved finger would miss: under 56 px in either direction.
TOO_SMALL = """[...document.querySelectorAll("button, select, input, a, [role=button]")]
  .filter((each) => each.checkVisibility?.() && !each.closest("svg"))
  .map((each) => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()])
  .filter(([, box]) => box.width < 55.5 || box.height < 55.5)
  .map(([html, box]) => `${html} ${box.width}×${box.height}`)"""
