"""Publishers of past results: what they publish, where, under which licence, and the credit that goes with every figure.

Addresses are those that the publishers' pages and others who use these files name; no test asks them, and they change. A
file got another way loads as well: a file is known by its headings, not by its name or address.
"""

from dataclasses import dataclass
from enum import StrEnum

from hustings.core.elections.results_table import Table
from hustings.core.errors import HustingsError


class Role(StrEnum):
    """What a file is good for."""

    CANDIDATES = "candidates"
    """Needs the constituencies of the same elections."""
    CONSTITUENCIES = "constituencies"
    WHOLE = "whole"
    """Candidates and constituencies in one: an election, or an estimate for later boundaries."""
    PARTIES = "parties"
    """Constituencies with the larger parties side by side: half of a pair, or an election without its candidates."""
    NOTIONAL = "notional"
    SERIES = "series"
    HEXES = "hexes"
    OUTLINES = "outlines"
    REGISTRATIONS = "registrations"
    OVERLAPS = "overlaps"
    NONE = "not kept"


@dataclass(frozen=True, slots=True)
class Source:
    """A published file. `download` is the file's own address, empty where the page must be visited by hand."""

    key: str
    title: str
    publisher: str
    address: str
    licence: str
    credit: str
    role: Role
    download: str = ""
    told_by: frozenset[str] = frozenset()
    """Headings that tell its files; none where another source has the same."""
    sha256: str = ""
    """Of the file, where it is known and the file is not expected to change."""

    @property
    def said(self) -> str:
        """The credit and the licence in one line, as they stand with every answer."""
        return (
            self.credit
            if self.licence in self.credit
            else f"{self.credit} Licence: {self.licence}."
        )

    def as_json(self) -> dict[str, str]:
        """Everything about it, under documented names."""
        return {
            "key": self.key,
            "title": self.title,
            "publisher": self.publisher,
            "address": self.address,
            "download": self.download,
            "licence": self.licence,
            "credit": self.credit,
        }


PARLIAMENT = "Open Parliament Licence v3.0"
_CONTAINS = "Contains Parliamentary information licensed under the Open Parliament Licence v3.0."
_LIBRARY = "House of Commons Library"
_RESULTS = "https://electionresults.parliament.uk"
_REPOSITORY = "https://github.com/ukparliament/psephology"
_FILES = "https://researchbriefings.files.parliament.uk/documents"
_BRIEFING = "https://commonslibrary.parliament.uk/research-briefings"
_OPEN_GOVERNMENT = "Open Government Licence v3.0"


def _of_parliament(
    key: str, title: str, role: Role, page: str, download: str, *told_by: str
) -> Source:
    return Source(
        key,
        title,
        f"{_LIBRARY}, UK Parliament",
        f"{_RESULTS}{page}",
        PARLIAMENT,
        f"{_LIBRARY}, electionresults.parliament.uk. {_CONTAINS}",
        role,
        f"{_RESULTS}{download}" if download else "",
        frozenset(told_by),
    )


def _of_library(
    key: str, title: str, role: Role, page: str, download: str, *told_by: str
) -> Source:
    return Source(
        key,
        title,
        _LIBRARY,
        f"{_BRIEFING}/{page}/",
        PARLIAMENT,
        f"{_LIBRARY}, {page.upper()}. {_CONTAINS}",
        role,
        f"{_FILES}/{download}" if download else "",
        frozenset(told_by),
    )


def _of_repository(
    key: str, title: str, role: Role, file: str, *told_by: str
) -> Source:
    """A file that stands beside the program of the results site."""
    return Source(
        key,
        title,
        f"{_LIBRARY}, UK Parliament",
        f"{_REPOSITORY}/blob/main/db/data/{file}",
        PARLIAMENT,
        f"{_LIBRARY}, electionresults.parliament.uk. {_CONTAINS}",
        role,
        f"{_REPOSITORY}/raw/refs/heads/main/db/data/{file}",
        frozenset(told_by),
    )


def _of_year(year: int, number: int) -> Source:
    title = f"The general election of {year} by candidate, with electorate and rejected papers"
    page = f"/general-elections/{number}"
    return _of_parliament(f"parliament-{year}", title, Role.WHOLE, page, f"{page}/candidacies.csv")  # fmt: skip


def _not_kept(key: str, title: str, publisher: str, *told_by: str) -> Source:
    return Source(key, title, publisher, "", "", "", Role.NONE, "", frozenset(told_by))


