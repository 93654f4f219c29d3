"""Doors as rows become the stops that the core cuts into walks."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.canvass.queries import canvassable
from hustings.apps.register.models import (
    District,
    Door,
    DoorQuerySet,
    Elector,
    ElectorQuerySet,
)
from hustings.apps.register.queries import Scope
from hustings.core.register.doors import Side
from hustings.core.walks import Point, Stop

SPOT = ("street", "latitude", "longitude")


def doors_to_walk(district: District) -> DoorQuerySet:
    """The doors of a district to call on, in walking order.

    Those where somebody may be called on, and those gathered before the register told who lives there; not the
    ones whose every elector asked to be left alone, or is anonymous or gone.
    """
    doors = Door.objects.of(district.campaign).filter(district=district, became=None)
    electors = Elector.objects.of(district.campaign).in_district(district)
    nobody = _doors_of(electors) - _doors_of(
        canvassable(district.campaign).in_district(district)
    )
    return doors.exclude(pk__in=nobody).in_walking_order()


def early_doors(district: District) -> DoorQuerySet:
    """The doors gathered before the register came that are doors of this district by now, elsewhere on our lists."""
    doors = Door.objects.of(district.campaign).filter(became__district=district)
    return doors.exclude(district=district)


def stops_of(district: District) -> list[Stop]:
    """The doors to call on, as the core cuts them."""
    return [stop_of(door) for door in doors_to_walk(district)]


def doors_now(scope: Scope, doors: Collection[UUID]) -> dict[UUID, Door]:
    """Each of these doors as it stands now, as far as it is still there, by the id that a walk knows it by.

    A door gathered before the register came is the register's own once the two are joined. Whoever is limited to an
    area gets those of the area; one that was added there and opens no door of the register's stands as it was added.
    """
    campaign = scope if isinstance(scope, Campaign) else scope.campaign
    rows = Door.objects.of(campaign).filter(pk__in=doors).select_related("became")
    forms = {row.pk: [door for door in (row.became, row) if door] for row in rows}
    if isinstance(scope, Membership) and scope.districts:
        keys = {door.pk for both in forms.values() for door in both}
        mine = Door.objects.for_member(scope).in_bulk(keys)
        forms = {k: [d for d in both if d.pk in mine] for k, both in forms.items()}
    return {key: both[0] for key, both in forms.items() if both}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a door stands, and in which street: enough for a drawing."""

    id: UUID
    street: str
    point: Point | None


def spots_now(campaign: Campaign, doors: Collection[UUID]) -> dict[UUID, Spot]:
    """Each of these doors as it stands now, as `doors_now` tells, with what a drawing needs alone."""
    rows = Door.objects.of(campaign).filter(pk__in=doors)
    found: dict[UUID, Spot] = {}
    for own, became, *places in rows.values_list(
        "pk", "became", *SPOT, *(f"became__{name}" for name in SPOT)
    ):
        street, *place = places[len(SPOT) :] if became else places[: len(SPOT)]
        point = None if None in place else Point(*place)
        found[own] = Spot(became or own, street, point)
    return found


def stops_among(campaign: Campaign, doors: Collection[UUID]) -> list[Stop]:
    """These doors, as far as they are still there, each once and in walking order."""
    keys = {door.pk for door in doors_now(campaign, doors).values()}
    rows = Door.objects.of(campaign).filter(pk__in=keys)
    return [stop_of(door) for door in rows.in_walking_order()]


def stop_of(door: Door) -> Stop:
    """The row as the core knows it."""
    located = door.latitude is not None and door.longitude is not None
    return Stop(
        id=door.pk,
        street=door.street,
        order=door.street_order,
        label=door.label,
        side=Side(door.side),
        number=door.number,
        house=_house(door),
        building=door.building,
        flat=door.flat,
        point=Point(door.latitude or 0.0, door.longitude or 0.0) if located else None,
    )


def _house(door: Door) -> str:
    if door.number is None:
        return ""
    end = "" if door.last_number is None else f"-{door.last_number}{door.last_letter}"
    return f"{door.number}{door.letter}{end}"


def _doors_of(electors: ElectorQuerySet) -> set[UUID]:
    found = electors.order_by().values_list("door", flat=True)
    return {door for door in found if door}
