"""Reads of polling day: which marks count, who is left among our pledges, what was typed last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404
from django.utils.timezone import localtime, make_aware

from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.canvass.queries import pledges, with_door
from hustings.apps.ledger.models import Event, EventQuerySet
from hustings.apps.register.models import (
    AbsentVoter,
    AbsentVoterQuerySet,
    District,
    ElectorQuerySet,
)
from hustings.apps.register.queries import Scope

# From 7 in the morning until 10 at night (RPA 1983 Sch 1 rule 1).
POLLS_OPEN, POLLS_CLOSE = 7, 22


@dataclass(frozen=True, slots=True)
class Day:
    """The day whose marks count now. Those of other days are left out, so a rehearsal spoils nothing.

    `begins` and `ends` are None in a demonstration, where every mark counts.
    """

    on: date
    begins: datetime | None = None
    ends: datetime | None = None
    is_rehearsal: bool = False
    is_over: bool = False

    @property
    def is_polling_day(self) -> bool:
        """Whether the marks are of the real polling day: no rehearsal and no demonstration."""
        return self.begins is not None and not self.is_rehearsal


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and whether it stands, that is, has not been taken back."""

    event: Event
    stands: bool


def day_counted(campaign: Campaign, at: datetime) -> Day:
    """Polling day, from its midnight on; before it, today as a rehearsal of its own."""
    today = localtime(at).date()
    on = min(today, campaign.polling_day)
    if campaign.is_demonstration:
        return Day(on)
    return Day(
        on,
        begins=make_aware(datetime.combine(on, time.min)),
        ends=make_aware(datetime.combine(on + timedelta(days=1), time.min)),
        is_rehearsal=today < campaign.polling_day,
        is_over=today > campaign.polling_day,
    )


def marks(scope: Scope, day: Day) -> EventQuerySet:
    """The tellers' marks that count: of this day, and not taken back."""
    if isinstance(scope, Membership):
        events = Event.objects.for_member(scope)
    else:
        events = Event.objects.of(scope)
    standing = events.votes_seen().standing().filter(elector__isnull=False)
    if day.begins:
        standing = standing.filter(
            happened_at__gte=day.begins, happened_at__lt=day.ends
        )
    return standing


def left(scope: Scope, day: Day) -> ElectorQuerySet:
    """Whom to knock up: pledges with a door, not marked and not voting by post, in walking order."""
    seen = marks(campaign_of(scope), day).filter(elector=OuterRef("pk"))
    absent = by_post(scope).filter(elector=OuterRef("pk"))
    waiting = to_knock_up(scope).filter(~Exists(seen), ~Exists(absent))
    return waiting.select_related("district", "door").in_walking_order()


def needing_help(scope: Scope) -> set[UUID]:
    """The electors who said, with consent and not taken back since, that they need help to get to the poll."""
    visits = Event.objects.of(campaign_of(scope)).visits().standing()
    told = visits.filter(payload__needs_help=True, elector__isnull=False)
    return {key for key in told.values_list("elector", flat=True) if key}


def latest_marks(member: Membership, district: District, *, own: bool) -> EventQuerySet:
    """The last ten standing marks of a district and those that the member typed of any, newest first; `own`: only these.

    A number kept for another district, with its letters or by a yes, may need to be taken back too.
    """
    typed = Event.objects.for_member(member).votes_seen().standing()
    typed = typed.filter(elector__isnull=False)
    there = Event.objects.votes_seen().in_district(district)
    mine = Q(author=member)
    typed = typed.filter(mine if own else mine | Q(pk__in=there.values("pk")))
    newest = typed.select_related("elector__district", "author__user")
    return newest.order_by("-received_at", "-happened_at", "-id")[:10]


def marks_of(
    electors: Iterable[UUID], campaign: Campaign, day: Day
) -> dict[UUID, list[Mark]]:
    """The marks of these electors on the day, taken back or not, each elector's first mark first."""
    all_marks = Event.objects.of(campaign).votes_seen().filter(elector__in=electors)
    if day.begins:
        all_marks = all_marks.filter(
            happened_at__gte=day.begins, happened_at__lt=day.ends
        )
    standing = set(all_marks.standing().values_list("pk", flat=True))
    found: dict[UUID, list[Mark]] = {}
    for event in all_marks.select_related("author__user").order_by("happened_at", "id"):
        if event.elector_id:
            mark = Mark(event, event.pk in standing)
            found.setdefault(event.elector_id, []).append(mark)
    return found


def postal_voters(electors: Iterable[UUID], campaign: Campaign) -> set[UUID]:
    """Which of these electors vote by post, themselves or through their proxy."""
    absent = AbsentVoter.objects.of(campaign).in_force()
    absent = absent.filter(kind__in=AbsentVoter.BY_POST, elector__in=electors)
    return set(absent.values_list("elector_id", flat=True))


def mark_for(member: Membership, mark_id: UUID) -> Event:
    """A teller's mark of the member's campaign and area, taken back or not; Http404 for any other."""
    marks = Event.objects.for_member(member).votes_seen()
    return get_object_or_404(marks.select_related("elector__district"), pk=mark_id)


def to_knock_up(scope: Scope) -> ElectorQuerySet:
    """Our pledges that have a door to knock at, whether or not they have voted."""
    return with_door(pledges(scope))


def by_post(scope: Scope) -> AbsentVoterQuerySet:
    """Those of the campaign who vote by post, themselves or through their proxy."""
    absent = AbsentVoter.objects.of(campaign_of(scope)).in_force()
    return absent.filter(kind__in=AbsentVoter.BY_POST)


def campaign_of(scope: Scope) -> Campaign:
    """The campaign of a campaign or of a member."""
    return scope.campaign if isinstance(scope, Membership) else scope
