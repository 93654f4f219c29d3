"""Unsaved events for the tests of the ledger."""

from datetime import timedelta
from typing import Any

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Door, Elector
from tests.factories import START


def door_visit(door: Door | None, by: Membership, /, **values: Any) -> Event:
    """A knock of which the outcome alone is known."""
    assert door
    defaults = {
        "campaign": door.campaign,
        "kind": "visit",
        "district": door.district,
        "door": door,
        "author": by,
        "happened_at": START,
        "payload": {"outcome": "not-in"},
    }
    return Event(**defaults | values)


def answer(
    elector: Elector, by: Membership, wording: ConsentWording | None, /, **values: Any
) -> Event:
    """A visit at which the elector answered 1, and agreed to its being kept if there is a `wording`."""
    defaults = {
        "campaign": elector.campaign,
        "kind": "visit",
        "district": elector.district,
        "elector": elector,
        "door": elector.door,
        "author": by,
        "happened_at": START,
        "payload": {"outcome": "spoken-to", "answer": 1},
        "consent": wording,
        "consented_at": START if wording else None,
    }
    return Event(**defaults | values)


def later(event: Event, hours: int = 1) -> Event:
    """The same event, some hours later."""
    event.happened_at += timedelta(hours=hours)
    return event


def at_no_door(by: Membership, /, **values: Any) -> Event:
    """A talk at a stall, or with a newcomer."""
    defaults = {
        "campaign": by.campaign,
        "kind": "visit",
        "author": by,
        "happened_at": START,
        "payload": {"outcome": "spoken-to"},
    }
    return Event(**defaults | values)
