"""A server of its own and a person at its screen, for tests that walk through the whole product."""

import base64
import hashlib
import hmac
import re
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
NARROWEST = 320
"""Pixels at which a page must not scroll sideways (WCAG 2.2, 1.4.10)."""


class Office:
    """`hustings start` on a free port; `said` is what it printed."""

    def __init__(self, *words: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        self.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "hustings.cli",
                "start",
                "--port",
                str(port),
                *words,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = self._listen()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=60)

    def set_up_address(self) -> str:
        found = re.search(r"http://\S+/start/\S+", self.said)
        assert found, self.said
        return found.group(0)

    def _listen(self, seconds: float = 240) -> str:
        """What it prints until it answers and has said how to begin."""
        assert self.process.stdout
        said, until = "", time.monotonic() + seconds
        while time.monotonic() < until:
            line = self.process.stdout.readline()
            said += line
            assert line, f"It ended before it served:\n{said}"
            if "/start/" in line or "printer" in line:
                break
        with urllib.request.urlopen(self.address, timeout=30) as page:
            assert page.status == 200, said
        return said


@dataclass
class Person:
    """Somebody at the screen, who has every page that they come to checked by axe."""

    page: Page
    seen: set[str]

    def __post_init__(self) -> None:
        self.blocked = blocked_on(self.page)

    @property
    def home(self) -> str:
        """The campaign's first page."""
        found = re.match(r".*/campaigns/[0-9a-f-]{36}/", self.page.url)
        assert found, self.page.url
        return found.group(0)

    def goes_to(self, address: str) -> None:
        self.page.goto(address)
        self.looks()

    def presses(self, words: str, exact: bool = True) -> None:
        """Press the one button or link of this name on the page's main part."""
        main = self.page.locator("main")
        button = main.get_by_role("button", name=words, exact=exact)
        link = main.get_by_role("link", name=words, exact=exact)
        (button.or_(link)).first.click()
        self.page.wait_for_load_state()
        self.looks()

    def writes(self, label: str, text: str) -> None:
        self._field(label).fill(text)

    def chooses(self, label: str, option: str) -> None:
        self._field(label).select_option(label=option)

    def ticks(self, label: str) -> None:
        self._field(label).check()

    def gives(self, label: str, files: list[Path]) -> None:
        self._field(label).set_input_files(files)

    def _field(self, label: str) -> Locator:
        named = re.compile(rf"^\s*{re.escape(label)}(\s*\(optional\))?\s*$")
        return self.page.locator("main").get_by_label(named)

    def waits_for(self, words: str, seconds: float = 120) -> None:
        self.page.get_by_text(words, exact=False).first.wait_for(timeout=seconds * 1000)
        self.looks()

    def reads(self) -> str:
        return self.page.locator("main").inner_text()

    def fetches(self, words: str) -> bytes:
        """The file behind a link, with this person's own session."""
        link = self.page.locator("main").get_by_role("link", name=words).first
        answer = self.page.context.request.get(
            urljoin(self.page.url, str(link.get_attribute("href")))
        )
        assert answer.ok, answer.status
        return answer.body()

    def looks(self) -> None:
        """Let axe look at each kind of page once."""
        assert self.blocked == [], self.page.url
        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|/start/.*|\?.*", "", self.page.url)
        if kind in self.seen or not self.page.url.startswith("http"):
            return
        self.seen.add(kind)
        violations = axe(self.page)
        assert violations == [], (self.page.url, violations)
        assert wider_than_the_screen(self.page) == [], self.page.url


def blocked_on(page: Page) -> list[str]:
    """A list that grows with whatever the content policy keeps the page from doing."""
    blocked: list[str] = []
    page.on(
        "console",
        lambda line: (
            blocked.append(line.text)
            if "Content Security Policy" in line.text
            else None
        ),
    )
    return blocked


def wider_than_the_screen(page: Page) -> list[int]:
    """The widths at which the page scrolls sideways: its own, and the narrowest."""
    size = page.viewport_size
    assert size
    found = []
    for width in (NARROWEST, size["width"]):
        resize(page, width)
        if scrolls_sideways(page):
            found.append(width)
    return found


def resize(page: Page, width: int) -> None:
    """Make its screen so wide, as high as it was."""
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": width, "height": size["height"]})


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def axe(page: Page) -> list[list[str]]:
    """What axe-core finds wrong with the page, for WCAG 2.2 AA and its own best practice."""
    # Handed over by the browser's own tools: the page's policy lets no foreign script in, and stays in force.
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[list[str]] = page.evaluate(
        "async () => (await axe.run()).violations.map(v => [v.id, v.nodes[0].html])"
    )
    return found


def one_time_code(secret: str) -> str:
    """The six figures that an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(
        secret.replace(" ", "").upper() + "=" * (-len(secret.replace(" ", "")) % 8)
    )
    count = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(key, count, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
