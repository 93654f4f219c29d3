"""The results that a campaign has of its areas, each beside the one before, and what a file would change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hustings.apps.campaigns.models import Campaign
from hustings.apps.wards.models import AreaResult
from hustings.core.elections.result import (
    DeclaredResult,
    Placed,
    beside_last_time,
    percent,
)
from hustings.core.psephology.wards import AreaResult as Figures


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate's line as people read it; `change` is of the party's share, empty where there is nothing to compare."""

    placed: Placed
    share: str
    change: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A result with the one before of the same kind, if there is any; `lines` in order of place."""

    row: AreaResult
    result: DeclaredResult
    before: AreaResult | None
    lines: tuple[Line, ...]

    @property
    def is_declared(self) -> bool:
        """Whether the file says who was elected: most votes alone do not, where a ward has several seats or a box is a part."""
        return any(each.elected for each in self.result.candidacies)

    @property
    def has_several(self) -> bool:
        """Whether several were elected: unless they were ranked, each elector had several votes, and these are no turnout."""
        return has_several(self.result)

    @property
    def turnout(self) -> str:
        """On valid votes; empty where the electorate is not known."""
        found = self.result.turnout_valid
        return "" if found is None else percent(found)


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its newest result, and how many there are."""

    key: str
    newest: Shown
    results: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What adding results would do: those that are new, as they are, or would replace another's figures."""

    new: tuple[Figures, ...]
    same: tuple[Figures, ...]
    changed: tuple[tuple[AreaResult, Figures], ...]

    @property
    def number(self) -> int:
        """How many results would be kept."""
        return len(self.new) + len(self.changed)


def results_of(campaign: Campaign) -> list[AreaResult]:
    """All that are in force, the latest election first, areas by name."""
    return list(AreaResult.objects.of(campaign).in_force().latest_first())


def areas_of(campaign: Campaign) -> list[Area]:
    """Every area with its newest result, by name."""
    by_key: dict[str, list[AreaResult]] = {}
    for row in results_of(campaign):
        by_key.setdefault(row.key, []).append(row)
    areas = [Area(k, shown(rows)[0], len(rows)) for k, rows in by_key.items()]
    return sorted(areas, key=lambda area: area.newest.row.area.casefold())


def results_in(campaign: Campaign, key: str) -> list[AreaResult]:
    """What is in force of one area, the latest first."""
    rows = AreaResult.objects.of(campaign).in_force().filter(key=key)
    return list(rows.latest_first())


def ended_in(campaign: Campaign, key: str) -> list[AreaResult]:
    """What was replaced or taken out of one area, the newest first."""
    rows = AreaResult.objects.of(campaign).filter(key=key, ended_at__isnull=False)
    return list(rows.order_by("-ended_at"))


def shown(rows: Sequence[AreaResult]) -> list[Shown]:
    """The results of one area, the latest first as given, each beside the one before of its kind."""
    found = []
    for at, row in enumerate(rows):
        earlier = (each for each in rows[at + 1 :] if _is_before(each, row))
        before = next(earlier, None)
        result = row.figures.result
        then = before.figures.result if before else None
        found.append(Shown(row, result, before, tuple(_lines(result, then))))
    return found


def _is_before(row: AreaResult, other: AreaResult) -> bool:
    return row.kind == other.kind and row.day < other.day


def _lines(now: DeclaredResult, then: DeclaredResult | None) -> Iterator[Line]:
    beside = beside_last_time(now, then) if then else ()
    changes = {each.now: each.change for each in beside}
    for placed in now.placed:
        each = placed.candidacy
        change = changes.get(each)
        yield Line(
            placed,
            percent(now.share(each)),
            "" if change is None else f"{float(100 * change):+.1f}".replace("-", "−"),
        )


def has_several(result: DeclaredResult) -> bool:
    """Whether more than one was declared elected."""
    return sum(each.elected for each in result.candidacies) > 1


def plan(campaign: Campaign, results: Iterable[Figures]) -> Plan:
    """What adding these results would do."""
    there = {row.full_key: row for row in results_of(campaign)}
    new, same, changed = [], [], []
    for each in results:
        row = there.get(each.key)
        if row is None:
            new.append(each)
        elif row.figures == each:
            same.append(each)
        else:
            changed.append((row, each))
    return Plan(tuple(new), tuple(same), tuple(changed))
