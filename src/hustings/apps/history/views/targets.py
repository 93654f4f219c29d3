"""Where to stand: seats in the order of a score whose weights stand in the address."""

from collections.abc import Sequence

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
from hustings.core.psephology.targets import PARTS, Measured, ranked

A_PAGE = 25


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
    whose: str = "",
) -> HttpResponse:
    """The page for seats measured by whoever asks: for a slate, with the slate's own votes as the past vote, and its name."""
    on = day_of(found)
    chosen = TargetsForm(request.GET, sorted({seat.region for seat in found}))
    weights = chosen.weights() if chosen.is_valid() else None
    region = chosen.cleaned_data.get("region") if weights is not None else ""
    order = enumerate(ranked(seats) if weights is None else ranked(seats, weights), 1)
    listed = [each for each in order if not region or each[1].seat.region == region]
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    answer: Answer = {
        "election": str(found.day),
        "whose": whose or "independents",
        "region": region or None,
        "weights": {name: float(weight) for name, weight in (weights or {}).items()},
        "seats": [
            {"rank": rank, "region": each.seat.region, **answers.target(each)}
            for rank, each in (listed if form else page.object_list)
        ],
    }
    before = election_before(found)
    days = [found.day, *([before.day] if before else [])]
    figures = Figures(
        answer,
        "seats",
        f"where to stand {on.slug}",
        sources_of(*days, boundaries=found.day),
    )
    context = {
        "on": on,
        "form": chosen,
        "rows": list(map(_row, answer["seats"])),
        "page": page,
        "parts": PARTS,
        "before": before and day_of(before),
        "whose": whose,
        "many": len(listed),
    }
    return answered(request, "history/where_to_stand.html", figures, form, context)


def _row(seat: Answer) -> Answer:
    """A seat with each part of its score beside the figure that it was measured by, in words."""
    parts = [
        {
            "title": part.title,
            "weighed": seat["weighed"][part.name],
            "said": _said(part.name, seat["measured"][part.name]),
        }
        for part in PARTS
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
