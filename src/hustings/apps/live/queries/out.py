"""Who is out now, and which walks were begun and not finished."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from hustings.apps.campaigns.models import Membership
from hustings.apps.doorstep.models import Phone
from hustings.apps.live.queries.calls import visits_standing
from hustings.apps.live.queries.counting import counted
from hustings.apps.walks.models import Outing, OutingQuerySet, Round, Walk
from hustings.apps.walks.queries import (
    doors_knocked_on,
    outings_in,
    round_under_way,
    walks_in,
)

MOST = 200
"""Outings and walks that a page lists; the figures above them count all."""
NOTHING = (0, None)


@dataclass(frozen=True, slots=True)
class Out:
    """A walk that somebody has out: doors knocked on so far, and the phones that carry it."""

    outing: Outing
    done: int
    phones: tuple[Phone, ...]

    @property
    def left(self) -> int:
        doors: int = self.outing.walk.doors_count
        return max(doors - self.done, 0)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A walk that was begun in this round and has doors left. `last` is the latest knock, None where none was made."""

    walk: Walk
    done: int
    last: datetime | None
    outing: Outing

    @property
    def left(self) -> int:
        doors: int = self.walk.doors_count
        return max(doors - self.done, 0)

    @property
    def state(self) -> str:
        if self.outing.is_under_way:
            return f"out with {self.outing.holder}"
        if self.outing.revoked_at:
            return "called back"
        return "handed in"


@dataclass(frozen=True, slots=True)
class Standing:
    """The walks of the round under way, or of all time where none is: how many are finished, begun and not begun."""

    of_round: Round | None
    finished: int
    not_begun: int
    unfinished: int
    listed: list[Unfinished]


def who_is_out(member: Membership) -> list[Out]:
    """Outings under way in the member's area, the longest out first; three queries."""
    out = outings_in(member).under_way().defer("walk__doors")
    outings = list(out.order_by("taken_at")[:MOST])
    keys = [outing.pk for outing in outings]
    done = doors_knocked_on(member, keys)
    phones = phones_with(member, keys)
    return [
        Out(outing, done.get(outing.pk, 0), tuple(phones.get(outing.pk, ())))
        for outing in outings
    ]


def phones_with(
    member: Membership, occasions: Iterable[UUID]
) -> dict[UUID, list[Phone]]:
    """The phones that carry the list of each of these occasions."""
    carrying = Phone.objects.of(member.campaign).filter(
        occasion__in=list(occasions), revoked_at=None
    )
    found: dict[UUID, list[Phone]] = {}
    for phone in carrying.select_related("membership__user").order_by("name"):
        if phone.occasion:
            found.setdefault(phone.occasion, []).append(phone)
    return found


def standing_of_walks(member: Membership) -> Standing:
    """How far the walks have come in the round under way; six queries, however many walks."""
    of_round = round_under_way(member.campaign)
    outings = outings_in(member)
    if of_round:
        outings = outings.filter(round=of_round)
    last: dict[UUID, UUID] = {}
    for walk, outing in outings.order_by("-taken_at").values_list("walk_id", "pk"):
        last.setdefault(walk, outing)
    done = knocked_of_walks(member, outings)
    sizes = dict(walks_in(member).in_use().order_by().values_list("pk", "doors_count"))
    begun = [walk for walk in last if walk in sizes]
    left = {
        walk: last[walk] for walk in begun if done.get(walk, NOTHING)[0] < sizes[walk]
    }
    return Standing(
        of_round,
        finished=len(begun) - len(left),
        not_begun=len(sizes) - len(begun),
        unfinished=len(left),
        listed=_listed(member, list(left.values())[:MOST], done),
    )


def _listed(
    member: Membership,
    outings: Sequence[UUID],
    done: dict[UUID, tuple[int, datetime | None]],
) -> list[Unfinished]:
    """The unfinished walks of these outings, the latest taken out first."""
    rows = outings_in(member).filter(pk__in=outings).defer("walk__doors")
    return [
        Unfinished(outing.walk, *done.get(outing.walk_id, NOTHING), outing)
        for outing in rows.order_by("-taken_at")
    ]


def knocked_of_walks(
    member: Membership, outings: OutingQuerySet
) -> dict[UUID, tuple[int, datetime | None]]:
    """Of each walk the doors knocked on during these outings, and the last knock."""
    there = visits_standing(member).filter(
        occasion__in=outings.order_by().values("pk"), door__isnull=False
    )
    rows = counted(
        there.order_by().values_list("occasion", "door_id", "reckoned_at"),
        "occasion, door, at",
        "SELECT o.walk_id, count(DISTINCT rows.door), max(rows.at) FROM rows"
        " JOIN walks_outing o ON o.id = rows.occasion GROUP BY 1",
    )
    return {walk: (doors, localtime(last)) for walk, doors, last in rows}
