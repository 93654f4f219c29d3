"""How far the canvass has come, district by district and street by street, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import BoolOr
from django.db import connection
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.queries import canvassable, latest_answers
from hustings.apps.ledger.models import Event, EventQuerySet, Outcome
from hustings.apps.register.models import District, DoorQuerySet
from hustings.apps.register.queries import district_of, districts_in, doors_in

SPOKEN_TO = Q(payload__outcome=Outcome.SPOKEN_TO.value)
GRADES = range(1, 6)


@dataclass(frozen=True, slots=True)
class Progress:
    """Doors of a district, or of all: how many there are, were knocked on and answered.

    `answers` counts people by their latest answer, 1 to 5; empty for those who may not see answers.
    """

    doors: int
    knocked: int
    spoken_to: int
    answers: tuple[int, ...] = ()
    district: District | None = None

    @property
    def share(self) -> int:
        """How many in a hundred doors were knocked on, rounded down; 0 where there are none."""
        return 100 * self.knocked // self.doors if self.doors else 0


@dataclass(frozen=True, slots=True)
class Street:
    """One street of a district, as a row of its list."""

    name: str
    doors: int
    knocked: int
    last_at: datetime | None


def progress_by_district(
    membership: Membership, *, with_answers: bool
) -> list[Progress]:
    """How far each district of the member's area has come, in the order of their letters."""
    doors = dict(
        doors_in(membership)
        .order_by()
        .values_list(district_of(membership, "pk"))
        .annotate(doors=Count("pk"))
    )
    knocks = {row[0]: (row[1], row[2]) for row in _knocks(membership)}
    answers = _answers(membership) if with_answers else {}
    rows = []
    for district in districts_in(membership):
        knocked, spoken_to = knocks.get(district.pk, (0, 0))
        graded = [answers.get((district.pk, grade), 0) for grade in GRADES]
        rows.append(
            Progress(
                doors=doors.get(district.pk, 0),
                knocked=knocked,
                spoken_to=spoken_to,
                answers=tuple(graded) if with_answers else (),
                district=district,
            )
        )
    return rows


def total(rows: Sequence[Progress]) -> Progress:
    """All districts together."""
    return Progress(
        sum(row.doors for row in rows),
        sum(row.knocked for row in rows),
        sum(row.spoken_to for row in rows),
        tuple(map(sum, zip(*(row.answers for row in rows), strict=True))),
    )


def streets_of(membership: Membership, district: District) -> list[Street]:
    """The streets of a district in walking order, with how many of their doors were knocked on."""
    doors = doors_in(membership).in_district(district)
    visited = _visits(membership).filter(door__in=doors)
    knocked: dict[str, tuple[int, datetime]] = {
        street: (doors, last_at)
        for street, doors, last_at in visited.order_by()
        .values_list("door__street")
        .annotate(doors=Count("door", distinct=True), last_at=Max("happened_at"))
    }
    counted = doors.order_by("street_order", "street").values_list("street")
    return [
        Street(name, there, *knocked.get(name, (0, None)))
        for name, there in counted.annotate(doors=Count("pk"))
    ]


def doors_of(membership: Membership, district: District, street: str) -> DoorQuerySet:
    """The doors of a street in walking order, each with its `last_outcome`, `last_at` and its `people` to call on."""
    visits = Event.objects.visits().standing()
    last = visits.filter(
        campaign=OuterRef("campaign"), door=OuterRef("pk")
    ).latest_first()
    people = canvassable(membership).filter(door=OuterRef("pk")).order_by()
    counted = people.values("door").annotate(people=Count("pk")).values("people")
    doors = doors_in(membership).in_district(district).filter(street=street)
    return doors.in_walking_order().annotate(
        last_outcome=Subquery(last.values(outcome=KT("payload__outcome"))[:1]),
        last_at=Subquery(last.values("happened_at")[:1]),
        people=Subquery(counted),
    )


def _visits(membership: Membership) -> EventQuerySet:
    events = Event.objects.for_member(membership).visits().standing()
    return events.filter(door__isnull=False)


def _knocks(membership: Membership) -> list[tuple[Any, ...]]:
    """For each district: doors knocked on, and those among them that were spoken to."""
    visits = (
        _visits(membership).order_by().annotate(counted=district_of(membership, "door"))
    )
    spoken = visits.values("counted", "door").annotate(spoken=BoolOr(SPOKEN_TO))
    return _counted(
        spoken.values_list("counted", "spoken"),
        "SELECT district, count(*), count(*) FILTER (WHERE value) FROM rows GROUP BY 1",
    )


def _answers(membership: Membership) -> dict[tuple[UUID, int], int]:
    """How many people of each district last gave each answer."""
    latest = latest_answers(membership).alias(home=Coalesce("elector__door", "door"))
    rows = _counted(
        latest.values_list(district_of(membership, "home"), "payload__answer"),
        "SELECT district, value::text, count(*) FROM rows GROUP BY 1, 2",
    )
    return {
        (district, int(answer)): people
        for district, answer, people in rows
        if answer.isdecimal()
    }


def _counted(pairs: QuerySet[Any, Any], counting: str) -> list[tuple[Any, ...]]:
    """`counting` over the pairs as `rows (district, value)`.

    Django cannot count what it has already grouped or made distinct, and 60,000 rows are too many to count here.
    """
    statement, values = pairs.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH rows (district, value) AS ({statement}) {counting}", values
        )
        return list(cursor.fetchall())
