"""How many votes went from whom to whom at each stage: what the chart draws and its table lists."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from hustings.core.counting.record import Count, Exact, Stage

NOBODY = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """Votes that went one way at one stage; `to` is empty where they went to nobody."""

    stage: int
    giver: str
    to: str
    votes: Exact
    papers: int | None = None
    """None where papers are shared and none of them moves (Meek), or where no paper carried the votes."""


def flows(count: Count) -> tuple[Flow, ...]:
    """All flows, in the order of the stages; what rounding lost is in none of them."""
    found: list[Flow] = []
    for number, (before, stage) in enumerate(pairwise(count.stages), start=2):
        if stage.transfers:
            found += _of_papers(number, before, stage)
        elif stage.of or stage.keep:
            found += _of_changes(number, before, stage)
    return tuple(found)


def _of_papers(number: int, before: Stage, stage: Stage) -> list[Flow]:
    sums: dict[tuple[str, str], tuple[Exact, int]] = {}
    for move in stage.transfers:
        votes, papers = sums.get((move.giver, move.to), (0, 0))
        sums[move.giver, move.to] = (votes + move.votes, papers + move.papers)
    found = [Flow(number, *ends, *moved) for ends, moved in sums.items()]
    to_nobody = sum(flow.votes for flow in found if not flow.to)
    idle = stage.non_transferable - before.non_transferable - to_nobody
    if idle > 0 and len(stage.of) == 1:
        found.append(Flow(number, stage.of[0], NOBODY, idle))
    return found


def _of_changes(number: int, before: Stage, stage: Stage) -> list[Flow]:
    """Where only totals are known: each loss is shared among the gains in their proportion."""
    changes: dict[str, Exact] = {
        name: stage.votes.get(name, 0) - held for name, held in before.votes.items()
    }
    changes[NOBODY] = stage.non_transferable - before.non_transferable
    losses = {name: -change for name, change in changes.items() if change < 0}
    gains = {name: change for name, change in changes.items() if change > 0}
    total = sum(losses.values())
    return [
        Flow(number, giver, to, Fraction(loss * gain, 1) / total)
        for giver, loss in losses.items()
        if giver
        for to, gain in gains.items()
    ]
