"""How each section of an electorate voted, as rows beneath the result sheet's own columns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from hustings.core.counting.record import Count, Part
from hustings.core.counting.shown.figures import decimal
from hustings.core.counting.shown.grid import Cell, Row


@dataclass(frozen=True, slots=True)
class SectionSheet:
    """A section's own votes at each stage, in whole votes and not in parts of the college."""

    name: str
    weight: str
    """Its part of the whole in per cent; empty where all votes weigh the same."""
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        return f"{self.name} ({self.weight} per cent)" if self.weight else self.name


def section_sheets(count: Count) -> list[SectionSheet]:
    """Every section's sheet; none where the electorate has no sections."""
    first = count.stages[0].parts
    return [
        SectionSheet(part.section, _weight(part), tuple(_rows(count, part.section)))
        for part in first
    ]


def _weight(part: Part) -> str:
    if part.weight is None:
        return ""
    said = decimal(part.weight, 1, 3)
    return said.rstrip("0").rstrip(".")


def _rows(count: Count, section: str) -> Iterator[Row]:
    parts = [
        next(part for part in stage.parts if part.section == section)
        for stage in count.stages
    ]
    named = dict.fromkeys(chain.from_iterable(part.votes for part in parts))
    for name in named:
        yield Row(name, "", tuple(Cell("", _said(part, name)) for part in parts))
    for told, of in _APART:
        if any(map(of, parts)):
            yield Row(told, "", tuple(Cell("", f"{of(part):,}") for part in parts))


_APART: tuple[tuple[str, Callable[[Part], int]], ...] = (
    ("For nobody who remained", lambda part: part.exhausted),
    ("Abstained", lambda part: part.abstained),
)


def _said(part: Part, name: str) -> str:
    return f"{part.votes[name]:,}" if name in part.votes else ""
