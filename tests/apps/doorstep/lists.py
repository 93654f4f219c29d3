"""Walks, stalls and rounds of calls as phones fetch them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import (
    ConsentWording,
    Membership,
    Role,
)
from hustings.apps.campaigns.places import Place
from hustings.apps.doorstep.actions.enrolling import Enrolled, enrol, link_for_phone
from hustings.apps.doorstep.models import CallRound, Stall
from hustings.apps.ledger.actions import record_event
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import District, DoNotContact, Elector
from hustings.apps.walks.models import Walk
from tests.factories import (
    START,
    TESTER,
    make_member,
)

# Stalls


# Calls


def phone_of(agent: Membership, **place: Any) -> Enrolled:
    held = Place(**{"role": Role.CANVASSER} | place)
    link = link_for_phone(name="Bo", place=held, by=agent, at=now())
    return enrol(invitation=link.invitation, name="Bo", app="1", at=now())


def phone_of_member(agent: Membership, role: Role) -> Enrolled:
    """The phone of somebody who has a place already."""
    user = make_member(agent.campaign, role).user
    link = link_for_phone(
        name="Bo", place=Place(role=Role.CANVASSER), by=agent, at=now(), user=user
    )
    return enrol(invitation=link.invitation, name="Bo", app="1", at=now())


def walk_past(*electors: Elector, code: str = "ABCD2345", **values: Any) -> Walk:
    first = electors[0]
    defaults = {
        "campaign": first.campaign,
        "district": first.district,
        "code": code,
        "name": f"{first.district}-01",
        "doors": list(dict.fromkeys(each.door_id for each in electors)),
        "minutes": 60,
        "made_at": START,
    }
    with acting(TESTER, "cut a walk"):
        return Walk.objects.create(**defaults | values)


def stall_in(*districts: District, **values: Any) -> Stall:
    defaults = {
        "campaign": districts[0].campaign,
        "code": "STALL234",
        "name": "Market",
        "districts": [each.pk for each in districts],
        "starts_at": now() - timedelta(hours=1),
        "ends_at": now() + timedelta(hours=3),
    }
    with acting(TESTER, "plan a stall"):
        return Stall.objects.create(**defaults | values)


def calls_in(agent: Membership, **values: Any) -> CallRound:
    with acting(TESTER, "begin calls"):
        return CallRound.objects.create(
            **{
                "campaign": agent.campaign,
                "code": "CALLS234",
                "name": "Calls",
                "begun_at": START,
            }
            | values
        )


def get(phone: Enrolled, path: str) -> Any:
    return Client().get(
        f"/door/api/{path}", headers={"Authorization": f"Bearer {phone.read}"}
    )


def post(phone: Enrolled, path: str) -> Any:
    return Client().post(
        f"/door/api/{path}", headers={"Authorization": f"Bearer {phone.read}"}
    )


def said(
    elector: Elector | None,
    by: Membership,
    wording: ConsentWording | None,
    payload: dict[str, object],
    **values: Any,
) -> Event:
    event = Event(
        id=uuid4(),
        campaign=by.campaign,
        elector=elector,
        **{"kind": "visit", "happened_at": START, "payload": payload} | values,
        consent=wording,
        consented_at=START if wording else None,
    )
    record_event(event=event, by=by, at=START)
    return event


def names(bundle: dict[str, Any]) -> list[str]:
    return [one.get("name", "") for door in bundle["doors"] for one in door["people"]]


def leave_alone(elector: Elector) -> None:
    set_do_not_contact(
        elector=elector,
        basis=DoNotContact.Basis.OBJECTION,
        source_event=None,
        by=TESTER,
        at=START,
    )


def agrees(
    elector: Elector, agent: Membership, words: ConsentWording, **changes: object
) -> Event:
    payload = {"channel": "calls", "given": True, "telephone": "01632 960001"} | changes
    return said(elector, agent, words, payload, kind="permission")


def rung(phone: Enrolled) -> list[str]:
    return [each["name"] for each in get(phone, "calls/CALLS234").json()["people"]]
