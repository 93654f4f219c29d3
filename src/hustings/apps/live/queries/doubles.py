"""Doors at which two canvassers called on one day: both are kept, and the later knock leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from hustings.apps.campaigns.models import Membership
from hustings.apps.doorstep.models import Phone
from hustings.apps.ledger.models import Event
from hustings.apps.live.queries.calls import visits_standing
from hustings.apps.live.queries.counting import counted
from hustings.apps.register.models import Door

DAYS, MOST = 14, 100
# Of two different texts the one is the lesser: that is found without sorting each day's visits to each door.
TWICE = """SELECT door, day FROM (SELECT door, hour::date AS day, max(hour) AS latest,
        min(who::text) <> max(who::text) AS by_two,
        min(device) FILTER (WHERE device <> '') <> max(device) FILTER (WHERE device <> '') AS with_two
    FROM rows GROUP BY 1, 2) days WHERE by_two OR with_two ORDER BY latest DESC, door LIMIT %s"""


@dataclass(frozen=True, slots=True)
class Knock:
    """One of the visits: by whom, with which phone if any, and whether it leads."""

    event: Event
    who: str
    phone: str
    leads: bool


@dataclass(frozen=True, slots=True)
class Double:
    """A door with its visits of one day, the earliest first."""

    door: Door
    knocks: tuple[Knock, ...]


def doubles(member: Membership, at: datetime) -> list[Double]:
    """Doors where two members or two phones called on one day of the last fortnight, the latest first; five queries."""
    visits = visits_standing(member).filter(
        door__isnull=False, reckoned_at__gte=at - timedelta(days=DAYS)
    )
    columns = ("door_id", "author_id", "device", "reckoned_at")
    pairs: list[tuple[UUID, date]] = counted(
        visits.order_by().values_list(*columns),
        "door, who, device, hour",
        TWICE,
        MOST,
        by_our_clock=True,
    )
    doors = Door.objects.of(member.campaign).in_bulk({door for door, _ in pairs})
    there = visits.filter(door__in=doors.keys()).order_by("reckoned_at")
    events: dict[tuple[UUID | None, date], list[Event]] = {}
    for event in there.prefetch_related("author__user"):
        day = localdate(event.reckoned_at)
        events.setdefault((event.door_id, day), []).append(event)
    phones = {str(p.pk): p.name for p in Phone.objects.of(member.campaign)}
    return [
        Double(
            doors[door],
            tuple(_knock(v, events[door, day], phones) for v in events[door, day]),
        )
        for door, day in pairs
    ]


def _knock(event: Event, beside: Sequence[Event], phones: dict[str, str]) -> Knock:
    who = str(event.payload.get("canvasser") or event.author.user)
    return Knock(event, who, phones.get(event.device, ""), _leads(event, beside))


def _leads(event: Event, beside: Sequence[Event]) -> bool:
    """Whether no later visit of the day speaks of the same: of a person the same person, of the door any."""
    about = _about(event)
    return not any(
        _order(other) > _order(event) and about in (None, _about(other))
        for other in beside
    )


def _about(event: Event) -> UUID | None:
    return event.elector_id or event.newcomer_id


def _order(event: Event) -> tuple[datetime, datetime, UUID]:
    return event.reckoned_at, event.received_at, event.pk