SOURCES = (
    _of_parliament(
        "by-elections", "By-elections by constituency, with the date of the writ",
        Role.CONSTITUENCIES, "/elections", "",
        "election_date", "writ_date", "ons_id", "electorate", "valid_votes",
    ),
    _of_parliament(
        "candidates", "Elections since 2010 by candidate, several in one table",
        Role.CANDIDATES, "/general-elections", "",
        "election_date", "ons_id", "party_abbr", "surname", "votes",
    ),
    _of_parliament(
        "constituencies", "Elections since 2010 by constituency, several in one table",
        Role.CONSTITUENCIES, "/general-elections", "",
        "election_date", "ons_id", "electorate", "valid_votes",
    ),
    _of_parliament(
        "parliament-2024", "The general election of 2024 by candidate, with electorate and rejected papers",
        Role.WHOLE, "/general-elections/6", "/general-elections/6/candidacies.csv",
        "election polling date", "constituency geographic code", "candidate family name",
        "main party abbreviation", "candidate vote count", "election valid vote count",
    ),
    _of_year(2019, 4),
    _of_year(2017, 3),
    _of_year(2015, 2),
    _of_year(2010, 1),
    _of_library(
        "library-candidates-2024", "The general election of 2024 by candidate",
        Role.CANDIDATES, "cbp-10009", "CBP-10009/HoC-GE2024-results-by-candidate.csv",
        "ons id", "constituency name", "party abbreviation", "candidate surname", "votes",
    ),
    _of_library(
        "library-constituencies-2024", "The general election of 2024 by constituency, the larger parties side by side; its first release too",
        Role.PARTIES, "cbp-10009", "CBP-10009/HoC-GE2024-results-by-constituency.csv",
        "ons id", "constituency name", "valid votes", "all other candidates", "majority",
    ),
    _of_parliament(
        "notional-2019", "The election of 2019 as if held on the boundaries of 2024 (Rallings and Thrasher)",
        Role.NOTIONAL, "/general-elections/5", "/general-elections/5/candidacies.csv",
        "ons_id", "constituency", "party_code", "votes", "valid_votes",
    ),
    _of_parliament(
        "notional-2005", "The election of 2005 as if held on the boundaries of 2010 (Rallings and Thrasher)",
        Role.NOTIONAL, "/general-elections", "",
        "constituency_id", "constituency_name", "mnis_party_name", "votes", "total_votes",
    ),
    _of_library(
        "series-1918", "General elections by constituency, 1918 to 2019",
        Role.SERIES, "cbp-8647", "CBP-8647/1918-2019election_results.csv",
        "constituency_name", "con_votes", "oth_votes", "boundary_set",
    ),
    _of_repository(
        "registrations", "Parties' registrations with the Electoral Commission",
        Role.REGISTRATIONS, "political-party-registrations.csv",
        "mnis name", "electoral commission id", "registered on", "deregistered on",
    ),
    _of_repository(
        "overlaps-2024", "Which parts of the seats of 2010 lie in those of 2024, by people, homes and area",
        Role.OVERLAPS, "constituency-area-overlaps.csv",
    ),
    Source(
        "hex-2024", "Hex map of the 650 seats of 2024",
        "Open Innovations",
        "https://open-innovations.org/projects/hexmaps/constituencies/",
        "none is stated with the file; ask the publisher before you print the map",
        "Hex map by Open Innovations.",
        Role.HEXES,
        "https://github.com/open-innovations/constituencies/raw/refs/heads/main/src/_data/hexjson/uk-constituencies-2024.hexjson",
        sha256="7a99cbd2f9574ee7e3fcb55a106189b7342d35c899e96554f51c06b6c73469d0",
    ),
    Source(
        "boundaries-2024", "Boundaries of the 650 seats of 2024, ultra generalised (PCON, July 2024, UK BUC), as GeoJSON",
        "Office for National Statistics",
        "https://geoportal.statistics.gov.uk/",
        _OPEN_GOVERNMENT,
        "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
        "Contains OS data © Crown copyright and database right 2024.",
        Role.OUTLINES,
    ),
    _not_kept("members", "Members of Parliament in office", "mySociety", "pcon24cd", "pcon24nm", "mp", "party"),
    _not_kept("spending", "Candidates' spending returns", "Electoral Commission", "constituency id", "spending limit on return"),
)  # fmt: skip

PUBLISHED = tuple(each for each in SOURCES if each.role is not Role.NONE)
"""Those whose files are read."""


def source_named(key: str) -> Source:
    """The source of that key; refuses any other, naming those there are."""
    found = next((each for each in PUBLISHED if each.key == key.strip()), None)
    if found is None:
        raise HustingsError(
            f"There is no source called {key}: choose {', '.join(each.key for each in PUBLISHED)}."
        )
    return found


def source_of(table: Table) -> Source:
    """The source whose headings the table has; refuses any other, naming what it has and what the likest source lacks."""
    for source in SOURCES:
        if source.told_by and source.told_by <= table.columns:
            return source
    likest = max(SOURCES, key=lambda each: len(each.told_by & table.columns))
    lacking = ", ".join(sorted(likest.told_by - table.columns))
    near = f"It is most like `{likest.key}`, of which it lacks: {lacking}. " if likest.told_by & table.columns else ""  # fmt: skip
    raise HustingsError(
        f"{table.file}: the headings are those of no source we know ({', '.join(sorted(filter(None, table.columns)))}). "
        f"{near}If the publisher changed its columns, name these as they were; `hustings history sources` lists what is known."
    )
