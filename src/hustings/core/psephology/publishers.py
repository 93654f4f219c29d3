"""Whole elections out of the publishers' files: candidates in one, electorate and rejected papers in another.

Rows that cannot be are told with their line and reason, and the other seats are there all the same: a single slip in a
file of 3,250 seats must not cost the rest.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hustings.core.elections.result import Candidacy
from hustings.core.elections.results_file import add_seat, seat_of
from hustings.core.elections.results_layouts import by_candidates
from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError
from hustings.core.psephology.boundaries import of_other_boundaries
from hustings.core.psephology.changes import NO_PARTY
from hustings.core.psephology.corrections import correct
from hustings.core.psephology.past import (
    Election,
    NobodyKnown,
    SeatResult,
    Stood,
)
from hustings.core.spelling import fold_place

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

    `refused` are seats that were left out, `doubts` are slips that leave every vote as it is, `unregistered` candidacies of
    parties that are in no register, and `corrected` known errors of the publisher that were put right (`corrections`).
    `numbers` are the parties' numbers in the register with the first row that has each, and how many have it.
    """

    elections: tuple[Election, ...]
    refused: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = ()
    unregistered: tuple[Remark, ...] = ()
    corrected: tuple[Remark, ...] = ()
    numbers: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def on(self, day: date) -> Election:
        """The election of that day; refuses a day that the files do not have."""
        found = next((each for each in self.elections if each.day == day), None)
        if found is None:
            days = ", ".join(str(each.day) for each in self.elections) or "none"
            raise HustingsError(f"There is no election of {day}; there are: {days}.")
        return found


class _Slip(Exception):
    """Why a seat cannot be, and the row that says so; `is_code` where its code is one of other boundaries."""

    def __init__(self, row: Row, reason: str, *, is_code: bool = False) -> None:
        super().__init__(reason)
        self.row, self.reason, self.is_code = row, reason, is_code


