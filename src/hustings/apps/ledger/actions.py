"""Everything that adds to the ledger. Nothing is ever changed there."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID, uuid5

import orjson
from django.db import connection
from django.db.models import Q

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import DoNotContact, Door, Elector, Newcomer
from hustings.core.errors import HustingsError

AT_ONCE = 5000
Subject = Elector | Door | Newcomer
# An event by the names of its columns, as COLUMNS has them; one left out is null.
Row = Mapping[str, Any]
# Of these an empty payload is what an erasure left.
SAYS_SOMETHING = (Event.Kind.VISIT, Event.Kind.PERMISSION, Event.Kind.DETAIL)
COLUMNS = {
    "id": "uuid",
    "campaign_id": "uuid",
    "kind": "text",
    "district_id": "uuid",
    "elector_id": "uuid",
    "door_id": "uuid",
    "newcomer_id": "uuid",
    "voids_id": "uuid",
    "happened_at": "timestamptz",
    "clock_offset": "bigint",
    "author_id": "uuid",
    "device": "text",
    "app_version": "text",
    "occasion": "uuid",
    "payload": "jsonb",
    "consent_id": "uuid",
    "consented_at": "timestamptz",
}
# One statement for one event or for thousands, quicker than Django's own and silent about those kept before.
ADD = (
    f"INSERT INTO ledger_event (received_at, {', '.join(COLUMNS)}) "  # noqa: S608 - built of the names above
    f"SELECT %s, {', '.join(COLUMNS)} FROM jsonb_to_recordset(%s) AS given "
    f"({', '.join(f'{name} {kind}' for name, kind in COLUMNS.items())}) "
    "ON CONFLICT (campaign_id, id) DO NOTHING RETURNING id"
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Which events are new to the ledger, and which it had already."""

    kept: tuple[UUID, ...]
    already: tuple[UUID, ...]


def record_event(*, event: Event, by: Membership | Actor, at: datetime) -> bool:
    """Keep one event; False if the very same was kept before. `event` is an unsaved Event with its own id.

    HustingsError if something else was kept under this id.
    """
    return bool(record_events(events=[event], by=by, at=at).kept)


def record_events(
    *, events: Iterable[Event], by: Membership | Actor, at: datetime
) -> Receipt:
    """Keep many events of one campaign, all or none; those kept before are left as they are.

    `received_at` becomes `at`; the author becomes `by` where none is named. HustingsError if one of them
    says something else than what was kept under its id.
    """
    kept: list[UUID] = []
    already: list[UUID] = []
    with acting(by, "record events"):
        for some in _in_lots(events):
            receipt = add_rows(rows=[_row(event, by, at) for event in some], at=at)
            kept += receipt.kept
            already += receipt.already
        if len(kept) >= AT_ONCE:
            _measure()
    return Receipt(tuple(kept), tuple(already))


def add_rows(*, rows: Sequence[Row], at: datetime) -> Receipt:
    """Keep events of one campaign, given as rows, within the caller's `acting`; all or none, in one statement.

    As `record_events`, without the making of an object for each. HustingsError as there.
    """
    new = add_new(rows=rows, at=at)
    keys = [row["id"] for row in rows]
    if len(new) == len(rows):
        return Receipt(tuple(keys), ())
    held = _held([key for key in keys if key not in new], rows[0]["campaign_id"])
    already = []
    for key, row in zip(keys, rows, strict=True):
        if key in held:
            _check_same(held[key], row)
            already.append(key)
        else:
            held[key] = row
    return Receipt(
        tuple(key for key in dict.fromkeys(keys) if key in new), tuple(already)
    )


def add_new(*, rows: Sequence[Row], at: datetime) -> set[UUID]:
    """As `add_rows`, and gives the ids of those that are new: what stands under the others' is for the caller to compare."""
    with connection.cursor() as cursor:
        cursor.execute(ADD, [at, orjson.dumps(rows, default=str).decode()])
        return {key for (key,) in cursor.fetchall()}


def void_event(
    *, event: Event, by: Membership | Actor, at: datetime, reason: str = ""
) -> bool:
    """Take an event back by adding a `void`; False if that was done before.

    What was taken back is not brought back: record it again.
    """
    if event.kind == Event.Kind.VOID:
        raise HustingsError(
            "What was taken back stays so. If it did happen, enter it again."
        )
    if Event.objects.filter(campaign=event.campaign_id, voids=event.id).exists():
        return False
    with acting(by, f"take back a {event.kind}"):
        return record_event(event=_void_of(event, by, at, reason), by=by, at=at)


