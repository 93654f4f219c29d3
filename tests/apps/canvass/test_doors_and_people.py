"""A street typed door by door, and one person in full."""

from uuid import uuid4

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Elector
from tests.apps.canvass.desk import at, begin
from tests.factories import (
    make_door,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db


def test_a_streets_doors_are_typed_in_one_go(
    client: Client, member: Membership, elector: Elector
) -> None:
    door, other = elector.door, make_door(elector.district)
    assert door
    begin(client, member, elector.district)
    address = f"{at('street', member, elector.district_id)}?street=Mill+Road"
    key = str(client.get(address).context["form"]["key"].value())

    asked = {str(door.pk): "N", str(other.pk): "", "key": key}
    for _ in range(2):
        client.post(address, asked)

    event = Event.objects.get()
    assert (event.door, event.elector, event.payload) == (
        door,
        None,
        {"outcome": "not-in", "canvasser": "Ann Other"},
    )
    assert "Not in" in client.get(address).content.decode()


def test_a_visit_in_full_keeps_a_note_with_consent(
    client: Client, member: Membership, elector: Elector
) -> None:
    begin(client, member, elector.district)
    address = at("person", member, elector.district_id, elector.pk)
    key = str(client.get(address).context["form"]["key"].value())

    client.post(
        address, {"answer": "2", "note": "back gate", "agreed": "on", "key": key}
    )

    assert Event.objects.get().payload["note"] == "back gate"


def test_calls_are_agreed_to_by_their_own_words_and_no_longer(
    client: Client, member: Membership, elector: Elector
) -> None:
    begin(client, member, elector.district)
    address = at("permission", member, elector.district_id, elector.pk)
    page = at("person", member, elector.district_id, elector.pk)
    assert "Calls, texts" not in client.get(page).content.decode()
    make_wording(member.campaign, covers="calls")

    (channel,) = client.get(page).context["channels"]
    yes = {"channel": "calls", "given": "on", "address": "01632 960000"}
    client.post(address, yes | {"key": str(channel["key"])})
    assert "01632 960000" in client.get(page).content.decode()

    (channel,) = client.get(page).context["channels"]
    client.post(address, {"channel": "calls", "key": str(channel["key"])})
    assert "Not wanted" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("channel", "address", "says"),
    [
        ("calls", "", "Type the telephone number"),
        ("email", "jo at example", "Enter a valid email address"),
        ("calls", "0" * 121, "at most 120"),
    ],
)
def test_a_yes_without_its_number_or_address_is_sent_back_with_a_reason(
    client: Client,
    member: Membership,
    elector: Elector,
    channel: str,
    address: str,
    says: str,
) -> None:
    begin(client, member, elector.district)
    make_wording(member.campaign, covers=channel)
    where = at("permission", member, elector.district_id, elector.pk)

    yes = {"channel": channel, "given": "on", "address": address, "key": str(uuid4())}
    page = client.post(where, yes, follow=True).content.decode()

    assert "Not kept:" in page
    assert says in page
    assert not Event.objects.exists()


def test_a_telephone_number_is_shown_to_those_who_see_answers_and_who_typed_it(
    client: Client, member: Membership, elector: Elector
) -> None:
    make_wording(member.campaign, covers="calls")
    begin(client, member, elector.district)
    yes = {"channel": "calls", "given": "on", "address": "01632 960000"}
    where = at("permission", member, elector.district_id, elector.pk)
    client.post(where, yes | {"key": str(uuid4())})
    person = at("person", member, elector.district_id, elector.pk)
    assert "01632 960000" in client.get(person).content.decode()

    canvasser = make_member(member.campaign, "canvasser")
    client.force_login(canvasser.user)
    begin(client, canvasser, elector.district)
    page = client.get(person).content.decode()

    assert "Agreed" in page
    assert "01632 960000" not in page


def test_an_answer_stands_with_its_words(
    client: Client, member: Membership, elector: Elector
) -> None:
    begin(client, member, elector.district)
    address = at("person", member, elector.district_id, elector.pk)
    key = str(client.get(address).context["form"]["key"].value())

    page = client.post(
        address, {"answer": "5", "agreed": "on", "key": key}, follow=True
    ).content.decode()

    assert "5 against us" in page
