"""Visits of the tests, and tokens to fetch them with."""

import json
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.test import Client

from hustings.apps.api.actions import make_token
from hustings.apps.campaigns.models import Membership
from hustings.apps.campaigns.rights import May
from hustings.apps.ledger.actions import record_event
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Elector
from tests.factories import START, make_wording

BOTH = (May.EXPORT_VISITS, May.SEE_ANSWERS)


def token_of(
    member: Membership, *rights: May, at: datetime | None = None, days: int = 30
) -> str:
    from django.utils.timezone import now

    given = rights or (May.EXPORT_VISITS,)
    made = make_token(
        name="our map", rights=given, days=days, by=member, at=at or now()
    )
    return made.text


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def knock(at_door_of: Elector, by: Membership, **values: Any) -> Event:
    """Nobody in, kept of the door."""
    event = Event(
        **{
            "id": uuid4(),
            "campaign": at_door_of.campaign,
            "kind": "visit",
            "district": at_door_of.district,
            "door": at_door_of.door,
            "happened_at": START,
            "payload": {"outcome": "not-in"},
        }
        | values
    )
    record_event(event=event, by=by, at=values.get("received_at", START))
    return event


def answered(elector: Elector, by: Membership, **said: Any) -> Event:
    """A person's answer, with their consent."""
    payload = {"outcome": "spoken-to", "answer": 1, "code": "1", "scale": "1 to 5"}
    return knock(
        elector,
        by,
        elector=elector,
        payload=payload | said,
        consent=make_wording(elector.campaign),
        consented_at=START,
    )


def fetch(
    client: Client, token: str, address: str = "visits.jsonl", **query: Any
) -> Any:
    return client.get(f"/api/v1/{address}", query, headers=bearer(token))


def rows(answer: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.content.decode().splitlines()]