def carry_over(
    *,
    kept: Subject,
    closed: Subject,
    by: Membership | Actor,
    at: datetime,
    only: Collection[UUID] | None = None,
) -> int:
    """Two rows have turned out to be one person, or one door: say again of the kept one what stands of the other.

    Each event is recorded anew, as it happened, and the old one taken back; gives how many. `only` names the
    events that go. What an erasure has emptied stays where it is: it says nothing any more.
    """
    events = list(_standing_of(closed, only))
    if not events:
        return 0
    anew = [_of(kept, event) for event in events]
    with acting(by, "carry over to the same person or door"):
        voids = [_void_of(event, by, at, "carried over") for event in events]
        record_events(events=[*anew, *voids], by=by, at=at)
        _rest_on(kept, events)
    return len(events)


def carried_id(event: UUID, kept: UUID) -> UUID:
    """The id of an event once it has been carried over to the row `kept`."""
    return uuid5(event, str(kept))


def _rest_on(kept: Subject, events: list[Event]) -> None:
    """A wish to be left alone rests on the visit as it is told now: taking that back lifts it."""
    wishes = DoNotContact.objects.filter(campaign=kept.campaign_id, elector=kept.pk)
    told = {event.id for event in events}
    for wish in wishes.filter(source_event__in=told):
        wish.source_event = carried_id(wish.source_event or wish.pk, kept.pk)
        wish.save(update_fields=["source_event"])


def _standing_of(closed: Subject, only: Collection[UUID] | None) -> Iterator[Event]:
    name = {Elector: "elector", Door: "door", Newcomer: "newcomer"}[type(closed)]
    events = Event.objects.filter(campaign=closed.campaign_id, **{name: closed.pk})
    if only is not None:
        events = events.filter(pk__in=only)
    emptied = Q(kind__in=SAYS_SOMETHING, payload={})
    standing = events.exclude(kind=Event.Kind.VOID).exclude(emptied).standing()
    return standing.order_by("received_at", "pk").iterator()


def _of(kept: Subject, event: Event) -> Event:
    """The event said of the kept row: of the person, or of the door whoever opened it."""
    values = {name: getattr(event, name) for name in COLUMNS}
    values |= {"id": carried_id(event.id, kept.pk), "district_id": kept.district_id}
    match kept:
        case Door():
            values["door_id"] = kept.pk
        case Newcomer():
            values |= {"newcomer_id": kept.pk, "elector_id": None}
        case Elector():
            values |= {"elector_id": kept.pk, "newcomer_id": None}
    return Event(**values)


def _void_of(event: Event, by: Membership | Actor, at: datetime, reason: str) -> Event:
    """A void by whoever takes back; by whoever recorded, where that is no member (a command, say)."""
    return Event(
        campaign_id=event.campaign_id,
        kind=Event.Kind.VOID,
        district_id=event.district_id,
        elector_id=event.elector_id,
        door_id=event.door_id,
        newcomer_id=event.newcomer_id,
        voids_id=event.id,
        happened_at=at,
        author_id=by.pk if isinstance(by, Membership) else event.author_id,
        payload={"reason": reason} if reason else {},
    )


def _in_lots(events: Iterable[Event]) -> Iterator[list[Event]]:
    rest = iter(events)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _measure() -> None:
    """Let the planner count the rows now; by itself it would do so within the next minutes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_measure()")


def _row(event: Event, by: Membership | Actor, at: datetime) -> Row:
    if isinstance(by, Membership) and event.author_id is None:
        event.author = by
    event.received_at = at
    return {name: getattr(event, name) for name in COLUMNS}


def _held(keys: list[UUID], campaign: UUID) -> dict[UUID, Row]:
    rows = Event.objects.filter(campaign=campaign, pk__in=keys).values(*COLUMNS)
    return {row["id"]: row for row in rows}


def _check_same(held: Row, given: Row) -> None:
    """Raise HustingsError if the two differ, but for what an erasure has since emptied."""
    emptied = not held["payload"] and not held["device"]
    for name in COLUMNS:
        was, said = held.get(name), given.get(name)
        if was != said and not (emptied and not was):
            raise HustingsError(
                f"Something else is already kept under the id {given['id']}. Nothing was changed; "
                "enter it again, so that it gets an id of its own."
            )
