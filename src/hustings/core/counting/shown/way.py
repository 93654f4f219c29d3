"""One paper's way through a count, in words: for whoever wants to know what their own paper did."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hustings.core.counting.record import Count
from hustings.core.counting.shown.figures import Figures, listed
from hustings.core.counting.shown.following import Lying, follow


def told_way(count: Count, ranking: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each stage at which the paper did anything, and one for how it ended.

    Raises CannotFollow where the record cannot say.
    """
    way, figures = follow(count, ranking), Figures(count)
    return (
        f"Stage 1: the paper counted {_held(way[0], figures)}.",
        *_changes(way, figures),
        f"At the end it counted {_held(way[-1], figures)}.",
    )


def _changes(way: Sequence[Lying], figures: Figures) -> Iterator[str]:
    for before, now in pairwise(way):
        if now.move:
            value = figures.part(now.move.value)
            whole = "" if value == "1" else f", worth {value} of a vote"
            yield f"Stage {now.stage}: it moved from {now.move.giver} to {now.move.to or 'nobody: it names nobody else who is still in'}{whole}."
        elif now.held != before.held:
            yield f"Stage {now.stage}: it was shared anew, {_held(now, figures)}."


def _held(lying: Lying, figures: Figures) -> str:
    """Whom it counts for, and with how much."""
    said = [
        f"{'1 vote' if figures.part(part) == '1' else f'{figures.part(part)} of a vote'} for {name or 'nobody (not transferable)'}"
        for name, part in lying.held
    ]
    return listed(said)
