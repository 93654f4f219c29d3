"""How many people of the electorate we have spoken with, at least."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, Q
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

# A named person lives where the register says; where it says nothing, at the door of the visit. Who has left it is nobody.
HOMES = """, named AS (SELECT coalesce(e.door_id, rows.home, e.id) AS home, e.id, min(at) AS at
        FROM rows JOIN register_elector e ON e.id = rows.elector AND e.closed_on IS NULL GROUP BY 1, 2),
    people AS (SELECT * FROM named UNION ALL SELECT home, NULL, at FROM rows WHERE elector IS NULL),
    homes AS (SELECT count(id) AS named, count(id) FILTER (WHERE at < %s) AS named_before,
        min(at) AS at FROM people GROUP BY home)
    SELECT coalesce(sum(named), 0)::int, count(*) FILTER (WHERE named = 0),
        coalesce(sum(greatest(named_before, 1)) FILTER (WHERE at < %s), 0)::int, min(at) FROM homes"""
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
    spoken = _in_person(member).values_list("elector_id", HOME)
    ((named, unnamed, before, first),) = counted(
        spoken.annotate(at=Min("reckoned_at")),
        "elector, home, at",
        HOMES,
        since,
        since,
    )
    return named, unnamed, before, first


def _in_person(member: Membership) -> EventQuerySet:
    """Standing visits at which somebody on the register, or at a door, spoke with us face to face."""
    calls = CallRound.objects.of(member.campaign).values("pk")
    spoken = with_home(visits_standing(member).filter(SPOKEN_TO))
    by_telephone = Q(occasion__isnull=False) & Q(occasion__in=calls)
    a_door = Q(newcomer=None, door__isnull=False)
    there = Q(elector__isnull=False) | a_door
    return spoken.exclude(by_telephone).filter(there).order_by()
