"""Lines over the elections: each has a dash and a mark of its own, and its name where it ends.

A line breaks where a figure is not known: nothing is drawn between two elections that we do not have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from textwrap import shorten

from hustings.core import svg

_WIDTH, _TALL, _TOP, _FOOT = 480, 220, 16, 34
_LEFT, _RIGHT, _NEAR = 46, 104, 40
_LETTERS = ' font-size="14"'
_GRID = ' stroke="#cfc8bd" stroke-width="1"'
_INKS = ("#3d5a80", "#b3541e", "#2f6b4f", "#6b4a8a", "#1b1b1b", "#8a6d00")
_DASHES = ("", "9 4", "3 3", "12 3 3 3", "1 4", "6 2")


@dataclass(frozen=True, slots=True)
class Line:
    """A name with a figure for each place along the bottom; None is not known."""

    name: str
    values: Sequence[float | None]


def lines(
    drawn: Sequence[Line],
    at: Sequence[str],
    *,
    title: str,
    ident: str,
    unit: str = " %",
    where: Sequence[float] = (),
) -> str:
    """The drawing; `at` are the names along the bottom, and `where` how far along they stand (evenly, if none are given).

    The side begins at 0. Six lines can be told from one another; more repeat their looks and keep their names.
    """
    highest = max((v for d in drawn for v in d.values if v), default=0)
    step = _step(highest)
    most = step * max(ceil(highest / step), 1)
    across = _across(where or range(len(at)))
    body = "".join((*_grid(most, step, unit), *_bottom(at, across)))
    ends: list[float] = []
    for nth, line in enumerate(drawn):
        body += "".join(_drawn(line, nth, across, most, ends))
    said = f"Lines for {', '.join(d.name for d in drawn)}, {at[0]} to {at[-1]}. The table beside it has every figure."
    return svg.picture((_WIDTH, _TOP + _TALL + _FOOT), ident, title, said, body)


def _step(most: float) -> float:
    """The round number of which at most five reach up to `most`."""
    steps = (step * 10**power for power in range(-2, 9) for step in (1, 2, 5))
    return float(next(step for step in steps if most <= 5 * step))


def _across(where: Sequence[float]) -> list[float]:
    first, wide = where[0], (where[-1] - where[0]) or 1
    return [_LEFT + (_WIDTH - _LEFT - _RIGHT) * (x - first) / wide for x in where]


def _up(value: float, most: float) -> float:
    return _TOP + _TALL * (1 - value / most)


def _grid(most: float, step: float, unit: str) -> Iterator[str]:
    for nth in range(round(most / step) + 1):
        y = _up(nth * step, most)
        yield svg.line((_LEFT, y), (_WIDTH - _RIGHT, y), _GRID)
        yield svg.text(_LEFT - 5, y + 5, f"{nth * step:,g}{unit}", f'{_LETTERS} text-anchor="end"')  # fmt: skip


def _bottom(at: Sequence[str], across: Sequence[float]) -> Iterator[str]:
    """The names along the bottom, the last one always, and before it as many as have room."""
    free = across[-1]
    for name, x in zip(reversed(at), reversed(across), strict=True):
        if x <= free:
            yield svg.text(x, _TOP + _TALL + 22, name, f'{_LETTERS} text-anchor="middle"')  # fmt: skip
            free = x - _NEAR


def _drawn(
    line: Line, nth: int, across: Sequence[float], most: float, ends: list[float]
) -> Iterator[str]:
    ink, dash = _INKS[nth % len(_INKS)], _DASHES[nth % len(_DASHES)]
    points = [
        (x, None if value is None else _up(value, most))
        for x, value in zip(across, line.values, strict=True)
    ]
    for known, run in groupby(points, key=lambda each: each[1] is not None):
        if known:
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in run)
            yield f'<path d="M{path}" fill="none" stroke="{ink}" stroke-width="2.5" stroke-dasharray="{dash}"/>'
    there = [(x, y) for x, y in points if y is not None]
    yield from (_mark(nth, x, y, ink) for x, y in there)
    if there:
        yield svg.text(_WIDTH - _RIGHT + 10, _free(there[-1][1], ends), shorten(line.name, 14, placeholder="…"), _LETTERS)  # fmt: skip


def _free(y: float, ends: list[float]) -> float:
    """A height near y at which no other name stands."""
    y += 5
    while any(abs(y - other) < 15 for other in ends):
        y += 3
    ends.append(y)
    return y


def _mark(nth: int, x: float, y: float, ink: str) -> str:
    """A dot, a square or a triangle."""
    match nth % 3:
        case 0:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{ink}"/>'
        case 1:
            return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{ink}"/>'
        case _:
            return f'<path d="M{x:.1f} {y - 5:.1f}l5 9h-10z" fill="{ink}"/>'
