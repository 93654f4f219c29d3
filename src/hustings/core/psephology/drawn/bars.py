"""Bars that lie beside one another, one row for each name: a party's part of the votes and of the seats, for one.

Of several bars in a row the first is filled, the second hatched, the third empty; each has its figure written at its end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from hustings.core import svg

_WIDTH, _SIDE, _END = 500, 168, 66
_BAR, _GAP, _TOP, _LEGEND = 15, 12, 8, 24
_INK = "#3d5a80"
_BOLD = ' font-weight="700"'
_LETTERS = ' font-size="14"'


@dataclass(frozen=True, slots=True)
class Row:
    """A name with a figure for each head; None is not known and has no bar."""

    label: str
    values: Sequence[float | None]


def bars(
    rows: Sequence[Row],
    heads: Sequence[str],
    *,
    title: str,
    ident: str,
    unit: str = " %",
    places: int = 1,
) -> str:
    """The drawing; `heads` name the one to three figures of each row, `unit` follows each of them.

    Bars begin at 0; a figure below 0 has no bar and stands there as written.
    """
    most = max((v for row in rows for v in row.values if v and v > 0), default=1)
    body, y = "".join(_legend(heads, ident)), float(_TOP + _LEGEND * len(heads))
    for row in rows:
        body += "".join(_row(row, y, most, ident, f",.{places}f", unit))
        y += _BAR * len(heads) + _GAP
    said = f"Bars for {len(rows)} names: {', '.join(heads)}. The table beside it has every figure."
    return svg.picture((_WIDTH, y), ident, title, said, _hatching(ident) + body)


def _hatching(ident: str) -> str:
    return (
        f'<defs><pattern id="{ident}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="#fff"/><rect width="2.5" height="6" fill="{_INK}"/></pattern></defs>'
    )


def _looks(nth: int, ident: str) -> str:
    """Filled, hatched or empty."""
    fill = (_INK, f"url(#{ident}-hatch)", "#fff")[nth]
    return f' fill="{fill}" stroke="{_INK}"'


def _legend(heads: Sequence[str], ident: str) -> Iterator[str]:
    for nth, head in enumerate(heads):
        y = _TOP + _LEGEND * nth
        yield f'<rect{_looks(nth, ident)} x="{_SIDE}" y="{y}" width="22" height="{_BAR}"/>'
        yield svg.text(_SIDE + 30, y + 12, head, _LETTERS)


def _row(
    row: Row, y: float, most: float, ident: str, form: str, unit: str
) -> Iterator[str]:
    middle = y + _BAR * len(row.values) / 2 + 5
    label = shorten(row.label, 18, placeholder="…")
    yield svg.text(_SIDE - 8, middle, label, f'{_LETTERS}{_BOLD} text-anchor="end"')
    for nth, value in enumerate(row.values):
        wide = max(value or 0, 0) / most * (_WIDTH - _SIDE - _END)
        top = y + _BAR * nth
        yield f'<rect{_looks(nth, ident)} x="{_SIDE}" y="{top:.1f}" width="{wide:.1f}" height="{_BAR - 2}"/>'
        said = "not known" if value is None else f"{value:{form}}{unit}"
        yield svg.text(_SIDE + wide + 5, top + 12, said, _LETTERS)
