"""How many people of the electorate we have spoken with, at least."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from hustings.apps.campaigns.models import Membership
from hustings.apps.doorstep.models import CallRound
from hustings.apps.ledger.models import EventQuerySet
from hustings.apps.live.queries.calls import (
    HOME,
    SPOKEN_TO,
    visits_standing,
    with_home,
)
from hustings.apps.live.queries.counting import counted
from hustings.apps.register.models import Newcomer
from hustings.apps.register.queries import electors_in
from hustings.core.canvassing.pace import Pace

WINDOW = 7
"""Days whose pace is taken, today among them."""


@dataclass(frozen=True, slots=True)
class Reach:
    """`named` people on the register agreed to be kept; at `unnamed` doors somebody spoke and nobody agreed.

    `newcomers` were met and are not found on the register: they count towards no electorate.
    """

    named: int
    unnamed: int
    newcomers: int
    pace: Pace


def reach(member: Membership, at: datetime) -> Reach:
    """How far it is to having spoken with more than half the electorate of the member's area.

    A person who did not agree is kept of the door alone. So a door counts for as many people as were kept by name,
    and for one where there is none: the fewest that it can have been.
    """
    today = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    since = today - timedelta(days=WINDOW - 1)
    named, unnamed, before, first = _people(member, since)
    days = (
        min(WINDOW, (today.date() - localtime(first).date()).days + 1) if first else 0
    )
    pace = Pace(
        electorate=electors_in(member).on_the_register().able_to_vote().count(),
        spoken=named + unnamed,
        gained=named + unnamed - before,
        days=max(days, 0),
        today=today.date(),
        polling_day=member.campaign.polling_day,
    )
    newcomers = Newcomer.objects.for_member(member).filter(elector=None)
    return Reach(named, unnamed, newcomers.count(), pace)


def _people(
    member: Membership, since: datetime
) -> tuple[int, int, int, datetime | None]:
    """Named people, doors with nobody named, both of them before `since`, and when the first was spoken with."""
    rows = _in_person(member).values_list(
        "elector_id",
        Coalesce("elector__door_id", HOME, "elector_id"),
        "reckoned_at",
    )
    ((named, unnamed, before, first),) = counted(
        rows,
        "elector, home, at",
        """, people AS (SELECT home, elector, min(at) AS at FROM rows GROUP BY home, elector),
        homes AS (SELECT count(elector) AS named, count(elector) FILTER (WHERE at < %s) AS named_before,
            min(at) AS at FROM people GROUP BY home)
        SELECT coalesce(sum(named), 0)::int, count(*) FILTER (WHERE named = 0),
            coalesce(sum(greatest(named_before, 1)) FILTER (WHERE at < %s), 0)::int, min(at) FROM homes""",
        since,
        since,
    )
    return named, unnamed, before, first


def _in_person(member: Membership) -> EventQuerySet:
    """Standing visits at which somebody of the electorate spoke with us, face to face."""
    calls = CallRound.objects.of(member.campaign).values("pk")
    spoken = with_home(visits_standing(member).filter(SPOKEN_TO))
    by_telephone = Q(occasion__isnull=False) & Q(occasion__in=calls)
    someone = Q(elector__isnull=False, elector__closed_on=None)
    a_door = Q(elector=None, newcomer=None, door__isnull=False)
    return spoken.exclude(by_telephone).filter(someone | a_door).order_by()
