"""A phone whose storage is full: told, nothing shown as done, the answer in the file that is offered, and all of it later."""

import json
from pathlib import Path

import pytest
from django.utils.timezone import now

from hustings.apps.doorstep.actions.items import Answer, Sealed
from hustings.apps.doorstep.actions.receiving import hand_in
from tests.e2e.door.phones import Phone
from tests.e2e.door.test_offline import knocks
from tests.e2e.door.town import Town

pytestmark = pytest.mark.browser


ROOM = 20_000_000
"""Bytes on a phone with little room: more than the app and a walk need."""
# Writes more than that beside the app's own drawers; gives whether there was room for it. Chromium goes for half a minute
# by what it last knew to be free, but for something that would not have gone in it looks again.
PROBE = """new Promise((told) => {
  const much = new Uint8Array(ROOM + 1), lot = 65_536;  // of chance, or it would be packed into next to nothing
  for (let at = 0; at < much.length; at += lot) crypto.getRandomValues(much.subarray(at, at + lot));
  const asked = indexedDB.open("probe", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("any");
  asked.onerror = () => told(false);
  asked.onsuccess = () => {
    const whole = asked.result.transaction("any", "readwrite");
    whole.oncomplete = whole.onabort = ({ type }) => (asked.result.close(), told(type === "complete"));
    whole.objectStore("any").put(much, 1);
  };
})""".replace("ROOM", str(ROOM))


class Storage:
    """How much Chromium lets our pages keep, as its own tools set it: at first a little."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.tools = phone.context.new_cdp_session(phone.page)
        self.origin = phone.network.door.removesuffix("/door/")
        self._quota(quotaSize=ROOM)

    def _quota(self, **given: int) -> None:
        asked = {"origin": self.origin} | given
        self.tools.send("Storage.overrideQuotaForOrigin", asked)

    def fills_up(self) -> None:
        self._quota(quotaSize=1)
        for _ in range(120):
            if not self.phone.inside(PROBE):
                return
            self.phone.page.wait_for_timeout(500)
        pytest.fail("the storage never filled up")

    def has_room(self) -> None:
        self._quota()


@pytest.fixture
def storage(phone: Phone, town: Town) -> Storage:
    """Of a phone on its walk, without a network, with one answer unsent."""
    storage = Storage(phone)
    phone.sets_out(town.link())
    phone.goes_offline()
    phone.taps("Next door")
    knocks(phone, 1)
    return storage


def test_a_full_phone_says_so_keeps_what_was_typed_and_offers_it_in_a_file(
    phone: Phone, town: Town, storage: Storage, tmp_path: Path
) -> None:
    asks_to_keep_a_note(phone)
    storage.fills_up()
    phone.taps("Yes, I agree")

    alarm = phone.page.get_by_role("alertdialog")
    alarm.wait_for()
    assert "not saved" in alarm.inner_text()
    phone.looks()
    phone.taps("Try again")
    alarm.wait_for()
    with phone.page.expect_download() as download:
        phone.taps("Save unsent to a file")
    path = tmp_path / "unsent.json"
    download.value.save_as(path)
    assert phone.page.locator("body").get_attribute("data-screen") == "consent"
    assert phone.unsent() == 2, "nothing is shown as kept that is not"
    answers = handed_in_by_hand(town, path)
    assert [each.result for each in answers] == ["kept"] * 3

    phone.taps("Yes, I agree")
    alarm.wait_for()
    storage.has_room()
    phone.taps("Try again")
    phone.is_at("also")
    phone.comes_online()
    phone.waits_until_all_is_sent()
    details = [each for each in town.events if each.kind == "detail"]
    assert {each.payload["value"] for each in details} == {"Has a dog"}
    assert len(town.events) - len(details) == 2, "what was in the file too is kept once"


def asks_to_keep_a_note(phone: Phone) -> None:
    """An answer is kept; of a note the words of consent have been read out."""
    phone.taps("Ada Model", exact=False)
    phone.taps("leans to us", exact=False)
    phone.taps("Yes, I agree")
    phone.is_at("also")
    phone.taps("Note")
    phone.is_at("asked")
    phone.page.get_by_label("Note", exact=True).fill("Has a dog")
    phone.taps("Next")
    phone.is_at("consent")


def handed_in_by_hand(town: Town, path: Path) -> list[Answer]:
    said = json.loads(path.read_text("utf-8"))
    events = [Sealed(each["id"], each["sealed"]) for each in said["events"]]
    return hand_in(campaign_id=town.agent.campaign_id, events=events, at=now())


def test_a_walk_for_which_there_is_no_room_is_told_and_fetched_later(
    phone: Phone, town: Town
) -> None:
    storage = Storage(phone)
    phone.joins(town.link())
    storage.fills_up()
    phone.page.get_by_label("Or type the code").fill(town.walk.code)
    phone.taps("Open")

    alarm = phone.page.get_by_role("alertdialog")
    alarm.wait_for()
    assert "full" in alarm.inner_text()
    phone.taps("Close")
    phone.is_at("choose")
    storage.has_room()
    phone.fetches()
