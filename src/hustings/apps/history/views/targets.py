"""Where to stand: seats in the order of a score whose weights stand in the address."""

from collections.abc import Sequence
from fractions import Fraction

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from hustings.apps.history.forms import TargetsForm
from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.elections import election_before
from hustings.apps.history.queries.measured import measured_seats
from hustings.apps.history.shown import Figures, answered
from hustings.apps.history.views.finding import day_of, election_or_404
from hustings.core.psephology import answers
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.past import Election
from hustings.core.psephology.targets import (
    PARTS,
    Measured,
    Part,
    Target,
    in_region,
    ranked,
)

A_PAGE = 25
PAST = "independents"
"""The part of the score that a slate's own votes take the place of."""


@require_GET
def where_to_stand(request: HttpRequest, election: str, form: str = "") -> HttpResponse:
    """Seats ranked for whoever stands for no party."""
    found = election_or_404(election)
    return where_to_stand_among(request, found, measured_seats(found.day), form)


def where_to_stand_among(
    request: HttpRequest,
    found: Election,
    seats: Sequence[Measured],
    form: str = "",
    *,
    slate: str = "",
) -> HttpResponse:
    """The page for seats measured by whoever asks: for a slate, whose own votes are the past vote, with its name."""
    parts = [_of_slate(each, slate) if slate else each for each in PARTS]
    chosen = TargetsForm(request.GET, sorted({s.region for s in found}), parts)
    listed = _listed(seats, chosen)
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    shown = listed if form else list(page.object_list)
    weights, region = _chosen(chosen) if chosen.is_valid() else ({}, "")
    answer = answers.targets(found, shown, weights, region=region, whose=slate)
    on, before = day_of(found), election_before(found)
    days = [each.day for each in (found, before) if each]
    sources = sources_of(*days, boundaries=found.day)
    figures = Figures(answer, "seats", f"where to stand {slate} {on.slug}", sources)
    context = {
        "on": on,
        "form": chosen,
        "rows": [_row(each, parts) for each in answer["seats"]],
        "page": page,
        "parts": parts,
        "before": before and day_of(before),
        "slate": slate,
        "many": len(listed),
    }
    return answered(request, "history/where_to_stand.html", figures, form, context)


def _of_slate(part: Part, slate: str) -> Part:
    """The part as it is called where a slate's own votes are looked at."""
    if part.name != PAST:
        return part
    said = f"the share of those on the slate “{slate}” together"
    return Part(PAST, "Slate’s votes", said)


def _listed(seats: Sequence[Measured], chosen: TargetsForm) -> list[tuple[int, Target]]:
    """Seats with the rank that they have among all, those of the chosen region; by equal weights where a choice cannot be."""
    if not chosen.is_valid():
        return in_region(ranked(seats), "")
    weights, region = _chosen(chosen)
    return in_region(ranked(seats, weights), region)


def _chosen(form: TargetsForm) -> tuple[dict[str, Fraction], str]:
    return form.weights(), form.cleaned_data["region"]


def _row(seat: Answer, among: Sequence[Part]) -> Answer:
    """A seat with each part of its score beside the figure that it was measured by, in words."""
    parts = [
        {
            "title": part.title,
            "weighed": seat["weighed"][part.name],
            "said": _said(part.name, seat["measured"][part.name]),
        }
        for part in among
    ]
    return seat | {"parts": parts}


def _said(name: str, value: float | None) -> str:
    if value is None:
        return "not known"
    match name:
        case "margin" | "first":
            return f"{100 * (1 - value):.1f} %"
        case "fall":
            return f"{-100 * value:+.1f}".replace("-", "−")
        case "independents":
            return f"{100 * value:.1f} %"
    return f"{value:.1f}"
