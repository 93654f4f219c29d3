"""The result sheet as rows and columns, from which every table is set: terminal, page, file, notice."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, chain
from operator import and_

from hustings.core.counting.record import Count, Exact, Stage, Step
from hustings.core.counting.shown.figures import Figures, capital, is_motion

_MOVES = frozenset((Step.SURPLUS, Step.EXCLUSION, Step.ITERATION))


class Mark(StrEnum):
    """What a stage decided about a candidate, always in words."""

    NONE = ""
    ELECTED = "elected"
    EXCLUDED = "excluded"
    UNFILLED = "unfilled"
    """Re-open nominations won the seat, or stands before whoever would have it: it stays empty."""


@dataclass(frozen=True, slots=True)
class Cell:
    change: str
    """Signed; empty where nothing moved."""
    votes: str
    """Empty for somebody who is out."""
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    slate: str
    cells: tuple[Cell, ...]
    outcome: str = ""
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Column:
    number: int
    title: str
    moves: bool
    """Whether the stage moved votes, so that changes stand beside totals."""


@dataclass(frozen=True, slots=True)
class Grid:
    columns: tuple[Column, ...]
    candidates: tuple[Row, ...]
    sums: tuple[Row, ...]
    """Non-transferable, lost by rounding, total, quota: whichever the law knows."""
    shortened: bool
    """Whether figures have fewer places here than the law has."""


def grid(count: Count) -> Grid:
    """The sheet: candidates in the order of the paper, stages across."""
    figures = Figures(count)
    stages = count.stages
    columns = tuple(
        Column(number, capital(stage.title), _moves(stage))
        for number, stage in enumerate(stages, start=1)
    )
    names = list(dict.fromkeys(chain(count.names, *(s.votes for s in stages))))
    names = [name for name in names if any(name in s.votes for s in stages)]
    slates = {
        each.name: "" if each.slate == each.name else each.slate
        for each in count.candidates
    }
    candidates = tuple(
        Row(
            name,
            slates.get(name, ""),
            _cells(count, name, figures),
            *_outcome(count, name),
        )
        for name in names
    )
    return Grid(columns, candidates, _sums(count, figures), figures.shortened)


def _moves(stage: Stage) -> bool:
    return bool(stage.transfers) or stage.step in _MOVES


def _cells(count: Count, name: str, figures: Figures) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    out, before = False, Fraction(0)
    for stage, whole in zip(count.stages, _whole(count, figures), strict=True):
        now = stage.votes.get(name, 0)
        change = now - before if _moves(stage) else 0
        gone = (out or name not in stage.votes) and not now
        cells.append(
            Cell(
                figures.change(change, whole) if change else "",
                "" if gone else _held(stage, name, figures, whole),
                Mark.NONE if is_motion(count) else _mark(stage, name),
            )
        )
        out, before = out or name in stage.excluded, Fraction(now)
    return tuple(cells)


def _held(stage: Stage, name: str, figures: Figures, whole: bool) -> str:
    """The votes; where lists contest a seat, what the list contests it with."""
    if stage.figures:
        figure = stage.figures.get(name)
        return "" if figure is None else figures.quotient(figure)
    return figures.column(stage.votes.get(name, 0), whole)


def _whole(count: Count, figures: Figures) -> list[bool]:
    """Which columns need no decimal places: those before the first figure that has any."""
    whole = [
        all(
            map(
                figures.whole,
                (
                    *stage.votes.values(),
                    _not_transferable(stage),
                    stage.lost,
                    stage.quota or 0,
                ),
            )
        )
        for stage in count.stages
    ]
    return list(accumulate(whole, and_))


def _mark(stage: Stage, name: str) -> Mark:
    won = [each for each in stage.elected if name in (each.name, each.slate)]
    if won:
        return Mark.UNFILLED if won[0].unfilled else Mark.ELECTED
    return Mark.EXCLUDED if name in stage.excluded else Mark.NONE


def _outcome(count: Count, name: str) -> tuple[str, Mark]:
    won = [
        (number, each)
        for number, stage in enumerate(count.stages, start=1)
        for each in stage.elected
        if name in (each.name, each.slate)
    ]
    if len(won) > 1 or any(stage.figures for stage in count.stages):
        seats = "1 seat" if len(won) == 1 else f"{len(won)} seats"
        people = ", ".join(each.name for _, each in won if each.name != name)
        said = f"{seats}: {people}" if people else seats
        return (said, Mark.ELECTED) if won else ("No seat", Mark.NONE)
    if is_motion(count):
        return ("The answer" if won else "", Mark.NONE)
    if won and won[0][1].unfilled:
        return f"Seat unfilled, stage {won[0][0]}", Mark.UNFILLED
    if won:
        place = count.elected.index(won[0][1].name) + 1
        return f"Elected ({place}), stage {won[0][0]}", Mark.ELECTED
    for number, stage in enumerate(count.stages, start=1):
        if name in stage.excluded:
            return f"Excluded, stage {number}", Mark.EXCLUDED
    return "Not elected", Mark.NONE


def _sums(count: Count, figures: Figures) -> tuple[Row, ...]:
    stages = count.stages
    rows = []
    if any(stage.non_transferable for stage in stages):
        rows.append(_sum(count, figures, "Not transferable", _not_transferable))
    if any(stage.lost for stage in stages):
        rows.append(_sum(count, figures, "Lost by rounding", _lost))
    rows.append(_sum(count, figures, "Total", _total))
    if any(stage.quota is not None for stage in stages):
        rows.append(Row(figures.quota_word, "", _quotas(count, figures)))
    return tuple(rows)


def _quotas(count: Count, figures: Figures) -> tuple[Cell, ...]:
    quotas = (stage.quota for stage in count.stages)
    return tuple(
        Cell("", "" if quota is None else figures.column(quota, whole))
        for quota, whole in zip(quotas, _whole(count, figures), strict=True)
    )


def _sum(
    count: Count, figures: Figures, name: str, of: Callable[[Stage], Exact]
) -> Row:
    """A sum at each stage; where lists contest a seat, figures have none."""
    cells: list[Cell] = []
    before = None
    for stage, whole in zip(count.stages, _whole(count, figures), strict=True):
        if stage.figures:
            cells.append(Cell("", ""))
            continue
        now = of(stage)
        change = now - before if before is not None and _moves(stage) else 0
        cells.append(
            Cell(
                figures.change(change, whole) if change else "",
                figures.column(now, whole),
            )
        )
        before = now
    return Row(name, "", tuple(cells))


def _not_transferable(stage: Stage) -> Exact:
    return stage.non_transferable


def _lost(stage: Stage) -> Exact:
    return stage.lost


def _total(stage: Stage) -> Exact:
    return sum(stage.votes.values()) + stage.non_transferable + stage.lost
