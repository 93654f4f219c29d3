"""Seats and candidacies as they are kept: columns in and out of the database, and what the core makes of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import starmap
from typing import Any

from hustings.apps.history.models import Candidacy, Seat
from hustings.core.elections.result import Candidacy as Line
from hustings.core.elections.result import DeclaredResult
from hustings.core.psephology.past import SeatResult, Stood


@dataclass(frozen=True, slots=True)
class LineRow:
    """A candidacy's columns."""

    first_name: str
    surname: str
    gender: str
    party: str
    short: str
    votes: int
    known_as: list[str]
    was_member: bool
    is_joint: bool
    together: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """A seat's columns and lines: what a release says of it."""

    name: str
    region: str
    nation: str
    kind: str
    electorate: int | None
    rejected: int | None
    majority: int | None
    lines: list[LineRow]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat's figures with the number of its row, and of the release they are from."""

    id: int
    release_id: int
    day: date
    code: str
    figures: Figures


SEAT = tuple(each.name for each in fields(Figures) if each.name != "lines")
LINE = tuple(each.name for each in fields(LineRow))
"""The columns of both, in the order of their fields."""


def row_of(seat: SeatResult) -> Figures:
    """What is kept of a seat."""
    return Figures(
        name=seat.name,
        region=seat.region,
        nation=seat.nation,
        kind=seat.kind,
        electorate=seat.result.electorate,
        rejected=seat.result.rejected,
        majority=seat.result.published_majority,
        lines=[
            LineRow(
                first_name=each.first_name,
                surname=each.surname,
                gender=each.gender,
                party=each.candidacy.party,
                short=each.party,
                votes=each.votes,
                known_as=sorted(each.known_as),
                was_member=each.was_member,
                is_joint=each.is_joint,
                together=each.candidacy.together,
            )
            for each in seat.stood
        ],
    )


def rows_on(day: date) -> dict[str, SeatRow]:
    """What is kept of a polling day, by official code."""
    return {
        code: SeatRow(number, release, day, code, _figures(seat, lines))
        for (number, release, day, code, *seat), lines in _kept(day=day)
    }


def results(**of: Any) -> Iterator[tuple[int, SeatResult]]:
    """What the core knows the seats as that are kept and of these columns, by name, with the numbers of their rows.

    Whole elections are read so when a server has just started: a candidacy goes from its columns to what it is at once.
    """
    for (number, _, day, code, *seat), lines in _kept(**of):
        yield number, _result(day, code, tuple(starmap(_stood, lines)), *seat)


Columns = tuple[Any, ...]


def _kept(**of: Any) -> Iterator[tuple[Columns, list[Columns]]]:
    """Columns of the seats and of their lines, in their orders: two questions, whatever their number."""
    seats = Seat.objects.filter(**of)
    found = list(seats.order_by("name").values_list("pk", "release_id", "day", "code", *SEAT))  # fmt: skip
    theirs = Candidacy.objects.filter(seat__in=seats.order_by()).order_by("position")
    lines: dict[int, list[Columns]] = defaultdict(list)
    for number, *line in theirs.values_list("seat_id", *LINE):
        lines[number].append(line)
    for seat in found:
        yield seat, lines[seat[0]]


def _figures(seat: Sequence[Any], lines: Sequence[Columns]) -> Figures:
    columns = dict(zip(SEAT, seat, strict=True))
    return Figures(**columns, lines=[LineRow(*each) for each in lines])


def _result(  # noqa: PLR0913, PLR0917 - a seat's columns stand last, in the order of `SEAT`
    day: date,
    code: str,
    stood: tuple[Stood, ...],
    name: str,
    region: str,
    nation: str,
    kind: str,
    electorate: int | None,
    rejected: int | None,
    majority: int | None,
) -> SeatResult:
    return SeatResult(
        day=day,
        code=code,
        name=name,
        region=region,
        nation=nation,
        kind=kind,
        result=DeclaredResult(
            contest=name,
            candidacies=tuple(each.candidacy for each in stood),
            electorate=electorate,
            rejected=rejected,
            published_majority=majority,
        ),
        stood=stood,
    )


def _stood(  # noqa: PLR0913, PLR0917 - a candidacy's columns, in the order of `LINE`
    first_name: str,
    surname: str,
    gender: str,
    party: str,
    short: str,
    votes: int,
    known_as: list[str],
    was_member: bool,
    is_joint: bool,
    together: bool,
) -> Stood:
    name = f"{first_name} {surname}".strip()
    line = Line(name, party, votes, short, together)
    known = frozenset(known_as)
    return Stood(line, short, first_name, surname, gender, known, was_member, is_joint)
