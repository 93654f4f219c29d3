"""Phones of the tests: enrolled by the real action, and the events that they make, sealed as a phone seals them."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from hustings.apps.campaigns.models import Membership
from hustings.apps.campaigns.places import Place
from hustings.apps.doorstep.actions.enrolling import Enrolled, enrol, link_for_phone
from hustings.apps.doorstep.actions.items import Answer, Sealed
from hustings.apps.doorstep.actions.receiving import hand_in
from hustings.apps.doorstep.models import CampaignKey
from hustings.core.doorstep import Event, Kind, seal, write_event, written
from tests.factories import START


def enrolled(by: Membership, **place: Any) -> Enrolled:
    """A helper's phone, by a link of `by`."""
    held = Place(**{"role": "canvasser"} | place)
    link = link_for_phone(name="Bo Helper", place=held, by=by, at=START)
    return enrol(invitation=link.invitation, name="Bo Helper", app="1.0.0", at=START)


def event_by(phone: Enrolled, kind: Kind = Kind.VISIT, **fields: Any) -> Event:
    """An event that the phone made; a knock at which nobody was in, unless `fields` say otherwise."""
    defaults: dict[str, Any] = {
        "id": uuid4(),
        "kind": kind,
        "campaign": phone.phone.campaign_id,
        "token": phone.hand_in,
        "happened_at": START,
        "app": "1.0.0",
        "payload": {"outcome": "not-in"} if kind is Kind.VISIT else {},
    }
    return Event(**defaults | fields)


def sealed(event: Event, *, key: bytes | None = None) -> Sealed:
    """The event as it lies in the outbox."""
    point = key or bytes(CampaignKey.objects.get(campaign=event.campaign).public)
    locked = seal(
        write_event(event), event=event.id, campaign=event.campaign, key=point
    )
    return Sealed(str(event.id), written(locked))


def sent(*events: Event, at: datetime = START) -> list[Answer]:
    """Hand the events in as one batch."""
    return hand_in(
        campaign_id=events[0].campaign, events=[sealed(e) for e in events], at=at
    )


def results(answers: list[Answer]) -> list[str]:
    """`kept`, `already`, or what it was and why: `refused not-ours`."""
    return [f"{each.result} {each.reason}".strip() for each in answers]
