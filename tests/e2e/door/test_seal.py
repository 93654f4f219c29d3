"""What the browser seals, the campaign opens, and nobody else."""

import json
from uuid import uuid4

import pytest

from hustings.core.doorstep import Unreadable, new_key, read_event, unwritten, written
from tests.e2e.door.phones import Phone

pytestmark = pytest.mark.browser

SEAL = """async ([key, campaign]) => {
  const { seal } = await import("/door/js/seal.js");
  const { made } = await import("/door/js/outbox.js");
  const holder = { campaign, key, token: "t".repeat(43) };
  const event = made(holder, -350, "visit", { door: crypto.randomUUID(), knocker: "Red", payload: { outcome: "not-in" } });
  return { event, sealed: await seal(event, key) };
}"""


def test_a_seal_of_the_browser_opens_here(phone: Phone) -> None:
    campaign = uuid4()
    key = new_key(campaign)
    phone.opens()

    made = phone.page.evaluate(SEAL, [written(key.public), str(campaign)])

    event = made["event"]
    text = key.open(unwritten(made["sealed"]), event["id"])
    assert json.loads(text) == event
    read = read_event(text, event=event["id"])
    assert (read.clock_offset, read.knocker, read.campaign) == (-350, "Red", campaign)
    with pytest.raises(Unreadable):
        new_key(campaign).open(unwritten(made["sealed"]), event["id"])
    with pytest.raises(Unreadable):
        key.open(unwritten(made["sealed"]), str(uuid4()))
