"""Figures about past results in their three forms: a page to read, JSON under documented names, CSV row by row.

Each form carries the credit and licence of the sources that it rests on: at the foot of a page, under `sources` in
JSON, in the last column of every row of a CSV.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.text import slugify

from hustings.core.psephology.answers import Answer
from hustings.core.psephology.sources import Source
from hustings.core.register.cells import neutralised


@dataclass(frozen=True, slots=True)
class Figures:
    """What a page tells: an answer under documented names, which of its lists is the table, and whose figures they are."""

    answer: Answer
    table: str
    name: str
    """What a file of it is called, before its ending."""
    sources: Sequence[Source]


def answered(
    request: HttpRequest,
    template: str,
    figures: Figures,
    form: str = "",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The figures as `form`: "" is the page, "json" or "csv" a file; any other is no such page."""
    credits = [each.said for each in figures.sources]
    if form == "json":
        answer = figures.answer | {"sources": credits}
        return _file(JsonResponse(answer, json_dumps_params=_READABLE), figures, form)
    if form == "csv":
        written = HttpResponse(content_type="text/csv; charset=utf-8")
        written.write(_csv(figures.answer[figures.table], " ".join(credits)))
        return _file(written, figures, form)
    if form:
        raise Http404
    found = {
        "figures": figures.answer,
        "sources": figures.sources,
        "files": request.path.rstrip("/"),
        "asked": request.META["QUERY_STRING"],
    }
    return render(request, template, found | dict(context or {}))


_READABLE = {"ensure_ascii": False, "indent": 2}


def _file(answer: HttpResponse, figures: Figures, form: str) -> HttpResponse:
    name = f"{slugify(figures.name)}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _csv(rows: Sequence[Answer], credit: str) -> str:
    """One line for each row; what stands within a row's part is named `part.name`."""
    flat = [dict(_flat(row)) | {"source": credit} for row in rows]
    headings = list(dict.fromkeys(name for row in flat for name in row))
    written = StringIO()
    table = csv.DictWriter(written, [n for n in headings if n != "source"] + ["source"])
    table.writeheader()
    table.writerows(flat)
    return written.getvalue()


def _flat(row: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{within}{name}.")
        elif isinstance(value, list):
            yield within + name, neutralised("; ".join(map(str, value)))
        else:
            yield within + name, neutralised(value) if isinstance(value, str) else value
