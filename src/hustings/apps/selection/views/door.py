"""At the door: somebody looked up, a paper given, replaced or sealed; and rulings on sealed papers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.selection.actions import door as act
from hustings.apps.selection.forms.roll import JoinForm, RulingForm, SealForm
from hustings.apps.selection.models import Ballot
from hustings.apps.selection.queries.ballots import ballot_of
from hustings.apps.selection.queries.roll import (
    found_at_door,
    is_enough,
    last_given,
    roll_figures,
    sealed_of,
    sealed_paper_of,
    voter_of,
)

GET_OR_POST = ["GET", "POST"]
MOST = 25
"""People shown at once; whoever types more letters finds fewer."""


@require_GET
@requires(May.GIVE_PAPERS)
def door(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Look somebody up by three letters or the number; the answers come while one types."""
    ballot = ballot_of(request.campaign, ballot_id)
    asked = request.GET.get("q", "").strip()[:100]
    found = list(found_at_door(ballot, asked)[: MOST + 1])
    context = {
        "ballot": ballot,
        "asked": asked,
        "is_enough": is_enough(asked),
        "found": found[:MOST],
        "more": len(found) > MOST,
        "figures": roll_figures(ballot),
        "last": last_given(ballot, request.membership),
        "is_open": ballot.state is Ballot.State.OPEN,
    }
    is_part = request.headers.get("HX-Request")
    name = "selection/parts/found.html" if is_part else "selection/door.html"
    return render(request, name, context)


@require_http_methods(GET_OR_POST)
@requires(May.GIVE_PAPERS)
def at_door(request: MemberRequest, ballot_id: UUID, voter_id: UUID) -> HttpResponse:
    """One person at the door: what was given, and what else may happen. A post seals their paper."""
    ballot = ballot_of(request.campaign, ballot_id)
    voter = voter_of(ballot, voter_id)
    form = SealForm(request.POST or None, initial={"reason": voter.why_in_doubt})
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        act.seal_paper(voter=voter, reason=reason, by=request.membership, at=now())
        messages.success(request, f"{voter}: a paper is given, and sealed.")
        return redirect("selection:door", request.campaign.pk, ballot.pk)
    context = {
        "ballot": ballot,
        "voter": voter,
        "form": form,
        "sealed": sealed_paper_of(voter),
        "is_mine": voter.given_by_id == request.membership.pk,
        "is_open": ballot.state is Ballot.State.OPEN,
    }
    return render(request, "selection/at_door.html", context)


@require_POST
@requires(May.GIVE_PAPERS)
def give(request: MemberRequest, ballot_id: UUID, voter_id: UUID) -> HttpResponse:
    """A paper is given."""
    ballot = ballot_of(request.campaign, ballot_id)
    voter = voter_of(ballot, voter_id)
    act.give_paper(voter=voter, by=request.membership, at=now())
    messages.success(request, f"{voter}: a paper is given.")
    return redirect("selection:door", request.campaign.pk, ballot.pk)


@require_POST
@requires(May.GIVE_PAPERS)
def replace(request: MemberRequest, ballot_id: UUID, voter_id: UUID) -> HttpResponse:
    """A spoilt paper is handed back and another one given; or that was a slip."""
    ballot = ballot_of(request.campaign, ballot_id)
    voter = voter_of(ballot, voter_id)
    if "back" in request.POST:
        act.take_replacement_back(voter=voter, by=request.membership)
        messages.success(request, f"{voter}: nothing was replaced.")
    else:
        act.replace_paper(voter=voter, by=request.membership)
        messages.success(
            request,
            f"{voter}: the spoilt paper is replaced. Put it into the envelope for spoilt papers.",
        )
    return redirect("selection:at-door", request.campaign.pk, ballot.pk, voter.pk)


@require_POST
@requires(May.GIVE_PAPERS)
def take_back(request: MemberRequest, ballot_id: UUID, voter_id: UUID) -> HttpResponse:
    """It was the wrong name."""
    ballot = ballot_of(request.campaign, ballot_id)
    voter = voter_of(ballot, voter_id)
    act.take_paper_back(voter=voter, by=request.membership)
    messages.success(request, f"{voter}: taken back. No paper is noted as given.")
    return redirect("selection:door", request.campaign.pk, ballot.pk)


@require_http_methods(GET_OR_POST)
@requires(May.GIVE_PAPERS)
def join(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Somebody joins at the door of an open meeting."""
    ballot = ballot_of(request.campaign, ballot_id)
    form = JoinForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    if form.is_valid():
        voter = act.join_at_door(
            ballot=ballot, **form.cleaned_data, by=request.membership
        )
        messages.success(request, f"{voter} is on the roll. Now give them a paper.")
        at = reverse("selection:door", args=[request.campaign.pk, ballot.pk])
        return redirect(f"{at}?q={voter.search}")
    return render(request, "selection/join.html", {"ballot": ballot, "form": form})


@require_GET
@requires(May.MANAGE_BALLOT)
def sealed(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """The papers in envelopes, and what was ruled on each."""
    ballot = ballot_of(request.campaign, ballot_id)
    context = {
        "ballot": ballot,
        "sealed": sealed_of(ballot),
        "figures": roll_figures(ballot),
        "can_rule": ballot.state is Ballot.State.OPEN,
    }
    return render(request, "selection/sealed.html", context)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def ruling(request: MemberRequest, ballot_id: UUID, sealed_id: UUID) -> HttpResponse:
    """Rule on one of them."""
    ballot = ballot_of(request.campaign, ballot_id)
    envelope = get_object_or_404(sealed_of(ballot), pk=sealed_id)
    form = RulingForm(request.POST or None)
    if form.is_valid():
        act.rule_on(
            sealed=envelope, **form.cleaned_data, by=request.membership, at=now()
        )
        messages.success(request, f"{envelope.voter}: ruled.")
        return redirect("selection:sealed", request.campaign.pk, ballot.pk)
    context = {
        "ballot": ballot,
        "sealed": envelope,
        "form": form,
        "can_rule": ballot.state is Ballot.State.OPEN and not envelope.ruling,
    }
    return render(request, "selection/ruling.html", context)
