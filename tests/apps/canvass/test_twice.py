"""The same line, person, door or form more than once, and what was typed by mistake."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import DoNotContact, Elector
from tests.apps.canvass.desk import at, begin, type_in
from tests.factories import (
    make_district,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


def test_the_same_person_twice_in_a_day_is_asked_about(
    client: Client, member: Membership, elector: Elector
) -> None:
    address = begin(client, member, elector.district)
    type_in(client, address, "888/8 1 c")

    page = type_in(client, address, "888/8 2 c")
    assert "Again?" in page
    assert Event.objects.count() == 1

    type_in(client, address, "another line, half typed", again="888/8 2 c")
    assert [e.payload["answer"] for e in Event.objects.latest_first()] == [2, 1]


def test_another_day_is_not_asked_about(
    client: Client, member: Membership, elector: Elector
) -> None:
    yesterday = localdate() - timedelta(days=1)
    type_in(client, begin(client, member, elector.district, on=yesterday), "888/8 1 c")
    type_in(client, begin(client, member, elector.district), "888/8 2 c")

    assert Event.objects.count() == 2


def test_the_same_outcome_of_a_door_is_kept_once_a_day(
    client: Client, member: Membership, elector: Elector
) -> None:
    make_elector(elector.district, door=elector.door, number=5)
    address = begin(client, member, elector.district)
    type_in(client, address, "888/8 N")

    assert "Nothing more to keep" in type_in(client, address, "5 N")
    assert "Again?" in type_in(client, address, "5 R")
    assert Event.objects.count() == 1


def test_a_form_sent_twice_keeps_one_visit(
    client: Client, member: Membership, elector: Elector
) -> None:
    address = begin(client, member, elector.district)
    key = str(client.get(address).context["form"]["key"].value())

    for _ in range(2):
        page = client.post(address, {"line": "888/8 1 c", "key": key})

    assert "Kept:" in page.content.decode()
    assert Event.objects.count() == 1


def test_what_was_typed_is_taken_back_and_a_stale_form_does_not_bring_it_back(
    client: Client, member: Membership, elector: Elector
) -> None:
    address = begin(client, member, elector.district)
    key = str(client.get(address).context["form"]["key"].value())
    client.post(address, {"line": "888/8 X", "key": key})
    assert DoNotContact.objects.in_force().exists()

    client.post(at("take-back", member, Event.objects.get().pk))
    assert not DoNotContact.objects.in_force().exists()

    page = client.post(address, {"line": "888/8 X", "key": key}).content.decode()
    assert "taken back since" in page
    assert not Event.objects.visits().standing().exists()


def test_nobody_takes_back_what_another_canvasser_typed(
    client: Client, member: Membership, elector: Elector
) -> None:
    type_in(client, begin(client, member, elector.district), "888/8 1 c")
    event = Event.objects.get()
    canvasser = make_member(member.campaign, "canvasser")
    client.force_login(canvasser.user)

    assert client.post(at("take-back", member, event.pk)).status_code == 404
    assert Event.objects.standing().count() == 1


def test_a_canvasser_is_not_told_what_somebody_else_was_answered(
    client: Client, member: Membership, elector: Elector
) -> None:
    """That there is an answer makes them ask; what it was is for those who may see answers."""
    type_in(client, begin(client, member, elector.district), "888/8 4 c p; back gate")
    canvasser = make_member(member.campaign, "canvasser")
    client.force_login(canvasser.user)
    page = type_in(client, begin(client, canvasser, elector.district), "888/8 1 c")

    asked = question(page)
    assert "typed by somebody else" in asked
    told = ("leans against us", "back gate", "poster")
    assert not any(words in asked for words in told)

    type_in(client, at("entry", canvasser, elector.district_id), "x", again="888/8 1 c")
    own = type_in(client, at("entry", canvasser, elector.district_id), "888/8 2 c")
    assert "1 will vote for us" in question(own)


def question(page: str) -> str:
    """What the page asks about a line that was typed again."""
    return page[page.index("Again?") : page.index("Keep this one too")]


def test_a_line_of_another_district_can_be_taken_back_where_it_was_typed(
    client: Client, member: Membership, elector: Elector
) -> None:
    make_elector(make_district(member.campaign, "ZZ9"), number=77, surname="Okafor")
    page = type_in(client, begin(client, member, elector.district), "ZZ9-77 M")

    back = at("take-back", member, Event.objects.get().pk)
    assert back in page
    assert "ZZ9-77</a> Jo Okafor" in page


def test_a_streets_outcome_typed_by_two_people_is_kept_once_a_day(
    client: Client, member: Membership, elector: Elector
) -> None:
    door = elector.door
    assert door
    address = f"{at('street', member, elector.district_id)}?street=Mill+Road"
    for role in ("organiser", "canvasser"):
        typist = make_member(member.campaign, role)
        client.force_login(typist.user)
        begin(client, typist, elector.district)
        key = str(client.get(address).context["form"]["key"].value())
        for outcome in ("N", "S"):
            client.post(address, {str(door.pk): outcome, "key": key})

    kept = Event.objects.values_list("payload__outcome", flat=True)
    assert sorted(kept) == ["not-in", "spoken-to"]
