"""Doors as rows and doors as the core knows them."""

from dataclasses import replace

from hustings.apps.register.models import District, Door, Elector
from hustings.apps.register.standing import is_abroad
from hustings.core.register.doors import Address, Side, read_door, walking_order
from hustings.core.register.doors import Door as CoreDoor
from hustings.core.register.streets import natural, street_key

# The columns of a door that the core's reading of an address fills, in the order of `reading_of`.
READING = (
    "key",
    "street",
    "street_order",
    "label",
    "side",
    "place",
    "postcode",
    "is_unsure",
    "number",
    "letter",
    "last_number",
    "last_letter",
    "flat",
    "building",
    "locality",
    "sort_key",
)


def street_order(street: str) -> str:
    """What orders the streets of a district, and is the same for each spelling of one."""
    return natural(street_key(street))


def reading_of(door: CoreDoor, key: str) -> tuple[object, ...]:
    """The values of the columns `READING`."""
    return (
        key,
        door.street,
        street_order(door.street),
        door.label,
        door.side.value,
        door.place,
        door.postcode,
        door.unsure,
        door.number,
        door.letter,
        door.end,
        door.end_letter,
        door.flat,
        door.building,
        door.locality,
        door.sort_key,
    )


def core_door(door: Door) -> CoreDoor:
    """The row as the core knows it."""
    return CoreDoor(
        street=door.street,
        number=door.number,
        letter=door.letter,
        end=door.last_number,
        end_letter=door.last_letter,
        flat=door.flat,
        building=door.building,
        locality=door.locality,
        postcode=door.postcode,
        side=Side(door.side),
        label=door.label,
        sort_key=door.sort_key,
        identity=door.key.partition("|")[2],
        unsure=door.is_unsure,
        place=door.place,
    )


def write_reading(row: Door, door: CoreDoor) -> None:
    """Save on `row` what the core now says of it; its key stays."""
    for name, value in zip(READING, reading_of(door, row.key), strict=True):
        setattr(row, name, value)
    row.save(update_fields=READING)


def put_in_order(district: District, *orders: str) -> None:
    """Give the doors of these streets (by `street_order`) their places in the walk."""
    for order in set(orders):
        rows = list(
            Door.objects.of(district.campaign)
            .filter(district=district, street_order=order)
            .order_by("file_order", "key")
        )
        moved = []
        for position, index in enumerate(walking_order([core_door(r) for r in rows])):
            if rows[index].position != position:
                rows[index].position = position
                moved.append(rows[index])
        Door.objects.bulk_update(moved, ["position"], batch_size=500)


def door_at(elector: Elector, lines: list[str], postcode: str) -> Door | None:
    """The door at an address in the elector's district, made if it is new; None where there is none to knock at."""
    if elector.is_anonymous or is_abroad(elector.franchise):
        return None
    return door_in(elector.district, lines, postcode)


def door_in(
    district: District, lines: list[str], postcode: str, *, is_vouched: bool = True
) -> Door | None:
    """The door at an address of the district, made if it is new; None where the lines name none.

    `is_vouched`: whether whoever adds it is limited to no area.
    """
    reading = read_door(Address(tuple(lines), postcode), known_streets(district))
    if reading is None:
        return None
    door = Door(
        campaign=district.campaign,
        district=district,
        is_vouched=is_vouched,
        file_order=Door.objects.of(district.campaign).filter(district=district).count(),
    )
    key = reading.key(district.code)
    for name, value in zip(READING, reading_of(reading, key), strict=True):
        setattr(door, name, value)
    standing = Door.objects.of(district.campaign).filter(district=district, key=key)
    if found := standing.first():
        return found
    door.save()
    put_in_order(district, door.street_order)
    door.refresh_from_db(fields=["position"])
    return door


def known_streets(district: District) -> frozenset[str]:
    """The streets of the district that are sure, as the core compares them."""
    names = (
        Door.objects.of(district.campaign)
        .filter(district=district, is_unsure=False, number__isnull=False)
        .values_list("street", flat=True)
        .distinct()
    )
    return frozenset(street_key(name) for name in names)


def without_place(door: CoreDoor) -> CoreDoor:
    """The door as if nobody had placed it by hand."""
    return replace(door, place=None)
