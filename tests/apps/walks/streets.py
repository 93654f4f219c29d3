"""Streets of doors with somebody behind each, for tests of walks."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.actions import record_event
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District, Door
from tests.factories import START, make_door, make_elector


def make_street(
    district: District, name: str, doors: int, *, empty: bool = False, **values: Any
) -> list[Door]:
    """Doors 1 to so many of a street, in walking order: odds up, evens down; an elector behind each but where empty."""
    numbers = [*range(1, doors + 1, 2), *range(doors - doors % 2, 0, -2)]
    rows = []
    for position, number in enumerate(numbers):
        door = make_door(
            district,
            key=f"{district.code}|{name} {number}".lower(),
            street=name,
            street_order=name.lower(),
            label=str(number),
            number=number,
            side="odd" if number % 2 else "even",
            position=position,
            **values,
        )
        if not empty:
            make_elector(district, door=door)
        rows.append(door)
    return rows


def knock(
    door: Door,
    by: Membership,
    *,
    minute: int = 0,
    occasion: UUID | None = None,
    outcome: str = "not-in",
    device: str = "",
) -> Event:
    """A visit to the door."""
    event = Event(
        id=uuid4(),
        campaign_id=door.campaign_id,
        kind=Event.Kind.VISIT,
        district_id=door.district_id,
        door_id=door.pk,
        happened_at=START + timedelta(minutes=minute),
        occasion=occasion,
        device=device,
        payload={"outcome": outcome},
    )
    record_event(event=event, by=by, at=START + timedelta(minutes=minute))
    return Event.objects.get(campaign=door.campaign_id, pk=event.pk)
