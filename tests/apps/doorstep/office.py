"""The pages on phones, as an organiser meets them."""

import json
import re
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localtime, now

from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.campaigns.places import Place
from hustings.apps.doorstep.actions.enrolling import (
    Enrolled,
    enrol,
    link_for_phone,
    revoke_phone,
)
from tests.apps.doorstep.phones import sealed, sent
from tests.factories import (
    make_member,
)

HOUR = timedelta(hours=1)


# Links and phones


# Held


# Files


# Questions


# Stalls and calls


def phone_of(by: Membership, name: str = "Bo Helper", **place: Any) -> Enrolled:
    held = Place(**{"role": Role.CANVASSER} | place)
    link = link_for_phone(name=name, place=held, by=by, at=now())
    return enrol(invitation=link.invitation, name=name, app="1.0.0", at=now())


def page(member: Membership, path: str = "", **posted: Any) -> Any:
    client = Client()
    client.force_login(member.user)
    address = f"/campaigns/{member.campaign_id}/phones/{path}"
    return client.post(address, posted, follow=True) if posted else client.get(address)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def typed(moment: Any) -> str:
    return localtime(moment).strftime("%Y-%m-%dT%H:%M")


def organiser_of(agent: Membership, **values: Any) -> Membership:
    return make_member(agent.campaign, Role.ORGANISER, **values)


def held_back(phone: Enrolled, agent: Membership, *events: Any) -> None:
    """The events come in after the phone was cut off."""
    revoke_phone(phone=phone.phone, by=agent, at=now())
    assert {each.result for each in sent(*events, at=now())} == {"held"}


def saved(phone: Enrolled, *events: Any, **changes: Any) -> SimpleUploadedFile:
    batch = [{"id": s.id, "sealed": s.sealed} for s in map(sealed, events)]
    said = {"v": 1, "campaign": str(phone.phone.campaign_id), "events": batch} | changes
    return SimpleUploadedFile("unsent.json", json.dumps(said).encode())


def plan(agent: Membership, **changes: Any) -> Any:
    given = {
        "name": "Market day",
        "place": "Market Square",
        "starts_at": typed(now() + HOUR),
        "ends_at": typed(now() + 5 * HOUR),
    }
    return page(agent, "stalls/new/", **given | changes)


def places_name(places: dict[str, Any]) -> str:
    """However the two spellings of one place were ordered, it is one row."""
    [name] = [name for name in places if name.casefold() == "market square"]
    return name
