"""Documents to PDF: walk sheets, knocking-up sheets, tellers' pads, the result, letters.

Each kind has a function from values to a `Document`; `render` sets one here and now, and
`hustings.engine.typesetting` sets long lists in processes of their own.
"""

from hustings.core.printing.bundle import bundle
from hustings.core.printing.declaration import (
    Declaration,
    Measure,
    Rung,
    Standing,
    declaration_page,
)
from hustings.core.printing.document import Document, Paper, telephone
from hustings.core.printing.doors import Door, Resident, Sheet, Stretch
from hustings.core.printing.knocking_up import knocking_up_sheets
from hustings.core.printing.letters import Letter, letters
from hustings.core.printing.telling import Pad, tellers_pads
from hustings.core.printing.typesetting import render
from hustings.core.printing.walks import Answer, Detail, Questions, walk_sheets

__all__ = [
    "Answer",
    "Declaration",
    "Detail",
    "Document",
    "Door",
    "Letter",
    "Measure",
    "Pad",
    "Paper",
    "Questions",
    "Resident",
    "Rung",
    "Sheet",
    "Standing",
    "Stretch",
    "bundle",
    "declaration_page",
    "knocking_up_sheets",
    "letters",
    "render",
    "telephone",
    "tellers_pads",
    "walk_sheets",
]
