"""What is held on one person, in words to hand over: no codes, no ids, nobody else's name."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hustings.apps.campaigns.audit import acting
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import correct_elector, set_do_not_contact
from hustings.apps.register.models import AbsentVoter, Elector, PriorNumber
from hustings.apps.safekeeping.person import (
    all_held_on,
    pointing_at_people,
    rows_about,
)
from hustings.apps.safekeeping.telling import TELL, TITLES, as_text, in_plain_words
from tests.apps.safekeeping.people import make_answer, make_joined
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def elector() -> Elector:
    """Somebody of whom everything is held that can be."""
    district = make_district(make_campaign())
    elector = make_elector(district, surname="Asker", number=7)
    agent = make_member(elector.campaign)
    before = make_elector(district, number=9)
    make_joined(elector, before)

    answer = make_answer(
        elector, answer=1, code="1", poster=True, canvasser="Ann Other"
    )
    set_do_not_contact(
        elector=elector, basis="objection", source_event=None, by=TESTER, at=START
    )
    correct_elector(elector=elector, values={"forenames": "Abe"}, by=agent, at=START)
    with acting(TESTER, "more"):
        AbsentVoter.objects.create(
            campaign=elector.campaign, elector=elector, kind="postal", added_at=START
        )
        PriorNumber.objects.create(
            campaign=elector.campaign,
            elector=elector,
            district=district,
            number=3,
            until=START.date(),
        )
        Event.objects.create(
            id=uuid4(),
            campaign=elector.campaign,
            kind="void",
            elector=elector,
            voids=answer,
            happened_at=START,
            received_at=START,
            author=agent,
        )
    return elector


def words_of(elector: Elector) -> str:
    sections = in_plain_words(elector.campaign, rows_about(elector))
    return as_text("All held", sections, START)


def test_everything_is_told_in_plain_words(elector: Elector) -> None:
    """April is summer time: what happened at 9 by UTC happened at 10 by the clock of the place."""
    told = words_of(elector)
    for words in (
        "Number: AB1-7, Exampleton",
        "Answer: 1 will vote for us",
        "Takes a poster: yes",
        "Note: Has a ladder",
        "When: 1 April 2026, 10:00",
        "Agreed to the words: “",
        "Taken back: yes",
        "How the vote is given: Votes by post",
        "Not to be contacted: Objected in writing",
        "Put right to: Abe",
        "Number: AB1-3",
        "Asked: whether two entries of the register are one person",
        "Until 7 August 2026",
    ):
        assert words in told
    assert told.count("WHAT WAS SAID") == 1


def test_no_id_no_code_and_nobody_elses_name_is_told(elector: Elector) -> None:
    told = words_of(elector)
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", told)
    assert not re.search(r"[{}_]|a\.m\.|p\.m\.", told)
    assert "Ann Other" not in told


def test_what_was_erased_is_told_as_erased(elector: Elector) -> None:
    event = Event(
        kind="visit", happened_at=START, received_at=START, payload={}, elector=elector
    )
    [section] = in_plain_words(elector.campaign, {"event": [event]})[1:]
    assert ("What was said", "has been erased") in section.things[0]


def test_every_table_that_points_at_people_has_its_words() -> None:
    models = {model for model, _ in pointing_at_people()}
    assert models <= set(TELL)
    assert {str(model._meta.verbose_name) for model in TELL} == set(TITLES)


def test_the_trail_names_only_this_persons_records(elector: Elector) -> None:
    other = make_elector(elector.district)
    with acting(TESTER, "touch two"):
        Elector.objects.filter(pk__in=[elector.pk, other.pk]).update(title="Dr")
    assert str(other.pk) not in str(all_held_on(elector))
    assert "touch two" in words_of(elector)


def test_the_page_shows_the_words_and_the_file_the_rows(
    client: Client, elector: Elector
) -> None:
    agent = make_member(elector.campaign)
    client.force_login(agent.user)
    keys = [elector.campaign_id, elector.pk]
    page = client.get(reverse("safekeeping:person", args=keys)).content.decode()
    assert "1 will vote for us" in page
    assert "payload" not in page
    file = client.get(reverse("safekeeping:person-file", args=keys)).json()
    assert file["held"]["event"][0]["payload"]["canvasser"] == "Ann Other"


def test_which_of_two_councils_people_is_asked_with_the_councils(
    client: Client,
) -> None:
    campaign = make_campaign()
    for council in ("Exampleton", "Otherham"):
        make_elector(make_district(campaign, "AA", council), number=14)
    client.force_login(make_member(campaign).user)
    page = client.post(
        reverse("safekeeping:find", args=[campaign.pk]), {"number": "AA-14"}
    ).content.decode()
    assert page.count("</a>, Exampleton") == page.count("</a>, Otherham") == 1
