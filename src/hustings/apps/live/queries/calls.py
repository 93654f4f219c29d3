"""Calls at doors and answers of people, counted by district, street, day, hour or canvasser.

A call is one canvasser, by one phone or on paper, at one door within one hour of the clock: a household that was asked
person by person is one call, and the same door in the morning and in the evening are two. It was answered if
somebody there spoke with us. An answer is a person's latest, and counts where and when it was given: so answers add
up to the same whichever way they are counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import (
    DateTimeField,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Event, EventQuerySet, Outcome
from hustings.apps.live.queries.counting import Row, counted
from hustings.apps.register.models import District, Door
from hustings.apps.register.queries import district_of

OUTCOME = KT("payload__outcome")
"""As text, which is compared in half the time that JSON takes."""
SPOKEN_TO = Exact(OUTCOME, Value(Outcome.SPOKEN_TO.value))
GRADES = ("1", "2", "3", "4", "5", "wont-say")
"""The answers that are counted, in the order of the tables."""
NO_ANSWERS = (0,) * len(GRADES)
HOME = Coalesce("early__became_id", "door_id")
"""The door as the register has it, for one that was gathered before the register came: see `with_home`."""
HOUR = Func(
    F("reckoned_at"),
    template="date_bin('1 hour', %(expressions)s, '2000-01-01 00:00+00')",
    output_field=DateTimeField(),
)
"""The hour of the clock: those of Greenwich begin with ours, and need no look at the rules of summer time."""


class By(StrEnum):
    """What calls and answers may be counted by."""

    DISTRICT = "district"
    STREET = "street"
    DAY = "day"
    HOUR = "hour"
    CANVASSER = "canvasser"


NAMES = "of, who, label, device, hour, door"
CALLS = """SELECT key, grouping(key) = 1, count(DISTINCT door), count(*), count(*) FILTER (WHERE answered)
    FROM keyed GROUP BY GROUPING SETS ((key), ())"""
ANSWERS = "SELECT key, answer, count(*) FROM keyed GROUP BY 1, 2"
# What a row is counted by, worked out of what is grouped already, which is less. A door of before the register lies in
# the district of the one that it became. A sheet has its canvasser's name; a phone has its holder's, and perhaps a colour.
KEYED = {
    By.DAY: ", keyed AS (SELECT rows.*, hour::date AS key FROM rows)",
    By.HOUR: ", keyed AS (SELECT rows.*, extract(hour FROM hour)::int AS key FROM rows)",
    By.CANVASSER: """, keyed AS (SELECT rows.*,
        CASE WHEN device = '' AND label <> '' THEN '' ELSE who::text END || '|' || label AS key FROM rows)""",
    By.DISTRICT: """, early AS (SELECT DISTINCT d.id, d.district_id FROM register_door d
        WHERE d.id IN (SELECT became_id FROM register_door WHERE became_id IS NOT NULL)),
        keyed AS (SELECT rows.*, coalesce(early.district_id, of) AS key FROM rows LEFT JOIN early ON early.id = of)""",
}
AS_IT_IS = ", keyed AS (SELECT rows.*, of AS key FROM rows)"


@dataclass(frozen=True, slots=True)
class Tally:
    """Doors called at, each once; calls; calls that were answered; and people by answer."""

    doors: int = 0
    calls: int = 0
    answered: int = 0
    answers: tuple[int, ...] = NO_ANSWERS

    @property
    def rate(self) -> int:
        """The contact rate."""
        return rate(self.answered, self.calls)

    @property
    def pieces(self) -> list[int]:
        """The calls as a chart draws them: those answered, and the others."""
        return [self.answered, self.calls - self.answered]


def rate(answered: int, calls: int) -> int:
    """How many in a hundred calls were answered, rounded down; 0 where there were none."""
    return 100 * answered // calls if calls else 0


def knocks(member: Membership) -> EventQuerySet:
    """The standing visits to doors of the member's area; those at stalls and by telephone are at nobody's door."""
    return with_home(visits_standing(member).filter(door__isnull=False))


def visits_standing(member: Membership) -> EventQuerySet:
    """The standing visits of the member's area.

    Asked the other way round from `standing`, which is quick for one person's visits: here nearly all are wanted,
    and what was taken back is little beside them.
    """
    voids = Event.objects.filter(campaign=member.campaign_id, voids__isnull=False)
    visits = Event.objects.for_member(member).visits()
    return visits.exclude(pk__in=voids.values("voids"))


def with_home(events: EventQuerySet) -> EventQuerySet:
    """The events, with `HOME` to be asked of them: few doors have become another, so they are joined alone."""
    became = Q(door__became__isnull=False)
    return events.annotate(early=FilteredRelation("door", condition=became))


def tallies(
    member: Membership, by: By, district: District | None = None
) -> tuple[dict[str, Tally], Tally]:
    """The tally of each key, and of all together. `district` narrows it down to one."""
    answers, everyone = _answers(member, by, district)
    found = {key: Tally(answers=given) for key, given in answers.items()}
    total = Tally(answers=everyone)
    for key, of_all, doors, calls, answered in _calls(member, by, district):
        if of_all:
            total = Tally(doors, calls, answered, everyone)
        else:
            given = answers.get(str(key), NO_ANSWERS)
            found[str(key)] = Tally(doors, calls, answered, given)
    return found, total


def calls_by(
    member: Membership, by: By, district: District | None = None
) -> QuerySet[Event, Row]:
    """The calls with the columns of `NAMES`, and whether each was answered."""
    told = (
        _narrowed(knocks(member), district).order_by().values_list(*_told(member, by))
    )
    return told.annotate(answered=BoolOr(SPOKEN_TO))


def _calls(member: Membership, by: By, district: District | None = None) -> list[Row]:
    counting = KEYED.get(by, AS_IT_IS) + CALLS
    rows = calls_by(member, by, district)
    return counted(rows, f"{NAMES}, answered", counting, by_our_clock=True)


def _answers(
    member: Membership, by: By, district: District | None = None
) -> tuple[dict[str, tuple[int, ...]], tuple[int, ...]]:
    """How many people's latest answer was each of `GRADES`, by key, and in all."""
    latest = visits_standing(member).with_answer().latest_per_elector()
    rows = _narrowed(with_home(latest), district).values_list(
        *_told(member, by), KT("payload__answer")
    )
    found: dict[str, list[int]] = {}
    counting = KEYED.get(by, AS_IT_IS) + ANSWERS
    for key, answer, people in counted(
        rows, f"{NAMES}, answer", counting, by_our_clock=True
    ):
        if answer in GRADES:
            counts = found.setdefault(str(key), [0] * len(GRADES))
            counts[GRADES.index(answer)] += people
    everyone = tuple(map(sum, zip(*found.values(), strict=True)))
    by_key = {key: tuple(counts) for key, counts in found.items()}
    return by_key, everyone or NO_ANSWERS


def _told(member: Membership, by: By) -> Sequence[Any]:
    """The columns of `NAMES`."""
    limited = by is By.DISTRICT and member.districts
    return (
        district_of(member, "door") if limited else _KEYS[by],
        F("author_id"),
        _label(),
        F("device"),
        HOUR,
        HOME,
    )


def _became(column: str) -> Subquery:
    """A column of the door that the event's door has become; null for nearly all."""
    return Subquery(Door.objects.filter(pk=OuterRef("early__became_id")).values(column))


def _narrowed(events: EventQuerySet, district: District | None) -> EventQuerySet:
    return events.in_district(district) if district else events


def _label() -> Coalesce:
    return Coalesce(KT("payload__canvasser"), Value(""), output_field=TextField())


# What `KEYED` makes the key of.
_KEYS: dict[By, Any] = {
    By.DISTRICT: Coalesce("early__became_id", "district_id"),
    By.STREET: Coalesce(_became("street"), "door__street"),
    By.DAY: Value(""),
    By.HOUR: Value(""),
    By.CANVASSER: Value(""),
}
