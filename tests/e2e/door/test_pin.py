"""The PIN: wrong ones wait, after ten the names go, and the outbox stays whatever happens."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.utils.timezone import now

from hustings.apps.doorstep.actions.items import Sealed
from hustings.apps.doorstep.actions.receiving import hand_in
from hustings.apps.doorstep.models import Phone as PhoneRow
from tests.e2e.door.phones import PIN, Phone
from tests.e2e.door.town import Network, Town

pytestmark = pytest.mark.browser
WRONG = "135790"


@pytest.fixture
def locked(phone: Phone, town: Town, network: Network) -> Phone:
    """A phone with one unsent answer, without a network, that asks for its PIN."""
    phone.sets_out(town.link())
    network.down()
    phone.taps("Next door")
    phone.taps("not in")
    phone.page.get_by_role("heading", name="2 Mill Road").wait_for()
    phone.page.clock.install()
    phone.opens()
    phone.is_at("pin")
    return phone


def says(phone: Phone) -> str:
    return phone.page.locator("#pin-says").inner_text()


def tries(phone: Phone, pin: str) -> None:
    phone.unlocks(pin)
    phone.page.locator("#pin-says", has_not_text="Opening").wait_for()


def test_after_ten_wrong_pins_the_names_go_and_the_answers_stay(
    locked: Phone, town: Town
) -> None:
    waited = []
    for _ in range(9):
        tries(locked, WRONG)
        text = says(locked)
        waited.append(int(text.rsplit(": ", 1)[-1]) if "wait" in text else 0)
        locked.page.clock.fast_forward(120_000)
    locked.unlocks(WRONG)
    locked.is_at("ended")

    assert waited == [0, 0, 1, 2, 4, 8, 16, 32, 64]
    assert "Too many wrong PINs" in locked.reads()
    assert locked.unsent() == 1
    locked.looks()
    locked.network.up()
    locked.taps("Send now")
    locked.waits_until_all_is_sent()
    assert len(town.events) == 1


def test_the_right_pin_waits_as_well_after_wrong_ones(locked: Phone) -> None:
    for _ in range(3):
        tries(locked, WRONG)
    assert "Seconds to wait: 1" in says(locked)
    locked.page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    tries(locked, WRONG)
    locked.unlocks(PIN)
    locked.page.locator("#pin-says", has_text="Seconds to wait").wait_for()
    locked.page.clock.fast_forward(3_000)
    locked.unlocks(PIN)
    locked.is_at("list")


def test_the_file_of_unsent_answers_needs_no_pin_and_only_the_campaign_opens_it(
    locked: Phone, town: Town, tmp_path: Path
) -> None:
    locked.taps("Menu")
    with locked.page.expect_download() as download:
        locked.taps("Save unsent to a file")
    path = tmp_path / "unsent.json"
    download.value.save_as(path)
    text = path.read_text("utf-8")
    said = json.loads(text)

    assert "not-in" not in text
    assert UUID(said["campaign"]) == town.agent.campaign_id
    events = [Sealed(each["id"], each["sealed"]) for each in said["events"]]
    (answer,) = hand_in(campaign_id=town.agent.campaign_id, events=events, at=now())
    assert answer.result == "kept"


def test_a_forgotten_pin_loses_no_answer(locked: Phone, town: Town) -> None:
    locked.taps("Forgotten the PIN?")
    locked.taps("Yes")
    locked.is_at("ended")
    assert locked.unsent() == 1
    locked.network.up()
    locked.joins(town.link(), pin="975310")
    locked.waits_until_all_is_sent()
    assert len(town.events) == 1


def test_tapping_twice_joins_once_and_tries_a_pin_once(
    phone: Phone, town: Town
) -> None:
    """A gloved finger taps again while a slow phone is at work: no alarm, and no second of the ten tries."""
    phone.opens(town.link())
    phone.page.get_by_label("Your name").fill("Bo")
    for field in ("Choose a PIN", "The same PIN again"):
        phone.page.get_by_label(field).fill(PIN)
    phone.button("Save").dblclick()
    phone.is_at("choose")
    phone.fetches()
    assert phone.page.locator("dialog[open]").count() == 0
    assert PhoneRow.objects.count() == 1

    phone.page.reload()
    phone.is_at("pin")
    for digit in WRONG:
        phone.page.get_by_role("button", name=digit, exact=True).click()
    phone.button("Unlock").dblclick()
    phone.page.locator("#pin-says", has_text="Tries left: 9").wait_for()
    phone.unlocks(PIN)
    phone.is_at("list")


@pytest.mark.parametrize(
    ("pin", "again", "words"),
    [
        ("12345", "12345", "Too short"),
        ("111111", "111111", "Too easy"),
        ("123456", "123456", "Too easy"),
        ("876543", "876543", "Too easy"),
        (PIN, "246814", "differ"),
    ],
)
def test_a_poor_pin_is_told_before_the_link_is_used(
    phone: Phone, town: Town, pin: str, again: str, words: str
) -> None:
    phone.opens(town.link())
    phone.page.get_by_label("Your name").fill("Bo")
    phone.page.get_by_label("Choose a PIN").fill(pin)
    phone.page.get_by_label("The same PIN again").fill(again)
    phone.taps("Save")
    phone.page.get_by_role("alert").filter(has_text=words).wait_for()
    phone.page.get_by_label("Choose a PIN").fill(PIN)
    phone.page.get_by_label("The same PIN again").fill(PIN)
    phone.taps("Save")
    phone.is_at("choose")
