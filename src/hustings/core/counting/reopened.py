"""Re-open nominations: a line on the paper that stands like a candidate and, if it wins, leaves the seat empty.

Associations and students' unions print it under the candidates. In a count by most votes, whoever has fewer votes than
it was liked less than an empty seat: its seat and those of all below it stay unfilled. In a count by transferable votes
it is a candidate among others and only the seats that it wins itself stay unfilled (National Union of Students, "Model
ruling on RON and STV").
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from hustings.core.counting.poll import Candidate, Poll, PollError
from hustings.core.counting.record import Count, Stage

RON = "Re-open nominations"
"""The line's usual name; a candidate may also be marked with it as a group."""
_SPELT = frozenset(("reopennominations", "reopeningofnominations"))
_SHORT = frozenset(("RON", "R.O.N.", "R.O.N"))


def is_reopening(candidate: Candidate) -> bool:
    """Whether this line stands for re-opening nominations: by its name in any spelling, or by its group.

    The short form counts in capitals only: somebody may be called Ron.
    """
    letters = "".join(filter(str.isalpha, candidate.name.casefold()))
    return (
        RON in candidate.groups or letters in _SPELT or candidate.name.strip() in _SHORT
    )


def with_line(poll: Poll, names: Collection[str]) -> Poll:
    """The poll with these candidates marked as the line; for a name that nobody could know. Refuses strangers."""
    strangers = [name for name in names if name not in poll.place]
    if strangers:
        raise PollError(
            f"“{strangers[0]}” is to stand for re-opening nominations and is not on the paper; "
            f"on it are {', '.join(poll.names)}."
        )
    candidates = tuple(
        replace(each, groups=each.groups | {RON}) if each.name in names else each
        for each in poll.candidates
    )
    return replace(poll, candidates=candidates)


def reopened(count: Count, *, with_all_below: bool = True) -> Count:
    """The count with the seats that re-open nominations won marked as unfilled, and a note that says so.

    `with_all_below`: seats that would go to candidates behind it in the order of election stay unfilled too. Leave
    that out for transferable votes. A count that it has not won is given back as it is.
    """
    elected = frozenset(count.elected)
    lines = {
        each.name
        for each in count.candidates
        if each.name in elected and is_reopening(each)
    }
    won = [place for place, name in enumerate(count.elected) if name in lines]
    if not won:
        return count
    unfilled = [
        name
        for place, name in enumerate(count.elected)
        if name in lines or (with_all_below and place > won[0])
    ]
    stages = tuple(_without(stage, unfilled, lines) for stage in count.stages)
    said = _said(unfilled, lines, count.seats)
    return replace(count, stages=stages, notes=(*count.notes, said))


def _without(stage: Stage, unfilled: Sequence[str], lines: Collection[str]) -> Stage:
    elected = tuple(
        replace(each, unfilled=each.name in unfilled) for each in stage.elected
    )
    won = ", ".join(each.name for each in elected if each.name in lines)
    if not won:
        return stage._replace(elected=elected)
    why = [stage.why, f"{won} won a seat: nobody is elected to it"]
    return stage._replace(elected=elected, why="; ".join(filter(None, why)))


def _said(unfilled: Sequence[str], lines: Collection[str], seats: int) -> str:
    below = [name for name in unfilled if name not in lines]
    said = f"Nominations re-open, seats unfilled: {len(unfilled)} of {seats}"
    return f"{said}; behind the line: {', '.join(below)}." if below else f"{said}."
