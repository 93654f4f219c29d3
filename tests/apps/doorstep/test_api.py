import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from hustings.apps.campaigns.actions.links import invite
from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.campaigns.places import Place
from hustings.apps.doorstep.actions.enrolling import enrol, link_for_phone, revoke_phone
from hustings.apps.doorstep.models import CampaignKey, Phone
from hustings.apps.doorstep.views import api
from hustings.apps.doorstep.views.api import LARGEST
from hustings.apps.ledger.models import Event
from hustings.core.doorstep import unwritten
from tests.apps.doorstep.phones import event_by, sealed
from tests.factories import make_district, make_door

pytestmark = pytest.mark.django_db
NOWHERE = "5f0c3a52-3a2e-4c4e-9d53-1f6f8b7a9c03"


def secret_of(agent: Membership, **place: Any) -> str:
    held = Place(**{"role": Role.CANVASSER} | place)
    return link_for_phone(name="Bo", place=held, by=agent, at=now()).secret


def post(client: Client, name: str, said: object) -> Any:
    body = said if isinstance(said, bytes) else json.dumps(said)
    return client.post(f"/door/api/{name}", body, content_type="application/json")


def join(client: Client, agent: Membership, given: str, **changes: Any) -> Any:
    said = {
        "campaign": str(agent.campaign_id),
        "secret": given,
        "name": "Bo",
        "app": "1",
    }
    return post(client, "join", said | changes)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_phone_joins_by_its_link_once(client: Client, agent: Membership) -> None:
    secret = secret_of(agent)

    first, second = join(client, agent, secret), join(client, agent, secret)

    assert (first.status_code, second.status_code) == (201, 409)
    said = first.json()
    assert said["campaign"]["id"] == str(agent.campaign_id)
    key = CampaignKey.objects.get(campaign=agent.campaign)
    assert unwritten(said["campaign"]["key"]) == bytes(key.public)
    held = Phone.objects.get(pk=said["phone"])
    assert said["read"] not in (held.read_hash, held.hand_in_hash)
    assert (
        client.get("/door/api/me", headers=bearer(said["read"])).json()["state"] == "in"
    )


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"secret": "x" * 43}, 409),
        ({"secret": 1}, 400),
        ({"name": " "}, 400),
        ({"name": "x" * 151}, 400),
        ({"app": None}, 400),
        ({"campaign": NOWHERE}, 409),
        ({"campaign": "mine"}, 400),
    ],
    ids=str,
)
def test_no_phone_joins_by_anything_else(
    client: Client, agent: Membership, changes: dict[str, Any], status: int
) -> None:
    assert join(client, agent, secret_of(agent), **changes).status_code == status
    assert Phone.objects.count() == 0


def test_a_link_for_a_sign_in_enrols_no_phone(
    client: Client, agent: Membership
) -> None:
    link = invite(
        campaign=agent.campaign,
        name="Bo",
        place=Place(role=Role.CANVASSER),
        by=agent,
        at=now(),
    )

    assert join(client, agent, link.secret).status_code == 409
    assert Phone.objects.count() == 0


def test_a_link_for_a_phone_makes_no_sign_in(client: Client, agent: Membership) -> None:
    path = reverse("campaigns:join", args=[agent.campaign_id, secret_of(agent)])

    answer = client.post(
        path, {"username": "bo", "password": "a long password 1", "name": "Bo"}
    )

    assert not Membership.objects.filter(user__username="bo").exists()
    assert answer.status_code != 500


def test_whoever_tries_link_after_link_is_slowed_down_and_nobody_beside_them(
    client: Client, agent: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All phones of a street may come out of one address of the mobile network."""
    monkeypatch.setattr(api, "TRIES", 3)
    said = [
        join(client, agent, "x" * 43).json()["words"].partition(".")[0]
        for _ in range(4)
    ]

    assert said == ["This link is not known"] * 3 + ["Too many tries from here"]
    assert join(client, agent, secret_of(agent)).status_code == 201


def test_a_phone_cut_off_is_told_to_wipe(client: Client, agent: Membership) -> None:
    said = join(client, agent, secret_of(agent)).json()
    revoke_phone(phone=Phone.objects.get(), by=agent, at=now())

    answer = client.get("/door/api/me", headers=bearer(said["read"]))

    assert (answer.status_code, answer.json()["state"]) == (401, "revoked")


def test_a_phone_whose_time_is_over_is_told_so(
    client: Client, agent: Membership
) -> None:
    at = now() - timedelta(hours=3)
    place = Place(role=Role.CANVASSER, starts_at=at, ends_at=at + timedelta(hours=2))
    link = link_for_phone(name="Bo", place=place, by=agent, at=at)
    phone = enrol(invitation=link.invitation, name="Bo", app="1", at=at)

    answer = client.get("/door/api/me", headers=bearer(phone.read))

    assert (answer.status_code, answer.json()["state"]) == (401, "over")


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer x", "Basic abc"])
def test_without_a_token_nothing_is_read(client: Client, header: str) -> None:
    assert (
        client.get("/door/api/me", headers={"Authorization": header}).status_code == 401
    )


def test_a_hand_in_token_reads_nothing(client: Client, agent: Membership) -> None:
    said = join(client, agent, secret_of(agent)).json()

    assert (
        client.get("/door/api/me", headers=bearer(said["hand_in"])).status_code == 401
    )


def test_events_need_no_cookie_and_no_token_but_their_own(
    client: Client, agent: Membership
) -> None:
    strict = Client(enforce_csrf_checks=True)
    link = link_for_phone(
        name="Bo", place=Place(role=Role.CANVASSER), by=agent, at=now()
    )
    phone = enrol(invitation=link.invitation, name="Bo", app="1", at=now())
    knock = event_by(
        phone, door=make_door(make_district(agent.campaign)).id, happened_at=now()
    )
    given = sealed(knock)
    batch = {
        "v": 1,
        "campaign": str(agent.campaign_id),
        "events": [{"id": given.id, "sealed": given.sealed}],
    }

    answer = post(strict, "events", batch)

    assert answer.json()["results"] == [
        {"id": given.id, "result": "kept", "reason": "", "words": ""}
    ]
    assert Event.objects.count() == 1
    assert post(strict, "events", batch).json()["results"][0]["result"] == "already"


@pytest.mark.parametrize(
    "said",
    [
        b"\xff",
        b"[]",
        b"[" * 5000,
        {"v": 2, "campaign": NOWHERE, "events": []},
        {"v": 1, "campaign": "mine", "events": []},
        {"v": 1, "campaign": NOWHERE, "events": {}},
        {"v": 1, "campaign": NOWHERE, "events": [1]},
        {"v": 1, "campaign": NOWHERE, "events": [{"id": "a", "sealed": 1}]},
        {"v": 1, "campaign": NOWHERE, "events": [{"id": "a", "sealed": "b"}] * 2},
        b" " * (LARGEST + 1),
    ],
    ids=lambda said: str(said)[:60],
)
def test_a_malformed_batch_is_told_what_was_expected(
    client: Client, said: object
) -> None:
    answer = post(client, "events", said)

    assert answer.status_code == 400
    assert "expected" in answer.json()["words"] or "too long" in answer.json()["words"]
