"""The head and foot of a sheet of doors: the district's band, whose sheet it is, and where a found page should go.

Sizes are millimetres. A4 stands upright on a clipboard; A5 is half of it, for a pocket.
"""

from dataclasses import dataclass
from typing import Any

from hustings.core.printing.document import Json, Paper, clean, long_date, tint
from hustings.core.printing.measure import shorten, wrap

LINE = 5.0
PAGE = 34.0
"""Room for “page 100 of 100”, at the right of the band."""

MARGIN = 10.0


@dataclass(frozen=True, slots=True)
class Format:
    """A paper's size, and the room that stands between its margins."""

    width: float
    height: float

    @property
    def across(self) -> float:
        return self.width - 2 * MARGIN

    @property
    def down(self) -> float:
        return self.height - 2 * MARGIN


FORMATS = {"a4": Format(210, 297), "a5": Format(148, 210)}


def foot(paper: Paper, holds: str) -> list[str]:
    """The lines at the foot of each page: whose data it is and where to return it, then the imprint.

    `holds` says what a finder has in hand.
    """
    campaign = clean(paper.campaign)
    clock = f" at {paper.printed_at}" if paper.printed_at else ""
    return [
        f"Found this page? It belongs to {campaign} and {holds}. Please return it to {clean(paper.return_to)}.",
        clean(paper.imprint),
        f"Printed {long_date(paper.printed_on)}{clock} by {clean(paper.printed_by)}.",
    ]


def foot_height(paper: Paper, said: list[str]) -> float:
    """Millimetres that the foot takes, with the rule above it."""
    across = FORMATS[paper.size].across
    return sum(len(wrap(line, across, 10)) for line in said) * LINE + 2


def whose(paper: Paper, district: str) -> str:
    """The line beside a district's letters: its council, where two use the letters, and the campaign.

    `AA, Marrowby Borough Council` gives Marrowby Borough Council and as much of the campaign's name as there is room for.
    """
    letters, _, council = clean(district).partition(", ")
    room = FORMATS[paper.size].across - 9 - 5 * max(len(letters), 1) - PAGE
    told = [part for part in (council, clean(paper.campaign)) if part]
    return shorten(" · ".join(told), room, 10)


def frame(paper: Paper, district: str, holds: str) -> dict[str, Any]:
    """The words and sizes that the typesetter's frame needs for one district's pages."""
    said = foot(paper, holds)
    size = FORMATS[paper.size]
    shape: Json = {
        "width": size.width,
        "height": size.height,
        "margin": MARGIN,
        "across": size.across,
    }
    return shape | {
        "whose": whose(paper, district),
        "district": clean(district),
        "tint": tint(district),
        "foot": said,
        "foot_height": foot_height(paper, said),
    }
