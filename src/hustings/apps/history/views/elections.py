"""An election as a whole."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.elections import election_before
from hustings.apps.history.queries.kept import per_release
from hustings.apps.history.queries.standings import overview_of, party_names
from hustings.apps.history.shown import Figures, answered
from hustings.apps.history.views.finding import day_of, election_or_404
from hustings.apps.history.views.maps import drawn_map
from hustings.core.elections.wording import long_date
from hustings.core.psephology.drawn.bars import Row, bars

CHARTED, LEAST = 10, 0.01
"""The chart has so many parties at most, each with at least this part of the votes or of the seats."""
LISTED = 0.005
"""A party with less of the votes, and without a seat, is folded away."""


@require_GET
def election(request: HttpRequest, election: str, form: str = "") -> HttpResponse:
    """Votes and seats, region by region, and where it was close."""
    found = election_or_404(election)
    on = day_of(found)
    said = overview_of(found.day)
    before = election_before(found)
    shown = drawn_map(found.day)
    sources = sources_of(found.day, with_map=bool(shown))
    figures = Figures(said, "parties", f"election {on.slug}", sources)
    large, small = _by_size(said["parties"])
    context = {
        "on": on,
        "chart": _chart(found.day) if on.is_general else "",
        "map": shown,
        "large": large,
        "small": small,
        "names": party_names(found.day),
        "before": day_of(before) if before else None,
    }
    return answered(request, "history/election.html", figures, form, context)


Rows = list[dict[str, Any]]


def _by_size(parties: Rows) -> tuple[Rows, Rows]:
    """Parties to be listed, and those to be folded away."""
    large = [each for each in parties if each["seats"] or each["share"] >= LISTED]
    return large, [each for each in parties if each not in large]


@per_release
def _chart(day: date) -> str:
    """Each large party's part of the votes beside its part of the seats."""
    parties: Rows = overview_of(day)["parties"]
    large = [p for p in parties if p["share"] >= LEAST or p["seats_share"] >= LEAST]
    rows = [
        Row(_named(each), (100 * each["share"], 100 * each["seats_share"]))
        for each in large[:CHARTED]
    ]
    title = f"Votes and seats at the election of {long_date(day)}"
    heads = ("of the votes", "of the seats")
    return bars(rows, heads, title=title, ident="seats-votes")


def _named(party: dict[str, Any]) -> str:
    return str(party["name"]) if party["is_party"] else "Independents"
