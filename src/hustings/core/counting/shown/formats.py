"""The ways in which a count can be written as text, by the names that the command and the pages use."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from hustings.core.counting.record import Count
from hustings.core.counting.shown.as_csv import csv_table
from hustings.core.counting.shown.as_json import dumps
from hustings.core.counting.shown.comparison import Comparison, compare
from hustings.core.counting.shown.html import html_page
from hustings.core.counting.shown.narrative import narrative_text
from hustings.core.counting.shown.side_by_side import (
    csv_comparison,
    json_comparison,
    text_comparison,
)
from hustings.core.counting.shown.text import text_table

Written = Callable[[Count, Comparison | None], str]


def _table(count: Count, beside: Comparison | None) -> str:
    return text_table(count) + (f"\n{text_comparison(beside)}" if beside else "")


def _narrative(count: Count, beside: Comparison | None) -> str:
    return narrative_text(count) + (f"\n{text_comparison(beside)}" if beside else "")


def _csv(count: Count, beside: Comparison | None) -> str:
    return csv_table(count) + (csv_comparison(beside) if beside else "")


def _json(count: Count, beside: Comparison | None) -> str:
    return dumps(count, json_comparison(beside) if beside else None)


FORMATS: Mapping[str, Written] = MappingProxyType(
    {
        "table": _table,
        "json": _json,
        "csv": _csv,
        "html": html_page,
        "narrative": _narrative,
    }
)
"""A notice as PDF is `hustings.core.printing.notice`, since it needs to know who prints it."""


def written(count: Count, form: str, against: Count | None = None) -> str:
    """The count in one of FORMATS; with `against`, the same ballots under other rules stand beside it."""
    return FORMATS[form](count, None if against is None else compare(count, against))
