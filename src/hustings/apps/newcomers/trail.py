"""What became of events: a link and a joined door each say an event again, under a new id, of another row."""

from uuid import UUID

from hustings.apps.ledger.actions import carried_id
from hustings.apps.ledger.models import Event, EventQuerySet
from hustings.apps.newcomers.models import DoorLink, Link


def trail_of(events: EventQuerySet, campaign: UUID) -> set[UUID]:
    """The ids of these events of one campaign, of all that they have become since, and of all that those became.

    Read from the database that `events` names.
    """
    rows = set(events.values_list("pk", "newcomer", "door"))
    found = latest = {key for key, _, _ in rows}
    subjects = _subjects(
        campaign,
        {newcomer for _, newcomer, _ in rows if newcomer},
        {door for _, _, door in rows if door},
        events.db,
    )
    ledger = Event.objects.using(events.db).filter(campaign=campaign)
    while latest:
        anew = [carried_id(key, row) for key in latest for row in subjects]
        latest = set(ledger.filter(pk__in=anew).values_list("pk", flat=True)) - found
        found |= latest
    return found


def _subjects(
    campaign: UUID, newcomers: set[UUID], doors: set[UUID], using: str
) -> set[UUID]:
    """All whom and what these newcomers and doors were ever said to be, and they themselves."""
    people = Link.objects.using(using).filter(campaign=campaign, newcomer__in=newcomers)
    places = DoorLink.objects.using(using).filter(
        campaign=campaign, door__in=doors, register_door__isnull=False
    )
    electors = people.values_list("elector_id", flat=True)
    return newcomers | doors | {*electors} | {
        key for key in places.values_list("register_door_id", flat=True) if key
    }  # fmt: skip
