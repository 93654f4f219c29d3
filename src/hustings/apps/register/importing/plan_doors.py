"""The doors that an import needs: those that stand, those that are new, and how their streets are then walked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from hustings.apps.campaigns.models import Council
from hustings.apps.register.doors import READING, core_door, reading_of, street_order
from hustings.apps.register.importing.copying import (
    NULL,
    flag,
    line,
    new_ids,
    text_or_null,
)
from hustings.apps.register.models import Door
from hustings.core.register.doors import Address, read_doors, walking_order
from hustings.core.register.doors import Door as CoreDoor
from hustings.core.register.streets import street_key

DOOR = ("id", "campaign_id", "district_id", *READING, "uprn", "file_order", "position")


class Wanted(NamedTuple):
    """One elector's address in a district: its id as text, its code, and the UPRN if the row gives one."""

    district: str
    code: str
    address: Address
    uprn: str = ""


class _Row(NamedTuple):
    """A door of a street that is put in order: new ones have no position yet."""

    id: str
    district: str
    key: str
    door: CoreDoor
    order: str
    file_order: int
    uprn: str = ""
    position: int | None = None


@dataclass(slots=True)
class DoorPlan:
    """What is to be written about doors: lines for new ones, and (id, position) of those that move."""

    doors: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def plan_doors(
    council: Council, wanted: Sequence[Wanted | None]
) -> tuple[list[str], DoorPlan]:
    """The id of each wanted door in turn (`NULL` for none), and what must be written so that they stand in order."""
    readings = _readings(council, wanted)
    keys = [
        w.district + door.key(w.code) if w and door else ""
        for w, door in zip(wanted, readings, strict=True)
    ]
    file_orders = _file_orders(council, wanted)
    ids = _standing(council, keys, file_orders)
    new = _new(wanted, readings, keys, ids, file_orders)
    plan = DoorPlan()
    _put_in_order(council, new, plan)
    return [ids.get(key, NULL) for key in keys], plan


def _readings(
    council: Council, wanted: Sequence[Wanted | None]
) -> list[CoreDoor | None]:
    """Each address read, district by district; what is unsure is read again with the streets that stand there."""
    found: list[CoreDoor | None] = [None] * len(wanted)
    by_district: dict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(wanted):
        if each:
            by_district[each.district].append(index)
    for district, indices in by_district.items():
        addresses = [each.address for i in indices if (each := wanted[i])]
        doors = read_doors(addresses)
        if any(door and door.unsure for door in doors):
            doors = read_doors(addresses, _streets(council, district))
        for index, door in zip(indices, doors, strict=True):
            found[index] = door
    return found


def _streets(council: Council, district: str) -> frozenset[str]:
    """The streets of a district that are sure, as the core compares them."""
    doors = Door.objects.filter(
        campaign=council.campaign_id, district=UUID(district), is_unsure=False
    )
    names = (
        doors.filter(number__isnull=False).order_by().values_list("street", flat=True)
    )
    return frozenset(map(street_key, names.distinct()))


def _standing(
    council: Council, keys: Iterable[str], with_doors: Collection[str]
) -> dict[str, str]:
    """The ids of the doors that stand already, by district and key; only some districts have doors yet."""
    by_district: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        if key and key[:32] in with_doors:
            by_district[key[:32]].add(key[32:])
    found: dict[str, str] = {}
    for district, here in by_district.items():
        rows = Door.objects.filter(
            campaign=council.campaign_id, district=UUID(district), key__in=list(here)
        )
        for door, key in rows.values_list("pk", "key"):
            found[district + key] = door.hex
    return found


def _file_orders(council: Council, wanted: Iterable[Wanted | None]) -> dict[str, int]:
    """How many doors each wanted district has, so that new ones come after them."""
    districts = {UUID(each.district) for each in wanted if each}
    rows = Door.objects.filter(campaign=council.campaign_id, district__in=districts)
    counted = rows.order_by().values_list("district_id").annotate(Count("pk"))
    return {district.hex: count for district, count in counted}


def _new(
    wanted: Sequence[Wanted | None],
    readings: Sequence[CoreDoor | None],
    keys: Sequence[str],
    ids: dict[str, str],
    file_orders: dict[str, int],
) -> list[_Row]:
    """The doors that do not stand yet, each once; their ids are added to `ids`."""
    first: dict[str, int] = {}
    for index, key in enumerate(keys):
        if key and key not in ids:
            first.setdefault(key, index)
    fresh = new_ids(len(first))
    rows: list[_Row] = []
    for door_id, (key, index) in zip(fresh, first.items(), strict=True):
        want, door = wanted[index], readings[index]
        if want is None or door is None:
            continue
        ids[key] = door_id
        at = file_orders[want.district] = file_orders.get(want.district, -1) + 1
        order = street_order(door.street)
        rows.append(_Row(door_id, want.district, key[32:], door, order, at, want.uprn))
    return rows


def _put_in_order(council: Council, new: Sequence[_Row], plan: DoorPlan) -> None:
    """Give each new door its place among those of its street, and those behind it theirs."""
    standing = _neighbours(council, new)
    by_district: dict[str, list[_Row]] = defaultdict(list)
    for row in [*standing, *new]:
        by_district[row.district].append(row)
    for rows in by_district.values():
        order = walking_order([row.door for row in rows])
        for _, street in groupby((rows[i] for i in order), key=lambda row: row.order):
            for position, row in enumerate(street):
                if row.position is None:
                    plan.doors.append(_line(council, row, position))
                    if row.door.unsure:
                        plan.unsure.append(row.door.address)
                elif row.position != position:
                    plan.moved.append(line([row.id, str(position)]))


def _neighbours(council: Council, new: Sequence[_Row]) -> list[_Row]:
    """The doors that stand in the streets where new ones come, in the order of the council's files."""
    streets: dict[str, set[str]] = defaultdict(set)
    for row in new:
        streets[row.district].add(row.order)
    found: list[_Row] = []
    for district, orders in streets.items():
        doors = Door.objects.filter(
            campaign=council.campaign_id,
            district=UUID(district),
            street_order__in=list(orders),
        ).order_by("file_order", "key")
        found.extend(
            _Row(
                d.pk.hex,
                district,
                d.key,
                core_door(d),
                d.street_order,
                d.file_order,
                position=d.position,
            )
            for d in doors
        )
    return found


def _line(council: Council, row: _Row, position: int) -> str:
    reading = [
        flag(value) if isinstance(value, bool) else text_or_null(value)
        for value in reading_of(row.door, row.key)
    ]
    return line(
        [
            row.id,
            council.campaign_id.hex,
            row.district,
            *reading,
            row.uprn,
            str(row.file_order),
            str(position),
        ]
    )
