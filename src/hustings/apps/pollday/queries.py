"""Polling day as figures: which marks count, who is left among our pledges, how the day goes by the hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import ExtractHour
from django.shortcuts import get_object_or_404
from django.utils.timezone import get_current_timezone, localtime, make_aware

from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.canvass.queries import pledges
from hustings.apps.ledger.models import Event, EventQuerySet
from hustings.apps.register.models import AbsentVoter, District, ElectorQuerySet
from hustings.apps.register.queries import Scope, districts_in

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


@dataclass(frozen=True, slots=True)
class Promises:
    """Pledges on the polling-day list. Those who vote by post are counted apart, unless marked all the same."""

    voted: int
    left: int
    by_post: int
    district: District | None = None

    @property
    def pledges(self) -> int:
        return self.voted + self.left

    @property
    def share(self) -> int:
        """How many in a hundred of the pledges have voted, rounded down; 0 where there are none."""
        return 100 * self.voted // self.pledges if self.pledges else 0


@dataclass(frozen=True, slots=True)
class Hour:
    """Those marked in the hour that begins at `hour`: all of them, our pledges among them, and all so far."""

    hour: int
    marked: int
    ours: int
    so_far: int


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
    waiting = _with_door(scope).filter(~_marked(scope, day), ~_votes_by_post(scope))
    return waiting.select_related("district", "door").in_walking_order()


def promises_by_district(scope: Scope, day: Day) -> list[Promises]:
    """Voted, left and by post in each district of the campaign or of the member's area, in two queries.

    Every pledge with a door is in one of the three: a mark counts as voted, also that of a postal voter.
    """
    marked, by_post = _marked(scope, day), _votes_by_post(scope)
    pledged = _with_door(scope).order_by().values("district")
    counted = pledged.annotate(
        voted=Count("pk", filter=marked),
        left=Count("pk", filter=~marked & ~by_post),
        by_post=Count("pk", filter=by_post & ~marked),
    ).values_list("district", "voted", "left", "by_post")
    by_district = {row[0]: row[1:] for row in counted}
    rows = [(d, *by_district.get(d.pk, (0, 0, 0))) for d in districts_in(scope)]
    return [Promises(voted, left, by_post, d) for d, voted, left, by_post in rows]


def total(rows: Iterable[Promises]) -> Promises:
    """The districts added up."""
    rows = list(rows)
    return Promises(
        voted=sum(row.voted for row in rows),
        left=sum(row.left for row in rows),
        by_post=sum(row.by_post for row in rows),
    )


def by_hour(scope: Scope, day: Day) -> list[Hour]:
    """The marks hour by hour, from the opening of the polls to the last hour with a mark; empty without marks."""
    counted = {
        row["hour"]: (row["marked"], row["ours"])
        for row in marks(scope, day)
        .order_by()
        .values(hour=ExtractHour("happened_at", tzinfo=get_current_timezone()))
        .annotate(
            marked=Count("elector", distinct=True),
            ours=Count(
                "elector",
                distinct=True,
                filter=Q(elector__in=pledges(scope).values("pk")),
            ),
        )
    }
    if not counted:
        return []
    hours = range(min(POLLS_OPEN, *counted), max(counted) + 1)
    rows = [(hour, *counted.get(hour, (0, 0))) for hour in hours]
    so_far = accumulate(marked for _, marked, _ in rows)
    return [Hour(*row, total) for row, total in zip(rows, so_far, strict=True)]


def latest_marks(member: Membership, district: District, *, own: bool) -> EventQuerySet:
    """The last ten standing marks of a district, newest first; `own` gives only those that the member typed."""
    typed = Event.objects.for_member(member).votes_seen().standing()
    typed = typed.filter(district=district, elector__isnull=False)
    if own:
        typed = typed.filter(author=member)
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


def district_for(member: Membership, district_id: UUID) -> District:
    """A district of the member's campaign and area; Http404 for any other."""
    districts = District.objects.filter(campaign=member.campaign_id)
    if member.districts:
        districts = districts.filter(pk__in=member.districts)
    return get_object_or_404(districts.select_related("council"), pk=district_id)


def _with_door(scope: Scope) -> ElectorQuerySet:
    return pledges(scope).filter(door__isnull=False)


# Sets that do not depend on the elector: the database reads each once and hashes it.
def _marked(scope: Scope, day: Day) -> Q:
    return Q(pk__in=marks(scope, day).values("elector"))


def _votes_by_post(scope: Scope) -> Q:
    absent = AbsentVoter.objects.in_force().filter(
        campaign=_campaign_of(scope), kind__in=AbsentVoter.BY_POST
    )
    return Q(pk__in=absent.values("elector"))


def _campaign_of(scope: Scope) -> UUID:
    return scope.campaign_id if isinstance(scope, Membership) else scope.pk
