"""Two scrutineers sign; then the count is shown to everybody."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from hustings.apps.campaigns.audit import record
from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.selection.actions.counting import publish, sign
from hustings.apps.selection.forms.account import SignForm
from hustings.apps.selection.page import count_parts, download, record_file
from hustings.apps.selection.queries.ballots import ballot_of
from hustings.apps.selection.queries.counting import latest
from hustings.apps.selection.queries.signing import SIGNATURES, standing_of
from hustings.core.counting.disclosure import ENOUGH, shared_rankings


@require_http_methods(["GET", "POST"])
@requires(May.SCRUTINISE)
def signing(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """The record, the account and the file of papers, to be looked at and signed."""
    ballot = ballot_of(request.campaign, ballot_id)
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        sign(ballot=ballot, seen=seen, by=request.membership, at=now())
        messages.success(request, "Your name stands under the count.")
        return redirect("selection:signing", request.campaign.id, ballot.id)
    standing = standing_of(ballot)
    context = {
        "ballot": ballot,
        "standing": standing,
        "needed": SIGNATURES,
        "why_not": standing.why_not(request.membership),
    }
    if standing.kept:
        if not form.is_bound:
            form = SignForm(initial={"seen": standing.seen})
        context |= count_parts(standing.kept.count)
    return render(request, "selection/signing.html", context | {"form": form})


@require_GET
@requires(May.SCRUTINISE)
def papers_seen(request: MemberRequest, ballot_id: UUID, form: str) -> HttpResponse:
    """For scrutineers: the whole file of papers (BLT), or the record."""
    ballot = ballot_of(request.campaign, ballot_id)
    kept = latest(ballot)
    if kept is None:
        raise Http404
    if form == "blt":
        record(
            campaign=request.campaign,
            by=request.membership,
            verb="fetch all papers of a ballot",
            of=kept.row._meta.db_table,
            rows=1,
            records=[kept.row.pk],
        )
        return download(ballot, kept.row.papers, "blt", "all-papers")
    found = record_file(ballot, kept, form)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_BALLOT)
def publishing(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """What will be shown to everybody, and the button."""
    ballot = ballot_of(request.campaign, ballot_id)
    public = reverse("ballots:ballot", args=[ballot.id])
    if request.method == "POST":
        publish(ballot=ballot, by=request.membership, at=now())
        messages.success(request, "The count is published.")
        return redirect("selection:publishing", request.campaign.id, ballot.id)
    standing = standing_of(ballot)
    context = {
        "ballot": ballot,
        "standing": standing,
        "needed": SIGNATURES,
        "enough": ENOUGH,
        "public": request.build_absolute_uri(public),
    }
    if standing.kept:
        context["shared"] = shared_rankings(standing.kept.poll)
    return render(request, "selection/publishing.html", context)
