"""The browser that tests drive: the system's Chromium, else the one the browser tool installed."""

import os
import shutil

import pytest
from playwright.sync_api import Browser, Error, Playwright

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright: Playwright) -> Browser:
    """Chromium without a window; where there is none the test is skipped, but under CI it fails."""
    path = next(
        filter(
            None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
        ),
        None,
    )
    try:
        return playwright.chromium.launch(executable_path=path, args=QUIET)
    except Error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("no Chromium here: make browser installs it")
