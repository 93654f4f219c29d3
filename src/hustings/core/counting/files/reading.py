"""A file of ballot papers in whatever layout it comes, told by what stands in it and never by its name."""

from dataclasses import dataclass
from typing import BinaryIO

from hustings.core.counting.files.abif import ABIF
from hustings.core.counting.files.blt import BLT
from hustings.core.counting.files.faults import Told, shown
from hustings.core.counting.files.france import FRANCE
from hustings.core.counting.files.layout import Asked, Layout
from hustings.core.counting.files.preferences import PREFERENCES, RECORDS
from hustings.core.counting.files.preflib import PREFLIB
from hustings.core.counting.files.ranks import RANKS
from hustings.core.counting.files.scottish import SCOTTISH
from hustings.core.counting.files.sections import SECTIONS
from hustings.core.counting.files.source import Source
from hustings.core.counting.poll import Poll

LAYOUTS: tuple[Layout, ...] = (
    BLT, SCOTTISH, PREFLIB, FRANCE, SECTIONS, ABIF, RECORDS, PREFERENCES, RANKS,
)  # fmt: skip
"""In the order in which they are tried: the first that knows the file reads it."""


@dataclass(frozen=True, slots=True)
class Read:
    """A poll and how it was read."""

    poll: Poll
    layout: Layout
    why: str
    """By what the layout was told."""
    notes: tuple[str, ...]
    registered: int | None = None

    @property
    def told(self) -> str:
        return f"Read as {self.layout.title}: {self.why}."


def read_poll(stream: BinaryIO, name: str, asked: Asked | None = None) -> Read:
    """The poll in a stream that can be read again from its start; `name` is what faults call it.

    Raises FileFault, with the line and what was expected there.
    """
    asked = asked or Asked()
    source = Source(stream, name)
    layout, why = _told(source)
    if asked.contest is not None and not layout.several:
        raise source.fault(
            1, Told(f"{layout.title}, which holds one contest", f"a file of several, among them {shown(asked.contest)}", do="Leave --contest out, or see that it is the right file.")
        )  # fmt: skip
    found = layout.read(source, asked)
    return Read(found.poll, layout, why, tuple(source.notes), found.registered)


def _told(source: Source) -> tuple[Layout, str]:
    head = source.head()
    for layout in LAYOUTS:
        if why := layout.told_by(head):
            return layout, why
    first = next((text for text in head if text.strip()), "")
    raise source.fault(
        1,
        Told(
            shown(first) if first else "an empty file",
            f"the beginning of {', '.join(layout.title for layout in LAYOUTS)}",
            do="The guide shows each of them: docs/rules/ballot-files.md.",
        ),
    )


def layout_named(name: str) -> Layout | None:
    return next((layout for layout in LAYOUTS if layout.name == name), None)
