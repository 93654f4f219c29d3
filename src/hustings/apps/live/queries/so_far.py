"""Calls day by day and the doors called at so far: what an organiser keeps open while people are out."""

from dataclasses import dataclass
from datetime import date

from hustings.apps.campaigns.models import Membership
from hustings.apps.live.queries.calls import NAMES, By, calls_by, rate
from hustings.apps.live.queries.counting import counted

# A day's doors are not asked for: to tell each day's from another's takes as long as all the rest.
DAYS = """SELECT hour::date AS day, sum(calls)::int, sum(answered)::int, count(*) FROM (
    SELECT hour, count(*) AS calls, count(*) FILTER (WHERE answered) AS answered
    FROM rows GROUP BY GROUPING SETS ((hour), (door))) each GROUP BY 1 ORDER BY 1 DESC NULLS LAST"""


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls, and those of them that were answered."""

    calls: int = 0
    answered: int = 0

    @property
    def rate(self) -> int:
        """The contact rate."""
        return rate(self.answered, self.calls)

    @property
    def pieces(self) -> list[int]:
        """As a chart draws them: those answered, and the others."""
        return [self.answered, self.calls - self.answered]


@dataclass(frozen=True, slots=True)
class SoFar:
    """Doors called at, each once; all calls; and those of each day on which there were any, the latest first."""

    doors: int
    total: Calls
    days: dict[date, Calls]


def so_far(member: Membership) -> SoFar:
    """The calls at doors of the member's area, in one pass over them."""
    rows = counted(
        calls_by(member, By.DAY), f"{NAMES}, answered", DAYS, by_our_clock=True
    )
    doors, total = 0, Calls()
    days: dict[date, Calls] = {}
    for day, calls, answered, many in rows:
        if day is None:
            doors, total = many, Calls(calls, answered)
        else:
            days[day] = Calls(calls, answered)
    return SoFar(doors, total, days)
