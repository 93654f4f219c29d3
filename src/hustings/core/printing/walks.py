"""Walk sheets: the doors of a walk with boxes to tick, for a canvasser with cold hands.

A sheet can be printed with doors alone, with names, or with what we know already. Give volunteers the least that will
do: a lost sheet of doors alone harms nobody. Nothing may be ticked about a person's opinion without asking: where
consent is needed the sheet carries the words to say and a box for the answer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import Any

from hustings.core.errors import HustingsError
from hustings.core.printing.document import Document, Json, Paper, clean, numbered
from hustings.core.printing.doors import Door, Resident, Sheet, Stretch
from hustings.core.printing.furniture import FORMATS, LINE, foot, foot_height, frame
from hustings.core.printing.measure import width, wrap
from hustings.core.printing.pagination import Block, Part, batches, divide

BAND, NAME_LINE, STREET, DOOR, RESIDENT = 13.0, 9.0, 9.0, 8.0, 8.0
LINKED = 25.0
"""The name line's height where a QR code stands beside it, in millimetres."""
LEAST_COLUMN = 5.2
WIDTHS = {"a4": (27.0, 60.0), "a5": (23.0, 36.0)}
"""Of elector number and name, in millimetres."""


class Detail(Enum):
    """How much a sheet gives away if it is lost."""

    DOORS = "lists addresses only"
    NAMES = "lists people’s names and addresses"
    VOTING = "holds people’s personal data"


@dataclass(frozen=True, slots=True)
class Answer:
    """A box: its short code, its words, and whether it is ticked for the whole door (not in, say)."""

    code: str
    words: str
    for_door: bool = False


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked: the answers, and where opinions are kept, the words by which consent is asked."""

    answers: tuple[Answer, ...]
    consent: str = ""
    poster: bool = False

    def columns(self, detail: "Detail") -> tuple[Answer, ...]:
        """The boxes of a row, from left to right; a row that is a whole door has the door's too."""
        agreed = (Answer("OK", "they agree"),) if self.consent else ()
        poster = (Answer("P", "takes a poster"),) if self.poster else ()
        theirs = tuple(a for a in self.answers if not a.for_door)
        doors = self.for_door() if detail is Detail.DOORS else ()
        return (*agreed, *theirs, *poster, *doors)

    def for_door(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.for_door)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Widths and heights of one kind of sheet, in millimetres.

    On A4 the answers' words stand upright over their boxes with the words to say beside them; on A5
    there is no room for that, so the words to say and what the codes mean are lines of their own.
    """

    number: float
    name: float
    column: float
    upright: bool
    names: float
    consent: float
    heads: float
    room: float


def walk_sheets(
    sheets: Iterable[Sheet], *, paper: Paper, questions: Questions, detail: Detail
) -> tuple[Document, ...]:
    """Walk sheets as documents, one a district (a large district in parts).

    Whoever may not be called on must have been left out of `sheets`. Below `Detail.VOTING` marks and
    earlier answers are dropped here, whatever was given.
    """
    sheets = list(sheets)
    names = LINKED if any(sheet.link for sheet in sheets) else NAME_LINE
    layout = _layout(paper, questions, detail, names)
    return numbered(
        _document(batch, paper, questions, detail, layout)
        for _, group in groupby(sheets, key=lambda sheet: sheet.district)
        for batch in batches(_divided(group, detail, layout))
    )


def _divided(
    sheets: Iterable[Sheet], detail: Detail, layout: _Layout
) -> Iterator[tuple[Sheet, list[list[Json]]]]:
    for sheet in sheets:
        parts = [_part(stretch, detail, layout) for stretch in sheet.stretches]
        yield sheet, divide(parts, layout.room)


def _layout(
    paper: Paper, questions: Questions, detail: Detail, names: float
) -> _Layout:
    upright, size = paper.size == "a4", FORMATS[paper.size]
    number, name = WIDTHS[paper.size]
    column = _column(paper, len(questions.columns(detail)))
    consent, heads = _above(
        questions, detail, number + name if upright else size.across
    )
    above = BAND + names + (max(consent, heads) if upright else consent + heads) + 4
    room = size.down - above - foot_height(paper, foot(paper, detail.value))
    return _Layout(
        number,
        name,
        column,
        upright,
        names,
        consent,
        max(consent, heads) if upright else heads,
        room,
    )


def _column(paper: Paper, boxes: int) -> float:
    """Each box's share of what number and name leave across the page."""
    left = FORMATS[paper.size].across - sum(WIDTHS[paper.size])
    if boxes * LEAST_COLUMN <= left:
        return min(left / max(boxes, 1), 9)
    way_out = (
        "print on A4"
        if paper.size == "a5"
        else f"leave out {boxes - int(left / LEAST_COLUMN)}"
    )
    raise HustingsError(
        f"{boxes} boxes do not fit across {paper.size.upper()}: {way_out}, and print again."
    )


