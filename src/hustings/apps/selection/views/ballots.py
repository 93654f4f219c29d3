"""The campaign's ballots, and the first page of each."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.selection.queries.ballots import ballot_of, ballots_of
from hustings.apps.selection.queries.roll import roll_figures
from hustings.apps.selection.queries.way import way_of


@require_GET
@requires(May.SEE_CAMPAIGN)
def home(request: MemberRequest) -> HttpResponse:
    """The campaign's own ballots."""
    context = {
        "ballots": ballots_of(request.campaign),
        "may_manage": may(request.membership, May.MANAGE_BALLOT),
    }
    return render(request, "selection/home.html", context)


@require_GET
@requires(May.SEE_CAMPAIGN)
def ballot(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Where a ballot stands, and what is next."""
    found = ballot_of(request.campaign, ballot_id)
    way = way_of(found, request.membership)
    context = {
        "ballot": found,
        "way": way,
        "steps": [(step, may(request.membership, step.right)) for step in way.steps],
        "figures": roll_figures(found),
        "nominees": found.nominees.all(),
        "limits": found.limits.all(),
        "may_manage": may(request.membership, May.MANAGE_BALLOT),
    }
    return render(request, "selection/ballot.html", context)
