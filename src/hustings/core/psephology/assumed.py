"""Where voters would have gone next, as somebody assumes it: a stated table, and papers made from it.

No result of plurality voting knows second preferences. A re-run that needs them takes them from a table that names its
author, and prints it. Papers are made by whole numbers: no vote is made or lost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError

NOBODY = ""
"""In a table's column `to`: marks nobody further, or stays at home in a second round."""
FEW = 100
"""Fewer papers than these go on together, by the likeliest way: to split them further would feign knowledge."""
FINE = 10**9
"""Parts are weighed in whole billionths."""

Ranking = tuple[str, ...]


@dataclass(frozen=True)
class Assumed:
    """For each party, where its voters would go next: parts of them by party, what is missing to one goes nowhere."""

    said_by: str
    parts: Mapping[str, Mapping[str, Fraction]]

    def __post_init__(self) -> None:
        for party, row in self.parts.items():
            together = sum(row.values(), Fraction(0))
            if together > 1 or any(part < 0 for part in row.values()):
                raise HustingsError(
                    f"The parts of {party}'s voters must be 0 or more and at most 100 per cent together; they are "
                    f"{float(100 * together):g}."
                )

    def __hash__(self) -> int:
        return hash(
            (self.said_by, tuple((p, *row.items()) for p, row in self.parts.items()))
        )

    def part(self, giver: str, to: str) -> Fraction:
        """The part of `giver`'s voters who would go to `to`; 0 where the table says nothing."""
        return self.parts.get(giver, {}).get(to, Fraction(0))

    def nowhere(self, giver: str) -> Fraction:
        """The part of them who would go to nobody; all of them where the table has no row."""
        row = self.parts.get(giver, {})
        named = sum((part for to, part in row.items() if to != NOBODY), Fraction(0))
        return 1 - named


def read_assumed(table: Table, *, said_by: str) -> Assumed:
    """A table with the columns from, to, percent (decimal points; an empty `to` is nobody). Refuses a pair given twice."""
    lacking = sorted({"from", "to", "percent"} - table.columns)
    if lacking:
        raise HustingsError(
            f"{table.file}: the columns {', '.join(lacking)} are missing; from, to and percent are needed."
        )
    parts: dict[str, dict[str, Fraction]] = {}
    for row in table.rows:
        of = parts.setdefault(row.text("from"), {})
        if row.text("to") in of:
            raise HustingsError(
                f"{row.file}, line {row.line}: {row.text('from')} to {row.text('to') or 'nobody'} stands there twice."
            )
        of[row.text("to")] = _percent(row)
    return Assumed(said_by, parts)


OWN_PARTY = Assumed("nobody marks a candidate of another party", {})
"""For rules under which a party's own candidates follow one another anyway."""


def rankings(
    votes: Mapping[str, int], party_of: Mapping[str, str], assumed: Assumed
) -> dict[Ranking, int]:
    """Papers for first preferences `votes`, by candidate; `party_of` names the row of the table for each.

    Each further preference follows the row of the first one's party, among those not yet on the paper in proportion; the
    part of a party that does not stand is shared out likewise. Several of one party share its part by their votes.
    """
    papers: dict[Ranking, int] = {}
    for first, many in votes.items():
        ways = _Ways(votes, party_of, assumed, party_of[first])
        for ranking, number in ways.from_here((first,), many):
            papers[ranking] = papers.get(ranking, 0) + number
    return papers


def party_rankings(
    candidates: Mapping[str, Mapping[str, int]],
    party_of: Mapping[str, str],
    assumed: Assumed,
) -> dict[Ranking, int]:
    """Papers where parties have several `candidates`: their first preferences, by party and candidate.

    Whoever votes for one of a party goes on to its others, those with more votes first, and then to other parties as in
    `rankings`; there too those with more votes come first.
    """
    together = {party: sum(votes.values()) for party, votes in candidates.items()}
    order = {
        party: tuple(sorted(votes, key=lambda each: -votes[each]))
        for party, votes in candidates.items()
    }
    papers: dict[Ranking, int] = {}
    for party, votes in candidates.items():
        ways = _Ways(together, party_of, assumed, party_of[party])
        for first, many in votes.items():
            others = tuple(each for each in order[party] if each != first)
            for parties, number in ways.from_here((party,), many):
                later = (each for to in parties[1:] for each in order[to])
                papers[first, *others, *later] = number
    return papers


@dataclass(frozen=True)
class _Ways:
    votes: Mapping[str, int]
    party_of: Mapping[str, str]
    assumed: Assumed
    giver: str
    known: dict[frozenset[str], dict[str, int]] = field(default_factory=dict)

    def from_here(self, paper: Ranking, many: int) -> Iterable[tuple[Ranking, int]]:
        """The whole papers that begin with `paper`."""
        if not many:
            return
        marked = frozenset(paper)
        if marked not in self.known:
            self.known[marked] = self._weights(marked)
        weights = self.known[marked]
        if not weights:
            yield paper, many
            return
        for to, number in _apportioned(many, weights):
            if to == NOBODY:
                yield paper, number
            else:
                yield from self.from_here((*paper, to), number)

    @cached_property
    def row(self) -> Mapping[str, int]:
        """The giver's row of the table, in billionths."""
        row = self.assumed.parts.get(self.giver, {})
        return {to: int(FINE * part) for to, part in row.items() if to != NOBODY}

    @cached_property
    def nowhere(self) -> int:
        return int(FINE * self.assumed.nowhere(self.giver))

    def _weights(self, marked: frozenset[str]) -> dict[str, int]:
        """Each continuation's weight; nothing where there is nobody left to go to."""
        left: dict[str, int] = {}
        together: dict[str, int] = {}
        for each, votes in self.votes.items():
            party = self.party_of[each]
            if votes and self.row.get(party) and each not in marked:
                left[each] = votes
                together[party] = together.get(party, 0) + votes
        found = {
            each: self.row[party] * votes // together[party]
            for each, votes in left.items()
            if (party := self.party_of[each])
        }
        if any(found.values()):
            found[NOBODY] = self.nowhere
            return found
        return {}


def _apportioned(many: int, weights: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    """`many` shared out by largest remainder, in whole papers; few go all one way."""
    if many < FEW:
        yield max(weights, key=lambda to: weights[to]), many
        return
    whole = sum(weights.values())
    given, rests = {}, {}
    for to, weight in weights.items():
        given[to], rests[to] = divmod(many * weight, whole)
    over = many - sum(given.values())
    for to in sorted(rests, key=lambda each: -rests[each])[:over]:
        given[to] += 1
    yield from ((to, number) for to, number in given.items() if number)


def _percent(row: Row) -> Fraction:
    written = row.text("percent")
    try:
        return Fraction(written) / 100
    except (ValueError, ZeroDivisionError) as problem:
        raise HustingsError(
            f"{row.file}, line {row.line}, column percent: {written[:40]!r} was found where a number was expected."
        ) from problem
