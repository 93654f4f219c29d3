"""Publishers' layouts of candidates and constituencies, brought to one: the names of columns under which `publishers` reads.

The House of Commons Library gives a file of an election by candidate and one by constituency, without the polling day;
UK Parliament's results site gives everything on each candidate's line, as true and false.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from html import unescape

from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError
from hustings.core.psephology.past import INDEPENDENT, SPEAKER

GENERAL_ELECTIONS = {
    "2010": date(2010, 5, 6),
    "2015": date(2015, 5, 7),
    "2017": date(2017, 6, 8),
    "2019": date(2019, 12, 12),
    "2024": date(2024, 7, 4),
}
"""Polling days by the year that stands in the Library's names of files."""

LIBRARY_CANDIDATES = {
    "ons_id": "ons id",
    "constituency": "constituency name",
    "region": "region name",
    "country": "country name",
    "constituency_type": "constituency type",
    "party": "party name",
    "party_abbr": "party abbreviation",
    "ec_party_id": "electoral commission party id",
    "ec_adjunct_party_id": "electoral commission adjunct party id",
    "first_name": "candidate first name",
    "surname": "candidate surname",
    "gender": "candidate gender",
    "sitting_mp": "sitting mp",
    "former_mp": "former mp",
    "member_mnis_id": "member mnis id",
    "votes": "votes",
}
LIBRARY_SEATS = {
    "ons_id": "ons id",
    "constituency": "constituency name",
    "electorate": "electorate",
    "valid_votes": "valid votes",
    "invalid_votes": "invalid votes",
    "majority": "majority",
}
PARLIAMENT = {
    "election_date": "election polling date",
    "ons_id": "constituency geographic code",
    "constituency": "constituency name",
    "country": "country name",
    "constituency_type": "constituency designation",
    "party": "main party name",
    "party_abbr": "main party abbreviation",
    "ec_party_id": "main party electoral commission id",
    "ec_adjunct_party_id": "adjunct party electoral commission id",
    "first_name": "candidate given name",
    "surname": "candidate family name",
    "member_mnis_id": "candidate mnis id",
    "votes": "candidate vote count",
    "electorate": "electorate",
    "valid_votes": "election valid vote count",
    "invalid_votes": "election invalid vote count",
}
"""Our columns by theirs; a column that a file lacks is not there in ours either."""
NOTIONAL = frozenset({"ons_id", "constituency", "party_code", "party", "party_abbr", "votes", "valid_votes", "electorate"})  # fmt: skip
"""The columns by which a table of estimates is known."""


def day_of(file: str, day: date | None) -> date:
    """The polling day of a file that does not say it: as told, or by the year in the Library's name for it."""
    year = re.search(r"GE[ _-]?(\d{4})", file, re.IGNORECASE)
    found = day or (GENERAL_ELECTIONS.get(year[1]) if year else None)
    if found is None:
        raise HustingsError(
            f"{file}: does not say of which polling day it is. Give the day, as in --day 2024-07-04."
        )
    return found


def library_candidates(table: Table, day: date) -> Table:
    """The Library's file of candidates."""
    return _named(table, LIBRARY_CANDIDATES, {"election_date": str(day)})


def library_seats(table: Table, day: date) -> Table:
    """The Library's file of constituencies, without its parties."""
    return _named(table, LIBRARY_SEATS, {"election_date": str(day)})


def is_notional(table: Table) -> bool:
    """Whether a file of the results site holds an estimate for later boundaries."""
    return any(_is(row, "general election is notional") for row in table.rows[:1])


def parliament_candidates(table: Table) -> Table:
    """The results site's lines as candidates."""
    renamed = _named(table, PARLIAMENT, {})
    rows = (_as_candidate(*both) for both in zip(renamed.rows, table.rows, strict=True))
    more = {"region", "sitting_mp", "former_mp", "party_abbr", "party"}
    return replace(renamed, rows=tuple(rows), columns=renamed.columns | more)


def parliament_seats(table: Table) -> Table:
    """The results site's lines as constituencies: one of each seat's, with the majority that stands on the winner's."""
    renamed = _named(table, PARLIAMENT, {})
    seats: dict[tuple[str, str], Row] = {}
    for row, theirs in zip(renamed.rows, table.rows, strict=True):
        key = row.text("election_date"), row.text("ons_id")
        printed = theirs.text("majority")
        if key not in seats or printed:
            seats[key] = replace(row, cells=row.cells | {"majority": printed})
    columns = renamed.columns | {"majority"}
    return replace(renamed, rows=tuple(seats.values()), columns=columns)


def parliament_notional(table: Table) -> tuple[Table, date]:
    """The results site's estimate under the columns of a notional table, and the election that it estimates."""
    renamed = parliament_candidates(table)
    day = date.fromisoformat(table.rows[0].text("general election polling date"))
    return replace(renamed, columns=NOTIONAL), day


def _named(table: Table, ours: Mapping[str, str], fixed: Mapping[str, str]) -> Table:
    """The table under our names. The results site has written apostrophes as a web page does: "Queen&#39;s Park"."""
    there = {our: their for our, their in ours.items() if their in table.columns}
    rows = tuple(
        replace(
            row,
            cells={our: unescape(row.text(t)) for our, t in there.items()}
            | dict(fixed),
        )
        for row in table.rows
    )
    return replace(table, rows=rows, columns=frozenset(there) | fixed.keys())


def _as_candidate(row: Row, theirs: Row) -> Row:
    added = {
        "region": theirs.text("english region name") or theirs.text("country name"),
        "sitting_mp": _said(theirs, "candidate is sitting mp"),
        "former_mp": _said(theirs, "candidate is former mp"),
    }
    if not row.text("party_abbr"):
        added |= _partyless(theirs, row.text("party"))
    return replace(row, cells=row.cells | added)


def _partyless(theirs: Row, party: str) -> dict[str, str]:
    """What stands for the short form of a party where the site has none."""
    if _is(theirs, "candidate is standing as commons speaker"):
        return {"party": "Speaker", "party_abbr": SPEAKER}
    if _is(theirs, "candidate is standing as independent"):
        return {"party": "Independent", "party_abbr": INDEPENDENT}
    return {"party_abbr": party[:30]}


def _said(row: Row, column: str) -> str:
    return "Yes" if _is(row, column) else "No"


def _is(row: Row, column: str) -> bool:
    return row.text(column).casefold() in {"true", "yes"}
