"""Papers that two people read differently: a third says what stands there, with the paper in hand."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.selection.actions.papers import settle
from hustings.apps.selection.forms.papers import LineForm
from hustings.apps.selection.models import Ballot, Reading
from hustings.apps.selection.queries.ballots import ballot_of
from hustings.apps.selection.queries.papers import (
    LETTERS,
    Paper,
    as_line,
    check_open,
    differing,
    in_words,
    numbers_of,
)


@require_GET
@requires(May.TYPE_PAPERS)
def differences(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """The papers that are read differently; what was read is shown to whoever may settle it, never to the two."""
    ballot = ballot_of(request.campaign, ballot_id)
    numbers = numbers_of(ballot)
    rows = [
        (paper.number, _both(paper, ballot, numbers) if may_settle else (), may_settle)
        for paper, may_settle in differing(ballot, request.membership)
    ]
    context = {"ballot": ballot, "rows": rows}
    return render(request, "selection/differences.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.TYPE_PAPERS)
def difference(request: MemberRequest, ballot_id: UUID, number: int) -> HttpResponse:
    """Settle one paper."""
    ballot = ballot_of(request.campaign, ballot_id)
    check_open(ballot)
    paper = _differing_paper(request, ballot, number)
    numbers = numbers_of(ballot)
    form = LineForm(ballot, _sent(request, ballot, paper))
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data["typed"]
        settle(ballot=ballot, number=number, typed=typed, by=request.membership, at=now())  # fmt: skip
        messages.success(request, f"Paper {number} is settled.")
        return redirect("selection:differences", request.campaign.id, ballot.id)
    context = {
        "ballot": ballot,
        "number": number,
        "both": _both(paper, ballot, numbers),
        "form": form,
        "numbers": numbers,
        "reasons": [(s, Reading.Rejected(each)) for each, s in LETTERS.items()],
    }
    return render(request, "selection/difference.html", context)


def _differing_paper(request: MemberRequest, ballot: Ballot, number: int) -> Paper:
    """The paper, if it differs and this person typed neither; else 404."""
    for paper, may_settle in differing(ballot, request.membership):
        if paper.number == number and may_settle:
            return paper
    raise Http404


def _sent(
    request: MemberRequest, ballot: Ballot, paper: Paper
) -> dict[str, str] | None:
    """What was typed, or the reading that was pointed at."""
    if request.method != "POST":
        return None
    pointed = {"first": paper.first, "second": paper.second}
    chosen = pointed.get(request.POST.get("right", ""))
    if chosen is not None:
        return {"line": as_line(chosen, ballot, numbers_of(ballot))}
    return request.POST.dict()


def _both(paper: Paper, ballot: Ballot, numbers: dict[int, str]) -> list[str]:
    return [
        in_words(read, ballot, numbers)
        for read in (paper.first, paper.second)
        if read is not None
    ]
