"""No answer is ever lost: without a network, with the page killed, the browser closed, the line cut, the server gone."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Route

from hustings.apps.doorstep.actions.enrolling import revoke_phone
from hustings.apps.doorstep.models import Held
from hustings.apps.doorstep.models import Phone as PhoneRow
from tests.e2e.door.phones import Phone
from tests.e2e.door.town import Network, Town, make_town

pytestmark = pytest.mark.browser
DOORS = 150


def knocks(phone: Phone, times: int) -> list[tuple[datetime, datetime]]:
    """So many doors at which nobody is in; between which moments each was tapped."""
    found = []
    for _ in range(times):
        heading = phone.page.locator("h1").inner_text()
        before = datetime.now(UTC)
        phone.taps("not in")
        phone.page.locator("h1", has_not_text=heading).wait_for()
        found.append((before, datetime.now(UTC)))
    return found


def goes_on(phone: Phone, times: int) -> list[tuple[datetime, datetime]]:
    """Unlocks, and knocks at so many doors from where it left off."""
    phone.unlocks()
    phone.is_at("list")
    phone.taps("Next door")
    return knocks(phone, times)


def test_a_walk_of_150_doors_without_a_network_through_a_killed_page_and_a_closed_browser(
    phone: Phone, network: Network
) -> None:
    town = make_town(DOORS)
    phone.sets_out(town.link())
    network.down()
    phone.goes_offline()
    phone.taps("Next door")
    times = knocks(phone, 60)

    phone.opens()  # the page is gone, and with it all that it had in mind
    assert phone.unsent() == 60
    times += goes_on(phone, 40)

    phone.dies()
    phone.starts()
    phone.opens()
    assert phone.unsent() == 100, "known without a PIN"
    times += goes_on(phone, 50)
    assert "All doors done" in phone.reads()
    assert phone.unsent() == DOORS

    network.up()
    phone.opens()
    phone.waits_until_all_is_sent()

    events = town.events
    assert [event.door_id for event in events] == [door.pk for door in town.doors]
    slack = timedelta(milliseconds=2)
    for event, (earliest, latest) in zip(events, times, strict=True):
        assert earliest - slack <= event.happened_at <= latest + slack


def test_an_answer_whose_confirmation_was_cut_off_is_sent_again_and_kept_once(
    phone: Phone, town: Town
) -> None:
    phone.sets_out(town.link())
    cut: list[int] = []

    def commits_but_is_not_heard(route: Route) -> None:
        cut.append(route.fetch().status)
        route.abort()

    phone.page.route("**/door/api/events", commits_but_is_not_heard)
    phone.taps("Next door")
    knocks(phone, 3)
    phone.page.wait_for_timeout(4_000)
    assert cut[:1] == [200]
    assert phone.unsent() == 3
    assert len(town.events) == 3
    phone.page.unroute("**/door/api/events")
    phone.waits_until_all_is_sent()

    assert len(town.events) == 3


def test_two_tabs_may_send_the_same_at_once(phone: Phone, town: Town) -> None:
    phone.sets_out(town.link())
    phone.goes_offline()
    phone.taps("Next door")
    knocks(phone, 4)
    other = phone.context.new_page()
    other.goto(phone.network.door)
    other.wait_for_selector("body[data-screen=tab]")
    phone.comes_online()

    send = "import('/door/js/outbox.js').then((outbox) => outbox.send())"
    for page in (other, phone.page, other):
        page.evaluate(f"window.sent = {send}; 0")
    for page in (other, phone.page):
        page.evaluate("window.sent.then(() => true)")
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    phone.waits_until_all_is_sent()

    assert len(town.events) == 4


# Chromium's two ways of saying so, put in its mouth; test_full.py fills the storage itself.
FULL = {
    "at once": "throw new DOMException('', 'QuotaExceededError')",
    "at the end": "const asked = kept.apply(this, given); this.transaction.abort(); return asked",
}


@pytest.mark.parametrize("way", FULL)
def test_a_full_phone_says_loudly_that_it_was_not_kept(
    phone: Phone, town: Town, way: str
) -> None:
    phone.sets_out(town.link())
    phone.goes_offline()
    phone.taps("Next door")
    knocks(phone, 1)
    phone.inside(
        "window.kept = IDBObjectStore.prototype.put;"
        f"IDBObjectStore.prototype.put = function (...given) {{ {FULL[way]} }}"
    )

    phone.taps("not in")

    alarm = phone.page.get_by_role("alertdialog")
    alarm.wait_for()
    assert "not saved" in alarm.inner_text()
    phone.looks()
    phone.taps("Close")
    assert phone.page.locator("h1").inner_text() == "2 Mill Road", "still at that door"
    assert phone.unsent() == 1
    phone.inside("IDBObjectStore.prototype.put = window.kept")
    knocks(phone, 1)
    phone.comes_online()
    phone.waits_until_all_is_sent()
    assert len(town.events) == 2


def test_a_phone_cut_off_while_out_loses_the_names_and_no_answer(
    phone: Phone, town: Town
) -> None:
    phone.sets_out(town.link())
    phone.goes_offline()
    phone.taps("Next door")
    knocks(phone, 2)
    row = PhoneRow.objects.get(campaign=town.agent.campaign)
    revoke_phone(phone=row, by=town.agent, at=datetime.now(UTC))

    phone.comes_online()
    phone.is_at("ended")
    phone.waits_until_all_is_sent()

    assert "organiser has ended this" in phone.reads()
    assert "Mill Road" not in phone.reads()
    assert kept_names(phone) == [[], []]
    assert Held.objects.of(town.agent.campaign).waiting().count() == 2
    phone.opens()
    phone.is_at("ended")


def test_when_the_time_is_over_the_names_go_without_a_network(
    phone: Phone, town: Town
) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=30)
    phone.sets_out(town.link(ends_at=soon))
    phone.goes_offline()
    phone.taps("Next door")
    knocks(phone, 2)
    phone.page.clock.install()
    phone.page.clock.set_system_time(soon + timedelta(minutes=1))
    phone.opens()
    phone.is_at("ended")

    assert "Time is up" in phone.reads()
    assert kept_names(phone) == [[], []]
    assert phone.unsent() == 2


def test_a_clock_a_day_ahead_is_told_and_does_not_lead(
    phone: Phone, town: Town
) -> None:
    phone.page.clock.install(time=datetime.now(UTC) + timedelta(days=1))
    phone.sets_out(town.link())
    assert "clock is wrong" in phone.reads()
    phone.taps("Next door")
    phone.taps("not in")
    phone.page.get_by_role("heading", name="2 Mill Road").wait_for()
    phone.page.clock.run_for(5_000)
    phone.waits_until_all_is_sent()

    (event,) = town.events
    assert event.happened_at > datetime.now(UTC) + timedelta(hours=23)
    assert abs(event.reckoned_at - datetime.now(UTC)) < timedelta(minutes=2)


def test_the_walk_is_handed_in_and_the_names_go(phone: Phone, town: Town) -> None:
    phone.sets_out(town.link())
    phone.taps("Next door")
    knocks(phone, 1)
    phone.taps("Menu")
    phone.taps("Hand the walk in")
    phone.page.get_by_role("dialog").wait_for()
    phone.looks()
    phone.taps("Hand the walk in")
    phone.is_at("choose")
    phone.page.wait_for_timeout(1_000)

    assert kept_names(phone)[0] == ["secrets"]
    outing = town.walk.outings.get()
    assert outing.handed_in_at is not None
    assert len(town.events) == 1


def kept_names(phone: Phone) -> list[list[str]]:
    """What lies in the drawers that hold names and the key to them."""
    found: list[list[str]] = phone.page.evaluate(
        "import('/door/js/store.js').then((store) => Promise.all([store.keys('kept'), store.keys('vault')]))"
    )
    return found
