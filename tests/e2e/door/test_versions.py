"""A new version of the app in the middle of a walk, phones below the floor, and private tabs."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from hustings.apps.doorstep import assets
from hustings.apps.doorstep.views import shell
from hustings.apps.walks.paper import door_link, link_of
from hustings.core import words
from tests.e2e.door.phones import Phone
from tests.e2e.door.town import CODE, Network, Town
from tests.factories import make_district

pytestmark = pytest.mark.browser


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Put a new version of the app on the server."""

    def published() -> None:
        old = assets.contents()
        new = {
            path: content.replace(b'"1.0.0"', b'"1.0.1"')
            for path, content in old.items()
        }
        worker = new[assets.WORKER].decode().split("VERSION")
        new[assets.WORKER] = "VERSION".join(
            [worker[0], worker[1].replace('"', '"n', 1), *worker[2:]]
        ).encode()
        monkeypatch.setattr(shell, "contents", lambda: new)

    return published


def fetches_the_new_version(phone: Phone) -> None:
    """The new worker is on the phone, and waits."""
    ready = "navigator.serviceWorker.ready.then"
    phone.page.evaluate(f"{ready}((held) => held.update()).then(() => true)")
    for _ in range(100):
        if phone.page.evaluate(f"{ready}((held) => Boolean(held.waiting))"):
            return
        phone.page.wait_for_timeout(100)
    pytest.fail("no new version came")


def knocks_at(phone: Phone, following: str) -> None:
    phone.taps("not in")
    phone.page.get_by_role("heading", name=following).wait_for()


def test_a_new_version_waits_until_no_walk_is_open_and_drops_nothing(
    phone: Phone, town: Town, network: Network, publish: Callable[[], None]
) -> None:
    phone.sets_out(town.link())
    phone.opens()
    phone.unlocks()
    phone.taps("Next door")
    phone.page.evaluate("window.stays = true")
    publish()
    fetches_the_new_version(phone)
    network.down()

    knocks_at(phone, "2 Mill Road")
    assert phone.page.evaluate("window.stays") is True, "not reloaded at a door"
    phone.taps("Menu")
    assert "New version" in phone.reads()
    with phone.page.expect_navigation():
        phone.taps("Lock")
    assert phone.unsent() == 1
    phone.unlocks()
    phone.is_at("list")
    assert "1 of 6" in phone.reads()
    phone.taps("Next door")
    knocks_at(phone, "3 Mill Road")
    network.up()
    phone.opens()
    phone.waits_until_all_is_sent()

    assert [each.app_version for each in town.events] == ["1.0.0", "1.0.1"]


@pytest.mark.parametrize(
    ("lacks", "told"),
    [
        ("Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})", "too old"),
        ("Object.defineProperty(window, 'isSecureContext', {value: false})", "https"),
        ("Object.defineProperty(window, 'indexedDB', {value: undefined})", "too old"),
    ],
)  # fmt: skip
def test_a_phone_below_the_floor_is_told_to_take_paper(
    phone: Phone, lacks: str, told: str
) -> None:
    phone.page.add_init_script(lacks)
    phone.page.goto(phone.network.door)
    phone.page.get_by_role("alert").filter(has_text=told).wait_for()


def test_a_private_tab_is_told_before_the_walk(phone: Phone, town: Town) -> None:
    phone.page.add_init_script(
        "if (navigator.storage) navigator.storage.estimate = async () => ({ quota: 100_000_000, usage: 0 })"
    )
    phone.joins(town.link())
    assert "Private tab" in phone.reads()
    assert "paper sheet" in phone.reads()
    phone.looks()


@pytest.mark.parametrize("what", ["walk", "stall", "calls"])
def test_a_code_of_another_campaign_is_told_as_that_without_a_network(
    phone: Phone, town: Town, what: str
) -> None:
    """The sheet names its campaign, so nobody need ask the server whether it knows such a code."""
    phone.joins(town.link())
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    theirs = door_link("", what, CODE, uuid4()).partition("#")[2]
    phone.goes_offline()
    phone.opens(f"#{theirs}")
    phone.unlocks()
    told = "That code is another campaign’s. Ask who gave it to you."
    phone.page.get_by_text(told).wait_for()
    phone.is_at("choose")


def test_the_campaigns_own_code_opens_its_walk(phone: Phone, town: Town) -> None:
    phone.joins(town.link())
    link = link_of("", town.walk)
    phone.opens(link.partition("/door/")[2])
    phone.unlocks()
    phone.is_at("list")


def test_a_walk_outside_the_holders_area_is_told_in_their_language(
    phone: Phone, town: Town
) -> None:
    elsewhere = make_district(town.agent.campaign, "ZZ9")
    phone.joins(town.link(districts=(elsewhere.pk,)))
    phone.page.get_by_label("Or type the code").fill(CODE)
    phone.taps("Open")
    phone.page.get_by_text("outside your area").wait_for()


def test_an_answer_that_is_another_campaigns_is_told_as_that_and_stays(
    phone: Phone, town: Town
) -> None:
    """A phone whose token this campaign does not know: refused by itself, told, and the next one is kept."""
    phone.sets_out(town.link())
    phone.inside(FORGED)
    phone.taps("Next door")
    phone.taps("not in")
    phone.waits_until_all_is_sent()
    phone.taps("Menu")
    phone.page.get_by_text("Not accepted: 1").wait_for()
    assert words.language("en").words["reason.not-ours"] in phone.reads()
    assert len(town.events) == 1


FORGED = """Promise.all(["outbox", "phone"].map((name) => import(`/door/js/${name}.js`))).then(([outbox, { holder, offset }]) => {
  const forged = { ...holder(), token: "x".repeat(43) };
  const fields = { door: crypto.randomUUID(), payload: { outcome: "not-in" } };
  return outbox.post(forged, [outbox.made(forged, offset(), "visit", fields)]);
})"""


def test_the_link_of_another_tab_and_of_yesterday(phone: Phone, town: Town) -> None:
    link = town.link()
    phone.joins(link)
    phone.opens(link)
    phone.is_at("join")
    phone.page.get_by_label("Your name").fill("Bo")
    phone.page.get_by_label("Choose a PIN").fill("975310")
    phone.page.get_by_label("The same PIN again").fill("975310")
    phone.taps("Save")
    phone.page.get_by_role("alert").filter(has_text="no longer works").wait_for()
    phone.opens()
    phone.unlocks()
    phone.is_at("choose")
    phone.page.get_by_label("Or type the code").fill("ZZZZ9999")
    phone.taps("Open")
    phone.page.get_by_text("No walk of your campaign has this code").wait_for()
    phone.fetches("abcd 2345")