def _above(questions: Questions, detail: Detail, room: float) -> tuple[float, float]:
    """Heights of the words to say and of the boxes' headings."""
    columns = questions.columns(detail)
    said = spoken(questions.consent)
    consent = LINE * len(wrap(said, room - 6)) + 4 if said else 0
    if room < FORMATS["a5"].across:
        return consent, max(
            (width(f"{a.code}  {a.words}", 10) for a in columns), default=0
        ) + 4
    return consent, LINE * len(
        wrap(" · ".join(f"{a.code} {a.words}" for a in columns), room, 10)
    ) + 7


def spoken(consent: str) -> str:
    """The words to say before an answer is written down, and what their answer means.

    The campaign's words keep their own direction (U+2068 to U+2069), or an Arabic full stop stands at the wrong end.
    """
    if not consent:
        return ""
    return (
        f"Say first: “\u2068{clean(consent)}\u2069” Tick OK if they agree. If they do not, tick nothing else about them but "
        "do not contact, moved away or deceased."
    )


def _part(stretch: Stretch, detail: Detail, layout: _Layout) -> Part:
    side = f", {clean(stretch.side)} numbers" if stretch.side in ("odd", "even") else ""
    heading = {
        "kind": "street",
        "text": clean(stretch.street) + side,
        "height": STREET,
        "continued": False,
    }
    return Part(heading, tuple(_block(door, detail, layout) for door in stretch.doors))


def _block(door: Door, detail: Detail, layout: _Layout) -> Block:
    address = {
        "kind": "door",
        "text": clean(door.address),
        "height": DOOR,
        "continued": False,
    }
    if detail is Detail.DOORS:
        return Block(None, (_lone(door, layout),))
    if not door.residents:
        return Block(None, (address,))
    return Block(
        address, tuple(_row(resident, detail, layout) for resident in door.residents)
    )


def _lone(door: Door, layout: _Layout) -> Json:
    address = wrap(clean(door.address), layout.number + layout.name - 2)
    return {
        "kind": "lone door",
        "text": "\n".join(address),
        "height": max(DOOR, len(address) * LINE + 1),
    }


def _row(resident: Resident, detail: Detail, layout: _Layout) -> Json:
    known = [resident.marks, resident.earlier] if detail is Detail.VOTING else []
    number = wrap(clean(resident.number), layout.number - 1)
    name = wrap(clean(resident.name), layout.name - 2)
    beneath = wrap(clean(" · ".join(filter(None, known))), layout.name - 2, 10)
    down = max(len(number), len(name) + (len(beneath) if beneath != [""] else 0))
    return {
        "kind": "resident",
        "number": "\n".join(number),
        "name": "\n".join(name),
        "beneath": "\n".join(beneath),
        "height": max(RESIDENT, down * LINE + 1),
    }


def _document(
    pages: list[Json],
    paper: Paper,
    questions: Questions,
    detail: Detail,
    layout: _Layout,
) -> Document:
    district = str(pages[0]["district"])
    columns = questions.columns(detail)
    words: dict[str, Any] = frame(paper, district, detail.value) | {
        "pages": pages,
        "what": "Walk sheet",
        "names_height": layout.names,
        "consent": spoken(questions.consent),
        "consent_height": layout.consent,
        "heads_height": layout.heads,
        "upright": layout.upright,
        "columns": [_heading(answer, layout) for answer in columns],
        "door_columns": [clean(a.words) for a in questions.for_door()],
        "number": layout.number,
        "name": layout.name,
        "column": layout.column,
    }
    return Document(
        name=f"walk {district}",
        title=f"Walk sheets, {clean(paper.campaign)}, district {district}",
        description="walks",
        made_on=paper.printed_on,
        words=words,
    )


def _heading(answer: Answer, layout: _Layout) -> Json:
    """A column's code and words; the code stands inside each box too, where it fits, far from the head of the page."""
    code = clean(answer.code)
    fits = width(code, 10) <= min(layout.column - 0.7, 6.4) - 1
    return {"code": code, "words": clean(answer.words), "inside": code if fits else ""}
