"""A campaign in its first week: doors of its own, people met, and then a register. Everybody is invented."""

from datetime import datetime
from pathlib import Path
from uuid import uuid4

from hustings.apps.campaigns.models import Campaign, ConsentWording, Membership
from hustings.apps.ledger.actions import record_event
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import add_doors, area_named
from hustings.apps.register.models import District, Door, Import, Newcomer
from hustings.core.register.door_ranges import doors_of, loads
from tests.apps.register.council import applied, full, make_council
from tests.factories import START

PEOPLE = (
    "AB,1,0,,,Smithson,William John,EX1 1AA,12 Mill Road",
    "AB,2,0,,,Begum,Asha,EX1 1AA,14 Mill Road",
    "AB,3,0,,,Okoro,Ngozi,EX1 1AA,16 Mill Road",
    "AB,4,0,,,Okoro,Emeka,EX1 1AA,16 Mill Road",
)


def typed(by: Membership, *lines: str, area: str = "Mill Road and around") -> District:
    """An area with the doors of these lines."""
    district = area_named(campaign=by.campaign, name=area, by=by)
    doors = [door for line in lines for door in doors_of(loads(line))]
    add_doors(district=district, doors=doors, by=by)
    return district


def door_at(label: str, street: str = "Mill Road") -> Door:
    return Door.objects.get(label=label, street=street, became=None)


def read_in(campaign: Campaign, folder: Path, *people: str) -> Import:
    return applied(make_council(campaign), folder, full(*(people or PEOPLE)))


def told(
    by: Membership,
    wording: ConsentWording | None = None,
    *,
    newcomer: Newcomer | None = None,
    door: Door | None = None,
    at: datetime = START,
    **payload: object,
) -> Event:
    """A visit kept of a newcomer or a door."""
    payload = {"outcome": "spoken-to"} | payload
    district = newcomer.district_id if newcomer else None
    event = Event(
        id=uuid4(),
        campaign=by.campaign,
        kind="visit",
        newcomer=newcomer,
        door=door or (newcomer.door if newcomer else None),
        district_id=door.district_id if door else district,
        happened_at=at,
        clock_offset=-350,
        app_version="1.0.0",
        occasion=uuid4(),
        payload=payload,
        consent=wording,
        consented_at=at if wording else None,
    )
    record_event(event=event, by=by, at=at)
    return event
