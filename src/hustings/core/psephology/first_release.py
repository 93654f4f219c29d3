"""An election out of a file of constituencies with the larger parties side by side, as the Library first releases it.

It names nobody but the winners and adds small parties and independents together: enough to read on the morning after,
and no ground for lost deposits. Results by candidate take its place when they come.
"""

from dataclasses import replace
from datetime import date

from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.elections.results_file import layout_of
from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError
from hustings.core.psephology.boundaries import of_other_boundaries
from hustings.core.psephology.past import (
    Election,
    NobodyKnown,
    SeatResult,
    Stood,
)
from hustings.core.psephology.publishers import Loaded, Remark

TOGETHER = "Others"
"""Under this short form stand all whom the file adds together."""


def read_first_release(table: Table, day: date) -> Loaded:
    """The election of that day; a seat whose parties do not add up is left out and told."""
    seats: dict[str, SeatResult] = {}
    refused = []
    for row in table.rows:
        try:
            if row.text("ons id") in seats:
                raise HustingsError("the constituency is entered twice.")
            seats[row.text("ons id")] = _seat(table, row, day)
        except HustingsError as problem:
            reason = str(problem).removeprefix(f"{row.file}, line {row.line}")
            where = row.text("constituency name")
            refused.append(Remark(row.file, row.line, str(day), where, reason.lstrip(",: ")))  # fmt: skip
    elections = (Election(day, seats),) if seats else ()
    return Loaded(elections, tuple(refused))


def _seat(table: Table, row: Row, day: date) -> SeatResult:
    code = row.text("ons id")
    if since := of_other_boundaries(code, day):
        raise HustingsError(f"{code} is a code of the boundaries of {since.year}, which were not those of that day.")  # fmt: skip
    read = layout_of(table).result
    if read is None:
        raise HustingsError(f"{table.file}: has no parties side by side.")
    result = _with_winner(read([row]), row)
    if result.winner is None:
        raise NobodyKnown(result)
    return SeatResult(
        day=day,
        code=code,
        name=result.contest,
        region=row.text("region name"),
        nation=row.text("country name"),
        kind=row.text("constituency type"),
        result=result,
        stood=tuple(_stood(each, row) for each in result.candidacies),
    )


def _with_winner(result: DeclaredResult, row: Row) -> DeclaredResult:
    """The result with the member's name on the line of the party that won."""
    name = f"{row.text('member first name')} {row.text('member surname')}".strip()
    first = row.text("first party").casefold()
    lines = tuple(
        replace(each, name=name, short=each.short or row.text("first party"))
        if first in (each.short.casefold(), each.party.casefold())
        else each
        for each in result.candidacies
    )
    return replace(result, candidacies=lines)


def _stood(line: Candidacy, row: Row) -> Stood:
    return Stood(
        candidacy=line,
        party=TOGETHER if line.together else line.short,
        first_name=row.text("member first name") if line.name else "",
        surname=row.text("member surname") if line.name else "",
        gender=row.text("member gender") if line.name else "",
    )
