"""The app on a cheap phone: unlocking, opening a walk of 150 doors, and storing an answer, on a processor slowed to a quarter.

Everything is measured within the page and without a network. The walk opens from the moment that the PIN's key is there
until it is painted; an answer is stored from the tap until the storage has confirmed it.
"""

import os
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Playwright, sync_playwright

from bench.database import new_database
from bench.figures import Figure
from tests.e2e.door.phones import PIN, Phone
from tests.e2e.door.town import Network, make_town

DOORS, SLOWED, ANSWERS = 150, 4, 30
UNLOCK_MS, OPEN_MS, STORE_MS = 3_000, 1_000, 50

UNLOCK = """async () => {
  const unwrap = SubtleCrypto.prototype.unwrapKey;
  let unlocked;
  SubtleCrypto.prototype.unwrapKey = async function (...given) {
    const key = await unwrap.apply(this, given);
    unlocked = performance.now();
    return key;
  };
  const painted = new Promise((resolve) => new MutationObserver(() => {
    if (document.body.dataset.screen === "list") requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  }).observe(document.body, { attributes: true }));
  const begun = performance.now();
  document.querySelector(".key.main").click();
  const end = await painted;
  return [unlocked - begun, end - unlocked];
}"""

STORE = """() => new Promise((resolve) => {
  const was = document.body.dataset.unsent;
  const begun = performance.now();
  new MutationObserver((_, watch) => {
    if (document.body.dataset.unsent === was) return;
    watch.disconnect();
    resolve(performance.now() - begun);
  }).observe(document.body, { attributes: true });
  document.querySelector("#acts .main").click();
})"""


def run() -> list[Figure]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "true"  # asked between the browser's steps
    )
    with new_database(), sync_playwright() as playwright:
        return _measured(playwright)


def _measured(playwright: Playwright) -> list[Figure]:
    town, network = make_town(DOORS), Network()
    network.up()
    with tempfile.TemporaryDirectory() as folder:
        phone = Phone(playwright, network, Path(folder))
        phone.sets_out(town.link())
        network.down()
        phone.opens()
        tools = phone.context.new_cdp_session(phone.page)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        phone.page.locator("#pin").fill(PIN)
        unlocked, opened = phone.page.evaluate(UNLOCK)
        stored = _answers(phone)
        phone.dies()
    return [
        Figure("unlocking by PIN, 4x slowed", unlocked, "ms", limit=UNLOCK_MS),
        Figure("150 doors open offline, 4x slowed", opened, "ms", limit=OPEN_MS),
        Figure("answer stored, median, 4x slowed", median(stored), "ms", limit=STORE_MS),
        Figure("answer stored, slowest of 30, 4x slowed", max(stored), "ms", limit=STORE_MS),
    ]  # fmt: skip


def _answers(phone: Phone) -> list[float]:
    phone.taps("Next door")
    phone.is_at("door")
    found = []
    for _ in range(ANSWERS):
        found.append(float(phone.page.evaluate(STORE)))
        phone.page.wait_for_timeout(600)
    return found
