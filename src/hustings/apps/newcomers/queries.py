"""Reads of newcomers and of doors of our own that start from a campaign or from a member's area."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.finding import found_doors, own_doors
from hustings.apps.newcomers.models import DoorLink, Link
from hustings.apps.newcomers.trail import trail_of
from hustings.apps.register.models import (
    District,
    Door,
    DoorQuerySet,
    Elector,
    Newcomer,
    NewcomerQuerySet,
)
from hustings.apps.register.queries import Scope, districts_in, electors_in
from hustings.core.register.names import name_of
from hustings.core.register.own_doors import Why


@dataclass(frozen=True, slots=True)
class Area:
    """An area of our own: its doors, how many were knocked on, and how many are the register's by now."""

    district: District
    doors: int
    knocked: int
    became: int


@dataclass(frozen=True, slots=True)
class DoorQuestion:
    """A door of ours and the register's doors that it may be."""

    door: Door
    candidates: tuple[Door, ...]
    why: Why | None


def newcomers_in(membership: Membership) -> NewcomerQuerySet:
    """The newcomers whom the member may see, with their doors."""
    seen = Newcomer.objects.for_member(membership)
    return seen.select_related("door__became", "district", "campaign")


def newcomer_for(membership: Membership, newcomer_id: UUID) -> Newcomer:
    """A newcomer of the member's campaign and area; Http404 for any other."""
    return get_object_or_404(newcomers_in(membership), pk=newcomer_id)


def called(scope: Scope, text: str) -> list[Newcomer]:
    """The newcomers of this name, each word of it or its beginning in any order; behind a comma something of the address.

    Accents and capitals do not matter. Nobody who has been erased is found: they have no name.
    """
    typed, _, place = text.partition(",")
    words, place = name_of("", typed).words, place.strip().casefold()
    if not words or any(sign.isdigit() for sign in typed):  # that is a number
        return []
    newcomers = (
        Newcomer.objects.of(scope)
        if isinstance(scope, Campaign)
        else Newcomer.objects.for_member(scope)
    )
    rows = newcomers.select_related("door", "elector", "campaign")
    found = [
        row
        for row in rows
        if _begin(words, name_of(row.surname, row.forenames).words)
        and place in where_met(row).casefold()
    ]
    return sorted(found, key=lambda row: (row.surname, row.forenames, where_met(row)))


def _begin(typed: Iterable[str], words: Iterable[str]) -> bool:
    here = tuple(words)
    return all(any(word.startswith(each) for word in here) for each in typed)


def where_met(newcomer: Newcomer) -> str:
    """The door or the address that the newcomer gave, in one line; nothing where none was said."""
    door = newcomer.door
    lines = [str(door)] if door else newcomer.address
    postcode = (door.postcode if door else "") or newcomer.postcode
    return ", ".join(filter(None, [*lines, postcode]))


def links_in(membership: Membership) -> QuerySet[Link]:
    """Links in force of newcomers to electors, of those of whom the member may see both; the latest first."""
    links = Link.objects.of(membership.campaign).in_force()
    if membership.districts:
        met = Newcomer.objects.for_member(membership)
        known = electors_in(membership)
        links = links.filter(newcomer__in=met.values("pk"))
        links = links.filter(elector__in=known.values("pk"))
    return links.select_related("newcomer__door", "elector__district", "elector__door")


def door_links_in(membership: Membership) -> QuerySet[DoorLink]:
    """What was said of doors of our own that the member may see, the latest first."""
    links = DoorLink.objects.of(membership.campaign).in_force()
    if membership.districts:
        links = links.filter(door__district__in=membership.districts)
    return links.select_related("door__district", "register_door__district")


def unconfirmed_in(membership: Membership) -> QuerySet[DoorLink]:
    """Of those the doors that somebody limited to an area added, and that open nothing to such until they are confirmed."""
    links = door_links_in(membership).filter(register_door__isnull=False)
    return links.filter(door__is_vouched=False, door__district__is_provisional=True)


def areas_in(membership: Membership) -> list[Area]:
    """The areas of our own that the member may see, in the order of their names."""
    areas = [d for d in districts_in(membership) if d.is_provisional]
    doors = Door.objects.of(membership.campaign).filter(district__in=areas)
    standing = doors.filter(became=None)
    visited = Event.objects.filter(campaign=OuterRef("campaign"), door=OuterRef("pk"))
    knocked = _by_district(standing.filter(Exists(visited.visits().standing())))
    counted, became = _by_district(standing), _by_district(doors.exclude(became=None))
    return [
        Area(d, counted.get(d.pk, 0), knocked.get(d.pk, 0), became.get(d.pk, 0))
        for d in areas
    ]


def _by_district(doors: DoorQuerySet) -> dict[UUID, int]:
    rows = doors.order_by().values_list("district").annotate(many=Count("pk"))
    return dict(rows)


def asked_doors(membership: Membership) -> list[DoorQuestion]:
    """Doors of our own that may be one of the register's, but not surely; not those that somebody has judged."""
    judged = DoorLink.objects.in_force().filter(
        campaign=OuterRef("campaign"), door=OuterRef("pk")
    )
    own = own_doors(membership.campaign).filter(~Exists(judged))
    if membership.districts:
        own = own.filter(district__in=membership.districts)
    rows = {str(d.pk): d for d in own.select_related("district").in_walking_order()}
    asked = [f for f in found_doors(membership.campaign, rows.values()) if f.candidates]
    wanted = {UUID(key) for finding in asked for key in finding.candidates}
    doors = Door.objects.of(membership.campaign).filter(pk__in=wanted)
    known = {str(door.pk): door for door in doors.select_related("district")}
    return [
        DoorQuestion(rows[f.key], tuple(known[key] for key in f.candidates), f.why)
        for f in asked
    ]


def asked_to_be_left(newcomers: Iterable[Newcomer]) -> set[UUID]:
    """Those of the newcomers who asked not to be contacted."""
    ids = [newcomer.pk for newcomer in newcomers]
    visits = Event.objects.visits().standing().filter(newcomer__in=ids)
    asked = visits.filter(payload__outcome="do-not-contact")
    return {key for key in asked.values_list("newcomer_id", flat=True) if key}


def carried_by_mistake(
    campaign: UUID, electors: Collection[Elector] | QuerySet[Elector]
) -> set[UUID]:
    """Events that lie with one person's rows only because of a link that was undone: they are somebody else's."""
    undone = Link.objects.filter(campaign=campaign, elector__in=electors)
    of = undone.exclude(undone_at=None).exclude(newcomer__elector__in=electors)
    events = Event.objects.filter(campaign=campaign, newcomer__in=of.values("newcomer"))
    return trail_of(events, campaign)


def events_of(newcomer: Newcomer, using: str = "default") -> set[UUID]:
    """All events that say something of the newcomer, also those that a link once carried to an elector."""
    own = Event.objects.using(using).filter(
        campaign=newcomer.campaign_id, newcomer=newcomer
    )
    return trail_of(own, newcomer.campaign_id)


def has_register(campaign: Campaign) -> bool:
    """Whether anybody is on the campaign's register yet."""
    return Elector.objects.of(campaign).on_the_register().exists()
