"""What the campaign knows of the things that a batch of events speaks of: looked up once for all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hustings.apps.campaigns.models import Campaign, ConsentWording
from hustings.apps.canvass.queries import scales_of
from hustings.apps.doorstep.models import (
    CallRound,
    DoorAdded,
    Held,
    Question,
    Stall,
)
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import DoNotContact, Door, Elector, Newcomer
from hustings.core import doorstep
from hustings.core.canvassing import NEUTRAL, Scale

# What is asked of a row: where it lies, and its name for the organiser's page.
ELECTOR = ("campaign", "door", "district", "forenames", "surname")
DOOR = ("campaign", "district", "became", "number", "label", "street")


@dataclass(frozen=True, slots=True)
class Known:
    """Rows of one campaign by id: those that the events name and that are there. All are of this campaign.

    Of electors and doors only the columns above.
    """

    campaign: Campaign
    electors: dict[UUID, Elector]
    doors: dict[UUID, Door]
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
    # Events that the ledger has already.
    kept: Mapping[UUID, Event] = field(default_factory=dict)
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
    scales = {scale.name: scale for scale in (*scales_of(campaign), NEUTRAL)}
    return Known(
        campaign=campaign,
        electors=electors,
        doors=doors,
        newcomers=newcomers,
        voided=_voided(campaign, taken_back),
        held=Held.objects.of(campaign).in_bulk(taken_back),
        is_accepted=is_accepted,
        left_alone=dict(
            DoNotContact.objects.of(campaign)
            .in_force()
            .filter(elector__in=electors.keys() | found)
            .values_list("elector_id", "since")
        ),
        wordings=_wordings(campaign, events),
        questions=_questions(campaign, events),
        scales=scales,
        away=_away(campaign, {e.occasion for e in events if e.occasion}),
        erased=_erased(campaign, events),
        kept=Event.objects.of(campaign).in_bulk([event.id for event in events]),
        before=areas_before(campaign, {d.pk for d in doors.values()} | homes, within),
    )


def areas_before(
    campaign: Campaign, doors: Collection[UUID], within: Collection[UUID]
) -> dict[UUID, set[UUID]]:
    """For each of these doors of the register the areas, of those in `within`, whose doors have become it."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    if within and doors:
        own = Door.objects.of(campaign).filter(district__in=within, became__in=doors)
        for each in own.order_by().only("campaign", "became", "district"):
            if each.became_id:
                found[each.became_id].add(each.district_id)
    return found


def _electors(campaign: Campaign, ids: set[UUID]) -> dict[UUID, Elector]:
    """Nobody anonymous: no phone was ever told of them."""
    if not ids:
        return {}
    rows = Elector.objects.of(campaign).filter(pk__in=ids, is_anonymous=False)
    return {row.pk: row for row in rows.only(*ELECTOR)}


def _doors(campaign: Campaign, ids: set[UUID]) -> dict[UUID, Door]:
    """By the id that the phone used: a door that it made itself may be one that stood already."""
    if not ids:
        return {}
    rows = Door.objects.of(campaign).filter(pk__in=ids).only(*DOOR)
    found = {row.pk: row for row in rows}
    made = DoorAdded.objects.filter(campaign=campaign, pk__in=ids - found.keys())
    return found | {row.pk: row.door for row in made.select_related("door")}


def _newcomers(campaign: Campaign, ids: set[UUID]) -> dict[UUID, Newcomer]:
    if not ids:
        return {}
    rows = Newcomer.objects.of(campaign).filter(pk__in=ids).select_related("elector")
    return {row.pk: row for row in rows}


def _erased(
    campaign: Campaign, events: Iterable[doorstep.Event]
) -> Mapping[UUID, datetime]:
    people = {key for e in events for key in (e.elector, e.newcomer) if key}
    if not people:
        return {}
    asked = Event.objects.of(campaign).filter(kind=Event.Kind.ERASURE).standing()
    about = Q(elector__in=people) | Q(newcomer__in=people)
    said = asked.filter(about).order_by("reckoned_at")
    return {
        key: at
        for elector, newcomer, at in said.values_list(
            "elector", "newcomer", "reckoned_at"
        )
        if (key := elector or newcomer)
    }


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


def _wordings(
    campaign: Campaign, events: Iterable[doorstep.Event]
) -> dict[UUID, ConsentWording]:
    ids = {event.consent.wording for event in events if event.consent}
    if not ids:
        return {}
    rows = ConsentWording.objects.filter(campaign=campaign, pk__in=ids)
    return {row.pk: row for row in rows}


def _questions(
    campaign: Campaign, events: Iterable[doorstep.Event]
) -> dict[UUID, Question]:
    if not any("custom" in event.payload for event in events):
        return {}
    return {row.pk: row for row in Question.objects.of(campaign)}
