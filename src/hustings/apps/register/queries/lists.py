"""Lists of electors and streets, searched by name, street or number."""

import re
from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from django.db.models import Count, F, Min, Q, TextField, Value
from django.db.models.functions import Concat

from hustings.apps.register.models import District, DoorQuerySet, ElectorQuerySet
from hustings.apps.register.queries.numbers import Found, Several, find_elector
from hustings.apps.register.queries.scope import Scope, doors_in, electors_in
from hustings.core.register.names import name_of
from hustings.core.register.streets import street_key

MOST = 200
"""Electors that a search lists; a name that thousands have is no search."""
HOUSE = re.compile(
    r"(?P<number>[0-9]{1,5})(?P<letter>[A-Za-z]?)[ ,]+(?P<street>.*[A-Za-z].*)"
)


def searchable(surname: str, forenames: str) -> str:
    """The words of a name as `Elector.search` keeps them: family names first, small letters, no accents.

    Mac is Mc and "O Brien" is obrien, so that each spelling finds the other (`core.register.names`).
    """
    name = name_of(surname, forenames)
    return " ".join(name.family + name.given)[:400]


@dataclass(frozen=True, slots=True)
class Search:
    """The electors to list; `asks` when the number typed fits several, `is_cut` when more than `MOST` fit."""

    electors: ElectorQuerySet
    asks: bool = False
    is_cut: bool = False


def search(
    scope: Scope, text: str, district: District | None, *, closed: bool = False
) -> Search:
    """Electors by number, name, or house and street; all of the district where nothing is typed.

    Anonymous entries are in no list and no search.
    """
    everyone = electors_in(scope).filter(is_anonymous=False)
    listed = everyone.filter(closed_on__isnull=not closed)
    if district:
        listed = listed.in_district(district)
    if not text.strip():
        return Search(listed)
    match None if closed else find_elector(scope, text, district):
        case Found(elector=elector):
            return Search(everyone.filter(pk=elector.pk))
        case Several(electors=several):
            return Search(everyone.filter(pk__in=[e.pk for e in several]), asks=True)
    found = _by_name_or_street(scope, listed, text)
    return Search(everyone.filter(pk__in=found[:MOST]), is_cut=len(found) > MOST)


def _by_name_or_street(
    scope: Scope, electors: ElectorQuerySet, text: str
) -> list[UUID]:
    """Whom the text may mean, the first of them in the order of their numbers, one more than `MOST` at the most.

    Names and streets are looked through one after the other: each is one pass over one table.
    """
    house = HOUSE.fullmatch(text.strip())
    if house:
        doors = doors_in(scope).filter(number=int(house["number"]))
        if house["letter"]:
            doors = doors.filter(letter__iexact=house["letter"])
        return _first(electors, doors, house["street"])
    words = name_of(text, "").words
    spaced = electors.alias(
        spaced=Concat(Value(" "), F("search"), output_field=TextField())
    )
    named = spaced.filter(*[Q(spaced__contains=f" {word}") for word in words])
    ids = named.in_number_order().values_list("pk", flat=True)[: MOST + 1]
    return [*(ids if words else ()), *_first(electors, doors_in(scope), text)]


def _first(electors: ElectorQuerySet, doors: DoorQuerySet, street: str) -> list[UUID]:
    """The first electors at those of the doors that are in such a street."""
    if not street_key(street):
        return []
    there = list(_on_street(doors, street).values_list("pk", flat=True))
    at_door = electors.filter(door__in=there).in_number_order()
    return list(at_door.values_list("pk", flat=True)[: MOST + 1]) if there else []


def _on_street(doors: DoorQuerySet, text: str) -> DoorQuerySet:
    """Doors of streets whose name has every word of the text."""
    spaced = doors.alias(
        spaced=Concat(Value(" "), F("street_order"), output_field=TextField())
    )
    return spaced.filter(
        Q(*[Q(spaced__contains=f" {w}") for w in street_key(text).split()])
    )


class Street(TypedDict):
    """One street of a district: its name, what orders it, its doors and how many of them are unsure."""

    street_order: str
    name: str
    doors: int
    unsure: int


def streets_of(scope: Scope, district: District) -> list[Street]:
    """The streets of a district in the order of the walk."""
    doors = doors_in(scope).in_district(district)
    return list(
        doors.values("street_order")
        .annotate(
            name=Min("street"),
            doors=Count("pk"),
            unsure=Count("pk", filter=Q(is_unsure=True)),
        )
        .order_by("street_order")
    )
