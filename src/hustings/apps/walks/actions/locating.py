"""Telling doors where they stand, from files."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.register.models import Door
from hustings.core.register.sources import Source
from hustings.core.walks import Point
from hustings.core.walks.locating import (
    Located,
    Wanted,
    locate,
    place_of,
    plain_postcode,
    plain_uprn,
)

# The better a door's place is known the higher: a postcode's middle never replaces what our own list said.
RANKS = {"": 0, "postcode": 1, "uprn": 2, "own": 3}
WRITE = """
UPDATE register_door AS d SET latitude = n.latitude, longitude = n.longitude, located_by = n.located_by
FROM unnest(%s::uuid[], %s::float8[], %s::float8[], %s::text[]) AS n (id, latitude, longitude, located_by)
WHERE d.campaign_id = %s AND d.id = n.id
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What files told: doors by what located them in this reading, and how many are still without a place."""

    read: Located
    doors: Counter[str] = field(default_factory=Counter)
    without: int = 0


def locate_doors(
    *,
    campaign: Campaign,
    sources: Sequence[Source],
    by: Membership | Actor,
    report: Callable[[int, str], None] = lambda rows, name: None,
) -> Outcome:
    """Read the files and keep the places that they tell of the campaign's doors, all in one go.

    A door whose place is known better than a file tells it keeps its own. `UnreadableFile` where a file tells no
    places at all.
    """
    doors = list(
        Door.objects.of(campaign).only(
            "pk", "key", "uprn", "postcode", "located_by", "campaign"
        )
    )
    read = locate(sources, _wanted(doors), report)
    found = list(_found(doors, read))
    with acting(by, "locate doors"):
        _write(campaign, found)
    left = Door.objects.of(campaign).filter(latitude=None, became=None).count()
    return Outcome(read, Counter(kind for _, _, kind in found), left)


def _wanted(doors: Iterable[Door]) -> Wanted:
    doors = list(doors)
    return Wanted(
        uprns=frozenset(plain_uprn(door.uprn) for door in doors if door.uprn),
        postcodes=frozenset(plain_postcode(d.postcode) for d in doors if d.postcode),
        identities=frozenset(_identity(door) for door in doors),
    )


def _identity(door: Door) -> str:
    return door.key.partition("|")[2]


def _found(doors: Iterable[Door], read: Located) -> Iterable[tuple[UUID, Point, str]]:
    places = {kind: read.by(kind) for kind in read.places}
    for door in doors:
        place = place_of(
            places, uprn=door.uprn, postcode=door.postcode, identity=_identity(door)
        )
        if place and RANKS[place[1]] >= RANKS.get(door.located_by, 0):
            yield door.pk, *place


def _write(campaign: Campaign, found: Sequence[tuple[UUID, Point, str]]) -> None:
    if not found:
        return
    keys = [key for key, _, _ in found]
    latitudes = [place.latitude for _, place, _ in found]
    longitudes = [place.longitude for _, place, _ in found]
    kinds = [kind for _, _, kind in found]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [keys, latitudes, longitudes, kinds, campaign.pk])