def read_elections(candidates: Table, seats: Table) -> Loaded:
    """The elections in a file of candidacies, with what the file of constituencies says of each seat.

    Refuses a table without the columns that it needs; a seat whose figures cannot be is left out and told.
    """
    _check(candidates, {"election_date", "ons_id", "surname", "party_abbr", "votes"})
    _check(seats, {"election_date", "ons_id", "electorate", "valid_votes"})
    candidates, corrected = correct(candidates)
    rows_of, refused = _by_key(seats)
    read: list[SeatResult] = []
    strays: list[Remark] = []
    for key, rows in _contests(candidates):
        try:
            read.append(_seat(rows, rows_of.pop(key, None)))
        except _Slip as slip:
            to = strays if slip.is_code else refused
            to.append(_remark(slip.row, slip.reason))
        except HustingsError as problem:
            refused.append(_remark(rows[0], str(problem)))
    for row in rows_of.values():
        alone = _alone(row)
        to = strays if alone.is_code else refused
        to.append(_remark(row, alone.reason))
    return Loaded(
        elections=tuple(_elections(read)),
        refused=(*strays, *_explained(refused, strays)),
        doubts=tuple(_majorities(seats, read)),
        unregistered=tuple(_unregistered(candidates)),
        corrected=tuple(_remark(row, because) for row, because in corrected),
        numbers=_numbers(candidates),
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


def _by_key(seats: Table) -> tuple[dict[Key, Row], list[Remark]]:
    """The row of each seat, and those that come a second time."""
    rows: dict[Key, Row] = {}
    twice = []
    for row in seats.rows:
        first = rows.setdefault(_key(row), row)
        if first is not row:
            said = f"the constituency is entered twice, here and in line {first.line}."
            twice.append(_remark(row, said))
    return rows, twice


def _contests(table: Table) -> Iterator[tuple[Key, Sequence[Row]]]:
    """The rows of each seat, in the order of polling days and codes; rows of one seat need not stand together."""
    seats: dict[Key, list[Row]] = {}
    for row in table.rows:
        seats.setdefault(_key(row), []).append(row)
    yield from sorted(seats.items())


def _seat(rows: Sequence[Row], of_seat: Row | None) -> SeatResult:
    first = rows[0]
    day = _day(first)
    _check_code(first, day)
    if of_seat is None:
        raise _Slip(first, "the file of constituencies has no such seat on that day.")
    _check_lines(rows)
    whole = add_seat(by_candidates(rows), seat_of(of_seat))
    if whole.winner is None:
        raise NobodyKnown(whole)
    lines = zip(rows, whole.candidacies, strict=True)
    return SeatResult(
        day=day,
        code=first.text("ons_id"),
        name=first.text("constituency"),
        region=first.text("region"),
        nation=first.text("country"),
        kind=first.text("constituency_type"),
        result=whole,
        stood=tuple(_stood(row, line) for row, line in lines),
    )


def _day(row: Row) -> date:
    written = row.text("election_date")
    try:
        return date.fromisoformat(written)
    except ValueError as problem:
        raise _Slip(row, f"{written!r} was found where a day such as 2024-07-04 was expected.") from problem  # fmt: skip


def _check_code(row: Row, day: date) -> None:
    code, since = row.text("ons_id"), of_other_boundaries(row.text("ons_id"), day)
    if since:
        said = f"{code} is a code of the boundaries of {since.year}, which were not those of that day."
        raise _Slip(row, said, is_code=True)


def _alone(row: Row) -> _Slip:
    """Why a constituency has no candidates."""
    try:
        _check_code(row, _day(row))
    except _Slip as slip:
        return slip
    return _Slip(row, "no candidates are in the other file.")


def _explained(refused: Iterable[Remark], strays: Sequence[Remark]) -> Iterator[Remark]:
    """What follows from another row's code, such as votes that do not add up without that row, says so."""
    stray_of = {(each.day, fold_place(each.seat)): each for each in strays}
    for each in refused:
        stray = stray_of.get((each.day, fold_place(each.seat)))
        if stray is None:
            yield each
        else:
            yield replace(each, reason=f"left out, as {stray.file}, line {stray.line}, gives this seat a code of other boundaries.")  # fmt: skip


def _check_lines(rows: Sequence[Row]) -> None:
    """Every line by itself: its votes, its party, and that nobody stands there twice."""
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        name = f"{row.text('first_name')} {row.text('surname')}".strip()
        if not row.text("party_abbr"):
            raise _Slip(row, f"the candidacy of {name} names no party.")
        if row.text("votes") in UNOPPOSED:
            raise _Slip(row, f"{name} has {row.text('votes')} votes, as some tables write “elected without a contest”: a number of votes was expected.")  # fmt: skip
        who = row.text("first_name"), row.text("surname"), row.text("party")
        if who in seen:
            raise _Slip(row, f"{name} ({row.text('party')}) is entered twice, here and in line {seen[who]}.")  # fmt: skip
        seen[who] = row.line
        _check_votes(row)


def _check_votes(row: Row) -> None:
    try:
        row.count("votes")
    except HustingsError as problem:
        where = f"{row.file}, line {row.line}"
        reason = str(problem).removeprefix(where).lstrip(",: ")
        raise _Slip(row, reason) from problem


UNOPPOSED = frozenset({"-1", "-2"})


def _stood(row: Row, line: Candidacy) -> Stood:
    numbers = {"mnis": "member_mnis_id", "dc": "dc_person_id"}
    return Stood(
        candidacy=line,
        party=row.text("party_abbr"),
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


def _majorities(seats: Table, read: Sequence[SeatResult]) -> Iterator[Remark]:
    """Majorities that do not follow from the votes."""
    row_of = {_key(row): row for row in seats.rows}
    for seat in read:
        found, printed = seat.result.majority, seat.result.published_majority
        if found is not None and printed is not None and found != printed:
            said = f"the majority is {found:,} by the votes; {printed:,} is printed."
            yield _remark(row_of[str(seat.day), seat.code], said)


def _unregistered(candidates: Table) -> Iterator[Remark]:
    """Parties that are in no register, where the file gives the Electoral Commission's numbers."""
    if "ec_party_id" not in candidates.columns:
        return
    for row in candidates.rows:
        if not row.text("ec_party_id") and row.text("party_abbr") not in NO_PARTY:
            said = f"{row.text('party')} is a party unknown: no number of the Electoral Commission stands with it."
            yield _remark(row, said)


def _numbers(candidates: Table) -> dict[str, tuple[str, int]]:
    """Each party number, joint parties' too, with where it stands first and how often."""
    times: Counter[str] = Counter()
    first: dict[str, Row] = {}
    for row in candidates.rows:
        for column in ("ec_party_id", "ec_adjunct_party_id"):
            if number := row.text(column):
                times[number] += 1
                first.setdefault(number, row)
    return {number: (f"{row.file}, line {row.line}: {row.text('party')}", times[number]) for number, row in first.items()}  # fmt: skip


def _elections(seats: Iterable[SeatResult]) -> Iterator[Election]:
    by_day: dict[date, dict[str, SeatResult]] = {}
    for seat in seats:
        by_day.setdefault(seat.day, {})[seat.code] = seat
    for day, found in sorted(by_day.items()):
        yield Election(day, found)
