"""The count, the lots that it needs, and the record of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.selection.actions.counting import count_papers, keep_lot
from hustings.apps.selection.forms.account import LotForm
from hustings.apps.selection.models import Ballot
from hustings.apps.selection.page import (
    compared,
    count_parts,
    download,
    followed,
    notice,
    record_file,
)
from hustings.apps.selection.queries.ballots import ballot_of
from hustings.apps.selection.queries.counting import Kept, latest, others, tied_now
from hustings.apps.selection.queries.papers import check_open
from hustings.apps.selection.queries.signing import standing_of
from hustings.core.counting.record import MissingLot


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_BALLOT)
def count(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Count the papers; then the whole record, with other rules beside it."""
    ballot = ballot_of(request.campaign, ballot_id)
    if request.method == "POST":
        return _counted(request, ballot)
    standing = standing_of(ballot)
    context = {
        "ballot": ballot,
        "standing": standing,
        "others": others(ballot),
        "lots": ballot.lots.all(),
        "may_sign": may(request.membership, May.SCRUTINISE),
    }
    if standing.kept:
        other = request.GET.get("against", "")
        context |= {"against": other, **compared(standing.kept, other)}
        context |= count_parts(standing.kept.count)
        line = request.GET.get("follow", "")
        context |= followed(ballot, standing.kept, line)
    return render(request, "selection/count.html", context)


def _counted(request: MemberRequest, ballot: Ballot) -> HttpResponse:
    """Back to the page with the record, or to the lot that is needed first."""
    try:
        row = count_papers(ballot=ballot, by=request.membership, at=now())
    except MissingLot:
        return redirect("selection:lot", request.campaign.id, ballot.id)
    messages.success(request, f"Count {row.version} is made and kept.")
    return redirect("selection:count", request.campaign.id, ballot.id)


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_BALLOT)
def lot(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Who is tied: the lot is drawn in public, its name is typed, and it is counted again."""
    ballot = ballot_of(request.campaign, ballot_id)
    check_open(ballot)
    missing = tied_now(ballot)
    if missing is None:
        return redirect("selection:count", request.campaign.id, ballot.id)
    form = LotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_lot(
            ballot=ballot,
            name=form.cleaned_data["name"],
            witnesses=form.cleaned_data["witnesses"],
            by=request.membership,
            at=now(),
        )
        return _counted(request, ballot)
    context = {"ballot": ballot, "form": form, "missing": missing}
    context["lots"] = ballot.lots.all()
    return render(request, "selection/lot.html", context)


@require_GET
@requires(May.MANAGE_BALLOT)
def record(request: MemberRequest, ballot_id: UUID, form: str) -> HttpResponse:
    """The record as JSON, CSV, or a notice as PDF."""
    ballot = ballot_of(request.campaign, ballot_id)
    kept = _kept_or_404(ballot)
    if form == "pdf":
        by = str(request.membership.user)
        pdf = notice(request.campaign, kept, by=by, on=localdate())
        return download(ballot, pdf, "pdf", "notice")
    found = record_file(ballot, kept, form)
    if found is None:
        raise Http404
    return found


def _kept_or_404(ballot: Ballot) -> Kept:
    kept = latest(ballot)
    if kept is None:
        raise Http404
    return kept
