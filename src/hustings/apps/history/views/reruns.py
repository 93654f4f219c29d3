"""An election again under other rules, beside what was."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from hustings.apps.history.forms import RerunForm
from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.measured import rerun_on
from hustings.apps.history.queries.standings import party_names
from hustings.apps.history.shown import Figures, answered
from hustings.apps.history.views.finding import day_of, election_or_404
from hustings.core.counting.catalogue import CATALOGUE
from hustings.core.elections.wording import long_date
from hustings.core.errors import HustingsError
from hustings.core.psephology import answers
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.drawn.bars import Row, bars
from hustings.core.psephology.past import Election

CHARTED, ROOM = 12, 16
"""Parties in the drawing, and the longest name that has room beside its bars; a longer one has its short form there."""
LISTED = 40
"""An election's areas are listed where there are so many at most; the file has them all."""


@require_GET
def re_runs(request: HttpRequest, election: str, form: str = "") -> HttpResponse:
    """Seats under the chosen rules, area by area, and everything that was assumed."""
    found = election_or_404(election)
    chosen = RerunForm(request.GET)
    on = day_of(found)
    answer = _answer(found, chosen)
    figures = Figures(answer, "parties", f"re-run {on.slug}", sources_of(found.day))
    context = {
        "on": on,
        "form": chosen,
        "law": CATALOGUE.get(chosen.data["rules"]),
        "chart": _chart(found.day, answer) if answer["parties"] else "",
        "all_won": len(found),
        **({} if answer["parties"] else {"files": ""}),
        "areas": answer["areas"] if len(answer["areas"]) <= LISTED else [],
    }
    return answered(request, "history/re_runs.html", figures, form, context)


def _answer(found: Election, chosen: RerunForm) -> Answer:
    """The re-run with a row for each party; without parties where what was chosen cannot be counted, and the form says why."""
    nothing: Answer = {"election": str(found.day), "parties": [], "areas": []}
    if not chosen.is_valid():
        return nothing
    try:
        told = answers.rerun(rerun_on(found.day, chosen.asked()), found)
    except HustingsError as problem:
        chosen.add_error(None, str(problem))
        return nothing
    names = party_names(found.day)
    rows = [
        {
            "party": party,
            "name": names.get(party, party),
            "seats": (again := told["seats"].get(party, 0)),
            "won": (won := told["won"].get(party, 0)),
            "change": again - won,
        }
        for party in dict.fromkeys([*told["seats"], *told["won"]])
    ]
    return told | {"parties": rows}


def _chart(day: date, answer: Answer) -> str:
    most = sorted(answer["parties"], key=lambda row: -max(row["seats"], row["won"]))
    rows = [
        Row(
            each["name"] if len(each["name"]) <= ROOM else each["party"],
            (each["won"], each["seats"]),
        )
        for each in most[:CHARTED]
    ]
    title = f"Seats won on {long_date(day)}, and under the other rules"
    heads = ("as it was", "under these rules")
    return bars(rows, heads, title=title, ident="seats-again", unit="", places=0)
