"""People and doors that are not in the list, erasure, the stall, the round of calls, and several knockers."""

from datetime import timedelta

import pytest

from hustings.apps.campaigns.audit import acting
from hustings.apps.doorstep.models import DoorAdded
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import DoNotContact, Newcomer
from tests.e2e.door.phones import Phone
from tests.e2e.door.town import (
    CALLS,
    STALL,
    Town,
    agrees_to_calls,
    calls_for,
    leave_alone,
    make_town,
    stall_for,
)
from tests.factories import START, TESTER

pytestmark = pytest.mark.browser


@pytest.fixture
def out(town: Town, phone: Phone) -> Phone:
    phone.sets_out(town.link())
    phone.taps("Next door")
    return phone


def standing(town: Town) -> list[Event]:
    rows = Event.objects.of(town.agent.campaign).standing().exclude(kind="void")
    return list(rows.order_by("happened_at"))


def test_a_person_and_a_door_are_added_on_the_street(out: Phone, town: Town) -> None:
    out.taps("+ Add a door")
    out.page.get_by_label("House number or name").fill("1a")
    out.taps("Save")
    out.page.get_by_role("heading", name="1a Mill Road").wait_for()
    assert "2 of 7" in out.reads(), "after the door where we stood"
    out.taps("+ Add a person")
    out.page.get_by_label("Surname").fill("Novel")
    out.page.get_by_label("First names").fill("Nia")
    out.looks()
    out.taps("Next")
    out.taps("Yes, I agree")
    out.is_at("person")
    out.taps("will vote for us", exact=False)
    out.is_at("also")
    out.waits_until_all_is_sent()

    added = DoorAdded.objects.get(campaign=town.agent.campaign)
    newcomer = Newcomer.objects.get(campaign=town.agent.campaign)
    assert (newcomer.surname, newcomer.door_id) == ("Novel", added.door_id)
    (visit,) = standing(town)
    assert (visit.newcomer_id, visit.payload["answer"]) == (newcomer.pk, 1)
    assert visit.consent_id == newcomer.consent_id


def test_somebody_added_who_says_no_is_not_kept(out: Phone, town: Town) -> None:
    out.taps("+ Add a person")
    out.page.get_by_label("Surname").fill("Novel")
    out.taps("Next")
    out.taps("No")
    out.waits_until_all_is_sent()

    assert not Newcomer.objects.exists()
    (visit,) = standing(town)
    assert visit.payload == {"outcome": "spoken-to"}


def test_erasure_is_one_tap_and_a_yes(out: Phone, town: Town) -> None:
    out.taps("Ivy Example", exact=False)
    out.taps("leans to us", exact=False)
    out.taps("Yes, I agree")
    out.is_at("also")
    out.taps("Back")
    out.is_at("door")
    out.taps("Ivy Example", exact=False)
    out.taps("Erase this person’s answers")
    out.page.get_by_role("dialog").wait_for()
    out.taps("Yes")
    out.page.get_by_text("Erased here").wait_for()
    assert out.page.locator("[aria-pressed=true]").count() == 0
    out.waits_until_all_is_sent()
    assert [each.kind for each in town.events][-1] == "erasure"


def test_whoever_asked_to_be_left_alone_has_no_name_here(
    phone: Phone, town: Town
) -> None:
    leave_alone(town, town.electors[0])
    phone.sets_out(town.link())
    assert "Ivy" not in phone.page.locator("#doors li").nth(1).inner_text()
    phone.taps("Next door")
    assert "Asked not to be contacted" in phone.reads()
    phone.taps("Sol Sample", exact=False)
    phone.taps("do not contact", exact=False)
    phone.waits_until_all_is_sent()
    assert DoNotContact.objects.filter(elector=town.electors[1]).exists()


def test_leaflets_and_numbers_and_colours(out: Phone, town: Town) -> None:
    out.taps("Menu")
    out.page.get_by_label("One phone, several knockers").select_option("3")
    out.looks()
    out.taps("Back", exact=False)
    out.is_at("door")
    out.taps("Blue", exact=False)
    out.taps("Leaflet left")
    out.looks()
    out.taps("not in")
    out.page.get_by_role("heading", name="2 Mill Road").wait_for()
    out.taps("Back", exact=False)
    out.is_at("list")
    out.page.get_by_label("Go to number").fill("5")
    out.page.locator("#doors button").first.click()
    out.page.get_by_role("heading", name="5 Mill Road").wait_for()
    out.waits_until_all_is_sent()

    (visit,) = standing(town)
    assert visit.payload == {
        "outcome": "not-in",
        "leaflet": True,
        "canvasser": "Blue",
    }


def test_a_leaflet_left_after_the_answer_corrects_it(out: Phone, town: Town) -> None:
    out.taps("refused")
    out.page.get_by_role("heading", name="2 Mill Road").wait_for()
    out.taps("Back", exact=False)
    out.page.locator("#doors button").first.click()
    out.taps("Leaflet left")
    out.page.locator("[aria-pressed=true]").wait_for()
    out.waits_until_all_is_sent()

    (visit,) = standing(town)
    assert visit.payload == {"outcome": "refused", "leaflet": True}


