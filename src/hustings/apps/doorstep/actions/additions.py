"""Doors and people that somebody added on the street: rows of their own, under the ids that the phone gave them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, ConsentWording
from hustings.apps.doorstep.actions.items import Answers, Opened, areas_of
from hustings.apps.doorstep.judging import check_area, covering
from hustings.apps.doorstep.known import Known, look_up
from hustings.apps.doorstep.models import DoorAdded, Phone
from hustings.apps.register.actions import area_of_our_own
from hustings.apps.register.doors import door_in, street_order
from hustings.apps.register.models import District, Door, Newcomer
from hustings.apps.walks.models import Outing
from hustings.core.doorstep import Event, NotAccepted, Reason

UNKNOWN_DISTRICT = "Added on the street"


def add_doors(
    campaign: Campaign, opened: Sequence[Opened], answers: Answers, at: datetime
) -> None:
    """Each door in the district where its street lies; one that stood already is that one."""
    for each in opened:
        key = each.event.id
        made = DoorAdded.objects.filter(campaign=campaign)
        if each.event.door and made.filter(pk=each.event.door).exists():
            answers.settle(key, "already")
            continue
        try:
            with acting(each.phone.membership, "add a door on the street"):
                door = _door(campaign, each.event, each.phone)
                DoorAdded.objects.create(
                    campaign=campaign, pk=each.event.door, door=door, added_at=at
                )
            answers.settle(key, "kept")
        except NotAccepted as refusal:
            answers.refuse(key, refusal, each.phone)


def add_newcomers(
    campaign: Campaign, opened: Sequence[Opened], answers: Answers, at: datetime
) -> None:
    """Each newcomer who agreed to be kept; somebody who did not is not."""
    if not opened:
        return
    events = [each.event for each in opened]
    known = look_up(campaign, events, within=areas_of(opened))
    for each in opened:
        key = each.event.id
        if each.event.newcomer in known.newcomers:
            same = known.newcomers[each.event.newcomer].added_by_id
            _settle_again(answers, each, same)
            continue
        try:
            with transaction.atomic():
                _add_newcomer(campaign, each, known)
            answers.settle(key, "kept")
        except NotAccepted as refusal:
            answers.refuse(key, refusal, each.phone)
        except IntegrityError:  # another sending of the same, at the same moment
            answers.settle(key, "already")


def standing_among(campaign: Campaign, ids: Iterable[UUID]) -> set[UUID]:
    """Those of these ids under which a door or a newcomer was added before."""
    keys = list(ids)
    doors = DoorAdded.objects.filter(campaign=campaign, pk__in=keys)
    people = Newcomer.objects.of(campaign).filter(pk__in=keys)
    return {*doors.values_list("pk", flat=True), *people.values_list("pk", flat=True)}


def _settle_again(answers: Answers, given: Opened, added_by: UUID) -> None:
    if added_by == given.phone.membership_id:
        answers.settle(given.event.id, "already")
    else:
        answers.refuse(given.event.id, NotAccepted(Reason.DIFFERENT), given.phone)


def _add_newcomer(campaign: Campaign, given: Opened, known: Known) -> None:
    event, said = given.event, given.event.payload
    words = covering(event, known, ConsentWording.Covers.OPINION)
    if words is None or event.consent is None:
        raise NotAccepted(Reason.NO_CONSENT, "newcomer")
    door = known.doors.get(event.door) if event.door else None
    if door:
        check_area(given.phone, door.district_id, door.id, known)
    lines = said.get("address", [])
    with acting(given.phone.membership, "add a newcomer"):
        Newcomer.objects.create(
            campaign=campaign,
            pk=event.newcomer,
            surname=str(said.get("surname", "")),
            forenames=str(said.get("forenames", "")),
            address=lines if isinstance(lines, list) else [],
            postcode=str(said.get("postcode", "")),
            door_id=door.id if door else None,
            district_id=door.district_id if door else _only_district(given.phone),
            consent=words,
            consented_at=event.consent.at,
            met_at=event.happened_at,
            added_by=given.phone.membership,
        )


def _door(campaign: Campaign, event: Event, phone: Phone) -> Door:
    said = {
        name: str(event.payload.get(name, ""))
        for name in ("label", "street", "postcode")
    }
    district = _district(campaign, event, phone)
    door = door_in(
        district,
        [f"{said['label']} {said['street']}"],
        said["postcode"],
        is_vouched=not phone.membership.districts,
    )
    if door is None:
        raise NotAccepted(
            Reason.MALFORMED, "street: expected a street and a number or name"
        )
    return door


def _district(campaign: Campaign, event: Event, phone: Phone) -> District:
    """Where the street lies, if one district alone has it; else the walk's; else one of the area; else one of our own.

    It is in the holder's area if they have one, or nothing that they say of the door could be kept.
    """
    street, mine = str(event.payload.get("street", "")), phone.membership.districts
    doors = Door.objects.of(campaign).filter(street_order=street_order(street))
    here = District.objects.filter(campaign=campaign)
    if mine:
        doors, here = doors.filter(district__in=mine), here.filter(pk__in=mine)
    having = doors.order_by().values_list("district", flat=True).distinct()
    if len(keys := list(having[:2])) == 1:
        return here.get(pk=keys[0])
    walked = Outing.objects.filter(Q(pk=event.occasion), campaign=campaign)
    on_walk = here.filter(pk__in=walked.values("walk__district")).first()
    if found := on_walk or (here.first() if mine else None):
        return found
    holder = phone.membership
    return area_of_our_own(campaign=campaign, name=UNKNOWN_DISTRICT, by=holder)


def _only_district(phone: Phone) -> UUID | None:
    mine = phone.membership.districts
    return mine[0] if len(mine) == 1 else None
