"""2,500 pages of knocking-up sheets in 24 districts, against the typesetter setting as many plain lines.

The floor is one process a district too, with the same number of pages and of lines on each, and no boxes, heads or feet.
"""

import json
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from subprocess import run as run_process

from bench.figures import Figure, measure
from hustings.core.printing import (
    Door,
    Paper,
    Resident,
    Sheet,
    Stretch,
    bundle,
    knocking_up_sheets,
)
from hustings.core.printing.document import Document
from hustings.engine.typesetting import typeset_each

FONTS = Path(str(files("hustings.web"))) / "vendor" / "fonts"
PAGES, DISTRICTS = 2500, 24
FORENAMES = ("Asha", "Rowan", "Ifan", "Priya", "Olwen", "Mehmet", "Grace", "Tomasz")
SURNAMES = (
    "Begum",
    "Tarn",
    "Gethin",
    "Marlowe",
    "Tregarthen",
    "Oyelaran",
    "Kowal",
    "Featherstone-Hay",
)
PAPER = Paper(
    campaign="Larkmere Independents",
    return_to="4 Corn Row, Larkmere LM1 2AB, 01632 960 123",
    imprint="Printed and promoted by Asha Begum on behalf of Rowan Tarn, 4 Corn Row, Larkmere LM1 2AB.",
    printed_on=date(2026, 5, 7),
    printed_by="Asha Begum",
)
PLAIN = """
#set page(margin: 10mm)
#set text(font: "Noto Sans", size: 10.5pt)
#for (i, page) in json(bytes(sys.inputs.words)).enumerate() {
  if i > 0 { pagebreak() }
  for line in page { line + linebreak() }
}
"""
SET_PLAIN = """
import sys, typst
sys.stdout.buffer.write(typst.compile(sys.argv[1], font_paths=[sys.argv[2]], ignore_system_fonts=True,
    sys_inputs={"words": sys.stdin.read()}, pdf_tags=False))
"""


def run() -> list[Figure]:
    documents = _documents()
    pages = [
        [_texts(page) for page in document.words["pages"]] for document in documents
    ]
    count = sum(map(len, pages))
    ours = measure(lambda: bundle(_set(documents), BytesIO(), made_on=PAPER.printed_on))
    floor = measure(lambda: _plainly(pages))
    making = measure(_documents)
    name = f"{count:,} pages of knocking-up sheets"
    return [
        Figure(f"{name}, set", ours.seconds, "s", floor.seconds, 30, ours.peak_mib),
        Figure(f"{name}, processor time", ours.processor, "s", floor.processor),
        Figure(
            f"{name}, divided into pages",
            making.seconds,
            "s",
            None,
            None,
            making.peak_mib,
        ),
        Figure(f"{name}, memory", ours.peak_mib, "MiB", floor.peak_mib, 1024),
    ]


def _set(documents: tuple[Document, ...]) -> list[tuple[str, bytes]]:
    return [
        (d.name, pdf)
        for d, pdf in zip(documents, typeset_each(documents, FONTS), strict=True)
    ]


def _documents() -> tuple[Document, ...]:
    """As many doors as fill the pages: seventeen or so to a page."""
    doors = PAGES * 17 // DISTRICTS
    return knocking_up_sheets((_sheet(i, doors) for i in range(DISTRICTS)), paper=PAPER)


def _sheet(district: int, doors: int) -> Sheet:
    letters = "LM"[district % 2] + chr(65 + district // 2)
    streets = [
        Stretch(
            f"Street {street}",
            tuple(_door(letters, number) for number in range(street, street + 40)),
        )
        for street in range(0, doors, 40)
    ]
    return Sheet(f"{letters}-01", letters, tuple(streets))


def _door(district: str, number: int) -> Door:
    people = (
        Resident(
            f"{district}-{number * 2 + i}",
            f"{FORENAMES[(number + i) % 8]} {SURNAMES[number % 7]}",
        )
        for i in range(1 + number % 2)
    )
    return Door(str(number + 1), tuple(people))


def _texts(page: dict[str, list[dict[str, object]]]) -> list[str]:
    return [
        " ".join(str(text) for text in row.values() if isinstance(text, str))
        for row in page["rows"]
    ]


def _plainly(districts: list[list[list[str]]]) -> None:
    """The floor: one process a district, two at a time."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        source = Path(folder) / "plain.typ"
        source.write_text(PLAIN)
        command = [sys.executable, "-c", SET_PLAIN, str(source), str(FONTS)]
        done = pool.map(
            lambda pages: run_process(
                command,
                input=json.dumps(pages).encode(),
                capture_output=True,
                check=True,
            ),
            districts,
        )
        assert all(process.stdout.startswith(b"%PDF") for process in done)
