"""A declared result read from a published file.

Three kinds of published table are known by their headings, besides a plain list: one row for each candidacy (the Commons Library's
candidate files, general elections and by-elections, and "notional" results on new boundaries), one row for each constituency with the
parties side by side (its first releases and the long series since 1918), and one row for each constituency with electorate and rejected
papers but no candidates. A plain list has the columns candidate, party, votes and holds one contest only.

The sums must agree: where a table prints the valid votes as well and the candidates do not add up to them, the result is refused,
since a rung may hang on a single vote.
"""

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from hustings.core.elections.result import DeclaredResult
from hustings.core.elections.results_layouts import LAYOUTS, Layout
from hustings.core.elections.results_table import Row, Table, read_table
from hustings.core.elections.wording import long_date
from hustings.core.errors import HustingsError
from hustings.core.spelling import fold_place


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which contest of a file: the constituency by name or official code (ONS), and the polling day where it holds several."""

    constituency: str
    polling_day: date | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """What a constituency's row adds to its candidates: electorate, valid and rejected papers, majority."""

    electorate: int | None
    valid: int
    rejected: int | None
    majority: int | None


def read_result(
    content: bytes, *, file: str, wanted: Wanted | None = None
) -> DeclaredResult:
    """The declared result of one contest in a published file (CSV, or CSV compressed with gzip).

    `file` is its name, for messages. `wanted` may be left out for a plain list. Refuses an unknown layout, a constituency or a
    polling day not in the file, a cell that is no number, and candidates that do not add up to the printed valid votes.
    """
    return result_in(read_table(content, file=file), wanted)


def read_seat(content: bytes, *, file: str, wanted: Wanted) -> Seat:
    """Electorate, valid and rejected papers of one contest, from a file of constituencies."""
    return seat_in(read_table(content, file=file), wanted)


def result_in(table: Table, wanted: Wanted | None = None) -> DeclaredResult:
    """As `read_result`, from a table already read: for several contests of one file."""
    layout, file = layout_of(table), table.file
    if layout.result is None:
        raise HustingsError(
            f"{file}: has no candidates, only constituencies. Read the file of candidates, and this one for the electorate."
        )
    if layout.place and wanted is None:
        raise HustingsError(
            f"{file}: holds many constituencies. Name the one you want."
        )
    rows = _choose(table, layout, wanted) if wanted and layout.place else table.rows
    if not rows:
        raise HustingsError(f"{file}: has a heading but no rows.")
    return layout.result(rows)


def seat_in(table: Table, wanted: Wanted) -> Seat:
    """As `read_seat`, from a table already read."""
    layout = layout_of(table)
    if "electorate" not in table.columns or not table.columns & {
        "valid_votes",
        "valid votes",
    }:
        raise HustingsError(
            f"{table.file}: has no columns for electorate and valid votes."
        )
    return seat_of(_choose(table, layout, wanted)[0])


def seat_of(row: Row) -> Seat:
    """What a row of a file of constituencies says of its seat."""
    under = "valid_votes" in row.cells
    return Seat(
        electorate=row.count_or_none("electorate"),
        valid=row.count("valid_votes" if under else "valid votes"),
        rejected=row.count_or_none("invalid_votes" if under else "invalid votes"),
        majority=row.count_or_none("majority"),
    )


def add_seat(result: DeclaredResult, seat: Seat) -> DeclaredResult:
    """The result with the electorate and rejected papers of its constituency; refuses sums that differ."""
    if result.valid != seat.valid:
        raise HustingsError(
            f"{result.contest}: the candidates add up to {result.valid:,} votes, but the constituency's row says {seat.valid:,}. "
            "One of the two files is wrong: take the returning officer's declaration."
        )
    return replace(
        result,
        electorate=seat.electorate,
        rejected=seat.rejected,
        published_majority=seat.majority,
    )


def layout_of(table: Table) -> Layout:
    """The publisher's layout, told by its headings; refuses headings that nobody is known to publish."""
    for layout in LAYOUTS:
        if layout.told_by <= table.columns:
            return layout
    raise HustingsError(
        f"{table.file}: the headings are not those of a results file we know. A plain file needs the columns candidate, party, votes."
    )


def _choose(table: Table, layout: Layout, wanted: Wanted) -> list[Row]:
    sought = fold_place(wanted.constituency)
    rows = [
        row
        for row in table.rows
        if sought in {fold_place(row.text(column)) for column in layout.place}
    ]
    if not sought or not rows:
        raise HustingsError(_no_such_place(table, layout, wanted.constituency))
    return _choose_day(rows, layout, wanted)


def _choose_day(rows: list[Row], layout: Layout, wanted: Wanted) -> list[Row]:
    if layout.day is None:
        return rows
    column = layout.day
    days = sorted({row.text(column) for row in rows})
    day = (
        days[0]
        if len(days) == 1 and wanted.polling_day is None
        else str(wanted.polling_day)
    )
    if wanted.polling_day is None and len(days) > 1:
        raise HustingsError(
            f"{wanted.constituency} voted on several days in this file: choose from {', '.join(days)}."
        )
    chosen = [row for row in rows if row.text(column) == day]
    if not chosen and wanted.polling_day:
        said = long_date(wanted.polling_day)
        raise HustingsError(
            f"{wanted.constituency} has no result for {said} in this file, only {', '.join(days)}."
        )
    return chosen


def _no_such_place(table: Table, layout: Layout, sought: str) -> str:
    names = {row.text(layout.place[-1]) for row in table.rows}
    by_fold = {fold_place(name): name for name in names}
    close = get_close_matches(fold_place(sought), sorted(by_fold), n=3)
    hint = (
        f" Did you mean {' or '.join(by_fold[each] for each in close)}?"
        if close
        else ""
    )
    return f"{table.file}: no constituency called {sought!r}.{hint}"
