"""A seat: what happened, what had happened there before and since, and what it would take."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.elections import election_before
from hustings.apps.history.queries.notional import notional_before
from hustings.apps.history.queries.overlaps import shared_with
from hustings.apps.history.queries.places import Held, held_in
from hustings.apps.history.queries.replaced import figures_before
from hustings.apps.history.shown import Figures, answered
from hustings.apps.history.views.finding import day_of, election_or_404, seat_or_404
from hustings.core.psephology import answers
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.careers import person_key
from hustings.core.psephology.corrections import corrections_of
from hustings.core.psephology.past import SeatResult
from hustings.core.psephology.sources import source_named


@require_GET
def seat(
    request: HttpRequest, election: str, code: str, form: str = ""
) -> HttpResponse:
    """Everybody's votes, and the seat through the years."""
    whole = election_or_404(election)
    found = seat_or_404(whole, code)
    on, before, estimated = day_of(whole), election_before(whole), notional_before(whole)  # fmt: skip
    held = held_in(found)
    answer: Answer = {
        **answers.seat(found, before, estimated),
        "majority_printed": found.result.published_majority,
        "corrections": corrections_of(found),
        "replaced": figures_before(found),
        "elections": [_held(each) for each in held],
        "overlaps": shared_with(found),
    }
    days = {each.on.day for each in held} | ({before.day} if before else set())
    sources = sources_of(*days, boundaries=whole.day if estimated else None)
    if answer["overlaps"]:
        sources = [*sources, source_named("overlaps-2024")]
    name = f"{found.name} {on.slug}"
    figures = Figures(answer, "candidates", name, sources)
    context = {
        "on": on,
        "seat": found,
        "before": day_of(before) if before else None,
        "estimated": estimated,
        "candidates": _with_keys(found, answer["candidates"]),
        "line": found.result.line_of_deposit,
        "held": list(zip(held, answer["elections"], strict=True)),
        "others": len(held) > 1,
    }
    return answered(request, "history/seat.html", figures, form, context)


def _with_keys(seat: SeatResult, candidates: list[Answer]) -> list[Answer]:
    """Each candidate with what the address of their page calls them."""
    keys = [
        person_key(each.known_as, seat.day, seat.code, each.name, each.party)
        for _, each in seat.in_order
    ]
    return [c | {"key": key} for c, key in zip(candidates, keys, strict=True)]


def _held(each: Held) -> Answer:
    seat = each.seat
    return {
        "election": str(each.on.day),
        "kind": "general election" if each.on.is_general else "by-election",
        "seat": seat.name,
        "code": seat.code,
        "same_boundaries": each.same_boundaries,
        "won": seat.winner.party,
        "winner": seat.winner.name,
        "share": answers.rounded(seat.result.share(seat.winner.candidacy)),
        "majority": seat.result.majority,
        "turnout": answers.rounded(seat.result.turnout_valid),
    }
