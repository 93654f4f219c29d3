"""What a row of an update asks for.

Eros and Democracy Counts say it with a letter (and mean different things by A), the positional layout with a sign and a
month, and Xpress not at all: there it follows from the months in which the entry was created, changed and deleted.
"""

from collections.abc import Sequence

from hustings.core.register.layouts.mapping import Columns
from hustings.core.register.rows import Change, Kind, NotRead

A_MONTH = "a month's number, or 0"
HIGHEST_MONTH = 999_999
"""Months are written as 1 to 12, or with the year (202603)."""


def read_change(columns: Columns, cells: Sequence[str]) -> Change:
    """What the row asks for; `NotRead` for a code or month that means nothing."""
    mapping = columns.mapping
    if mapping.kind is Kind.FULL:
        return Change.FULL
    if mapping.months:
        return by_months(
            *(_month(columns, cells, at) for at in columns.lists["months"])
        )
    at = columns.index("change")
    if at < 0:
        return Change.AMEND
    written = cells[at].upper()
    change = mapping.codes.get(written) or mapping.codes.get(
        written[:1] if written[:1] in "+-=" else ""
    )
    if change is None:
        raise NotRead(
            at,
            cells[at],
            f"one of {', '.join(code for code in mapping.codes if len(code) == 1)}",
        )
    return change


def by_months(created: int, changed: int, deleted: int) -> Change:
    """What the months of an Xpress entry come to.

    Created and deleted in one month: it never stood, ignore. Otherwise deleted wins, then changed (if not in the month of
    its creation), then created; no month at all is an amendment. Source: the reading of s8r/tcp, as practised.
    """
    if deleted:
        return Change.IGNORE if created == deleted else Change.CLOSE
    if changed and changed != created:
        return Change.AMEND
    return Change.ADD if created else Change.AMEND


def _month(columns: Columns, cells: Sequence[str], at: int) -> int:
    text = cells[at].removesuffix(".0") or "0"
    if not (text.isascii() and text.isdecimal() and int(text) <= HIGHEST_MONTH):
        raise NotRead(at, cells[at], A_MONTH)
    return int(text)
