"""Where the votes went between two elections: the whole, a region, a seat. Worked out once, then read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from hustings.apps.history.actions.flows import ask_for
from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.flows import (
    Pair,
    job_of,
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
        "job": None if areas else job_of(pair),
    }
    if "HX-Request" in request.headers:
        return _how_far(request, context)
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


def _how_far(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """How far the working out is, to the page that shows it; once it is over, the page comes anew."""
    job = context["job"]
    if job and not job.is_over:
        return render(request, "history/parts/flows_progress.html", context)
    return HttpResponseClientRefresh()


@require_POST
def work_out(request: HttpRequest, earlier: str, later: str) -> HttpResponse:
    """Have the tables of two elections worked out behind; their page shows how far it is."""
    ask_for(_pair_or_404(earlier, later), at=now())
    return redirect("history:flows", earlier, later)


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
