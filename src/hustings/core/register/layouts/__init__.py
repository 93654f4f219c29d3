"""The layouts of council files that we know, and how to tell which one a file is in.

By its headings, or for the one layout without headings by what stands in its columns; never by the council's name, since
councils change their supplier.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hustings.core.register.layouts import (
    absent,
    democracy_counts,
    eros,
    glasgow,
    idox,
    mapped,
    xpress,
)
from hustings.core.register.layouts.layout import Layout
from hustings.core.register.layouts.mapping import (
    ColumnMapping,
    Columns,
    NumberStyle,
    bind,
    folded,
)
from hustings.core.register.rows import SUPPLIERS, Family, Kind

__all__ = [
    "LAYOUTS",
    "ColumnMapping",
    "Columns",
    "Detected",
    "Layout",
    "NumberStyle",
    "bind",
    "detect",
    "nearest",
]

WITH_HEADINGS = (
    *eros.LAYOUTS,
    *xpress.LAYOUTS,
    *democracy_counts.LAYOUTS,
    *glasgow.LAYOUTS,
    *mapped.LAYOUTS,
)
LAYOUTS = {layout.name: layout for layout in (*WITH_HEADINGS, *idox.LAYOUTS)}
MAX_TITLES = 30
"""Lines above the headings; more than that is no title."""


@dataclass(frozen=True, slots=True)
class Detected:
    """A file's layout: where its columns are and how many lines stand above its first row of electors."""

    layout: Layout
    columns: Columns
    titles: tuple[str, ...]
    rows_from: int


def detect(
    rows: Sequence[Sequence[str]],
    mappings: Iterable[ColumnMapping] = (),
    name: str = "",
) -> Detected | None:
    """The layout of a file whose first lines are `rows`; a campaign's own `mappings` come before the known layouts.

    `name` (the file's or the sheet's) counts only where a list of absent voters is in a register's own columns.
    """
    candidates = [*map(mapped.mapped_layout, mappings), *WITH_HEADINGS, *absent.LAYOUTS]
    for at, row in enumerate(rows[:MAX_TITLES]):
        headings = frozenset(map(folded, row))
        layout = next(
            (each for each in candidates if each.needs and not each.missing(headings)),
            None,
        )
        if layout:
            titles, below = _titles(rows[:at]), rows[at + 1 :]
            layout = _by_content(layout, titles, below, row)
            layout = absent.if_absent(layout, titles, row, below, name)
            return Detected(layout, bind(layout.mapping, row), titles, at + 1)
    found = idox.positional(rows)
    if found:
        layout, start = found
        return Detected(layout, layout.columns, _titles(rows[:start]), start)
    return None


def _titles(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(" ".join(filter(None, map(str.strip, row))) for row in rows)


def _by_content(
    layout: Layout,
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    headings: Sequence[str],
) -> Layout:
    """An Eros register whose titles or statuses are those of an update is one, though its headings leave it open."""
    if layout.family is not eros.UPDATE_LAYOUT.family or layout.kind is not Kind.FULL:
        return layout
    at = bind(eros.UPDATE, headings).index("change")
    if at < 0:
        return layout
    statuses = {row[at].strip().upper() for row in rows if len(row) > at}
    monthly = any(title.lower().startswith("monthly") for title in titles)
    # All "A" may be a register's word for those who stand on it.
    changes = statuses <= {"A", "D", "M"} and bool(statuses - {"A"})
    return eros.UPDATE_LAYOUT if monthly or changes else layout


def _in_words(layout: Layout) -> str:
    """What a known layout is called in a sentence."""
    what = {
        Kind.FULL: "a register",
        Kind.UPDATE: "changes to a register",
        Kind.ABSENT: "a list of absent voters",
    }[layout.kind]
    if layout.family is Family.MAPPED:
        return f"{what} from another campaign's tool"
    return f"{what} from {SUPPLIERS[layout.family]}"


def nearest(
    rows: Sequence[Sequence[str]], mappings: Iterable[ColumnMapping] = ()
) -> str:
    """What a file of no known layout lacks most narrowly, in plain words; "" where nothing is like a register."""
    described = [*map(mapped.mapped_layout, mappings)]
    best: tuple[int, str] = (0, "")
    for row in rows[:MAX_TITLES]:
        headings = frozenset(map(folded, row))
        for layout in (*described, *WITH_HEADINGS):
            missing = layout.missing(headings)
            has = len(layout.needs) - len(missing)
            if missing and (has > best[0] or (layout in described and not best[1])):
                columns = " nor ".join(f"“{each}”" for each in missing)
                told = (
                    f"it has no column {columns}, named by the column mapping"
                    if layout in described
                    else f"it looks like {_in_words(layout)} but has no column {columns}"
                )
                best = (has, told)
    return best[1]
