"""Calls at doors and answers of people, counted by district, street, day, hour or canvasser.

A call is one canvasser, by one phone or on paper, at one door within one hour of the clock: a household that was asked
person by person is one call, and the same door in the morning and in the evening are two. It was answered if
somebody there spoke with us. An answer is a person's latest, and counts where and when it was given: so answers add
up to the same whichever way they are counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import (
    Case,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    Subquery,
    TextField,
    UUIDField,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import (
    Cast,
    Coalesce,
    ExtractHour,
    TruncDate,
    TruncHour,
)

from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.queries import latest_answers
from hustings.apps.ledger.models import Event, EventQuerySet, Outcome
from hustings.apps.live.queries.counting import Row, counted
from hustings.apps.register.models import Door

SPOKEN_TO = Q(payload__outcome=Outcome.SPOKEN_TO.value)
GRADES = ("1", "2", "3", "4", "5", "wont-say")
"""The answers that are counted, in the order of the tables."""
NO_ANSWERS = (0,) * len(GRADES)
HOME = Coalesce("early__became_id", "door_id")
"""The door as the register has it, for one that was gathered before the register came: see `with_home`."""


class By(StrEnum):
    """What calls and answers may be counted by."""

    DISTRICT = "district"
    STREET = "street"
    DAY = "day"
    HOUR = "hour"
    CANVASSER = "canvasser"


NAMES = "key, who, label, device, hour, door"
CALLS = """SELECT key, grouping(key) = 1, count(DISTINCT door), count(*), count(*) FILTER (WHERE answered), max(hour)
    FROM rows GROUP BY GROUPING SETS ((key), ())"""
ANSWERS = "SELECT key, answer, count(*) FROM rows GROUP BY 1, 2"


@dataclass(frozen=True, slots=True)
class Tally:
    """Doors called at, each once; calls; calls that were answered; the last one; and people by answer."""

    doors: int = 0
    calls: int = 0
    answered: int = 0
    last: datetime | None = None
    answers: tuple[int, ...] = NO_ANSWERS

    @property
    def rate(self) -> int:
        """The contact rate: how many in a hundred calls were answered, rounded down."""
        return 100 * self.answered // self.calls if self.calls else 0

    @property
    def unanswered(self) -> int:
        return self.calls - self.answered


def knocks(member: Membership) -> EventQuerySet:
    """The standing visits to doors of the member's area; those at stalls and by telephone are at nobody's door."""
    events = Event.objects.for_member(member).visits().standing()
    return with_home(events.filter(door__isnull=False))


def with_home(events: EventQuerySet) -> EventQuerySet:
    """The events, with `HOME` to be asked of them: few doors have become another, so they are joined alone."""
    became = Q(door__became__isnull=False)
    return events.annotate(early=FilteredRelation("door", condition=became))


def tallies(
    member: Membership, by: By, **where: object
) -> tuple[dict[str, Tally], Tally]:
    """The tally of each key, and of all together. `where` narrows it down: to a district, say."""
    answers, everyone = _answers(member, by, **where)
    found = {key: Tally(answers=given) for key, given in answers.items()}
    total = Tally(answers=everyone)
    for key, of_all, doors, calls, answered, last in _calls(member, by, **where):
        if of_all:
            total = Tally(doors, calls, answered, last, everyone)
        else:
            given = answers.get(str(key), NO_ANSWERS)
            found[str(key)] = Tally(doors, calls, answered, last, given)
    return found, total


def _calls(member: Membership, by: By, **where: object) -> list[Row]:
    told = knocks(member).filter(**where).order_by().values_list(*_told(by))
    calls = told.annotate(answered=Coalesce(BoolOr(SPOKEN_TO), Value(False)))
    return counted(calls, f"{NAMES}, answered", CALLS)


def _answers(
    member: Membership, by: By, **where: object
) -> tuple[dict[str, tuple[int, ...]], tuple[int, ...]]:
    """How many people's latest answer was each of `GRADES`, by key, and in all."""
    told = with_home(latest_answers(member)).filter(**where)
    rows = told.values_list(*_told(by), KT("payload__answer"))
    found: dict[str, list[int]] = {}
    for key, answer, people in counted(rows, f"{NAMES}, answer", ANSWERS):
        if answer in GRADES:
            counts = found.setdefault(str(key), [0] * len(GRADES))
            counts[GRADES.index(answer)] += people
    everyone = tuple(map(sum, zip(*found.values(), strict=True)))
    by_key = {key: tuple(counts) for key, counts in found.items()}
    return by_key, everyone or NO_ANSWERS


def _told(by: By) -> Sequence[Any]:
    """The columns of `NAMES`."""
    return (
        _KEYS[by],
        F("author_id"),
        _label(),
        F("device"),
        TruncHour("reckoned_at"),
        HOME,
    )


def _became(column: str) -> Subquery:
    """A column of the door that the event's door has become; null for nearly all."""
    return Subquery(Door.objects.filter(pk=OuterRef("early__became_id")).values(column))


def _label() -> Coalesce:
    return Coalesce(KT("payload__canvasser"), Value(""), output_field=TextField())


def _canvasser() -> Func:
    """Whose name a sheet has, or whose phone it was and which colour on it; a colour alone is nobody."""
    by_name = Q(device="", payload__has_key="canvasser")
    who = Case(
        When(by_name, then=Value("")),
        default=Cast("author_id", TextField()),
        output_field=TextField(),
    )
    return Func(
        Value("|"), who, _label(), function="concat_ws", output_field=TextField()
    )


_KEYS: dict[By, Any] = {
    By.DISTRICT: Coalesce(
        _became("district_id"), "district_id", output_field=UUIDField()
    ),
    By.STREET: Coalesce(_became("street"), "door__street"),
    By.DAY: TruncDate("reckoned_at"),
    By.HOUR: ExtractHour("reckoned_at"),
    By.CANVASSER: _canvasser(),
}
