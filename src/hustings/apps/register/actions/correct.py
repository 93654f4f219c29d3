"""Corrections by hand: rows of their own, replayed after each import, ended by hand."""

from collections.abc import Mapping
from datetime import datetime

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.register.doors import (
    core_door,
    door_at,
    put_in_order,
    without_place,
    write_reading,
)
from hustings.apps.register.models import Correction, Door, Elector
from hustings.apps.register.queries import searchable
from hustings.apps.register.state import change_register
from hustings.core.errors import HustingsError
from hustings.core.register.addresses import tidy_postcode
from hustings.core.register.doors import Correction as DoorCorrection
from hustings.core.register.doors import corrected


def correct_elector(
    *, elector: Elector, values: Mapping[str, str], by: Membership, at: datetime
) -> list[Correction]:
    """Put values of an elector right, each a correction of its own; gives those that changed something.

    `values` maps fields of `Elector.CORRECTABLE` to their new text; an address has one line a line. What an import has
    written meanwhile into other fields stands.
    """
    with acting(by, "correct an elector"):
        change_register(elector.campaign)
        elector.refresh_from_db()
        if elector.is_anonymous:
            raise HustingsError(
                "An anonymous entry has nothing to correct: its name and address are not given."
            )
        changed = {f: v for f, v in values.items() if v != elector.held(f)}
        made = [
            _note(
                Correction(campaign=elector.campaign, elector=elector, field=field),
                seen=elector.held(field),
                value=value,
                by=by,
                at=at,
            )
            for field, value in changed.items()
        ]
        _write_elector(elector, changed)
    return made


def correct_door(
    *, door: Door, field: str, value: str, by: Membership, at: datetime
) -> Correction:
    """Put a door's street, number or place in the walk right; the walk of its street follows."""
    with acting(by, "correct a door"):
        change_register(door.campaign)
        door.refresh_from_db()
        made = _note(
            Correction(campaign=door.campaign, door=door, field=field),
            seen=door.held(field),
            value=value,
            by=by,
            at=at,
        )
        _write_door(door, field, value)
    return made


def end_correction(*, correction: Correction, by: Membership, at: datetime) -> None:
    """Take a correction back: the council's word holds again."""
    with acting(by, "end a correction"):
        change_register(correction.campaign)
        correction.refresh_from_db()
        if correction.ended_at:
            raise HustingsError("This correction has been taken back already.")
        correction.ended_at = at
        correction.save(update_fields=["ended_at"])
        if correction.elector:
            _write_elector(
                correction.elector, {correction.field: correction.council_value}
            )
        if door := correction.door:
            _write_door(door, correction.field, correction.council_value)
            if correction.field == "street":
                # The street that the machine chose was doubted once: somebody should look again.
                door.is_unsure = True
                door.save(update_fields=["is_unsure"])


def _note(
    correction: Correction, *, seen: str, value: str, by: Membership, at: datetime
) -> Correction:
    """Save the correction in place of an earlier one, whose memory of the council's word it takes over."""
    earlier = (
        Correction.objects.in_force()
        .of(correction.campaign)
        .filter(
            elector=correction.elector, door=correction.door, field=correction.field
        )
        .first()
    )
    if earlier:
        earlier.ended_at = at
        earlier.save(update_fields=["ended_at"])
    correction.seen = correction.council_value = (
        earlier.council_value if earlier else seen
    )
    correction.value, correction.made_at, correction.made_by = value, at, str(by.user)
    correction.save()
    return correction


def _write_elector(elector: Elector, values: Mapping[str, str]) -> None:
    for field, value in values.items():
        elector.hold(field, value)
    elector.postcode = tidy_postcode(elector.postcode)
    elector.search = searchable(elector.surname, elector.forenames)
    if "address" in values or "postcode" in values:
        elector.door = door_at(elector, elector.address, elector.postcode)
    elector.save(update_fields=[*Elector.CORRECTABLE, "search", "door"])


def _write_door(row: Door, field: str, value: str) -> None:
    before = row.street_order
    door = core_door(row)
    if field == "place":
        door = without_place(door)
        if value:
            door = corrected(door, DoorCorrection(place=int(value)))
    elif field == "number":
        door = corrected(door, DoorCorrection(number=value))
    else:
        door = corrected(door, DoorCorrection(street=value))
    write_reading(row, door)
    put_in_order(row.district, before, row.street_order)
