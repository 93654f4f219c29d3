"""Two elections compared: what parties had at both, and which seats changed hands."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from hustings.apps.history.forms import MeasuresForm
from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.measured import (
    parties_between,
    seats_between,
)
from hustings.apps.history.queries.standings import party_names, standings_on
from hustings.apps.history.shown import Figures, answered
from hustings.apps.history.views.finding import day_of, election_or_404
from hustings.apps.history.views.measures import named, swings
from hustings.core.errors import HustingsError
from hustings.core.psephology import answers
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.changes import Basis
from hustings.core.psephology.compared import Same, SeatChange
from hustings.core.psephology.grouping import GROUPINGS
from hustings.core.psephology.measured import SWING, largest_two
from hustings.core.psephology.past import Election
from hustings.core.psephology.sources import Source

LEAST = 0.001


@require_GET
def compare(
    request: HttpRequest, earlier: str, later: str, form: str = ""
) -> HttpResponse:
    """Votes, shares, seats, deposits by party, swing and turnout; the file has a row for each party."""
    before, after = _two(earlier, later)
    chosen = _form(request, before, after)
    parties = chosen.data["parties"] if chosen.is_valid() else "apart"
    changed = seats_between(before.day, after.day)
    answer: Answer = {
        "earlier": str(before.day),
        "later": str(after.day),
        "grouping": GROUPINGS[parties].said,
        "turnout": [_turnout(each) for each in (before, after)],
        "parties": list(parties_between(before.day, after.day, parties)),
        "from_to": _from_to(changed),
        "seats": Counter(str(each.same) for each in changed),
    }
    if chosen.is_valid() and "first" in chosen.cleaned_data:
        first, second = (chosen.cleaned_data[name] for name in ("first", "second"))
        answer["swing"] = swings(before.day, after.day, first, second)
    context = {
        "earlier": day_of(before),
        "later": day_of(after),
        "form": chosen,
        "rows": [r for r in answer["parties"] if _is_large(r)],
        "formulas": SWING,
        "changed": [each.answer() for each in changed if each.same is Same.CHANGED],
        "unknown": sum(each.same is Same.UNKNOWN for each in changed),
        "estimated": sum(each.basis is Basis.NOTIONAL for each in changed),
        "names": party_names(before.day) | party_names(after.day),
    }
    name = f"compared {day_of(before).slug} {day_of(after).slug}"
    figures = Figures(answer, "parties", name, _sources(before, after))
    return answered(request, "history/compare.html", figures, form, context)


@require_GET
def seats(request: HttpRequest, earlier: str, later: str, form: str) -> HttpResponse:
    """Every seat of the later election as a file: whose it was, on which basis, and whose it became."""
    before, after = _two(earlier, later)
    rows = [each.answer() for each in seats_between(before.day, after.day)]
    answer = {"earlier": str(before.day), "later": str(after.day), "seats": rows}
    name = f"seats {day_of(before).slug} {day_of(after).slug}"
    figures = Figures(answer, "seats", name, _sources(before, after))
    return answered(request, "", figures, form)


def _sources(before: Election, after: Election) -> list[Source]:
    """Whose figures these are; the estimates' too where boundaries are new."""
    return sources_of(before.day, after.day, boundaries=after.day)


def _two(earlier: str, later: str) -> tuple[Election, Election]:
    before, after = election_or_404(earlier), election_or_404(later)
    if before.day >= after.day:
        raise Http404("The earlier election stands first in the address.")
    return before, after


def _form(request: HttpRequest, before: Election, after: Election) -> MeasuresForm:
    then, now = (standings_on(each.day, "together") for each in (before, after))
    usual = {"parties": "apart"}
    try:
        usual["first"], usual["second"] = largest_two(then, now)
    except HustingsError:
        return MeasuresForm(request.GET, usual, ())
    return MeasuresForm(request.GET, usual, named(now))


def _is_large(row: Answer) -> bool:
    shares = row["share"] or 0, row["share_before"] or 0
    return bool(row["seats"] or row["seats_before"] or max(shares) >= LEAST)


def _turnout(election: Election) -> Answer:
    """Turnout of the whole, without its regions."""
    found = answers.turnout(election)
    del found["regions"]
    return found


def _from_to(changed: tuple[SeatChange, ...]) -> list[Answer]:
    """How many seats went from whom to whom, the most first; each independent is "Ind" here."""
    moved = Counter(
        (_short(each.was), _short(each.now))
        for each in changed
        if each.same is Same.CHANGED and each.was
    )
    return [
        {"from": was, "to": now, "seats": many}
        for (was, now), many in moved.most_common()
    ]


def _short(said: str) -> str:
    return said.partition(" (")[0]
