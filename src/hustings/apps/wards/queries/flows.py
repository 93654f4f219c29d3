"""Where the votes went between two of a campaign's own elections."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hustings.apps.wards.models import AreaResult
from hustings.apps.wards.queries.results import has_several
from hustings.core.elections.result import INDEPENDENT, Candidacy, party_key
from hustings.core.elections.wording import long_date
from hustings.core.errors import HustingsError
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.transfers.country import FittedBy, country
from hustings.core.psephology.transfers.margins import Change
from hustings.core.psephology.transfers.polls import (  # fmt: skip
    INDEPENDENTS,
    Polled,
    Polls,
    paired,
)
from hustings.core.psephology.transfers.told import told
from hustings.core.psephology.wards import Kind

FEWEST = 6
"""So many areas two elections must share before anything is estimated between them."""


@dataclass(frozen=True, order=True)
class Occasion:
    """A day on which areas of a kind were counted; `areas` is how many."""

    day: date
    kind: Kind
    areas: int

    @property
    def key(self) -> str:
        return f"{self.day}-{self.kind.name.lower()}"

    def __str__(self) -> str:
        return f"{long_date(self.day)}, {self.kind}: {self.areas} areas"


def occasions(rows: Sequence[AreaResult]) -> list[Occasion]:
    """The occasions with areas enough, the latest first."""
    counted = Counter((row.day, Kind(row.kind)) for row in rows)
    found = [Occasion(day, kind, n) for (day, kind), n in counted.items() if n >= FEWEST]  # fmt: skip
    return sorted(found, reverse=True)


def flows_between(
    rows: Sequence[AreaResult], earlier: Occasion, later: Occasion
) -> Answer:
    """The transfers in all areas that both have, as `transfers.told` tells them.

    Where an electorate is not known, or electors may have had several votes each, those who did not vote are left out, and the earlier figures scaled to the later.
    HustingsError where too few areas are in both.
    """
    then, now = (_on(rows, each) for each in (earlier, later))
    shared = {row.key for row in then} & {row.key for row in now}
    if len(shared) < FEWEST:
        raise HustingsError(
            f"{len(shared)} areas are in both elections under the same name, and at least {FEWEST} are needed. "
            "Add results of more areas, or write their names alike."
        )
    both = [row for row in (*then, *now) if row.key in shared]
    whole = all(row.electorate and not has_several(row.figures.result) for row in both)
    change = Change.NAMED if whole else Change.SCALED
    pair = paired(_polls(earlier, then, whole), _polls(later, [r for r in now if r.key in shared], whole), change=change)  # fmt: skip
    return told(country(pair, FittedBy.WHOLE))


def _on(rows: Sequence[AreaResult], occasion: Occasion) -> list[AreaResult]:
    return [r for r in rows if (r.day, r.kind) == (occasion.day, occasion.kind.value)]


def _polls(occasion: Occasion, rows: Sequence[AreaResult], whole: bool) -> Polls:
    """`whole`: with those who did not vote; else the voters alone are everybody."""
    names: dict[str, str] = {}
    areas = []
    for row in rows:
        votes: Counter[str] = Counter()
        for line in row.figures.result.candidacies:
            votes[_key(line)] += line.votes
            names.setdefault(_key(line), line.party or line.name)
        electorate = row.electorate if whole else votes.total()
        areas.append(Polled(row.key, row.area, "", "", electorate, votes))
    return Polls(long_date(occasion.day), tuple(areas), names)


def _key(line: Candidacy) -> str:
    """A party is the same under the same words; whoever has none is an independent."""
    key = party_key(line.party)
    return INDEPENDENTS if key in INDEPENDENT and line.name else key
