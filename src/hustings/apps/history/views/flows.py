"""Where the votes went between two elections: the whole, a region, a seat. Worked out once, then read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET, require_POST

from hustings.apps.history.actions.flows import work_out as work_out_tables
from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.flows import (
    Pair,
    is_kept,
    kept_areas,
    kept_table,
    pair_of,
)
from hustings.apps.history.shown import Figures, answered
from hustings.core.errors import HustingsError
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.transfers.chart import chart_svg
from hustings.core.psephology.transfers.told import flows_in


@require_GET
def flows(
    request: HttpRequest, earlier: str, later: str, area: str = "", form: str = ""
) -> HttpResponse:
    """The table of an area, its chart and what it cannot tell; how to have it worked out where nobody has yet."""
    pair = _pair_or_404(earlier, later)
    areas = kept_areas(pair)
    context: dict[str, Any] = {
        "pair": pair,
        "slugs": (earlier, later),
        "areas": areas,
        "here": area or (areas[0][0] if areas else ""),
    }
    if not areas:
        if form:
            raise Http404
        return render(request, "history/flows.html", context)
    answer = kept_table(pair, context["here"])
    if answer is None:
        raise Http404(f"No seat or region {area} was worked out.")
    context |= {"flows": answer, "chart": _drawn(answer)}
    sources = sources_of(*pair.days, boundaries=pair.boundaries)
    name = f"flows {earlier} {later} {answer['area']}"
    figures = Figures(answer, "flows", name, sources)
    return answered(request, "history/flows.html", figures, form, context)


@require_POST
def work_out(request: HttpRequest, earlier: str, later: str) -> HttpResponse:
    """Work the tables of two elections out, which takes some seconds, and show them."""
    pair = _pair_or_404(earlier, later)
    if not is_kept(pair):
        try:
            work_out_tables(pair)
        except HustingsError as problem:
            messages.error(request, str(problem))
    return redirect(reverse("history:flows", args=[earlier, later]))


def _pair_or_404(earlier: str, later: str) -> Pair:
    try:
        return pair_of(earlier, later)
    except HustingsError as problem:
        raise Http404(str(problem)) from problem


def _drawn(answer: Answer) -> SafeString:
    chart = chart_svg(
        flows_in(answer),
        title=f"Where the votes went: {answer['area']}",
        before=answer["earlier"],
        after=answer["later"],
    )
    return mark_safe(chart)  # noqa: S308  # drawn by us, and its words are escaped
