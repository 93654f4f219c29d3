"""Doors where nobody has ever been in, and when they were tried."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, Value
from django.db.models.functions import Coalesce, TruncHour

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Outcome
from hustings.apps.live.queries.calls import HOME, knocks
from hustings.apps.live.queries.counting import Row, counted
from hustings.apps.register.models import District

PAGE = 100


class Part(StrEnum):
    """The parts of a week in which people are in at different times."""

    DAY = "day"
    EVENING = "evening"
    WEEKEND = "weekend"


PARTS = {
    Part.DAY: "weekdays before 5 in the afternoon",
    Part.EVENING: "weekday evenings, from 5",
    Part.WEEKEND: "weekends",
}
# The doors at which every knock so far found nobody in, with the hours of the clock in which it was knocked on.
DOORS = """, silent AS (SELECT door FROM rows GROUP BY door HAVING bool_and(nobody_in)),
    doors AS (SELECT door, array_agg(DISTINCT hour ORDER BY hour) AS hours,
    bool_or(extract(isodow FROM hour) < 6 AND extract(hour FROM hour) < 17) AS day,
    bool_or(extract(isodow FROM hour) < 6 AND extract(hour FROM hour) >= 17) AS evening,
    bool_or(extract(isodow FROM hour) > 5) AS weekend
    FROM rows JOIN silent USING (door) GROUP BY door)"""
COUNTED = """, tries AS (SELECT extract(hour FROM each)::int AS hour, count(*) AS many
        FROM doors, unnest(hours) AS each GROUP BY 1)
    SELECT count(*), count(*) FILTER (WHERE NOT day), count(*) FILTER (WHERE NOT evening),
    count(*) FILTER (WHERE NOT weekend),
    (SELECT array_agg(hour ORDER BY hour) FROM tries), (SELECT array_agg(many ORDER BY hour) FROM tries) FROM doors"""
LISTED = """SELECT i.code, d.street, d.label, doors.hours
    FROM doors JOIN register_door d ON d.id = doors.door JOIN register_district i ON i.id = d.district_id
    WHERE CASE %s WHEN 'day' THEN NOT day WHEN 'evening' THEN NOT evening WHEN 'weekend' THEN NOT weekend ELSE true END
    ORDER BY i.code, i.id, d.street_order, d.position, d.id LIMIT %s OFFSET %s"""


@dataclass(frozen=True, slots=True)
class Summary:
    """How many doors were never in; of them those not yet tried in a part of the week; tries by hour of the day."""

    doors: int
    untried: dict[Part, int]
    hours: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Silent:
    """A door where nobody has been in, with the hours of the clock in which it was tried."""

    district: str
    street: str
    label: str
    hours: tuple[datetime, ...]


def summary(member: Membership, district: District | None) -> Summary:
    """The doors never in, counted."""
    ((doors, *untried, hours, tries),) = _counted(member, district, COUNTED)
    by_hour = list(zip(hours or (), tries or (), strict=True))
    return Summary(doors, dict(zip(Part, untried, strict=True)), by_hour)


def never_in(
    member: Membership, district: District | None, untried: Part | None, page: int
) -> list[Silent]:
    """A page of them, in walking order; only those not yet tried in a part of the week, if one is given."""
    first = PAGE * (page - 1)
    rows = _counted(member, district, LISTED, untried or "", PAGE, first)
    return [
        Silent(code, street, label, tuple(hours)) for code, street, label, hours in rows
    ]


def _counted(
    member: Membership, district: District | None, counting: str, *values: int | str
) -> list[Row]:
    visits = knocks(member)
    if district is not None:
        visits = visits.filter(district=district)
    nobody_in = Coalesce(Q(payload__outcome=Outcome.NOT_IN.value), Value(False))
    rows = visits.order_by().values_list(HOME, TruncHour("reckoned_at"), nobody_in)
    return counted(rows, "door, hour, nobody_in", f"{DOORS} {counting}", *values)
