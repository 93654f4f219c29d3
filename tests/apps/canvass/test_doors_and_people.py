"""A street typed door by door, and one person in full."""

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Elector
from tests.apps.canvass.desk import at, begin
from tests.factories import (
    make_door,
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
