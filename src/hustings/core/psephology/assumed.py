"""Where voters would have gone next, as somebody assumes it: a stated table, and papers made from it.

No result of plurality voting knows second preferences. A re-run that needs them takes them from a table that names its
author, and prints it. Papers are made by whole numbers: no vote is made or lost.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from hustings.core.counting.poll import Marks
from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError

NOBODY = ""
"""In a table's column `to`: marks nobody further, or stays at home in a second round."""
FEW = 100
"""Fewer papers than these go on together, by the likeliest way: to split them further would feign knowledge."""
FINE = 10**9
"""Parts are weighed in whole billionths."""


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

    @cached_property
    def fine(self) -> Mapping[str, tuple[Mapping[str, int], int]]:
        """Each row in whole billionths, with the part that goes to nobody."""
        return {
            giver: (
                {
                    to: fine
                    for to, part in row.items()
                    if to != NOBODY and (fine := int(FINE * part))
                },
                int(FINE * self.nowhere(giver)),
            )
            for giver, row in self.parts.items()
        }


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


class Papers:
    """Makes papers from one table. What it has weighed once for parties that stand singly it does not weigh again."""

    def __init__(self, assumed: Assumed) -> None:
        self.assumed = assumed
        self.weighed: dict[tuple[str, tuple[str, ...]], _Known] = {}

    def of_candidates(
        self, votes: Mapping[str, int], party_of: Mapping[str, str]
    ) -> dict[Marks, int]:
        """For first preferences `votes`, by candidate, whose places are in that order; `party_of` names each's row.

        Each further preference follows the row of the first one's party, among those not yet on the paper in proportion;
        the part of a party that does not stand is shared out likewise. Several of one party share its part by their votes.
        """
        standing = [
            _Standing(party_of[name], many, bytes([place]))
            for place, (name, many) in enumerate(votes.items(), 1)
        ]
        papers: dict[Marks, int] = {}
        for each in standing:
            self._go_on(each, standing, {each.marks: each.votes}, papers)
        return papers

    def of_parties(
        self,
        candidates: Mapping[str, Mapping[str, int]],
        party_of: Mapping[str, str],
        place: Mapping[str, int],
    ) -> dict[Marks, int]:
        """Where parties have several `candidates`: their first preferences, by party and candidate, and their places.

        Whoever votes for one of a party goes on to its others, those with more votes first, and then to other parties as
        `of_candidates`; there too those with more votes come first.
        """
        standing = {
            party: _Standing(
                party_of[party],
                sum(votes.values()),
                bytes(place[n] for n in sorted(votes, key=lambda n: -votes[n])),
            )
            for party, votes in candidates.items()
        }
        papers: dict[Marks, int] = {}
        for party, own in standing.items():
            begun = {
                (mark := bytes([place[first]])) + own.marks.replace(mark, b""): many
                for first, many in candidates[party].items()
            }
            self._go_on(own, standing.values(), begun, papers)
        return papers

    def _go_on(
        self,
        of: "_Standing",
        standing: Collection["_Standing"],
        begun: Mapping[Marks, int],
        papers: dict[Marks, int],
    ) -> None:
        """Add the whole papers that begin so, which are those of one party's voters."""
        if of.party not in self.assumed.fine:  # nobody knows where they go
            papers.update((paper, many) for paper, many in begun.items() if many)
            return
        row, nowhere = self.assumed.fine[of.party]
        takers = [each for each in standing if each.party in row and each.votes]
        parties = tuple(each.party for each in takers)
        ways = _Ways(row, nowhere, takers)
        if len(set(parties)) == len(parties):
            ways.known = self.weighed.setdefault((of.party, parties), {})
        own = sum(1 << nth for nth, each in enumerate(takers) if each is of)
        for paper, many in begun.items():
            if many:
                ways.go_on(paper, own, many, papers)


class _Standing(NamedTuple):
    """A candidate, or a party's candidates together: their votes, and their marks on the paper of whoever comes to them."""

    party: str
    votes: int
    marks: Marks


@dataclass(frozen=True, slots=True)
class _Onward:
    """Where papers go next: of `together`, so many to each; None is to nobody."""

    weights: tuple[tuple[int | None, int], ...]
    together: int
    likeliest: int | None


_Known = dict[int, _Onward | None]


class _Ways:
    """How papers of one party's voters go on to those who take them; numbers with a bit for each taker say who has."""

    def __init__(
        self, row: Mapping[str, int], nowhere: int, takers: Sequence[_Standing]
    ) -> None:
        self.row, self.nowhere, self.takers = row, nowhere, takers
        self.known: _Known = {}

    def go_on(
        self, paper: Marks, taken: int, many: int, papers: dict[Marks, int]
    ) -> None:
        """Add the whole papers that begin with `paper`, on which are those who have `taken`."""
        while onward := self._onward(taken):
            if many >= FEW:
                for to, number in _apportioned(many, onward):
                    if to is None:
                        papers[paper] = papers.get(paper, 0) + number
                    else:
                        longer = paper + self.takers[to].marks
                        self.go_on(longer, taken | 1 << to, number, papers)
                return
            if onward.likeliest is None:
                break
            paper += self.takers[onward.likeliest].marks
            taken |= 1 << onward.likeliest
        papers[paper] = papers.get(paper, 0) + many

    def _onward(self, taken: int) -> _Onward | None:
        if taken not in self.known:
            self.known[taken] = self._weighed(taken)
        return self.known[taken]

    def _weighed(self, taken: int) -> _Onward | None:
        """Each continuation's weight; None where there is nobody left to go to."""
        left = [(n, e) for n, e in enumerate(self.takers) if not taken >> n & 1]
        together: dict[str, int] = {}
        for _, each in left:
            together[each.party] = together.get(each.party, 0) + each.votes
        weights: list[tuple[int | None, int]] = [
            (n, self.row[each.party] * each.votes // together[each.party])
            for n, each in left
        ]
        if not any(weight for _, weight in weights):
            return None
        weights.append((None, self.nowhere))
        likeliest, _ = max(weights, key=lambda way: way[1])
        return _Onward(tuple(weights), sum(w for _, w in weights), likeliest)


def _apportioned(many: int, onward: _Onward) -> list[tuple[int | None, int]]:
    """`many` shared out by largest remainder, in whole papers; those who get none are left out."""
    shares, rests, over = [], [], many
    for _, weight in onward.weights:
        whole, rest = divmod(many * weight, onward.together)
        over -= whole
        shares.append(whole)
        rests.append(rest)
    for _ in range(over):
        largest = rests.index(max(rests))
        shares[largest] += 1
        rests[largest] = -1
    return [(to, n) for (to, _), n in zip(onward.weights, shares, strict=True) if n]


def _percent(row: Row) -> Fraction:
    written = row.text("percent")
    try:
        return Fraction(written) / 100
    except (ValueError, ZeroDivisionError) as problem:
        raise HustingsError(
            f"{row.file}, line {row.line}, column percent: {written[:40]!r} was found where a number was expected."
        ) from problem
