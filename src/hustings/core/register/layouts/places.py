"""Addresses from their columns: lines, postcode, and the parts that some councils give apart.

The postcode may have a column, stand in the last address line instead, or in both; it is kept once. Where flat, house
number and street have columns of their own they are kept for finding the door, and make up the lines if these lack them.
"""

from collections.abc import Sequence

from hustings.core.register.addresses import NO_HINTS, Hints
from hustings.core.register.cells import postcode_at_end, tidy_postcode
from hustings.core.register.layouts.mapping import Columns

Place = tuple[Hints, tuple[str, ...], str]


class PlaceReader:
    """Reads the address of each row of one file. Neighbours share their address, so each is worked out once."""

    def __init__(self, columns: Columns) -> None:
        self._address = columns.lists["address"]
        self._parts = columns.lists["parts"]
        self._postcode = columns.index("postcode")
        self._only_parts = columns.mapping.only_parts
        self._known: dict[tuple[str, ...], Place] = {}

    def __call__(self, cells: Sequence[str]) -> Place:
        """The parts, the lines without postcode, and the postcode."""
        written = (
            cells[self._postcode],
            *[cells[at] for at in self._parts],
            *[cells[at] for at in self._address],
        )
        known = self._known.get(written)
        if known is None:
            known = self._known[written] = self._place(*written)
        return known

    def _place(self, postcode: str, *texts: str) -> Place:
        count = len(self._parts)
        hints = Hints(*texts[:count]) if any(texts[:count]) else NO_HINTS
        lines, code = without_postcode(
            [line for line in texts[count:] if line], tidy_postcode(postcode)
        )
        if self._only_parts:
            lines = [*composed(hints), *lines]
        elif hints.street:
            lines = with_street(lines, hints)
        return hints, tuple(lines), code


def without_postcode(lines: list[str], postcode: str) -> tuple[list[str], str]:
    """The lines without the postcode, and the postcode; where no column gave one, the last line that ends in one does."""
    kept: list[str] = []
    for line in reversed(lines):
        head, code = postcode_at_end(line) if line[-3:-2].isdigit() else (line, "")
        if code and code == (postcode or code):
            line, postcode = head, code
        if line:
            kept.append(line)
    return kept[::-1], postcode


def composed(parts: Hints) -> list[str]:
    """Address lines made of the parts: flat, building, then number and street."""
    street = f"{parts.number} {parts.street}".strip()
    return [line for line in (parts.flat, parts.building, street) if line]


def with_street(lines: list[str], parts: Hints) -> list[str]:
    """The lines, with number and street from their own columns where the lines lack them."""
    street = parts.street.casefold()
    plain = [line.casefold() for line in lines]
    numbered = parts.number.casefold() in " ".join(plain).split()
    if street in plain and not numbered:
        at = plain.index(street)
        return [*lines[:at], f"{parts.number} {lines[at]}".strip(), *lines[at + 1 :]]
    if any(street in line for line in plain):
        return lines
    return [*composed(parts), *lines]
