"""A canvasser at the doors: what a tap becomes in the ledger."""

from pathlib import Path

import pytest

from hustings.apps.ledger.models import Event
from tests.e2e.door.phones import Phone
from tests.e2e.door.town import Town

pytestmark = pytest.mark.browser


@pytest.fixture
def out(town: Town, phone: Phone) -> Phone:
    """A phone that has the walk."""
    phone.sets_out(town.link())
    return phone


def kept(town: Town) -> list[tuple[str, dict[str, object]]]:
    return [(each.kind, each.payload) for each in town.events]


def test_not_in_is_one_tap_and_the_next_door_comes_by_itself(
    out: Phone, town: Town
) -> None:
    out.taps("Next door")
    assert out.page.locator("h1").inner_text() == "1 Mill Road"

    out.taps("not in")

    out.page.get_by_role("heading", name="2 Mill Road").wait_for()
    out.waits_until_all_is_sent()
    (event,) = town.events
    assert event.payload == {"outcome": "not-in"}
    assert (event.door_id, event.elector_id) == (town.doors[0].pk, None)
    assert event.occasion and event.app_version == "1.0.0"


def test_an_answer_is_two_taps_and_kept_with_the_name_only_after_a_yes(
    out: Phone, town: Town
) -> None:
    out.taps("Next door")
    out.taps("Ivy Example", exact=False)
    out.taps("leans to us", exact=False)
    out.is_at("consent")
    assert out.unsent() == 0, "nothing is made before the words"
    assert "May we keep your answer with your name?" in out.reads()
    out.taps("Yes, I agree")
    out.is_at("also")
    out.waits_until_all_is_sent()

    (event,) = town.events
    assert event.payload == {
        "outcome": "spoken-to",
        "answer": 2,
        "code": "2",
        "scale": "1 to 5",
    }
    assert event.elector_id == town.electors[0].pk
    assert event.consent is not None and event.consented_at is not None
    assert event.consented_at <= event.happened_at


def test_without_a_yes_only_the_knock_is_counted(out: Phone, town: Town) -> None:
    out.taps("Next door")
    out.taps("Ivy Example", exact=False)
    out.taps("against us", exact=False)
    out.taps("No")
    out.page.get_by_role("heading", name="2 Mill Road").wait_for()
    out.waits_until_all_is_sent()

    (event,) = town.events
    assert event.payload == {"outcome": "spoken-to"}
    assert (event.elector_id, event.door_id) == (None, town.doors[0].pk)


def test_undo_takes_the_last_thing_back(out: Phone, town: Town) -> None:
    out.taps("Next door")
    out.taps("not in")
    out.page.get_by_role("heading", name="2 Mill Road").wait_for()
    out.taps("Undo")
    out.page.get_by_role("heading", name="1 Mill Road").wait_for()
    out.waits_until_all_is_sent()

    visit, void = town.events
    assert (visit.kind, void.kind, void.voids_id) == ("visit", "void", visit.pk)
    assert not Event.objects.of(town.agent.campaign).standing().visits().exists()


def test_more_is_said_on_its_own_consent(
    out: Phone, town: Town, tmp_path: Path
) -> None:
    out.taps("Next door")
    out.taps("Ivy Example", exact=False)
    out.taps("will vote for us", exact=False)
    out.taps("Yes, I agree")
    out.is_at("also")
    out.taps("Wants a poster")
    out.taps("Yes")  # photo ID
    out.taps("Wants a call")
    out.page.get_by_label("Telephone number").fill("020 7946 0958")
    out.taps("Next")
    out.taps("Yes, I agree")
    out.is_at("also")
    out.taps("Needs help")
    out.page.get_by_label("With what?").fill("Bins")
    out.taps("Next")
    out.taps("No")
    out.is_at("also")
    out.taps("Language spoken")
    out.page.get_by_label("Language spoken").select_option("Welsh")
    out.taps("Next")
    out.taps("Yes, I agree")
    out.is_at("also")
    out.waits_until_all_is_sent()

    standing = Event.objects.of(town.agent.campaign).standing().exclude(kind="void")
    by_kind = {each.kind: each for each in standing}
    assert set(by_kind) == {"visit", "permission", "detail"}
    visit = by_kind["visit"].payload
    assert visit["poster"] is True
    assert list(visit["custom"].values()) == ["yes"]
    assert by_kind["permission"].payload["telephone"] == "020 7946 0958"
    assert by_kind["detail"].payload == {"what": "language", "value": "Welsh"}
    assert by_kind["detail"].consent_id != by_kind["permission"].consent_id
