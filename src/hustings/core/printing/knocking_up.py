"""Knocking-up sheets: our pledges who have not voted yet, street by street, for three rounds on polling day.

The Reading system kept identical lists under one another and tore off the top one each round; here the rounds are
columns. Whoever has been marked as voted, has moved or wants no call must have been left out by the caller.
"""

from collections.abc import Iterable
from itertools import groupby

from hustings.core.printing.document import Document, Json, Paper, clean, numbered
from hustings.core.printing.doors import Door, Resident, Sheet, Stretch
from hustings.core.printing.furniture import FORMATS, LINE, foot, foot_height, frame
from hustings.core.printing.measure import wrap
from hustings.core.printing.pagination import Block, Part, batches, divide

BAND, NAME_LINE, HEADS, STREET, ROW = 13.0, 9.0, 10.0, 9.0, 8.0
HOLDS = "holds people’s personal data"
ROUNDS = ("1st call", "2nd call", "3rd call", "Voted", "Lift")
WIDTHS = {"a4": (50.0, 27.0, 60.0), "a5": (32.0, 22.0, 31.0)}
"""Of address, elector number and name, in millimetres; the five boxes have the rest."""


def knocking_up_sheets(
    sheets: Iterable[Sheet], *, paper: Paper
) -> tuple[Document, ...]:
    """Knocking-up sheets as documents, one a district (a large district in parts), in the order given.

    A resident's `marks` (a telephone number, needs a lift) are printed under the name; earlier answers never are.
    """
    return numbered(
        _document(batch, paper)
        for _, group in groupby(sheets, key=lambda sheet: sheet.district)
        for batch in batches((sheet, _pages(sheet, paper)) for sheet in group)
    )


def _pages(sheet: Sheet, paper: Paper) -> list[list[Json]]:
    above = BAND + NAME_LINE + HEADS + 2
    room = FORMATS[paper.size].down - above - foot_height(paper, foot(paper, HOLDS))
    return divide(
        [_part(stretch, WIDTHS[paper.size]) for stretch in sheet.stretches], room
    )


def _part(stretch: Stretch, widths: tuple[float, float, float]) -> Part:
    side = f", {clean(stretch.side)} numbers" if stretch.side in ("odd", "even") else ""
    heading = {
        "kind": "street",
        "text": clean(stretch.street) + side,
        "height": STREET,
        "continued": False,
    }
    return Part(heading, tuple(_block(door, widths) for door in stretch.doors))


def _block(door: Door, widths: tuple[float, float, float]) -> Block:
    return Block(
        None, tuple(_row(door, resident, widths) for resident in door.residents)
    )


def _row(door: Door, resident: Resident, widths: tuple[float, float, float]) -> Json:
    said = (door.address, resident.number, resident.name)
    cells = [
        wrap(clean(text), room - 2) for text, room in zip(said, widths, strict=True)
    ]
    beneath = wrap(clean(resident.marks), widths[2] - 2, 10) if resident.marks else []
    down = max(len(cells[0]), len(cells[1]), len(cells[2]) + len(beneath))
    words = {
        key: "\n".join(cell)
        for key, cell in zip(("address", "number", "name"), cells, strict=True)
    }
    return words | {
        "kind": "pledge",
        "beneath": "\n".join(beneath),
        "height": max(ROW, down * LINE + 1),
    }


def _document(pages: list[Json], paper: Paper) -> Document:
    district = str(pages[0]["district"])
    address, number, name = WIDTHS[paper.size]
    return Document(
        name=f"knock up {district}",
        title=f"Knocking-up sheets, {clean(paper.campaign)}, district {district}",
        description="knocking_up",
        made_on=paper.printed_on,
        words=frame(paper, district, HOLDS)
        | {
            "pages": pages,
            "what": "Knock up",
            "rounds": ROUNDS,
            "address": address,
            "number": number,
            "name": name,
        },
    )
