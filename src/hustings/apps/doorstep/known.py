"""What the campaign knows of the things that a batch of events speaks of: looked up once for all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hustings.apps.campaigns.models import Campaign, ConsentWording
from hustings.apps.canvass.queries import scales_of
from hustings.apps.doorstep.lookups import (
    doors_among,
    electors_among,
    erasures_among,
    kept_among,
    left_alone_among,
    scales_among,
    wordings_among,
)
from hustings.apps.doorstep.models import (
    CallRound,
    DoorAdded,
    Held,
    Question,
    Stall,
)
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Door, Newcomer
from hustings.core import doorstep
from hustings.core.canvassing import NEUTRAL, Scale


class Whereabouts(NamedTuple):
    """Where an elector or a door lies: the door is the elector's; a door may have become another."""

    id: UUID
    district_id: UUID | None
    door_id: UUID | None = None
    became_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Rows of one campaign by id: those that the events name and that are there. All are of this campaign."""

    campaign: Campaign
    electors: dict[UUID, Whereabouts]
    doors: dict[UUID, Whereabouts]
    newcomers: dict[UUID, Newcomer]
    voided: dict[UUID, Event]
    # Since when we know that they want to be left alone.
    left_alone: Mapping[UUID, datetime]
    wordings: Mapping[UUID, ConsentWording]
    questions: Mapping[UUID, Question]
    scales: Mapping[str, Scale]
    # Stalls and rounds of calls: what happens there happens at nobody's door.
    away: frozenset[UUID] = frozenset()
    # When an elector or a newcomer last asked for erasure: nothing said before is kept, however late it comes.
    erased: Mapping[UUID, datetime] = field(default_factory=dict)
    # Of the events that these take back, those that wait for a person.
    held: Mapping[UUID, Held] = field(default_factory=dict)
    # A person has looked at these events and lets them count.
    is_accepted: bool = False
    # Of doors of the register, the areas of our own in which they stood before it came.
    before: Mapping[UUID, Collection[UUID]] = field(default_factory=dict)


def look_up(
    campaign: Campaign,
    events: Iterable[doorstep.Event],
    *,
    within: Collection[UUID] = (),
    is_accepted: bool = False,
) -> Known:
    """Everything that `events` name, in a number of queries that does not grow with them.

    `within`: the districts to which those who made them are limited, if any of them is.
    """
    events = list(events)
    taken_back = {e.voids for e in events if e.voids}
    electors = _electors(campaign, {e.elector for e in events if e.elector})
    doors = _doors(campaign, {e.door for e in events if e.door})
    homes = {e.door_id for e in electors.values() if e.door_id}
    newcomers = _newcomers(campaign, {e.newcomer for e in events if e.newcomer})
    found = {n.elector_id for n in newcomers.values() if n.elector_id}
    wordings = _wordings(campaign, events)
    return Known(
        campaign=campaign,
        electors=electors,
        doors=doors,
        newcomers=newcomers,
        voided=_voided(campaign, taken_back),
        held=Held.objects.of(campaign).in_bulk(taken_back),
        is_accepted=is_accepted,
        left_alone=dict(left_alone_among(campaign.pk, electors.keys() | found)),
        wordings=wordings,
        questions=_questions(campaign, events),
        scales=_scales(campaign, events, wordings.values()),
        away=_away(campaign, {e.occasion for e in events if e.occasion}),
        erased=_erased(campaign, events),
        before=_areas_before(campaign, {d.id for d in doors.values()} | homes, within),
    )


def _areas_before(
    campaign: Campaign, doors: Collection[UUID], within: Collection[UUID]
) -> dict[UUID, set[UUID]]:
    """For each of these doors of the register the areas, of those in `within`, whose doors have become it and open it."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    if within and doors:
        own = Door.objects.opening(campaign.pk, within).filter(became__in=doors)
        for each in own.order_by().only("campaign", "became", "district"):
            if each.became_id:
                found[each.became_id].add(each.district_id)
    return found


def kept_before(campaign: Campaign, ids: Iterable[UUID]) -> dict[UUID, Event]:
    """The events that the ledger has already under these ids."""
    keys = [key for (key,) in kept_among(campaign.pk, ids)]
    return Event.objects.of(campaign).in_bulk(keys) if keys else {}


def _electors(campaign: Campaign, ids: Iterable[UUID]) -> dict[UUID, Whereabouts]:
    return {row[0]: Whereabouts(*row) for row in electors_among(campaign.pk, ids)}


def _doors(campaign: Campaign, ids: set[UUID]) -> dict[UUID, Whereabouts]:
    """By the id that the phone used: a door that it made itself may be one that stood already."""
    rows = doors_among(campaign.pk, ids)
    found = {key: Whereabouts(key, at, key, became) for key, at, became in rows}
    if len(found) == len(ids):
        return found
    made = DoorAdded.objects.filter(campaign=campaign, pk__in=ids - found.keys())
    return found | {row.pk: _of_door(row.door) for row in made.select_related("door")}


def _of_door(door: Door) -> Whereabouts:
    return Whereabouts(door.pk, door.district_id, door.pk, door.became_id)


def _newcomers(campaign: Campaign, ids: set[UUID]) -> dict[UUID, Newcomer]:
    if not ids:
        return {}
    rows = Newcomer.objects.of(campaign).filter(pk__in=ids).select_related("elector")
    return {row.pk: row for row in rows}


def _erased(
    campaign: Campaign, events: Iterable[doorstep.Event]
) -> Mapping[UUID, datetime]:
    people = {key for e in events for key in (e.elector, e.newcomer) if key}
    asked = erasures_among(campaign.pk, people)
    return {elector or newcomer: at for elector, newcomer, at in asked}


def _away(campaign: Campaign, ids: set[UUID]) -> frozenset[UUID]:
    if not ids:
        return frozenset()
    stalls = Stall.objects.of(campaign).filter(pk__in=ids).values_list("pk")
    calls = CallRound.objects.of(campaign).filter(pk__in=ids).values_list("pk")
    return frozenset(key for (key,) in stalls.union(calls))


def _voided(campaign: Campaign, ids: set[UUID]) -> dict[UUID, Event]:
    if not ids:
        return {}
    rows = Event.objects.of(campaign).filter(pk__in=ids).select_related("elector")
    return {row.pk: row for row in rows}


def _scales(
    campaign: Campaign,
    events: Iterable[doorstep.Event],
    wordings: Iterable[ConsentWording],
) -> Mapping[str, Scale]:
    """The answer codes in use. `wordings`, those that the events name, mostly tell that there are words in force."""
    if not any("code" in event.payload for event in events):
        return {}
    opinion = ConsentWording.Covers.OPINION
    if any(w.covers == opinion and w.withdrawn_at is None for w in wordings):
        own = [row.scale for row in scales_among(campaign.pk, [campaign.pk])]
    else:
        own = list(scales_of(campaign))
    return {scale.name: scale for scale in (*own, NEUTRAL)}


def _wordings(
    campaign: Campaign, events: Iterable[doorstep.Event]
) -> dict[UUID, ConsentWording]:
    ids = {event.consent.wording for event in events if event.consent}
    return {row.pk: row for row in wordings_among(campaign.pk, ids)}


def _questions(
    campaign: Campaign, events: Iterable[doorstep.Event]
) -> dict[UUID, Question]:
    if not any("custom" in event.payload for event in events):
        return {}
    return {row.pk: row for row in Question.objects.of(campaign)}
