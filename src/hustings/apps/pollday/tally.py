"""The day so far as figures: how many of our pledges have voted in each district, and the marks hour by hour."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Case, Value, When
from django.utils import timezone

from hustings.apps.campaigns.models import Membership
from hustings.apps.pollday.queries import (
    POLLS_OPEN,
    Day,
    by_post,
    campaign_of,
    marks,
    to_knock_up,
)
from hustings.apps.register.models import District
from hustings.apps.register.queries import Scope, district_of, districts_in, electors_in


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
class Tally:
    """How the day stands: each district's pledges, and the marks hour by hour (empty before the first)."""

    districts: list[Promises]
    hours: list[Hour]


def tally(scope: Scope, day: Day) -> Tally:
    """The day so far in each district of the campaign or of the member's area, and hour by hour, in two queries.

    Every pledge with a door is voted, left or by post: a mark counts as voted, also that of a postal voter.
    An elector marked twice counts once, in the hour of the first mark.
    """
    cells = _counted(scope, day)
    by_district: dict[UUID | None, list[_Cell]] = defaultdict(list)
    for cell in cells:
        by_district[cell.district].append(cell)
    return Tally(
        districts=[_promises(by_district[d.pk], d) for d in districts_in(scope)],
        hours=_hours(cells),
    )


def total(rows: Iterable[Promises]) -> Promises:
    """The districts added up."""
    rows = list(rows)
    return Promises(
        voted=sum(row.voted for row in rows),
        left=sum(row.left for row in rows),
        by_post=sum(row.by_post for row in rows),
    )


class _Cell(NamedTuple):
    """Electors of one district and hour of first mark (None: no mark); district None are no pledges of ours.

    `ours` are pledges, `marked` those marked in the member's area, `posting` unmarked pledges who vote by post.
    """

    district: UUID | None
    hour: int | None
    ours: int
    marked: int
    posting: int


def _promises(cells: list[_Cell], district: District) -> Promises:
    voted = sum(cell.ours for cell in cells if cell.hour is not None)
    by_post = sum(cell.posting for cell in cells)
    ours = sum(cell.ours for cell in cells)
    return Promises(voted, ours - voted - by_post, by_post, district)


def _hours(cells: list[_Cell]) -> list[Hour]:
    """From the opening of the polls to the last hour with a mark."""
    marked: Counter[int] = Counter()
    ours: Counter[int] = Counter()
    for cell in cells:
        if cell.hour is not None and cell.marked:
            marked[cell.hour] += cell.marked
            ours[cell.hour] += cell.ours
    if not marked:
        return []
    hours = range(min(POLLS_OPEN, *marked), max(marked) + 1)
    so_far = accumulate(marked[hour] for hour in hours)
    return [
        Hour(hour, marked[hour], ours[hour], so_far)
        for hour, so_far in zip(hours, so_far, strict=True)
    ]


# One pass over pledges, marks and postal voters. Each is written out once and joined, so that the plan stays
# the same at seven in the morning, when there are no marks, as at ten at night, when there are thousands.
COUNT = """
WITH pledged (elector, district) AS MATERIALIZED ({pledged}),
marks (elector, at, here) AS MATERIALIZED ({marks}),
seen AS MATERIALIZED (
    SELECT elector, extract(hour FROM min(at) AT TIME ZONE %s)::int AS hour, bool_or(here) AS here
    FROM marks GROUP BY elector),
absent (elector) AS MATERIALIZED ({absent})
SELECT pledged.district, seen.hour, count(pledged.elector), count(seen.elector) FILTER (WHERE seen.here),
    count(pledged.elector) FILTER (WHERE seen.elector IS NULL AND absent.elector IS NOT NULL)
FROM pledged FULL JOIN seen ON seen.elector = pledged.elector LEFT JOIN absent ON absent.elector = pledged.elector
GROUP BY pledged.district, seen.hour
"""


def _here(scope: Scope) -> Value | Case:
    """Whether a mark is of an elector whom the scope may see."""
    if not isinstance(scope, Membership) or not scope.districts:
        return Value(True)
    seen = When(elector__in=electors_in(scope).values("pk"), then=True)
    return Case(seen, default=False)


def _counted(scope: Scope, day: Day) -> list[_Cell]:
    seen = marks(campaign_of(scope), day)
    parts = (
        to_knock_up(scope).order_by().values_list("pk", district_of(scope, "door")),
        seen.order_by().values_list("elector", "happened_at", _here(scope)),
        by_post(scope).order_by().values_list("elector").distinct(),
    )
    texts, given = zip(*(p.query.sql_with_params() for p in parts), strict=True)
    statement = COUNT.format(
        **dict(zip(("pledged", "marks", "absent"), texts, strict=True))
    )
    zone = timezone.get_current_timezone_name()
    params = [*given[0], *given[1], zone, *given[2]]
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return [_Cell(*row) for row in cursor.fetchall()]
