"""The canvass as lines of a table: one way of counting at a time, each line with its words and its tally."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.formats import date_format

from hustings.apps.campaigns.models import Membership
from hustings.apps.live.queries.calls import By, Tally, tallies
from hustings.apps.register.models import District
from hustings.apps.register.queries import district_of, districts_in, doors_in

SMALL = 5
"""Fewer people than this are not told to those who may not see answers: they could be guessed."""
MOST_BARS = 31
SAYS_OPINIONS_BY = frozenset({By.DISTRICT})
"""Whoever may not see answers gets them by this alone, with no total: two tables could be subtracted."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table. `there`: the doors that there are, None where that makes no sense.

    `answers` has None for a count that is too small to be told to this member; it is empty where none is told.
    """

    key: str
    label: str
    tally: Tally
    there: int | None = None
    answers: tuple[int | None, ...] = ()

    @property
    def share(self) -> int:
        """How many in a hundred of its doors were called at, rounded down."""
        return min(100, 100 * self.tally.doors // self.there) if self.there else 0


@dataclass(frozen=True, slots=True)
class Breakdown:
    """All lines of one way of counting, and the total; this without answers where those could be found from it."""

    by: By
    lines: tuple[Line, ...]
    total: Line

    @property
    def says_answers(self) -> bool:
        return any(line.answers for line in self.lines)

    @property
    def drawn(self) -> Sequence[Line]:
        """The lines that fit a chart: of days the latest, else those with most calls, in the table's order."""
        lines = [line for line in self.lines if line.tally.calls]
        if self.by is By.DAY:
            return lines[:MOST_BARS]
        most = sorted(lines, key=lambda line: -line.tally.calls)[:MOST_BARS]
        return [line for line in lines if line in most]


def breakdown(
    member: Membership, by: By, *, district: District | None = None, sees_answers: bool
) -> Breakdown:
    """The canvass of the member's area, or of one district of it, counted by `by`; five queries at most."""
    found, everything = tallies(member, by, district)
    told = sees_answers or by in SAYS_OPINIONS_BY
    lines = [
        Line(key, label, tally, there, _told(tally, sees_answers) if told else ())
        for key, label, tally, there in _LINES[by](member, found, district)
    ]
    there = [line.there for line in lines if line.there is not None]
    total = Line(
        "",
        "Together",
        everything,
        sum(there) if there else None,
        everything.answers if sees_answers else (),
    )
    return Breakdown(by, tuple(lines), total)


def _told(tally: Tally, sees_answers: bool) -> tuple[int | None, ...]:
    if sees_answers:
        return tally.answers
    return tuple(n if n >= SMALL else None for n in tally.answers)


_Row = tuple[str, str, Tally, int | None]


def _districts(
    member: Membership, found: dict[str, Tally], district: District | None
) -> Iterable[_Row]:
    doors = _doors(member, "district", None)
    for each in districts_in(member):
        key = str(each.pk)
        yield key, str(each), found.get(key, Tally()), doors.get(key, 0)


def _streets(
    member: Membership, found: dict[str, Tally], district: District | None
) -> Iterable[_Row]:
    for street, doors in _doors(member, "street", district).items():
        yield street, street, found.get(street, Tally()), doors


def _doors(
    member: Membership, column: str, district: District | None
) -> dict[str, int]:
    doors = doors_in(member).filter(became=None)
    if district is not None:
        doors = doors.in_district(district)
    if column == "street":
        streets = doors.order_by("street_order", "street")
        counted = streets.values_list("street")
    else:
        counted = doors.order_by().values_list(district_of(member, "pk"))
    found: dict[str, int] = {}
    for key, number in counted.annotate(doors=Count("pk")):
        found[str(key)] = found.get(str(key), 0) + number
    return found


def _days(
    member: Membership, found: dict[str, Tally], district: District | None
) -> Iterable[_Row]:
    for key in sorted(found, reverse=True):
        yield key, in_words(date.fromisoformat(key)), found[key], None


def in_words(day: date) -> str:
    """A day as tables and charts have it: Tue 14 Apr."""
    return date_format(day, "D j M")


def _hours(
    member: Membership, found: dict[str, Tally], district: District | None
) -> Iterable[_Row]:
    for key in sorted(found, key=int):
        yield key, f"{key}:00", found[key], None


def _canvassers(
    member: Membership, found: dict[str, Tally], district: District | None
) -> Iterable[_Row]:
    members = Membership.objects.of(member.campaign).select_related("user")
    names = {str(each.pk): str(each.user) for each in members}
    rows = [(_called(key, names), key) for key in found]
    for label, key in sorted(rows, key=lambda row: row[0].casefold()):
        yield key, label, found[key], None


def _called(key: str, names: dict[str, str]) -> str:
    """A colour on somebody's phone is told together with whose phone that is."""
    who, _, label = key.partition("|")
    holder = names.get(who, "")
    return f"{label} ({holder})" if label and holder else label or holder


_LINES: dict[
    By,
    Callable[[Membership, dict[str, Tally], District | None], Iterable[_Row]],
] = {
    By.DISTRICT: _districts,
    By.STREET: _streets,
    By.DAY: _days,
    By.HOUR: _hours,
    By.CANVASSER: _canvassers,
}
