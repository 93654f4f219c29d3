"""Two elections as figures of areas side by side: which parties stand for themselves, which area goes with which.

An area goes with the one of the same official code, as it has the same boundaries. Where these were drawn anew the
earlier election has to come as a notional table, an estimate of how today's seats would have voted then. Few enough
options are kept for the areas to tell them apart: the largest parties of either election, all independents together
(totals know nobody by name), all others, and those who did not vote. An area that has no partner is left out and told.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hustings.core.elections.result import INDEPENDENT, party_key
from hustings.core.errors import HustingsError
from hustings.core.psephology.notional import Notional
from hustings.core.psephology.past import SPEAKER, Election
from hustings.core.psephology.transfers.margins import (
    DID_NOT_VOTE,
    Change,
    Margins,
    Table,
    margins,
    with_nonvoters,
)
from hustings.core.spelling import fold_place

OPTIONS = 8
"""At most so many parties stand for themselves: in Great Britain all that win seats, and the largest that did not."""
LEAST = Fraction(1, 200)
"""A party with no more than this part of the votes at either election is among the others."""
INDEPENDENTS, OTHERS = "Independents", "Others"
GREAT_BRITAIN = "Great Britain"
_ALONE = INDEPENDENT | {"independents", "independent 2 etc."}
_NO_PARTY = frozenset({"na", "other", "others", "all other candidates", "speaker", "commons speaker", SPEAKER.casefold()})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Polled:
    """An area's figures at one election: votes by `party_key`; `electorate` None where it is not known."""

    code: str
    name: str
    region: str
    nation: str
    electorate: int | None
    votes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Polls:
    """An election for the purpose: its areas, and the parties' names as most of its candidacies have them.

    `by_name`: an area may be found by its name where its code has been renewed, as publishers of notional results do.
    """

    said: str
    areas: tuple[Polled, ...]
    parties: Mapping[str, str]
    by_name: bool = False

    def within(self, area: str) -> "Polls":
        """The areas of a region or nation, or of Great Britain; refuses a name that is neither."""
        chosen = tuple(each for each in self.areas if _lies_in(each, area))
        if not chosen:
            raise HustingsError(
                f"{area} is no region or nation of the election of {self.said}. Choose from {', '.join(self.regions())}."
            )
        return replace(self, areas=chosen)

    def around(self, area: str) -> "Polls":
        """Among what an area is estimated: Great Britain, or Northern Ireland, whose parties are its own.

        Every area where the election was not held in all of Great Britain.
        """
        if GREAT_BRITAIN not in self.regions():
            return self
        sought = fold_place(area)
        apart = {
            fold_place(name)
            for each in self.areas
            if not _lies_in(each, GREAT_BRITAIN)
            for name in (each.name, each.code, each.region, each.nation)
        }
        british = sought not in apart
        chosen = (e for e in self.areas if _lies_in(e, GREAT_BRITAIN) == british)
        return replace(self, areas=tuple(chosen))

    def regions(self) -> list[str]:
        """The names by which areas can be asked for together, the largest first."""
        nations = sorted({each.nation for each in self.areas if each.nation})
        regions = sorted({each.region for each in self.areas if each.region} - set(nations))  # fmt: skip
        whole = [GREAT_BRITAIN] if {"England", "Scotland", "Wales"} <= set(nations) else []  # fmt: skip
        return [*whole, *nations, *regions]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An area that takes no part, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


@dataclass(frozen=True, slots=True, eq=False)
class Paired:
    """Both elections' margins; `areas` are the later election's, in the order of the margins' own."""

    earlier: str
    later: str
    margins: Margins
    areas: tuple[Polled, ...]
    left_out: tuple[LeftOut, ...]

    def chosen(self, area: str = "") -> list[int]:
        """The numbers of the areas of a region or nation, or of the one area of that name or code; all for ""."""
        sought = fold_place(area)
        found = [
            number
            for number, each in enumerate(self.areas)
            if not area
            or _lies_in(each, area)
            or sought in (fold_place(each.name), fold_place(each.code))
        ]
        if not found:
            raise HustingsError(self._not_found(area, sought))
        return found

    def _not_found(self, area: str, sought: str) -> str:
        for each in self.left_out:
            if fold_place(each.name) == sought:
                return f"{each.name} was left out: {each.reason}"
        return f"No seat, region or nation of these elections is called {area}."


def polls_of(election: Election) -> Polls:
    """An election as it was; every candidacy's votes go to its party, a joint one's to its larger party."""
    areas, names = [], _Names()
    for seat in election:
        votes: Counter[str] = Counter()
        for stood in seat.stood:
            votes[names.key(stood.party, stood.candidacy.party)] += stood.votes
            names.weigh(stood.party, stood.candidacy.party, stood.votes)
        areas.append(
            Polled(
                seat.code,
                seat.name,
                seat.region,
                seat.nation,
                seat.result.electorate,
                votes,
            )
        )
    return Polls(str(election.day.year), tuple(areas), names.printed())


def notional_polls(found: Notional) -> Polls:
    """An earlier election as if held on later boundaries; it knows no regions, nor needs to."""
    areas, names = [], _Names()
    for code, seat in found.seats.items():
        votes: Counter[str] = Counter()
        for each in seat.result.candidacies:
            votes[names.key(each.short, each.party)] += each.votes
            names.weigh(each.short, each.party, each.votes)
        areas.append(Polled(code, seat.name, "", "", seat.result.electorate, votes))
    said = f"{found.day.year} (boundaries of {found.boundaries.year})"
    return Polls(said, tuple(areas), names.printed(), by_name=True)


