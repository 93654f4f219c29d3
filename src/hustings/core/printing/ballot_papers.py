"""Ballot papers of a members' own ballot: all alike, without any number until the box is open.

Each says what is decided, how it is marked, and who stands, in a fixed order, a box beside each. At the foot is room for
the official mark, which is put on as the paper is given out, and for the number that is written on once the papers are
out of the box and mixed. No imprint: the law asks for one on material that promotes a candidate or party at a public
election (Representation of the People Act 1983, section 110; Political Parties, Elections and Referendums Act 2000,
section 143), which the paper of a body's own ballot is not.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import accumulate

from hustings.core.counting.on_paper import HowMarked, Marking
from hustings.core.elections.wording import count_of
from hustings.core.errors import HustingsError
from hustings.core.printing.document import Document, Json, clean, long_date
from hustings.core.printing.measure import POINT, wrap


@dataclass(frozen=True, slots=True)
class _Size:
    """Millimetres across and down, how many are cut from a sheet of A4, type in points, boxes in millimetres."""

    across: float
    down: float
    to_a_sheet: int
    edge: float = 8.0
    title_type: float = 14.0
    said_type: float = 10.5
    name: float = 12.0
    slate: float = 9.0
    box: float = 11.0
    """Of the box beside a name, and of the least row."""
    foot: float = 21.0


SIZES = {
    "a4": _Size(210.0, 297.0, 1),
    "a5": _Size(148.5, 210.0, 2),
    "a6": _Size(105.0, 148.5, 4, 6.0, 12.0, 8.5, 10.5, 8.0, 9.0, 15.0),
}
_NUMBER = 7.0
"""Millimetres for a line's number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the paper. Its number is what is typed for it."""

    name: str
    slate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotPaper:
    """What every paper says. `body` is whose ballot it is."""

    body: str
    title: str
    held_on: date
    seats: int
    lines: Sequence[Line]
    how: HowMarked
    is_motion: bool = False


def ballot_papers(
    paper: BallotPaper, *, papers: int, size: str, made_on: date
) -> Document:
    """So many papers, cut from sheets of A4. Refuses a size on which the lines have no room."""
    on = SIZES[size]
    heights = [_row_height(line, on) for line in paper.lines]
    free = _room_for_lines(paper, on)
    if sum(heights) > free:
        fits = sum(1 for total in accumulate(heights) if total <= free)
        raise HustingsError(
            f"{count_of(len(heights), 'line')} have no room on {size.upper()}, where {fits} fit. "
            + ("Choose a larger size." if size != "a4" else "Have these papers set by a printer.")
        )  # fmt: skip
    return Document(
        name="ballot papers",
        title=f"Ballot papers: {clean(paper.title)}",
        description="ballot",
        made_on=made_on,
        words={
            **asdict(on),
            "number": _NUMBER,
            "papers": papers,
            "body": clean(paper.body),
            "held": long_date(paper.held_on),
            "heading": clean(paper.title),
            "said": list(instructions(paper)),
            "lines": [
                _line(number, each, height)
                for number, (each, height) in enumerate(
                    zip(paper.lines, heights, strict=True), start=1
                )
            ],
        },
    )


def instructions(paper: BallotPaper) -> tuple[str, ...]:
    """How this paper is marked, in plain words."""
    if paper.is_motion:
        how = "Put one cross (X), in the box beside your answer."
    elif paper.how.marking is Marking.RANKS:
        how = _ranks(paper.how.most)
    else:
        how = _crosses(paper.how.most)
    elected = "" if paper.is_motion else f"{_capital(paper.seats)} to be elected."
    spoilt = "Write nothing else on it. If you spoil it, hand it back folded and ask for another."
    return tuple(filter(None, (elected, how, spoilt)))


def _ranks(most: int | None) -> str:
    if most == 2:
        return "Write 1 beside your first choice and, if you wish, 2 beside your second choice."
    return (
        "Write 1 beside your first choice, 2 beside your second choice, 3 beside your third choice, and so on. "
        "You may rank as many or as few as you wish."
    )


def _crosses(most: int | None) -> str:
    if most is None:
        return "Put a cross (X) in the box beside each that you approve of: as many or as few as you wish."
    if most == 1:
        return "Put one cross (X), in the box beside your choice."
    return f"Put a cross (X) in the box beside each of your choices: {most} at most."


def _capital(seats: int) -> str:
    return "One is" if seats == 1 else f"{seats} are"


def _line(number: int, line: Line, height: float) -> Json:
    return {
        "number": str(number),
        "name": clean(line.name),
        "slate": clean(line.slate),
        "height": height,
    }


def _room_for_lines(paper: BallotPaper, on: _Size) -> float:
    """Millimetres between what is said at the head and the foot."""
    room = on.across - 2 * on.edge
    title = wrap(clean(paper.title), room, on.title_type)
    said = [
        line for each in instructions(paper) for line in wrap(each, room, on.said_type)
    ]
    head = _height(len(title), on.title_type) + _height(len(said), on.said_type) + 18
    return on.down - 2 * on.edge - on.foot - head


def _row_height(line: Line, on: _Size) -> float:
    inside = on.across - 2 * on.edge - _NUMBER - on.box - 4
    name = _height(len(wrap(clean(line.name), inside, on.name)), on.name)
    slates = wrap(clean(line.slate), inside, on.slate) if line.slate else []
    return max(on.box, name + _height(len(slates), on.slate) + 2)


def _height(lines: int, points: float) -> float:
    """Millimetres that so many lines take, each about a third more than its type."""
    return lines * points * 1.35 * POINT
