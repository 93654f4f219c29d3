"""Absent lists that look like a register: a supplier's usual columns, and something that says absent, proxy or postal.

Two suppliers' absent lists are known by their own headings (see `eros` and `xpress`). Any other that keeps its supplier's
columns for number and name is told from a register by a heading or a title that speaks of absent voters. Taking it for a
register would be bad: it would seem that everybody else had left.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from hustings.core.register.layouts import democracy_counts, eros, glasgow, xpress
from hustings.core.register.layouts.layout import Layout
from hustings.core.register.layouts.mapping import folded
from hustings.core.register.rows import Family, Kind

SPEAKS = re.compile(r"absent|proxy|proxies|postalvot", re.IGNORECASE)
KIND = re.compile(r"absent|votetype|voteby|votingmethod", re.IGNORECASE)
TITLE = re.compile(r"absent vot|postal vot|postal prox|prox(?:y|ies)", re.IGNORECASE)
OF_A_REGISTER = re.compile(r"regist|elector|full", re.IGNORECASE)
OF_ADDRESS = re.compile(r"address|street", re.IGNORECASE)


def if_absent(
    layout: Layout,
    titles: Sequence[str],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    name: str = "",
) -> Layout:
    """The layout as an absent list if its titles or name, or headings and cells, speak of one; else as it is.

    A register may have a column for absent voters too, empty for most: in a list of them it is filled in every row.
    """
    if layout.kind is not Kind.FULL or layout.family is Family.MAPPED:
        return layout
    speaks = [
        at for at, heading in enumerate(headings) if SPEAKS.search(folded(heading))
    ]
    filled = bool(speaks and rows) and all(
        any(at < len(row) and row[at].strip() for at in speaks) for row in rows
    )
    called = [*titles, *_spoken(name)]
    if not filled and not any(map(TITLE.search, called)):
        return layout
    kind = next((heading for heading in headings if KIND.search(folded(heading))), "")
    proxy = next((headings[at] for at in speaks if "name" in folded(headings[at])), "")
    mapping = replace(
        layout.mapping, kind=Kind.ABSENT, absent_kind=kind, proxy_name=proxy
    )
    return replace(layout, mapping=mapping)


def _spoken(name: str) -> list[str]:
    """The last part of a file's name (or its sheet's) in words, unless it speaks of a register too."""
    words = re.sub(r"[_\-.]+", " ", PurePosixPath(name).name)
    return [] if OF_A_REGISTER.search(words) else [words]


def _without_address(layout: Layout) -> Layout:
    """A register's layout as an absent list in the same columns, which need not give the address of registration."""
    needs = tuple(need for need in layout.needs if not OF_ADDRESS.search(need))
    mapping = replace(
        layout.mapping,
        kind=Kind.ABSENT,
        absent_kind=ANY_KIND,
        proxy_name="Proxy Name | Proxy",
    )
    return replace(
        layout,
        name=f"{layout.family}-absent-list",
        mapping=mapping,
        needs=(*needs, ANY_KIND),
    )


ANY_KIND = (
    "Absent Voter Type | Absent Vote Type | Absent Voting Type | Absent Type | Absent Status | Absent Voter | Absent Vote | "
    "Vote Type | Voting Method"
)
LAYOUTS = tuple(
    _without_address(layout)
    for module in (xpress, eros, democracy_counts, glasgow)
    for layout in module.LAYOUTS
    if layout.kind is Kind.FULL
)
