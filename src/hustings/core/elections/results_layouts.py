"""The layouts of published results: how each is told by its headings, and how its rows become a result.

A new publisher is a new entry in `LAYOUTS`. Each reads the rows of one contest; `results_file` has chosen them.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.elections.results_table import Row
from hustings.core.errors import HustingsError

NAMED = 5
"""Contests named in a refusal."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A published table: the headings that tell it, where the constituency stands, and how its rows become a result."""

    name: str
    told_by: frozenset[str]
    place: tuple[str, ...]
    day: str | None
    result: Callable[[Sequence[Row]], DeclaredResult] | None


def by_candidates(rows: Sequence[Row]) -> DeclaredResult:
    """One row for each candidacy: name, party, votes."""
    found = tuple(
        Candidacy(
            name=f"{row.text('first_name')} {row.text('surname')}".strip(),
            party=row.text("party"),
            votes=row.count("votes"),
            short=row.text("party_abbr"),
        )
        for row in rows
    )
    return DeclaredResult(contest=rows[0].text("constituency"), candidacies=found)


def _notional_2019(rows: Sequence[Row]) -> DeclaredResult:
    """One row for each party, as if the election had been held on later boundaries."""
    found = _parties(rows, party="party", short="party_abbr")
    first = rows[0]
    result = DeclaredResult(
        contest=first.text("constituency"),
        candidacies=found,
        electorate=first.count("electorate"),
    )
    return _sums(result, first, "valid_votes")


def _notional_2005(rows: Sequence[Row]) -> DeclaredResult:
    found = _parties(rows, party="mnis_party_name", short="mnis_party_abbrev")
    first = rows[0]
    result = DeclaredResult(
        contest=first.text("constituency_name"),
        candidacies=found,
        electorate=first.count("electorate"),
    )
    return _sums(result, first, "total_votes")


def _parties(rows: Sequence[Row], *, party: str, short: str) -> tuple[Candidacy, ...]:
    """The parties of a notional result; those with no votes did not stand. "Other" adds up several."""
    counted = [(row, row.count("votes")) for row in rows]
    return tuple(
        Candidacy(
            name="",
            party=row.text(party),
            votes=votes,
            short=row.text(short),
            together=row.text(party).casefold() in OTHERS,
        )
        for row, votes in counted
        if votes
    )


OTHERS = frozenset(
    {
        "na",
        "other",
        "others",
        "independent",
        "independents",
        "independent 2 etc.",
        "all other candidates",
    }
)
"""Names under which tables of parties add several candidates together."""


def _first_release(rows: Sequence[Row]) -> DeclaredResult:
    """The Commons Library's first release: parties side by side, all others in one column.

    "Of which other winner" is the winner's part of that column.
    """
    row = rows[0]
    names = list(row.cells)
    parties = names[names.index("majority") + 1 : names.index("all other candidates")]
    found = [
        Candidacy("", party, votes, party)
        for party in parties
        if (votes := row.count(party))
    ]
    others, winner = (
        row.count("all other candidates"),
        row.count("of which other winner"),
    )
    if winner:
        name = f"{row.text('member first name')} {row.text('member surname')}".strip()
        found.append(Candidacy(name, row.text("first party"), winner))
    if others > winner:
        found.append(
            Candidacy("", "All other candidates", others - winner, together=True)
        )
    result = DeclaredResult(
        contest=row.text("constituency name"),
        candidacies=tuple(_titled(each) for each in found),
        electorate=row.count("electorate"),
        rejected=row.count_or_none("invalid votes"),
        published_majority=row.count("majority"),
    )
    return _sums(result, row, "valid votes")


def _titled(candidacy: Candidacy) -> Candidacy:
    """Headings are read in lower case; a party's letters are shown as people write them."""
    shown = RELEASE_PARTIES.get(candidacy.party, candidacy.party)
    return replace(
        candidacy,
        party=shown,
        short=RELEASE_SHORT.get(candidacy.short, candidacy.short),
    )


RELEASE_PARTIES = {
    "con": "Conservative",
    "lab": "Labour",
    "ld": "Liberal Democrat",
    "ruk": "Reform UK",
    "green": "Green",
    "snp": "Scottish National Party",
    "pc": "Plaid Cymru",
    "dup": "Democratic Unionist Party",
    "sf": "Sinn Féin",
    "sdlp": "Social Democratic and Labour Party",
    "uup": "Ulster Unionist Party",
    "apni": "Alliance",
    "brexit": "Brexit Party",
    "ukip": "UK Independence Party",
}
RELEASE_SHORT = {
    key: {"con": "Con", "lab": "Lab", "green": "Green", "brexit": "Brexit"}.get(
        key, key.upper()
    )
    for key in RELEASE_PARTIES
}


def _plain(rows: Sequence[Row]) -> DeclaredResult:
    """A plain list: candidate, party, votes; one contest."""
    named = {row.text("constituency") or row.text("contest") for row in rows}
    if len(named) > 1:
        raise HustingsError(
            f"{rows[0].file}: a plain list holds one contest, and this one has {_first_of(named)}. Leave only yours in the file."
        )
    found = tuple(
        Candidacy(
            row.text("candidate"),
            row.text("party"),
            row.count("votes"),
            row.text("short"),
        )
        for row in rows
    )
    contest = named.pop() or "this contest"
    return DeclaredResult(contest=contest, candidacies=found)


def _first_of(names: Collection[str]) -> str:
    """Some names in a sentence, with "a blank" for one that is none, and how many more there are."""
    shown = [name or "a blank" for name in sorted(names)[:NAMED]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _sums(result: DeclaredResult, row: Row, column: str) -> DeclaredResult:
    printed = row.count(column)
    if result.valid != printed:
        raise HustingsError(
            f"{row.file}, line {row.line}: the parties of {result.contest} add up to {result.valid:,} votes, but {column} says {printed:,}."
        )
    return result


LAYOUTS = (
    Layout(
        "candidates, Commons Library",
        frozenset(
            {"election_date", "constituency", "party", "first_name", "surname", "votes"}
        ),
        ("ons_id", "constituency"),
        "election_date",
        by_candidates,
    ),
    Layout(
        "constituencies, Commons Library",
        frozenset(
            {
                "election_date",
                "constituency",
                "electorate",
                "valid_votes",
                "invalid_votes",
            }
        ),
        ("ons_id", "constituency"),
        "election_date",
        None,
    ),
    Layout(
        "notional results of 2019",
        frozenset(
            {
                "ons_id",
                "constituency",
                "party_code",
                "votes",
                "valid_votes",
                "electorate",
            }
        ),
        ("ons_id", "constituency"),
        None,
        _notional_2019,
    ),
    Layout(
        "notional results of 2005",
        frozenset(
            {
                "constituency_id",
                "constituency_name",
                "mnis_party_name",
                "votes",
                "total_votes",
            }
        ),
        ("constituency_id", "constituency_name"),
        None,
        _notional_2005,
    ),
    Layout(
        "first release, Commons Library",
        frozenset(
            {
                "ons id",
                "constituency name",
                "valid votes",
                "all other candidates",
                "majority",
            }
        ),
        ("ons id", "constituency name"),
        None,
        _first_release,
    ),
    Layout("plain list", frozenset({"candidate", "party", "votes"}), (), None, _plain),
)