def paired(
    earlier: Polls,
    later: Polls,
    *,
    options: int = OPTIONS,
    change: Change = Change.NAMED,
) -> Paired:
    """The margins of both elections at the areas that they share; refuses when fewer than half of the later have a partner."""
    found = Partners(earlier, later)
    if 2 * len(found.both) < len(later.areas) or len(found.both) < 2:
        raise HustingsError(_too_few(earlier, later, len(found.both)))
    return found.paired(_largest(found.both, options), change)


class Partners:
    """The areas of two elections that go together, and those that are left out."""

    def __init__(self, earlier: Polls, later: Polls) -> None:
        self.earlier, self.later = earlier, later
        self.both: list[tuple[Polled, Polled]] = []
        self.left_out: list[LeftOut] = []
        by_code = {each.code: each for each in earlier.areas}
        by_name = {fold_place(each.name): each for each in earlier.areas if earlier.by_name}  # fmt: skip
        for now in later.areas:
            then = by_code.get(now.code) or by_name.get(fold_place(now.name))
            reason = self._alone(then, now)
            if then and not reason:
                self.both.append((then, now))
            else:
                self.left_out.append(LeftOut(now.name, reason))

    def _alone(self, then: Polled | None, now: Polled) -> str:
        if then is None:
            return f"has no figures of {self.earlier.said} on the same boundaries."
        return _not_usable(then, self.earlier) or _not_usable(now, self.later)

    def paired(self, kept: Sequence[str], change: Change) -> Paired:
        """The margins, with the parties of these keys for themselves and the rest as others."""
        names = {**self.earlier.parties, **self.later.parties}
        rows, before = _side([then for then, _ in self.both], kept, names)
        columns, after = _side([now for _, now in self.both], kept, names)
        areas = tuple(now for _, now in self.both)
        made = margins(
            before,
            after,
            rows=rows,
            columns=columns,
            areas=[each.name for each in areas],
            change=change,
        )
        return Paired(
            self.earlier.said, self.later.said, made, areas, tuple(self.left_out)
        )


class _Names:
    """The names of parties by their keys, each by the name under which it has most votes."""

    def __init__(self) -> None:
        self._votes: dict[str, Counter[str]] = {}

    def key(self, short: str, party: str) -> str:
        key = party_key(short or party)
        return INDEPENDENTS if key in _ALONE else OTHERS if key in _NO_PARTY else key

    def weigh(self, short: str, party: str, votes: int) -> None:
        self._votes.setdefault(self.key(short, party), Counter())[party or short] += votes  # fmt: skip

    def printed(self) -> dict[str, str]:
        return {key: names.most_common(1)[0][0] for key, names in self._votes.items()}


def _lies_in(each: Polled, area: str) -> bool:
    sought = area.strip().casefold()
    if sought == GREAT_BRITAIN.casefold():
        return each.nation in ("England", "Scotland", "Wales")
    return bool(sought) and sought in (each.region.casefold(), each.nation.casefold())


def _not_usable(area: Polled, of: Polls) -> str:
    cast = sum(area.votes.values())
    if not cast:
        return f"nobody voted in {of.said}, as nobody else stood."
    if area.electorate is None:
        return f"the electorate of {of.said} is not known."
    if cast > area.electorate:
        return f"{cast:,} votes and an electorate of {area.electorate:,} in {of.said} cannot be."
    return ""


def _too_few(earlier: Polls, later: Polls, found: int) -> str:
    return (
        f"Only {found} of {len(later.areas)} seats of {later.said} have figures of {earlier.said} on the same boundaries. "
        f"Take two elections between which boundaries stayed, or load a notional table of {earlier.said} on the boundaries "
        f"of {later.said}."
    )


def _largest(both: Sequence[tuple[Polled, Polled]], options: int) -> list[str]:
    """The parties with the largest part of the votes at either election, the largest first."""
    parts: dict[str, Fraction] = {}
    for side in zip(*both, strict=True):
        votes: Counter[str] = Counter()
        for each in side:
            votes.update(each.votes)
        for party, cast in votes.items():
            part = Fraction(cast, votes.total())
            parts[party] = max(parts.get(party, part), part)
    ranked = sorted(parts, key=lambda party: (-parts[party], party))
    own = (each for each in ranked if each not in (INDEPENDENTS, OTHERS))
    return [each for each in own if parts[each] > LEAST][:options]


def _side(
    areas: Sequence[Polled], kept: Sequence[str], names: Mapping[str, str]
) -> tuple[tuple[str, ...], Table]:
    """Names of the options that anybody chose, and areas × options; those who did not vote, if any, at the end."""
    found = [_by_option(each.votes, kept) for each in areas]
    there = [o for o in (*kept, INDEPENDENTS, OTHERS) if any(row[o] for row in found)]
    table = with_nonvoters(
        [[row[o] for o in there] for row in found],
        [each.electorate or 0 for each in areas],
        areas=[each.name for each in areas],
    )
    called = list(_apart([names.get(o, o) if o in kept else o for o in there]))
    if table[:, -1].any():
        return (*called, DID_NOT_VOTE), table
    return tuple(called), table[:, :-1]


def _by_option(votes: Mapping[str, int], kept: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for party, cast in votes.items():
        own = party in kept or party == INDEPENDENTS
        found[party if own else OTHERS] += cast
    return found


def _apart(called: Sequence[str]) -> Iterator[str]:
    """Two parties of one name are told apart by a number: short forms differ where publishers' names do not."""
    seen: Counter[str] = Counter()
    for name in called:
        seen[name] += 1
        yield f"{name} ({seen[name]})" if seen[name] > 1 else name
