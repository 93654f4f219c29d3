"""A kept count as parts of a page, as a file and as a notice; all words and figures come from the record."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from hustings.apps.campaigns.models import Campaign
from hustings.apps.selection.models import Ballot
from hustings.apps.selection.queries.counting import Kept, beside
from hustings.apps.selection.queries.papers import numbers_of
from hustings.core.counting.catalogue import rules_named
from hustings.core.counting.on_paper import Marking
from hustings.core.counting.record import Count
from hustings.core.counting.shown.as_csv import csv_table
from hustings.core.counting.shown.html import (
    html_chart,
    html_narrative,
    html_summary,
    html_table,
)
from hustings.core.counting.shown.narrative import narrative
from hustings.core.counting.shown.side_by_side import html_comparison
from hustings.core.counting.shown.way import told_way
from hustings.core.counting.typed import read_typed
from hustings.core.errors import HustingsError
from hustings.core.printing.document import Paper
from hustings.core.printing.notice import count_notice
from hustings.engine.typesetting import typeset_each

_MOST_OF_A_LINE = 2000
_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "blt": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
}


def count_parts(count: Count) -> dict[str, Any]:
    """The result in words, the sheet, the chart and the account."""
    return {
        "result": narrative(count)[-1].sentences,
        "summary": _safe(html_summary(count)),
        "table": _safe(html_table(count)),
        "chart": _safe(html_chart(count)),
        "told": _safe(html_narrative(count)),
    }


def followed(ballot: Ballot, kept: Kept, line: str) -> dict[str, Any]:
    """Where one paper lay at each stage, or why that cannot be said; the numbers to type it by."""
    if ballot.marked.marking is not Marking.RANKS:
        return {}
    shown: dict[str, Any] = {"numbers": numbers_of(ballot), "line": line}
    if not line.strip():
        return {"follow": shown}
    try:
        text = line[:_MOST_OF_A_LINE]
        marks = read_typed(text, shown["numbers"], ballot.marked)
        shown["way"] = told_way(kept.count, kept.poll.spelt(marks))
    except HustingsError as problem:
        shown["problem"] = str(problem)
    return {"follow": shown}


def compared(kept: Kept, name: str) -> dict[str, Any]:
    """The same papers under other rules, or why those cannot count them."""
    if not name:
        return {}
    try:
        return {"beside": _safe(html_comparison(beside(kept, rules_named(name))))}
    except HustingsError as problem:
        return {"not_beside": str(problem)}


def download(
    ballot: Ballot, content: str | bytes, form: str, what: str
) -> HttpResponse:
    """The content as a file named after the ballot."""
    name = f"{slugify(ballot.title) or 'ballot'}-{what}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=_TYPES[form], headers=headers)


def record_file(ballot: Ballot, kept: Kept, form: str) -> HttpResponse | None:
    """The record as JSON or CSV; None for any other form."""
    match form:
        case "json":
            return download(ballot, kept.row.record, form, "record")
        case "csv":
            return download(ballot, csv_table(kept.count), form, "record")
    return None


def notice(campaign: Campaign, kept: Kept, *, by: str, on: date) -> bytes:
    """The count for the notice board, as a PDF."""
    paper = Paper(
        campaign=campaign.name,
        return_to="",
        imprint=campaign.imprint,
        printed_on=on,
        printed_by=by,
    )
    document = count_notice(kept.count, paper=paper)
    return next(typeset_each([document], settings.FONTS))


def _safe(html: str) -> SafeString:
    """What the core has written as HTML, every name in it escaped there."""
    return mark_safe(html)  # noqa: S308 - escaped by hustings.core.counting.shown.html
