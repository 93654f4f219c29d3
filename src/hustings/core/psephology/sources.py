"""Publishers of past results: what they publish, where, under which licence, and the credit that goes with every figure.

Addresses are those at which the publishers named these files when this was written; they change, and a file got another
way loads as well.
"""

from dataclasses import dataclass

from hustings.core.elections.results_table import Table
from hustings.core.errors import HustingsError

PARLIAMENT = "Open Parliament Licence v3.0"
CREDIT = "Contains Parliamentary information licensed under the Open Parliament Licence v3.0."


@dataclass(frozen=True, slots=True)
class Source:
    key: str
    title: str
    publisher: str
    address: str
    licence: str
    credit: str
    told_by: frozenset[str] = frozenset()
    """Headings that tell its files; none where the file is not read yet."""


SOURCES = (
    Source(
        "candidates",
        "General elections and by-elections by candidate",
        "House of Commons Library",
        "https://commonslibrary.parliament.uk/research-briefings/cbp-10009/",
        PARLIAMENT,
        f"House of Commons Library. {CREDIT}",
        frozenset({"election_date", "ons_id", "party_abbr", "surname", "votes"}),
    ),
    Source(
        "constituencies",
        "General elections and by-elections by constituency",
        "House of Commons Library",
        "https://commonslibrary.parliament.uk/research-briefings/cbp-10009/",
        PARLIAMENT,
        f"House of Commons Library. {CREDIT}",
        frozenset({"election_date", "ons_id", "electorate", "valid_votes"}),
    ),
    Source(
        "notional-2019",
        "The election of 2019 as if held on the boundaries of 2024 (Rallings and Thrasher)",
        "House of Commons Library for the BBC, ITN, PA and Sky",
        "https://commonslibrary.parliament.uk/research-briefings/cbp-8647/",
        PARLIAMENT,
        f"Rallings, Thrasher and the House of Commons Library. {CREDIT}",
        frozenset({"ons_id", "constituency", "party_code", "votes", "valid_votes"}),
    ),
    Source(
        "series-1918",
        "General elections by constituency, 1918 to 2019",
        "House of Commons Library",
        "https://commonslibrary.parliament.uk/research-briefings/cbp-8647/",
        PARLIAMENT,
        f"House of Commons Library, CBP-8647. {CREDIT}",
        frozenset({"constituency_name", "con_votes", "oth_votes", "boundary_set"}),
    ),
)


def source_of(table: Table) -> Source:
    """The source whose headings the table has; refuses any other, naming what it has."""
    for source in SOURCES:
        if source.told_by and source.told_by <= table.columns:
            return source
    raise HustingsError(
        f"{table.file}: the headings are those of no source we know ({', '.join(sorted(filter(None, table.columns)))}). "
        "`hustings history sources` lists them."
    )
