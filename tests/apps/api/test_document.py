"""The published document: valid, complete, and what the server really answers."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from openapi_spec_validator import validate

from hustings.apps.api.description import document
from hustings.apps.campaigns.models import Membership
from tests.addresses import addresses
from tests.apps.api.conforming import against, described, not_as_described
from tests.apps.doorstep.phones import enrolled, event_by, sealed
from tests.factories import (
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
    make_wording,
)

WHOLE: Any = document()


def test_it_is_a_valid_openapi_document() -> None:
    assert WHOLE["openapi"].startswith("3.1")
    validate(WHOLE)


def test_the_validator_would_say_if_it_were_not() -> None:
    broken = json.loads(json.dumps(WHOLE))
    del broken["paths"]["/door/api/me"]["get"]["responses"]
    broken["info"].pop("title")
    with pytest.raises(Exception, match="title"):
        validate(broken)


def test_it_describes_every_address_for_phones_and_programs_and_no_other() -> None:
    ours = [
        each.route
        for each in addresses()
        if each.route.startswith(("door/api/", "api/")) and not each.of_a_campaign
    ]
    there = {"/" + route.replace("<str:", "{").replace(">", "}") for route in ours}
    assert there == set(WHOLE["paths"])


def test_each_call_has_a_name_of_its_own_and_says_who_may_ask() -> None:
    calls = [
        call
        for path in WHOLE["paths"].values()
        for method, call in path.items()
        if method in {"get", "post"}
    ]
    assert len({call["operationId"] for call in calls}) == len(calls)
    assert all("security" in call and call["summary"] for call in calls)


def test_every_shape_is_used() -> None:
    text = json.dumps(WHOLE)
    lines = {"Visit", "Erased"}  # of JSON Lines, which a schema cannot name
    shapes = set(WHOLE["components"]["schemas"]) - lines
    unused = {name for name in shapes if f'"#/components/schemas/{name}"' not in text}
    assert unused == set()


@pytest.mark.django_db
def test_it_is_published_to_anybody(client: Client) -> None:
    assert client.get("/api/openapi.json").json() == json.loads(json.dumps(WHOLE))


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign())


@pytest.mark.django_db
@pytest.mark.parametrize("path", sorted(WHOLE["paths"]))
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x.y"}])
def test_a_stranger_is_answered_as_described(
    client: Client, path: str, headers: dict[str, str]
) -> None:
    """Every answer of these tests is held against the document."""
    here = path.replace("{code}", "ABC")
    for method in set(WHOLE["paths"][path]) - {"parameters"}:
        call = getattr(client, method)
        given = {"content_type": "application/json"} if method == "post" else {}
        call(here, headers=headers, **given)


@pytest.mark.django_db
def test_a_phone_is_answered_as_described(client: Client, agent: Membership) -> None:
    make_wording(agent.campaign)
    district = make_district(agent.campaign)
    make_elector(district)
    phone = enrolled(agent)
    headers = {"Authorization": f"Bearer {phone.read}"}
    for name, code in [("me", None), ("walk", "NONE"), ("stall", "NONE"), ("calls", "NONE"), ("walk-back", "NONE")]:  # fmt: skip
        address = reverse(f"door:{name}", args=[code] if code else [])
        call = client.post if name.endswith("back") else client.get
        call(address, headers=headers)
    door = make_door(district)
    events = [
        sealed(event_by(phone, door=door.pk, happened_at=now())),
        sealed(event_by(phone, elector=door.pk, happened_at=now())),
    ]
    batch = {
        "v": 1,
        "campaign": str(agent.campaign_id),
        "sent_at": now().isoformat(),
        "events": [{"id": each.id, "sealed": each.sealed} for each in events],
    }
    assert against(WHOLE["components"]["schemas"]["Batch"], batch) == []
    answer = client.post("/door/api/events", json.dumps(batch), content_type="application/json")  # fmt: skip
    assert [each["result"] for each in answer.json()["results"]] == ["kept", "refused"]


@pytest.mark.django_db
def test_an_answer_that_is_not_as_described_would_be_noticed() -> None:
    agent = make_member(make_campaign())
    phone = enrolled(agent)
    headers = {"Authorization": f"Bearer {phone.read}"}
    answer = Client().get("/door/api/me", headers=headers)
    assert not_as_described("GET", "/door/api/me", answer) == []
    said = answer.json()
    answer.content = json.dumps(said | {"surname": "Bloggs"}).encode()
    assert "surname" in str(not_as_described("GET", "/door/api/me", answer))
    del said["until"]
    answer.content = json.dumps(said).encode()
    assert "until" in str(not_as_described("GET", "/door/api/me", answer))
    answer.status_code = 418
    assert "418" in str(not_as_described("GET", "/door/api/me", answer))
    assert described("/door/api/nothing") is None
