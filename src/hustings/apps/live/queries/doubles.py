"""Doors at which two canvassers called on one day: both are kept, and the later knock leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hustings.apps.campaigns.models import Membership
from hustings.apps.doorstep.models import Phone
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Door
from hustings.apps.walks.queries import double_knocks

DAYS = 14


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
    """The double knocks of the last fortnight, a hundred doors at most; three queries."""
    found = double_knocks(member, at - timedelta(days=DAYS))
    phones = {str(p.pk): p.name for p in Phone.objects.of(member.campaign)}
    return [
        Double(each.door, tuple(_knock(v, each.visits, phones) for v in each.visits))
        for each in found
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
