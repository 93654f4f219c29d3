"""Tellers' pads: empty boxes for the numbers that voters give as they leave the polling station.

A pad holds no voter's data until it is filled, so anyone may print it. Telling has no legal standing; a teller stands
outside and asks nobody how they voted, and nobody who has been inside as candidate or agent may say who has voted
(Representation of the People Act 1983 s.66). The pad says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hustings.core.printing.document import Document, Json, Paper, clean
from hustings.core.printing.furniture import FORMATS, LINE, foot, foot_height, frame
from hustings.core.printing.measure import wrap

BOXES, ACROSS = 44, 4
"""By long custom."""
TO_WRITE_ON = 10.0
"""Millimetres for the name of the polling station, by hand."""

HOLDS = "lists numbers that voters gave"
RULES = (
    "Ask only for the number on the poll card; anyone may say no. Never ask how they voted. "
    "Stay outside: whoever has been inside as candidate or agent may not tell."
)


@dataclass(frozen=True, slots=True)
class Pad:
    """One page for one station and one stretch of the day, such as 7 to 8 am; a line to write on where none is known."""

    district: str
    station: str = ""
    hours: str = ""


def tellers_pads(pads: Iterable[Pad], *, paper: Paper) -> Document:
    """The pads in the order given, a page each."""
    pages = [_page(pad, paper) for pad in pads]
    return Document(
        name="tellers’ pads",
        title=f"Tellers’ pads, {clean(paper.campaign)}",
        description="telling",
        made_on=paper.printed_on,
        words=frame(paper, "", "")
        | {
            "pages": pages,
            "boxes": BOXES,
            "to_a_line": ACROSS,
            "rules": RULES,
            "to_write_on": TO_WRITE_ON,
        },
    )


def _page(pad: Pad, paper: Paper) -> Json:
    across, down = FORMATS[paper.size].across, FORMATS[paper.size].down
    above = (
        13
        + 9
        + (LINE * len(wrap(clean(pad.station), across)) if pad.station else TO_WRITE_ON)
        + LINE * len(wrap(RULES, across))
        + 5
    )
    left = down - above - foot_height(paper, foot(paper, HOLDS)) - 2
    return frame(paper, pad.district, HOLDS) | {
        "station": clean(pad.station),
        "hours": clean(pad.hours),
        "box": left / (BOXES // ACROSS) - 1.5,
    }
