"""Invented doors, people and paper for the printing tests, and a reader of what was printed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

from hustings.core.printing import (
    Answer,
    Document,
    Door,
    Paper,
    Questions,
    Resident,
    Sheet,
    Stretch,
    render,
)

FONTS = Path(str(files("hustings.web"))) / "vendor" / "fonts"
A4 = Paper(
    campaign="Larkmere Independents",
    return_to="4 Corn Row, Larkmere LM1 2AB, 01632 960 123",
    imprint="Printed by Pelham Press, 2 Mill Lane, LM1 4CD. Promoted by Asha Begum on behalf of Rowan Tarn.",
    printed_on=date(2026, 4, 20),
    printed_by="Asha Begum",
)
A5 = replace(A4, size="a5")
QUESTIONS = Questions(
    (
        Answer("1", "will vote for us"),
        Answer("5", "against"),
        Answer("W", "won’t say"),
        Answer("M", "moved away"),
        Answer("N", "not in", for_door=True),
        Answer("R", "refused", for_door=True),
    ),
    consent="May we keep a note of how you mean to vote?",
    poster=True,
)
ODD_NAMES = (
    "*Star* _Low_",
    '#import "x.typ"',
    "$1/2$ @ref <label>",
    "\\u{41} `raw` // gone",
    "= Head",
    "[x] #{1+1}",
)


def sheet(doors: int = 40, district: str = "AB", number: str = "AB-07") -> Sheet:
    """One street with as many doors as asked, two people behind each, all different."""
    return Sheet(
        number,
        district,
        (Stretch("Corn Row", tuple(map(door, range(1, doors + 1))), "odd"),),
    )


def door(number: int) -> Door:
    return Door(
        f"{number * 2 - 1}",
        (
            Resident(
                f"AB-{number * 10}",
                f"Olwen Tregarthen{number}",
                "postal voter",
                "Earlier: 1",
            ),
            Resident(f"AB-{number * 10}/1", f"Jon Marlowe{number}"),
        ),
    )


def pages(documents: Iterable[Document]) -> list[str]:
    """The text of every page of the documents, in order, spaces and line ends alike."""
    readers = (PdfReader(BytesIO(render(document, FONTS))) for document in documents)
    return [
        " ".join(page.extract_text().split())
        for reader in readers
        for page in reader.pages
    ]


def smallest(document: Document) -> float:
    """The smallest type on the document's pages, in points."""
    sizes: list[float] = []

    def see(
        text: str, _cm: object, matrix: list[float], _font: object, size: float
    ) -> None:
        if text.strip():
            sizes.append(size * max(abs(matrix[3]), abs(matrix[1])))

    for page in PdfReader(BytesIO(render(document, FONTS))).pages:
        page.extract_text(visitor_text=see)
    return min(sizes)


def typefaces(page: PageObject) -> list[str]:
    """The names of the type that a page uses."""
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    return [str(font.get_object()["/BaseFont"]) for font in fonts.values()]
