"""Visits as other programs read them: one row a visit that stands, and one for each that was taken back.

Without the right to see answers a row tells of the door and never of a person. What a person told us of their
language, telephone or need of help rests on words of its own and is in no export.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Event, EventQuerySet
from hustings.core.register.cells import neutralised

# What was received within the last minute waits for the next call: a request that is still being written may
# carry an earlier time than one that is done, and a reader who has passed that time would never see it.
SETTLED_AFTER = timedelta(minutes=1)
OF_THE_DOOR = (
    "id", "kind", "takes_back", "happened_at", "reckoned_at", "received_at", "council", "district", "street", "door",
    "postcode", "door_id", "occasion", "outcome", "leaflet",
)  # fmt: skip
OF_THE_PERSON = (
    "elector", "elector_number", "newcomer", "answer", "code", "scale", "poster", "custom", "consent_wording",
    "consent_language", "consented_at",
)  # fmt: skip
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: after this row, in the order in which rows were received."""

    received_at: datetime
    id: UUID

    @classmethod
    def of(cls, text: str) -> "Place":
        """Read what `str` wrote; ValueError for anything else."""
        micros, _, key = text.partition("-")
        if not micros.isascii() or not micros.isdigit() or len(micros) > 17:
            raise ValueError(text)
        moment = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(micros))
        return cls(moment, UUID(key))

    def __str__(self) -> str:
        micros = (self.received_at - datetime.fromtimestamp(0, UTC)) // timedelta(
            microseconds=1
        )
        return f"{micros}-{self.id.hex}"


def columns(*, answers: bool) -> tuple[str, ...]:
    """The fields of a row, in the order of the file."""
    return OF_THE_DOOR + OF_THE_PERSON if answers else OF_THE_DOOR


def visits_after(
    membership: Membership, after: Place | None, *, most: int, at: datetime
) -> list[Event]:
    """The next rows of the member's area, oldest received first."""
    events = _exported(Event.objects.for_member(membership))
    events = events.filter(received_at__lt=at - SETTLED_AFTER)
    if after:
        later = Q(received_at=after.received_at, pk__gt=after.id)
        events = events.filter(Q(received_at__gt=after.received_at) | later)
    related = events.select_related(
        "district__council", "door", "elector__district", "consent"
    )
    return list(related.order_by("received_at", "id")[:most])


def row_of(event: Event, *, answers: bool) -> Row:
    """One visit, or the taking back of one, with every field that these rights open."""
    said = event.payload
    door, district = event.door, event.district
    row: Row = {
        "id": str(event.pk),
        "kind": "visit" if event.kind == Event.Kind.VISIT else "taken-back",
        "takes_back": _text(event.voids_id),
        "happened_at": _moment(event.happened_at),
        "reckoned_at": _moment(event.reckoned_at),
        "received_at": _moment(event.received_at),
        "council": district.council.name if district else None,
        "district": district.code if district else None,
        "street": door.street if door else None,
        "door": door.label if door else None,
        "postcode": door.postcode if door else None,
        "door_id": _text(event.door_id),
        "occasion": _text(event.occasion),
        "outcome": said.get("outcome"),
        "leaflet": said.get("leaflet") is True,
    }
    return row | _of_the_person(event) if answers else row


def as_lines(rows: Iterable[Row]) -> Iterator[str]:
    """JSON Lines: one object a line."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def as_csv(rows: Iterable[Row], names: tuple[str, ...]) -> str:
    """CSV with a line of names; a cell that a spreadsheet would run begins with an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    for row in rows:
        writer.writerow([neutralised(_cell(row[name])) for name in names])
    return "\ufeff" + text.getvalue()


def _exported(events: EventQuerySet) -> EventQuerySet:
    """Visits that stand and have not been erased, and what took a visit back."""
    visits = Event.objects.filter(campaign=OuterRef("campaign"), kind=Event.Kind.VISIT)
    of_visit = Exists(visits.filter(pk=OuterRef("voids")))
    standing = Event.objects.filter(campaign=OuterRef("campaign"), voids=OuterRef("pk"))
    keeps = Q(~Exists(standing), ~Q(payload={}), kind=Event.Kind.VISIT)
    return events.filter(keeps | Q(of_visit, kind=Event.Kind.VOID))


def _of_the_person(event: Event) -> Row:
    """Whom, and what they agreed to have kept."""
    said, words = event.payload, event.consent
    visit = event.kind == Event.Kind.VISIT
    return {
        "elector": _text(event.elector_id) if visit else None,
        "elector_number": event.elector.full_number
        if visit and event.elector
        else None,
        "newcomer": _text(event.newcomer_id) if visit else None,
        "answer": said.get("answer"),
        "code": said.get("code"),
        "scale": said.get("scale"),
        "poster": said.get("poster") is True,
        "custom": said.get("custom") or {},
        "consent_wording": _text(event.consent_id),
        "consent_language": words.language if words else None,
        "consented_at": _moment(event.consented_at) if event.consented_at else None,
    }


def _text(value: UUID | None) -> str | None:
    return str(value) if value else None


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dict():
            return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value)
