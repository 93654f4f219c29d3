"""Past results out of the database, as the core knows them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch

from hustings.apps.history.models import Candidacy, Replaced, Seat
from hustings.apps.history.queries.kept import per_release
from hustings.core.elections.result import Candidacy as Line
from hustings.core.elections.result import DeclaredResult
from hustings.core.errors import HustingsError
from hustings.core.psephology.past import Election, SeatResult, Stood


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
    id: int
    release_id: int
    figures: Figures


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
    """What is kept of an election, by official code."""
    return {
        seat.code: SeatRow(seat.pk, seat.release_id, _figures(seat))
        for seat in _seats(day)
    }


@dataclass(frozen=True, slots=True)
class PollingDay:
    """A day of which something is kept: how many seats, and their names where they are few."""

    day: date
    seats: int
    names: str

    @property
    def is_general(self) -> bool:
        return self.seats >= GENERAL

    @property
    def slug(self) -> str:
        """What an address calls it: the year of a general election, else the day."""
        return str(self.day.year if self.is_general else self.day)


@per_release
def polling_days() -> tuple[PollingDay, ...]:
    """The polling days of which something is kept, the latest first."""
    counted = Seat.objects.values_list("day").annotate(Count("pk"))
    few = [day for day, seats in counted if seats < GENERAL]
    names: dict[date, list[str]] = {}
    rows = Seat.objects.filter(day__in=few).order_by("name")
    for day, name in rows.values_list("day", "name"):
        names.setdefault(day, []).append(name)
    return tuple(
        PollingDay(day, seats, ", ".join(names.get(day, ())))
        for day, seats in sorted(counted, reverse=True)
    )


def days() -> list[date]:
    """The polling days of which something is kept, the latest first."""
    return [each.day for each in polling_days()]


def election_of(year_or_day: str = "") -> Election:
    """The election of a year ("2024": its general election) or of a day ("2016-05-05"); "" is the latest general one.

    HustingsError, with what there is, where nothing or more than one is meant.
    """
    return election_on(day_meant(year_or_day))


def day_meant(year_or_day: str = "") -> date:
    """The day of what `election_of` gives."""
    found = polling_days()
    if not found:
        raise HustingsError(
            "No past results are loaded. `hustings history sources` says where they are published, "
            "`hustings history load FILE…` loads them."
        )
    meant = [each for each in found if str(each.day).startswith(year_or_day)]
    general = [each for each in meant if each.is_general]
    chosen = general or meant
    if not chosen or len(chosen) > 1 and year_or_day:
        said = ", ".join(str(each.day) for each in (meant or found)[:12])
        raise HustingsError(
            f"There is no one election of {year_or_day}: choose {said}."
        )
    return chosen[0].day


@per_release
def election_on(day: date) -> Election:
    """Everything that is kept of one polling day."""
    seats = (_result(seat.day, seat.code, _figures(seat)) for seat in _seats(day))
    return Election(day, {seat.code: seat for seat in seats})


def seats_with_ids(ids: Collection[int]) -> dict[int, SeatResult]:
    """The results of single seats, of whatever elections, by the number of their row."""
    if not ids:
        return {}
    lines = Prefetch("candidacies", Candidacy.objects.order_by("position"))
    rows = Seat.objects.filter(pk__in=ids).prefetch_related(lines)
    return {each.pk: _result(each.day, each.code, _figures(each)) for each in rows}


def election_before(election: Election) -> Election | None:
    """The general election before that one, where it is kept."""
    earlier = [
        each for each in polling_days() if each.day < election.day and each.is_general
    ]
    return election_on(earlier[0].day) if earlier else None


def replaced(day: date) -> list[Replaced]:
    """What the figures of that day were before corrected releases, the newest first."""
    found = Replaced.objects.filter(of=Replaced.Of.SEAT, key__startswith=f"{day} ")
    return list(found.select_related("release", "by_release"))


GENERAL = 100
"""So many seats on one day are a general election and no by-elections."""


def _seats(day: date) -> Iterable[Seat]:
    lines = Prefetch("candidacies", Candidacy.objects.order_by("position"))
    return Seat.objects.filter(day=day).order_by("name").prefetch_related(lines)


def _figures(seat: Seat) -> Figures:
    return Figures(
        name=seat.name,
        region=seat.region,
        nation=seat.nation,
        kind=seat.kind,
        electorate=seat.electorate,
        rejected=seat.rejected,
        majority=seat.majority,
        lines=[
            LineRow(
                first_name=each.first_name,
                surname=each.surname,
                gender=each.gender,
                party=each.party,
                short=each.short,
                votes=each.votes,
                known_as=each.known_as,
                was_member=each.was_member,
                is_joint=each.is_joint,
                together=each.together,
            )
            for each in seat.candidacies.all()
        ],
    )


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
