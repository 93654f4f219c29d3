"""The map of equal hexagons: each seat as large as any other, roughly where it is, so that no empty moor outshines a city.

A hexagon has a letter beside its colour, its words for whoever hears the page, and leads to its seat. Positions are
columns and rows ("odd-r": odd rows stand half a hexagon to the right; rows are counted upwards).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from hustings.core import svg

_WIDE, _EDGE = 22.0, 4.0
_TALL = _WIDE * 2 / 3**0.5
_STEP = _TALL * 3 / 4
_PHONE, _LARGEST = 340, 2
"""A map narrower than a phone is drawn larger, so that a thumb finds each hexagon."""
_STROKE = 'stroke="#4a443c" stroke-width=".7" font-weight="600"'
_LETTERS = 'font-size="12" text-anchor="middle" stroke="none"'


@dataclass(frozen=True, slots=True)
class Hex:
    """A seat on the map: where, its letter and colour, what it says, and the address that it leads to ("" for none)."""

    q: int
    r: int
    letter: str
    colour: str
    said: str
    address: str = ""


def hexes(drawn: Sequence[Hex], *, title: str, ident: str) -> str:
    """The map; no more of it than the hexagons need, so that a region's is large."""
    if not drawn:
        return ""
    left = min(each.q for each in drawn)
    top = max(each.r for each in drawn)
    columns = max(each.q for each in drawn) - left + 1.5
    rows = top - min(each.r for each in drawn) + 1
    wide = columns * _WIDE + 2 * _EDGE
    tall = (rows - 1) * _STEP + _TALL + 2 * _EDGE
    scale = min(max(_PHONE / wide, 1), _LARGEST)
    said = f"{len(drawn)} seats, each a hexagon with a letter. The table below has the same seats with the same links."
    # The keyboard goes past hundreds of hexagons at once: the table's links do the same.
    hexagons = "".join(_hexagons(drawn, left, top))
    body = f'<g {_STROKE} transform="scale({scale:.3f})">{hexagons}</g>'
    size = (scale * wide, scale * tall)
    return svg.picture(size, ident, title, said, body, role="group")


def chip(letter: str, colour: str) -> str:
    """One hexagon for the list of who is who, beside words that say it: for the eye alone."""
    x, y = _WIDE / 2 + 1, _TALL / 2 + 1
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE + 2:.0f}" height="{_TALL + 2:.0f}" aria-hidden="true">'
        f'<g fill="#1b1b1b" {_STROKE}>{_shape(x, y, colour)}{_letter(x, y, letter)}</g></svg>'
    )


def _letter(x: float, y: float, letter: str) -> str:
    return f'<text x="{x:.1f}" y="{y + 4:.1f}" {_LETTERS}>{escape(letter)}</text>'


def _hexagons(drawn: Sequence[Hex], left: int, top: int) -> Iterator[str]:
    for each in sorted(drawn, key=lambda h: (-h.r, h.q)):
        x = _EDGE + (each.q - left + (each.r % 2) / 2) * _WIDE + _WIDE / 2
        y = _EDGE + (top - each.r) * _STEP + _TALL / 2
        body = _shape(x, y, each.colour) + _letter(x, y, each.letter)
        yield _link(each, body)


def _shape(x: float, y: float, colour: str) -> str:
    half, quarter = _WIDE / 2, _TALL / 4
    return (
        f'<path d="M{x:.1f} {y - 2 * quarter:.1f}l{half:.1f} {quarter:.2f}v{2 * quarter:.2f}l-{half:.1f} {quarter:.2f}'
        f'l-{half:.1f}-{quarter:.2f}v-{2 * quarter:.2f}z" fill="{colour}"/>'
    )


def _link(each: Hex, body: str) -> str:
    said = f"<title>{escape(each.said)}</title>"
    if not each.address:
        return f"<g>{said}{body}</g>"
    return f'<a href="{escape(each.address)}" tabindex="-1">{said}{body}</a>'
