"""Newcomers and doors of our own as matching sees them, with whom and what of the register they may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from hustings.apps.campaigns.models import Campaign
from hustings.apps.newcomers.models import DoorLink, Link
from hustings.apps.register.models import Door, DoorQuerySet, Elector, Newcomer
from hustings.apps.register.queries import Scope, doors_in, electors_in, searchable
from hustings.core.register.addresses import tidy_postcode
from hustings.core.register.doors import Address, read_door
from hustings.core.register.newcomers import Candidate, Person, find
from hustings.core.register.own_doors import DoorFinding, OwnDoor, find_doors
from hustings.core.register.streets import natural

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """An elector who may be the newcomer, and why."""

    elector: Elector
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Found:
    """A newcomer with the elector that they surely are, if any, and all who may be meant, likeliest first."""

    newcomer: Newcomer
    sure: Shown | None
    candidates: tuple[Shown, ...]

    def came_after(self, day: date) -> bool:
        """Whether the register has the sure one only since that day: nobody could have picked them before."""
        return self.sure is not None and self.sure.elector.opened_on >= day


def found(scope: Scope, newcomers: Iterable[Newcomer]) -> list[Found]:
    """Who the newcomers may be, in the order given. Nobody anonymous, struck off or outside the scope is shown."""
    newcomers = list(newcomers)
    results = []
    for start in range(0, len(newcomers), AT_ONCE):
        results += _some(scope, newcomers[start : start + AT_ONCE])
    return results


def _some(scope: Scope, newcomers: Sequence[Newcomer]) -> list[Found]:
    met = [person_of(newcomer) for newcomer in newcomers]
    findings = find(met, _around(scope, met))
    wanted = {UUID(c.key) for f in findings for c in f.candidates}
    wanted |= {UUID(f.sure.key) for f in findings if f.sure}
    rows = electors_in(scope).filter(pk__in=wanted)
    electors = {row.pk: row for row in rows.select_related("district", "door")}

    def shown(candidate: Candidate) -> Shown:
        return Shown(electors[UUID(candidate.key)], candidate)

    undone = _undone(newcomers)
    results = []
    for newcomer, finding in zip(newcomers, findings, strict=True):
        sure = shown(finding.sure) if finding.sure else None
        if sure and (newcomer.pk, sure.elector.pk) in undone:
            sure = None
        candidates = tuple(shown(each) for each in finding.candidates)
        results.append(Found(newcomer, sure, candidates))
    return results


def _undone(newcomers: Sequence[Newcomer]) -> set[tuple[UUID, UUID]]:
    """Of whom somebody said that they are not that elector: the machine is not sure of it again."""
    links = Link.objects.filter(
        campaign__in={each.campaign_id for each in newcomers}, newcomer__in=newcomers
    )
    said = links.exclude(undone_at=None).values_list("newcomer_id", "elector_id")
    return {(newcomer, elector) for newcomer, elector in said}


def person_of(newcomer: Newcomer) -> Person:
    """The newcomer at the door where they were met, or at the address that they gave."""
    door = newcomer.door
    if door and door.became:
        door = door.became
    postcode = tidy_postcode(newcomer.postcode)
    if door:
        identity = _identity(door.key)
        return Person(
            str(newcomer.pk),
            newcomer.surname,
            newcomer.forenames,
            identity,
            door.postcode or postcode,
        )
    reading = read_door(Address(tuple(newcomer.address), postcode))
    identity = reading.identity if reading else ""
    return Person(
        str(newcomer.pk),
        newcomer.surname,
        newcomer.forenames,
        identity,
        postcode or (reading.postcode if reading else ""),
    )


def _identity(key: str) -> str:
    """The door's identity out of its key; one that is not made of an address names no place."""
    identity = key.partition("|")[2]
    return identity if identity.count("|") == 4 else ""


def _around(scope: Scope, met: Sequence[Person]) -> list[Person]:
    """Everybody in the newcomers' streets and postcodes, and everybody of their names."""
    everybody = electors_in(scope).on_the_register().filter(is_anonymous=False)
    streets = {natural(p.identity.split("|")[1]) for p in met if p.identity}
    codes = {p.postcode for p in met if p.postcode}
    names = {searchable(p.surname, p.forenames) for p in met}
    names |= {searchable(p.forenames, p.surname) for p in met}
    doors = doors_in(scope)
    lots = (
        everybody.filter(door__in=doors.filter(street_order__in=streets - {""})),
        everybody.filter(door__in=doors.filter(postcode__in=codes)),
        everybody.filter(search__in=names - {""}),
    )
    columns = ("pk", "surname", "forenames", "door__key", "door__postcode", "postcode")
    rows = {row[0]: row for lot in lots for row in lot.order_by().values_list(*columns)}
    return [
        Person(
            str(pk),
            surname,
            forenames,
            _identity(key or ""),
            code or tidy_postcode(own),
        )
        for pk, surname, forenames, key, code, own in rows.values()
    ]


def own_doors(campaign: Campaign) -> DoorQuerySet:
    """Doors at which the register has never had anybody, and which have not become one of its doors."""
    ever = Elector.objects.filter(campaign=OuterRef("campaign"), door=OuterRef("pk"))
    return Door.objects.of(campaign).filter(~Exists(ever), became=None)


def found_doors(campaign: Campaign, doors: Iterable[Door]) -> list[DoorFinding]:
    """Which of the register's doors each of these may be; keys are the doors' ids.

    Two that somebody has parted may be one, and are not surely.
    """
    own = [_own(door.pk, door.key, door.postcode) for door in doors]
    streets = {natural(door.house[0]) for door in own} - {""}
    here = Elector.objects.of(campaign).filter(door=OuterRef("pk")).on_the_register()
    rows = Door.objects.of(campaign).filter(
        Exists(here), street_order__in=streets, became=None
    )
    columns = rows.order_by("file_order", "key").values_list("pk", "key", "postcode")
    links = DoorLink.objects.of(campaign).exclude(undone_at=None)
    said = links.filter(register_door__isnull=False).values_list(
        "door", "register_door"
    )
    parted = {(str(door), str(theirs)) for door, theirs in said}
    return [
        _in_doubt(finding) if (finding.key, finding.sure) in parted else finding
        for finding in find_doors(own, [_own(*row) for row in columns])
    ]


def _in_doubt(finding: DoorFinding) -> DoorFinding:
    others = tuple(key for key in finding.candidates if key != finding.sure)
    sure = (finding.sure,) if finding.sure else ()
    return replace(finding, sure=None, candidates=(*sure, *others))


def _own(pk: UUID, key: str, postcode: str) -> OwnDoor:
    return OwnDoor(str(pk), _identity(key), postcode)
