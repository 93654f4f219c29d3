"""Doors where nobody has ever been in, and when they were tried."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Outcome
from hustings.apps.live.queries.calls import HOME, HOUR, OUTCOME, knocks
from hustings.apps.live.queries.counting import counted
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
# The doors at which every knock so far found nobody in; the hours of the clock in which each was knocked on; and in which
# parts of the week those were.
DOORS = """, silent AS (SELECT door FROM rows GROUP BY door HAVING bool_and(outcome = %s) IS TRUE),
    hours AS MATERIALIZED (SELECT door, hour FROM rows JOIN silent USING (door) GROUP BY 1, 2),
    doors AS MATERIALIZED (SELECT door,
    bool_or(date_part('isodow', hour) < 6 AND date_part('hour', hour) < 17) AS day,
    bool_or(date_part('isodow', hour) < 6 AND date_part('hour', hour) >= 17) AS evening,
    bool_or(date_part('isodow', hour) > 5) AS weekend
    FROM hours GROUP BY door)"""
# Counted and a page of them listed at once, for finding them takes longest; a page after the last is the last.
TOLD = """, tries AS (SELECT extract(hour FROM hour)::int AS hour, count(*) AS many FROM hours GROUP BY 1),
    wanted AS (SELECT door FROM doors WHERE CASE %s
        WHEN 'day' THEN NOT day WHEN 'evening' THEN NOT evening WHEN 'weekend' THEN NOT weekend ELSE true END),
    page AS (SELECT i.code, i.id AS district, d.street_order, d.position, d.id, d.street, d.label
        FROM wanted JOIN register_door d ON d.id = wanted.door JOIN register_district i ON i.id = d.district_id
        ORDER BY 1, 2, 3, 4, 5 LIMIT %s OFFSET (SELECT least(%s, greatest(count(*) - 1, 0) / %s) * %s FROM wanted)),
    at_doors AS (SELECT door, array_agg(hour ORDER BY hour) AS hours FROM hours
        WHERE door IN (SELECT id FROM page) GROUP BY door)
    SELECT count(*), count(*) FILTER (WHERE NOT day), count(*) FILTER (WHERE NOT evening),
    count(*) FILTER (WHERE NOT weekend),
    (SELECT array_agg(hour ORDER BY hour) FROM tries), (SELECT array_agg(many ORDER BY hour) FROM tries),
    (SELECT json_agg(json_build_array(code, street, label, hours)
        ORDER BY code, district, street_order, position, id) FROM page JOIN at_doors ON door = id) FROM doors"""


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


def never_in(
    member: Membership, district: District | None, untried: Part | None, page: int
) -> tuple[Summary, list[Silent]]:
    """The doors never in, counted; and a page of them, in walking order.

    The page has only those not yet tried in a part of the week, if one is given. It is the last where `page` is more.
    """
    visits = knocks(member)
    if district is not None:
        visits = visits.in_district(district)
    rows = visits.order_by().values_list(HOME, HOUR, OUTCOME)
    wanted = (Outcome.NOT_IN.value, untried or "", PAGE, page - 1, PAGE, PAGE)
    ((doors, *left, hours, tries, listed),) = counted(
        rows, "door, hour, outcome", f"{DOORS} {TOLD}", *wanted, by_our_clock=True
    )
    by_hour = list(zip(hours or (), tries or (), strict=True))
    summary = Summary(doors, dict(zip(Part, left, strict=True)), by_hour)
    return summary, [_silent(*row) for row in listed or ()]


def _silent(district: str, street: str, label: str, hours: list[str]) -> Silent:
    moments = tuple(datetime.fromisoformat(hour) for hour in hours)
    return Silent(district, street, label, moments)
