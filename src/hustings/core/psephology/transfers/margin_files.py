"""Any two tables of figures by area as CSV: a first column that names the area, then a column for each option, in people.

A column called electorate gives those who did not vote; without it the options are taken to be everybody. Areas are
matched by name, and whatever cannot be matched is told and left out.
"""

from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError
from hustings.core.psephology.transfers.margins import Change
from hustings.core.psephology.transfers.polls import (
    Paired,
    Partners,
    Polled,
    Polls,
)
from hustings.core.spelling import fold_place

ELECTORATE = "electorate"


def margins_from_files(
    before: Table, after: Table, change: Change = Change.NAMED
) -> Paired:
    """The two tables as margins; refuses a cell that is no number, an area twice, and tables that share fewer than two areas."""
    earlier, later = polls_from_file(before), polls_from_file(after)
    found = Partners(earlier, later)
    if len(found.both) < 2:
        raise HustingsError(
            f"{before.file} and {after.file} share {len(found.both)} areas, and at least two are needed. "
            f"The first column names the area: {_some(earlier)} in one, {_some(later)} in the other."
        )
    told = {each.name for each in found.left_out}
    found.left_out += [each for each in Partners(later, earlier).left_out if each.name not in told]  # fmt: skip
    return found.paired([*dict.fromkeys([*earlier.parties, *later.parties])], change)


def polls_from_file(table: Table) -> Polls:
    """The figures of a table by area, each column under its heading."""
    named = [each for each in table.heading[1:] if each and each.casefold() != ELECTORATE]  # fmt: skip
    options = {each.casefold(): each for each in named}
    if not options or len(options) < len(named):
        raise HustingsError(
            f"{table.file}: its headings are {', '.join(table.heading)}. Expected: a column that names the area, then one for "
            "each option, of different names, and if you like one called electorate."
        )
    areas: dict[str, Polled] = {}
    for row in table.rows:
        area = _area(table, row, list(options))
        if not area.code or area.code in areas:
            raise HustingsError(
                f"{table.file}, line {row.line}: {area.name!r} was found where the name of another area was expected. "
                "Give each area one line, with its name in the first column."
            )
        areas[area.code] = area
    return Polls(table.file, tuple(areas.values()), options)


def _area(table: Table, row: Row, options: list[str]) -> Polled:
    name = row.text(table.heading[0].casefold())
    votes = {option: row.count(option) for option in options}
    counted = ELECTORATE in table.columns
    electorate = row.count(ELECTORATE) if counted else sum(votes.values())
    return Polled(fold_place(name), name, "", "", electorate, votes)


def _some(polls: Polls) -> str:
    return ", ".join(each.name for each in polls.areas[:3]) or "none"