@pytest.mark.parametrize("search", ["exa", "mill ivy", "3 ex1 1aa", "ÉXA"])
def test_a_stall_finds_people_by_three_letters_or_house_and_postcode(
    phone: Phone, town: Town, search: str
) -> None:
    stall_for(town)
    phone.joins(town.link())
    phone.opens(f"#stall={STALL}")
    phone.unlocks()
    phone.is_at("list")
    box = phone.page.get_by_role("searchbox")
    box.fill(search[:2])
    assert phone.page.locator("#found li").count() == 0 or " " in search
    box.fill(search)
    phone.page.locator("#found li").first.wait_for()
    phone.looks()
    phone.goes_offline()
    phone.page.locator("#found li button").first.click()
    phone.taps("leans to us", exact=False)
    phone.taps("Yes, I agree")
    phone.is_at("also")
    phone.taps("Next", exact=False)
    phone.is_at("list")
    phone.comes_online()
    phone.waits_until_all_is_sent()
    (visit,) = standing(town)
    assert visit.elector_id is not None
    assert visit.payload["answer"] == 2
    assert visit.occasion is not None


def test_a_stranger_at_a_stall_is_added_and_what_they_say_is_kept(
    phone: Phone, town: Town
) -> None:
    stall_for(town)
    phone.joins(town.link())
    phone.opens(f"#stall={STALL}")
    phone.unlocks()
    phone.is_at("list")
    phone.goes_offline()
    phone.taps("Not in the list: add them")
    phone.page.get_by_label("Surname").fill("Novel")
    phone.page.get_by_label("Address").fill("7 Long Lane")
    phone.page.get_by_label("Postcode").fill("EX1 1AA")
    phone.taps("Next")
    phone.taps("Yes, I agree")
    phone.is_at("person")
    phone.taps("will vote for us", exact=False)
    phone.is_at("also")
    phone.comes_online()
    phone.waits_until_all_is_sent()

    newcomer = Newcomer.objects.get(campaign=town.agent.campaign)
    assert (newcomer.address, newcomer.door_id) == (["7 Long Lane"], None)
    [visit] = standing(town)
    assert (visit.newcomer_id, visit.door_id) == (newcomer.pk, None)


def test_a_stalls_list_is_wiped_when_its_day_is_over_without_a_network(
    phone: Phone, town: Town
) -> None:
    stall = stall_for(town)
    phone.joins(town.link())
    phone.opens(f"#stall={STALL}")
    phone.unlocks()
    phone.is_at("list")
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.goes_offline()
    phone.page.clock.install()
    phone.page.clock.set_system_time(stall.ends_at + timedelta(minutes=1))
    phone.opens()
    phone.unlocks()
    phone.is_at("choose")
    assert phone.page.evaluate(
        "import('/door/js/store.js').then((store) => store.keys('kept'))"
    ) == ["secrets"]


def test_before_the_register_comes_doors_are_knocked_at_and_people_added(
    phone: Phone, town: Town
) -> None:
    for elector in town.electors:
        with acting(TESTER, "close an entry"):
            type(elector).objects.filter(pk=elector.pk).update(closed_on=START.date())
    phone.sets_out(town.link())
    phone.taps("Next door")
    assert "No names known here" in phone.reads()
    phone.taps("not in")
    phone.page.get_by_role("heading", name="2 Mill Road").wait_for()
    phone.taps("+ Add a person")
    phone.page.get_by_label("Surname").fill("Novel")
    phone.taps("Next")
    phone.taps("Yes, I agree")
    phone.is_at("person")
    phone.waits_until_all_is_sent()

    [knock] = standing(town)
    assert knock.door_id == town.doors[0].pk
    newcomer = Newcomer.objects.get(campaign=town.agent.campaign)
    assert newcomer.door_id == town.doors[1].pk


def test_a_walk_without_places_says_so_and_has_no_map(
    phone: Phone, network: object
) -> None:
    town = make_town(3, located=False)
    for elector in town.electors:
        leave_alone(town, elector)
    phone.sets_out(town.link())
    phone.taps("Map")
    assert "No places known" in phone.reads()
    phone.looks()


def test_a_round_of_calls_rings_those_who_agreed(phone: Phone, town: Town) -> None:
    calls_for(town)
    agrees_to_calls(town, town.electors[2], "020 7946 0958")
    agrees_to_calls(town, town.electors[4], "020 7946 0111")
    phone.joins(town.link())
    phone.opens(f"#calls={CALLS}")
    phone.unlocks()
    phone.is_at("list")
    assert phone.page.locator(".row").count() == 2
    phone.looks()
    phone.goes_offline()
    phone.taps("Next")
    phone.is_at("person")
    ring = phone.page.get_by_role("link", name="Ring")
    assert ring.get_attribute("href") == "tel:02079460958"
    phone.looks()
    phone.taps("no reply", exact=False)
    phone.is_at("list")
    phone.taps("Next")
    phone.is_at("person")
    phone.taps("leans to us", exact=False)
    phone.taps("Yes, I agree")
    phone.is_at("also")
    phone.comes_online()
    phone.waits_until_all_is_sent()

    missed, spoken = (each for each in standing(town) if each.kind == "visit")
    assert missed.payload == {"outcome": "not-in"}
    assert (spoken.elector_id, spoken.payload["answer"]) == (town.electors[4].pk, 2)
    assert missed.occasion == spoken.occasion is not None
