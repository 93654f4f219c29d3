"""The long series: general elections since 1918 by seat, with the votes of a few groups of parties side by side.

Before 1950 some seats elected two or three members and an elector had as many votes; the file halves them, so that its
groups may be one vote off its total there. -1 stands for one who was elected without a contest, -2 for two. A row whose
groups do not add up to its total is kept and told: the file's figures are all that there is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError
from hustings.core.psephology.answers import Answer, rounded
from hustings.core.psephology.publishers import Remark

GROUPS = {
    "con_votes": "Conservative",
    "lib_votes": "Liberal",
    "lab_votes": "Labour",
    "natsw_votes": "Scottish and Welsh nationalists",
    "oth_votes": "Others",
}
"""The file's columns of votes, in its own words."""
ELECTED_SO = frozenset({"-1", "-2", "-3"})
ROUNDING = 1
"""By how many votes a seat of several members may be off, since halved votes are rounded."""


@dataclass(frozen=True, slots=True)
class SeriesSeat:
    """A seat at one general election: votes by group, and how many of a group were elected without a contest."""

    election: str
    """The year; two in 1974 are told apart by a letter."""
    name: str
    region: str
    members: int
    electorate: int | None
    votes: Mapping[str, int]
    unopposed: Mapping[str, int]
    total: int | None
    """Valid votes as printed; None where nobody voted."""

    @property
    def added(self) -> int:
        """The votes of all groups."""
        return sum(self.votes.values())

    @property
    def is_off(self) -> bool:
        """Whether the groups differ from the total by more than rounding."""
        allowed = ROUNDING if self.members > 1 else 0
        return self.total is not None and abs(self.added - self.total) > allowed

    @property
    def turned_out(self) -> "TurnedOut | None":
        """What it adds to its election's turnout, where one member was elected in a contest; else None.

        Where an elector has several votes the votes do not say how many voted.
        """
        if self.members > 1 or self.unopposed or not self.electorate or not self.total:
            return None
        return TurnedOut(self.election, self.total, self.electorate)


@dataclass(frozen=True, slots=True)
class Series:
    seats: tuple[SeriesSeat, ...]
    refused: tuple[Remark, ...]
    not_summing: tuple[Remark, ...]
    """Rows whose groups do not add up to the printed total."""


def read_series(table: Table) -> Series:
    """The whole series; a row that cannot be read is left out and told."""
    lacking = sorted({*GROUPS, "total_votes", "election"} - table.columns)
    if lacking:
        raise HustingsError(
            f"{table.file}: the columns {', '.join(lacking)} are missing."
        )
    seats, refused, not_summing = [], [], []
    seen: set[tuple[str, str, str]] = set()
    for row in table.rows:
        try:
            seat = _seat(row)
            _check_once(seat, seen)
        except HustingsError as problem:
            refused.append(_remark(row, str(problem)))
            continue
        seats.append(seat)
        if seat.is_off:
            said = (
                f"its groups add up to {seat.added:,} votes; {seat.total:,} is printed."
            )
            not_summing.append(_remark(row, said))
    return Series(tuple(seats), tuple(refused), tuple(not_summing))


@dataclass(frozen=True, slots=True)
class TurnedOut:
    """Valid votes and electorate of a seat, or of several together, at a general election."""

    election: str
    valid: int
    electorate: int
    seats: int = 1


@dataclass(frozen=True, slots=True)
class RankedTurnout:
    """A general election's turnout on valid votes, and its place from the lowest; `seats` are those that count."""

    election: str
    turnout: Fraction
    place: int
    seats: int


def turnout_ranked(figures: Iterable[TurnedOut]) -> tuple[RankedTurnout, ...]:
    """General elections by turnout over contested seats of one member, the lowest first."""
    votes: Counter[str] = Counter()
    electors: Counter[str] = Counter()
    seats: Counter[str] = Counter()
    for each in figures:
        votes[each.election] += each.valid
        electors[each.election] += each.electorate
        seats[each.election] += each.seats
    found = sorted((Fraction(votes[year], electors[year]), year) for year in votes)
    return tuple(
        RankedTurnout(year, turnout, place, seats[year])
        for place, (turnout, year) in enumerate(found, start=1)
    )


def turnout_ranking(ranked: Iterable[RankedTurnout]) -> Answer:
    """General elections by turnout on valid votes, the lowest first: `ranking` of `place, election, turnout, seats`.

    `seats` are those that count: contested seats of one member.
    """
    return {
        "ranking": [
            {
                "place": each.place,
                "election": each.election,
                "turnout": rounded(each.turnout),
                "seats": each.seats,
            }
            for each in ranked
        ]
    }


def _seat(row: Row) -> SeriesSeat:
    said = {group: row.text(column) for column, group in GROUPS.items()}
    unopposed = {
        group: int(text[1:]) for group, text in said.items() if text in ELECTED_SO
    }
    is_walkover = bool(unopposed) or row.text("total_votes") in ELECTED_SO
    return SeriesSeat(
        election=row.text("election"),
        name=row.text("constituency_name"),
        region=row.text("country/region"),
        members=row.count("seats"),
        electorate=row.count_or_none("electorate"),
        votes={
            group: row.count(column)
            for column, group in GROUPS.items()
            if said[group] and group not in unopposed
        },
        unopposed=unopposed,
        total=None if is_walkover else row.count_or_none("total_votes"),
    )


def _check_once(seat: SeriesSeat, seen: set[tuple[str, str, str]]) -> None:
    key = seat.election, seat.name, seat.region
    if key in seen:
        raise HustingsError("the seat is entered twice at this election.")
    seen.add(key)


def _remark(row: Row, said: str) -> Remark:
    day, seat = row.text("election"), row.text("constituency_name")
    return Remark(row.file, row.line, day, seat, said)
