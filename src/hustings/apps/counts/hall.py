"""What a hall's screen shows, cut into pages that are read from the back without anybody scrolling."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hustings.apps.counts.queries import Picture, Row, Step

T = TypeVar("T")
RUNGS_A_PAGE, CANDIDATES_A_PAGE = 5, 7


@dataclass(frozen=True, slots=True)
class HallPage:
    """One page: our figures, some candidates, or some rungs of the ladder."""

    figures: bool = False
    rows: tuple[Row, ...] = ()
    steps: tuple[Step, ...] = ()


def hall_pages(picture: Picture | None, ladder: Sequence[Step]) -> list[HallPage]:
    """Our figures first, then the votes, then the ladder; one empty page before the declaration."""
    if picture is None:
        return [HallPage()]
    judged = [step for step in ladder if step.judged]
    return [
        *([HallPage(figures=True)] if picture.ours else []),
        *(HallPage(rows=rows) for rows in _lots(picture.rows, CANDIDATES_A_PAGE)),
        *(HallPage(steps=steps) for steps in _lots(judged, RUNGS_A_PAGE)),
    ]


def _lots(items: Sequence[T], most: int) -> Iterator[tuple[T, ...]]:
    """As few lots of at most `most` as will do, about equal."""
    lots = -(-len(items) // most)
    for lot in range(lots):
        start, end = (len(items) * each // lots for each in (lot, lot + 1))
        yield tuple(items[start:end])
