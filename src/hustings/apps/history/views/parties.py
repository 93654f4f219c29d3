"""A party at an election and over the elections; independents, who are no party, by themselves."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.registrations import names_and_registrations
from hustings.apps.history.queries.standings import (
    candidacies_of,
    general_days,
    standings_by_region,
    standings_on,
)
from hustings.apps.history.shown import Figures, answered
from hustings.apps.history.views.finding import day_of, election_or_404
from hustings.core.elections.result import party_key
from hustings.core.errors import HustingsError
from hustings.core.psephology import answers
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.changes import NO_PARTY
from hustings.core.psephology.drawn.lines import Line, lines
from hustings.core.psephology.grouping import APART, GROUPINGS
from hustings.core.psephology.parties import Standing, is_no_party
from hustings.core.psephology.past import Election
from hustings.core.psephology.sources import source_named

FEW, MANY = 5, 25
"""So many of the best are shown of a party, and of independents, who each stand for themselves."""


@require_GET
def party(
    request: HttpRequest, election: str, short: str, form: str = ""
) -> HttpResponse:
    """Votes, seats, deposits, best and worst, by region, over the elections; `parties` names who is one party."""
    found = election_or_404(election)
    on = day_of(found)
    chosen = request.GET.get("parties", "apart")
    if chosen not in GROUPINGS:
        raise Http404
    apart = is_no_party(short, GROUPINGS[chosen])
    answer = _answer(found, short, "together" if apart else chosen)
    if apart:
        answer = _by_themselves(answer)
    sources = sources_of(found.day, *general_days())
    if short not in NO_PARTY and chosen != "registered":
        answer |= names_and_registrations(answer["party"], found.day)
    if answer.get("registrations"):
        sources = [*sources, source_named("registrations")]
    figures = Figures(answer, "results", f"{short} {on.slug}", sources)
    context = {
        "on": on,
        "chosen": chosen,
        "apart": apart,
        "best": answer["results"][: MANY if apart else FEW],
        "worst": [] if apart or len(answer["results"]) < 2 * FEW else answer["worst"],
        "chart": "" if apart else _chart(answer),
        "joint": any(s.is_joint and s.party == short for seat in found for s in seat.stood),
    }  # fmt: skip
    return answered(request, "history/party.html", figures, form, context)


def _answer(found: Election, short: str, chosen: str) -> Answer:
    grouping = GROUPINGS[chosen]
    try:
        said = answers.party(found, short, grouping, standings_on(found.day, chosen))
    except HustingsError as problem:
        raise Http404(str(problem)) from problem
    regions = standings_by_region(found.day, chosen)
    return said | {
        "results": candidacies_of(found.day, said["party"], chosen),
        "regions": [
            {"region": name} | _line(_of(parties, said["party"]))
            for name, parties in regions.items()
        ],
        "elections": [
            {"election": str(day)}
            | _line(_of(standings_on(day, chosen), said["party"]))
            for day in general_days()
        ],
    }


def _of(parties: tuple[Standing, ...], short: str) -> Standing | None:
    """The party among those, under whichever of its names."""
    key = party_key(short)
    return next((each for each in parties if party_key(each.party) == key), None)


def _line(found: Standing | None) -> dict[str, Any]:
    """None where the party did not stand."""
    names = ("party", "votes", "stood", "seats")
    line: dict[str, Any] = {name: getattr(found, name, None) for name in names}
    return line | {
        "share": answers.rounded(found.share) if found else None,
        "second_places": found.second if found else None,
        "lost_deposits": found.lost if found else None,
    }


def _by_themselves(answer: Answer) -> Answer:
    """Of independents people are counted and nothing is added up: they share no votes."""
    added_up = {"votes", "share"}
    lists = {
        name: [
            {k: v for k, v in row.items() if k not in added_up} for row in answer[name]
        ]
        for name in ("regions", "elections")
    }
    kept = {name: value for name, value in answer.items() if name not in added_up}
    return kept | lists | {"parties": APART.said}


def _chart(answer: Answer) -> str:
    rows = answer["elections"]
    if len(rows) < 2:
        return ""
    shares = [None if r["share"] is None else 100 * r["share"] for r in rows]
    years = [r["election"][:4] for r in rows]
    title = f"{answer['name']}: share of the votes at general elections"
    where = [int(year) for year in years]
    return lines([Line(answer["party"], shares)], years, title=title, ident="elections", where=where)  # fmt: skip
