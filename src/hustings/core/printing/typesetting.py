"""Setting a document as a PDF, with our own fonts only, so that the same words give the same pages everywhere."""

import json
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from hustings.core.errors import HustingsError
from hustings.core.printing.document import Document

DESCRIPTIONS = Path(__file__).parent / "templates"


def render(document: Document, fonts: Path) -> bytes:
    """The document as PDF; `fonts` is the folder of the TrueType files.

    A long list belongs in a process of its own: setting 120 pages takes about 130 MiB, which
    this process would keep.
    """
    check_fonts(fonts)
    words = json.dumps({**document.words, "title": document.title}, ensure_ascii=False)
    pdf = typst.compile(
        DESCRIPTIONS / f"{document.description}.typ",
        root=DESCRIPTIONS,
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"words": words},
        format="pdf",
        pdf_standards="ua-1" if document.on_screen else [],
        pdf_tags=document.on_screen,
        timestamp=datetime.combine(document.made_on, time(), UTC),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no PDF")
    return pdf


def check_fonts(fonts: Path) -> None:
    """Refuses a folder without our fonts: the typesetter would take others and say nothing."""
    if not any(fonts.glob("NotoSans_*.ttf")):
        raise HustingsError(
            f"The fonts for printing are not in {fonts}: run make install, or install hustings again."
        )
