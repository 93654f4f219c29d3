"""Seats and candidacies as they are kept: columns in and out of the database, and what the core makes of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import QuerySet

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

    @property
    def result(self) -> SeatResult:
        """What the core knows it as."""
        return _result(self.day, self.code, self.figures)


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


def seat_rows(seats: QuerySet[Seat]) -> Iterator[SeatRow]:
    """The rows of these seats, in their order, with their lines: two questions, whatever their number."""
    found = list(seats.values_list("pk", "release_id", "day", "code", *SEAT))
    numbers = [row[0] for row in found]
    of_seats = Candidacy.objects.filter(seat_id__in=numbers)
    lines: dict[int, list[LineRow]] = defaultdict(list)
    for number, *line in of_seats.order_by("position").values_list("seat_id", *LINE):
        lines[number].append(LineRow(*line))
    for number, release, day, code, *seat in found:
        yield SeatRow(number, release, day, code, _seat(seat, lines[number]))


def _seat(columns: Sequence[Any], lines: list[LineRow]) -> Figures:
    return Figures(**dict(zip(SEAT, columns, strict=True)), lines=lines)


def rows_on(day: date) -> dict[str, SeatRow]:
    """What is kept of a polling day, by official code."""
    return {each.code: each for each in seat_rows(Seat.objects.filter(day=day))}


def _result(day: date, code: str, figures: Figures) -> SeatResult:
    stood = tuple(_stood(each) for each in figures.lines)
    return SeatResult(
        day=day,
        code=code,
        name=figures.name,
        region=figures.region,
        nation=figures.nation,
        kind=figures.kind,
        result=DeclaredResult(
            contest=figures.name,
            candidacies=tuple(each.candidacy for each in stood),
            electorate=figures.electorate,
            rejected=figures.rejected,
            published_majority=figures.majority,
        ),
        stood=stood,
    )


def _stood(line: LineRow) -> Stood:
    name = f"{line.first_name} {line.surname}".strip()
    return Stood(
        candidacy=Line(
            name=name,
            party=line.party,
            votes=line.votes,
            short=line.short,
            together=line.together,
        ),
        party=line.short,
        first_name=line.first_name,
        surname=line.surname,
        gender=line.gender,
        known_as=frozenset(line.known_as),
        was_member=line.was_member,
        is_joint=line.is_joint,
    )
