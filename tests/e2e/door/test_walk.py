"""A canvasser at the doors: what a tap becomes in the ledger."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from hustings.apps.doorstep.actions.questions import add_question
from hustings.apps.ledger.models import Event
from tests.e2e.door.phones import Phone
from tests.e2e.door.town import Town, votes_by_post

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


def test_more_is_said_on_its_own_consent(out: Phone, town: Town) -> None:
    out.taps("Next door")
    out.taps("Ivy Example", exact=False)
    out.taps("will vote for us", exact=False)
    out.taps("Yes, I agree")
    out.is_at("also")
    out.taps("Wants a poster")
    out.taps("Yes")  # has photo ID
    says_also(out, "Wants a call", "Telephone number", "020 7946 0958", "Yes, I agree")
    says_also(out, "Needs help", "With what?", "Bins", "No")
    says_also(out, "Note", "Note", "Has a dog", "Yes, I agree")
    out.waits_until_all_is_sent()

    standing = Event.objects.of(town.agent.campaign).standing().exclude(kind="void")
    visit, permission, detail = standing.order_by("-kind")
    assert visit.payload["poster"] is True
    assert list(visit.payload["custom"].values()) == ["yes"]
    assert permission.payload["telephone"] == "020 7946 0958"
    assert detail.payload == {"what": "note", "value": "Has a dog"}
    assert detail.consent_id not in (permission.consent_id, visit.consent_id, None)


def test_a_poster_and_photo_id_in_quick_taps_are_one_visit(
    out: Phone, town: Town
) -> None:
    """The second tap comes while the first is being written; the same button twice is a slip of the finger."""
    out.taps("Next door")
    out.taps("Ivy Example", exact=False)
    out.taps("will vote for us", exact=False)
    out.taps("Yes, I agree")
    out.is_at("also")
    out.inside(
        "[...document.querySelectorAll('main .chip')].filter((each) => /poster|^Yes$/.test(each.textContent))"
        ".forEach((each) => (each.click(), each.click()))"
    )
    out.page.locator("[aria-pressed=true]").nth(1).wait_for()
    out.waits_until_all_is_sent()

    [visit] = Event.objects.of(town.agent.campaign).standing().visits()
    assert visit.payload["poster"] is True
    assert list(visit.payload["custom"].values()) == ["yes"]


def test_a_double_tap_is_one_knock(out: Phone, town: Town) -> None:
    out.taps("Next door")
    out.goes_offline()
    out.button("not in").evaluate("(each) => (each.click(), each.click())")
    out.page.get_by_role("heading", name="2 Mill Road").wait_for()
    out.page.wait_for_timeout(500)
    assert out.unsent() == 1
    out.comes_online()
    out.waits_until_all_is_sent()
    assert [each.door_id for each in town.events] == [town.doors[0].pk]


def says_also(out: Phone, what: str, label: str, text: str, answer: str) -> None:
    out.taps(what)
    out.is_at("asked")
    out.page.get_by_label(label, exact=True).fill(text)
    out.taps("Next")
    out.is_at("consent")
    out.taps(answer)
    out.is_at("also")


def test_a_language_spoken_and_an_offer_of_help_are_kept_each_on_its_own_yes(
    out: Phone, town: Town
) -> None:
    out.taps("Next door")
    out.taps("Ivy Example", exact=False)
    out.taps("Also")
    out.taps("Language spoken")
    out.is_at("asked")
    out.page.locator("main select").select_option("Bangla")
    out.taps("Next")
    out.taps("Yes, I agree")
    out.is_at("also")
    says_also(out, "Offers help", "With what?", "Leaflets", "Yes, I agree")
    out.waits_until_all_is_sent()

    details = [(each.payload, each.consent) for each in town.events]
    assert [payload for payload, _ in details] == [
        {"what": "language", "value": "Bangla"},
        {"what": "offer", "value": "Leaflets"},
    ]
    covers = [consent.covers for _, consent in details if consent]
    assert covers == ["language", "offer"]


def test_questions_of_our_own_are_chosen_or_typed(phone: Phone, town: Town) -> None:
    """A choice is kept by its value, whatever the language shows; without an answer nothing is kept."""

    def ask(kind: str, words: str, *options: dict[str, object]) -> str:
        """The id of one more question, by which the answer is kept."""
        made = add_question(
            campaign=town.agent.campaign,
            kind=kind,
            words={"en": words},
            options=list(options),
            by=town.agent,
            at=now(),
        )
        return str(made.pk)

    bus: dict[str, object] = {"value": "bus", "words": {"en": "The bus"}}
    bins: dict[str, object] = {"value": "bins", "words": {"en": "The bins"}}
    worst, wish = ask("choice", "Worst?", bus, bins), ask("text", "One wish?")
    phone.sets_out(town.link())
    phone.taps("Next door")
    phone.taps("Ivy Example", exact=False)
    phone.taps("will vote for us", exact=False)
    phone.taps("Yes, I agree")
    phone.is_at("also")
    phone.taps("The bins")
    phone.button("The bins").and_(phone.page.locator("[aria-pressed=true]")).wait_for()
    phone.page.get_by_label("One wish?").fill("A bench")
    phone.taps("Save")
    phone.waits_until_all_is_sent()

    [visit] = Event.objects.of(town.agent.campaign).standing().visits()
    assert visit.payload["custom"] == {worst: "bins", wish: "A bench"}


def test_the_map_has_the_numbers_of_the_list_and_opens_the_same_doors(
    out: Phone,
) -> None:
    listed = out.page.locator("#doors .count").all_inner_texts()
    out.taps("Map")
    marks = out.page.locator(".mark")
    assert marks.locator("text").all_text_contents() == listed
    marks.nth(3).click()
    out.page.get_by_role("heading", name="4 Mill Road").wait_for()


def test_from_the_day_the_packs_land_a_postal_voters_page_warns(
    phone: Phone, town: Town
) -> None:
    """None is printed before the candidates are published, nineteen working days before the poll at the latest."""
    votes_by_post(town.electors[0])
    phone.sets_out(town.link())
    warning = "Never watch, touch or ask about the ballot paper."
    phone.taps("Next door")
    assert warning in phone.reads()
    phone.taps("Ivy Example", exact=False)
    phone.is_at("person")
    assert warning in phone.reads()
    phone.page.go_back()
    phone.taps("Sol Sample", exact=False)
    phone.is_at("person")
    assert warning not in phone.reads(), "their neighbour votes at the station"

    phone.page.clock.install()
    phone.page.clock.set_fixed_time(now() - timedelta(days=60))
    phone.page.go_back()
    phone.is_at("door")
    assert warning not in phone.reads(), "too early for packs"


def test_the_phones_own_back_goes_one_screen_back(out: Phone) -> None:
    out.taps("Next door")
    out.taps("Ivy Example", exact=False)
    out.is_at("person")
    out.page.go_back()
    out.is_at("door")
    out.page.go_back()
    out.is_at("list")


def test_the_list_may_be_walked_the_other_way_round(out: Phone) -> None:
    out.taps("Other way round")
    out.taps("Next door")
    out.page.get_by_role("heading", name="6 Mill Road").wait_for()
    out.taps("not in")
    out.page.get_by_role("heading", name="5 Mill Road").wait_for()
