"""Whole elections out of the publishers' files: candidates in one, electorate and rejected papers in another.

Rows that cannot be are told with their line and reason, and the other seats are there all the same: a single slip in a
file of 3,250 seats must not cost the rest.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from hustings.core.elections.result import Candidacy
from hustings.core.elections.results_file import add_seat, seat_of
from hustings.core.elections.results_layouts import by_candidates
from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError
from hustings.core.psephology.corrections import correct
from hustings.core.psephology.past import Election, SeatResult, Stood

Key = tuple[str, str]
"""A polling day and an official code, as the files write them."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong in a file: where it stands and what it is."""

    file: str
    line: int
    day: str
    seat: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.seat}, {self.day}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a pair of files gave: elections by day, the earliest first.

    `refused` are seats that were left out, `doubts` are slips that leave every vote as it is, and `corrected` are known
    errors of the publisher that were put right (`corrections`).
    """

    elections: tuple[Election, ...]
    refused: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = ()
    corrected: tuple[Remark, ...] = ()

    def on(self, day: date) -> Election:
        """The election of that day; refuses a day that the files do not have."""
        found = next((each for each in self.elections if each.day == day), None)
        if found is None:
            days = ", ".join(str(each.day) for each in self.elections) or "none"
            raise HustingsError(f"There is no election of {day}; there are: {days}.")
        return found


def read_elections(candidates: Table, seats: Table) -> Loaded:
    """The elections in a file of candidacies, with what the file of constituencies says of each seat.

    Refuses a table without the columns that it needs; a seat whose figures cannot be is left out and told.
    """
    _check(candidates, {"election_date", "ons_id", "surname", "party_abbr", "votes"})
    _check(seats, {"election_date", "ons_id", "electorate"})
    candidates, corrected = correct(candidates)
    rows_of = {_key(row): row for row in seats.rows}
    read: list[SeatResult] = []
    refused: list[Remark] = []
    for key, rows in _contests(candidates):
        try:
            read.append(_seat(rows, rows_of.pop(key, None)))
        except (HustingsError, ValueError) as problem:
            refused.append(_remark(rows[0], str(problem)))
    refused += [
        _remark(row, "no candidates are in the other file.") for row in rows_of.values()
    ]
    return Loaded(
        elections=tuple(_elections(read)),
        refused=tuple(refused),
        doubts=tuple(_doubts(seats, read)),
        corrected=tuple(_remark(row, because) for row, because in corrected),
    )


def _check(table: Table, needed: set[str]) -> None:
    lacking = sorted(needed - table.columns)
    if lacking:
        raise HustingsError(
            f"{table.file}: the columns {', '.join(lacking)} are missing. Its headings are: "
            f"{', '.join(sorted(filter(None, table.columns)))}."
        )


def _key(row: Row) -> Key:
    return row.text("election_date"), row.text("ons_id")


def _contests(table: Table) -> Iterator[tuple[Key, Sequence[Row]]]:
    """The rows of each seat; rows of one seat need not stand together."""
    for key, rows in groupby(sorted(table.rows, key=_key), key=_key):
        yield key, tuple(rows)


def _seat(rows: Sequence[Row], of_seat: Row | None) -> SeatResult:
    if of_seat is None:
        raise HustingsError("the file of constituencies has no such seat on that day.")
    whole = add_seat(by_candidates(rows), seat_of(of_seat))
    first = rows[0]
    lines = zip(rows, whole.candidacies, strict=True)
    return SeatResult(
        day=date.fromisoformat(first.text("election_date")),
        code=first.text("ons_id"),
        name=first.text("constituency"),
        region=first.text("region"),
        nation=first.text("country"),
        kind=first.text("constituency_type"),
        result=whole,
        stood=tuple(_stood(row, line) for row, line in lines),
    )


def _stood(row: Row, line: Candidacy) -> Stood:
    party = row.text("party_abbr")
    if not party:
        raise HustingsError(
            f"line {row.line}: the candidacy of {row.text('surname')} names no party."
        )
    numbers = {"mnis": "member_mnis_id", "dc": "dc_person_id"}
    return Stood(
        candidacy=line,
        party=party,
        first_name=row.text("first_name"),
        surname=row.text("surname"),
        gender=row.text("gender"),
        known_as=frozenset(
            f"{who}:{row.text(column)}"
            for who, column in numbers.items()
            if row.text(column)
        ),
        was_member="Yes" in (row.text("sitting_mp"), row.text("former_mp")),
        is_joint=bool(row.text("ec_adjunct_party_id")),
    )


def _remark(row: Row, said: str) -> Remark:
    day, seat = row.text("election_date"), row.text("constituency")
    return Remark(row.file, row.line, day, seat, said)


def _doubts(seats: Table, read: Sequence[SeatResult]) -> Iterator[Remark]:
    """Majorities that do not follow from the votes."""
    row_of = {_key(row): row for row in seats.rows}
    for seat in read:
        found, printed = seat.result.majority, seat.result.published_majority
        if found is not None and printed is not None and found != printed:
            said = f"the majority is {found:,} by the votes; {printed:,} is printed."
            yield _remark(row_of[str(seat.day), seat.code], said)


def _elections(seats: Iterable[SeatResult]) -> Iterator[Election]:
    by_day: dict[date, dict[str, SeatResult]] = {}
    for seat in seats:
        by_day.setdefault(seat.day, {})[seat.code] = seat
    for day, found in sorted(by_day.items()):
        yield Election(day, found)
