"""Measures of an election, each with its formula and the rows that it was worked out from."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from hustings.apps.history.forms import PARTIES, MeasuresForm
from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.elections import election_before
from hustings.apps.history.queries.measured import (
    measures_on,
    pairs_between,
    rows_by_party,
    rows_by_seat,
    turnout_ranks,
)
from hustings.apps.history.queries.standings import standings_on
from hustings.apps.history.shown import Figures, answered
from hustings.apps.history.views.finding import day_of, election_or_404
from hustings.core.errors import HustingsError
from hustings.core.psephology.answers import Answer, rounded
from hustings.core.psephology.grouping import GROUPINGS
from hustings.core.psephology.measured import SWING, largest_two
from hustings.core.psephology.parties import Standing, best_first
from hustings.core.psephology.past import INDEPENDENT, Election

TOLD = 5
"""So many best, worst, narrowest and safest seats."""
LEAST = 0.001
"""Parties with less than this part of the votes, and no seat, stand on the page of rows alone."""


@require_GET
def measures(request: HttpRequest, election: str, form: str = "") -> HttpResponse:
    """Every measure on one page; as a file, the measures themselves."""
    found = election_or_404(election)
    before = election_before(found)
    chosen = _form(request, found, before)
    on = day_of(found)
    parties = chosen.data["parties"] if chosen.is_valid() else "apart"
    answer: Answer = {
        "election": str(found.day),
        "parties": GROUPINGS[parties].said,
        "measures": list(measures_on(found.day, parties)),
        "turnout_ranked": _turnout(on.slug),
    }
    if chosen.is_valid():
        answer |= _of_two(found, before, chosen.cleaned_data)
        answer |= _of_one(found, chosen.cleaned_data)
    rows = rows_by_party(found.day, parties)
    seats = [each for each in rows_by_seat(found.day) if each["majority"] is not None]
    days = [found.day, *([before.day] if before else [])]
    figures = Figures(
        answer, "measures", f"measures {on.slug}", sources_of(*days, with_series=True)
    )
    context = {
        "on": on,
        "before": day_of(before) if before else None,
        "form": chosen,
        "rows": [r for r in rows if r["seats"] or r["share"] >= LEAST],
        "more_rows": len(rows),
        "narrowest": seats[:TOLD],
        "safest": seats[: -TOLD - 1 : -1],
        "formulas": SWING,
        "grouped": parties,
    }
    return answered(request, "history/measures.html", figures, form, context)


@require_GET
def by_party(request: HttpRequest, election: str, form: str = "") -> HttpResponse:
    """The rows behind measures of votes and seats: every party, and every independent by themselves."""
    found = election_or_404(election)
    on = day_of(found)
    parties = request.GET.get("parties", "apart")
    parties = parties if parties in GROUPINGS else "apart"
    answer = {
        "election": str(found.day),
        "parties": GROUPINGS[parties].said,
        "rows": list(rows_by_party(found.day, parties)),
    }
    figures = Figures(answer, "rows", f"parties {on.slug}", sources_of(found.day))
    context = {"on": on, "parties": PARTIES, "grouped": parties}
    return answered(request, "history/measured_parties.html", figures, form, context)


@require_GET
def by_seat(request: HttpRequest, election: str, form: str = "") -> HttpResponse:
    """The rows behind measures of seats: votes that elected nobody, majorities, deposits, turnout."""
    found = election_or_404(election)
    on = day_of(found)
    answer = {"election": str(found.day), "rows": list(rows_by_seat(found.day))}
    figures = Figures(answer, "rows", f"seats {on.slug}", sources_of(found.day))
    return answered(request, "history/measured_seats.html", figures, form, {"on": on})


def _form(
    request: HttpRequest, found: Election, before: Election | None
) -> MeasuresForm:
    now = standings_on(found.day, "together")
    usual = {"parties": "apart", "whose": now[0].party}
    names: list[tuple[str, str]] = []
    if before:
        then = standings_on(before.day, "together")
        try:
            usual["first"], usual["second"] = largest_two(then, now)
        except HustingsError:
            pass
        else:
            names = named(now)
    return MeasuresForm(request.GET, usual, names, named(now))


def named(parties: tuple[Standing, ...]) -> list[tuple[str, str]]:
    """Parties to choose from, most votes first; independents are no party that votes could swing to."""
    return [(each.party, each.name) for each in parties if each.party != INDEPENDENT]


def _of_two(found: Election, before: Election | None, said: dict[str, Any]) -> Answer:
    """The swing between the two that were chosen, in all and by region."""
    if before is None or "first" not in said:
        return {}
    return {"swing": swings(before.day, found.day, said["first"], said["second"])}


def swings(before: date, after: date, first: str, second: str) -> Answer:
    """The swing between two parties from one election to another, with the votes that it was worked out from."""
    rows = [each.swing(first, second) for each in pairs_between(before, after)]
    return {"from": first, "to": second, "since": str(before), "areas": rows}


def _of_one(found: Election, said: dict[str, Any]) -> Answer:
    """Best and worst seats of a party."""
    grouping = GROUPINGS["together"]
    among = best_first(found, said["whose"], grouping)
    rows = [
        {
            "seat": seat.name,
            "code": seat.code,
            "name": stood.name,
            "votes": stood.votes,
            "share": rounded(seat.result.share(stood.candidacy)),
            "place": placed.place,
        }
        for seat, stood, placed in among
    ]
    return {
        "best": rows[:TOLD],
        "worst": rows[: -TOLD - 1 : -1],
        "whose": said["whose"],
        "stood": len(rows),
    }


def _turnout(slug: str) -> list[Answer]:
    """Turnout at every general election that is here, the lowest first; `this` is the one looked at."""
    return [
        {
            "election": each.election,
            "turnout": rounded(each.turnout),
            "place": each.place,
            "seats": each.seats,
            "this": each.election == slug,
        }
        for each in turnout_ranks()
    ]
