"""The round at a glance, teams and rounds."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.register.queries import districts_in
from hustings.apps.walks.actions import add_team, begin_round, retire_team
from hustings.apps.walks.forms import RoundForm, TeamForm
from hustings.apps.walks.models import Team
from hustings.apps.walks.queries import (
    doors_knocked_on,
    overview,
    round_under_way,
    teams_of,
    under_way,
    walk_with,
)


@require_GET
@requires(May.RECORD_VISITS)
def home(request: MemberRequest) -> HttpResponse:
    """Who is out, what is done in this round, and the districts."""
    member = request.membership
    if code := request.GET.get("code", ""):
        if walk := walk_with(member, code):
            return redirect("walks:walk", request.campaign.pk, walk.pk)
        messages.error(
            request,
            f"No walk in use has the code {code}. Read it again from the sheet.",
        )
    of_round = round_under_way(request.campaign)
    rows = overview(member, districts_in(member), of_round)
    out = list(under_way(member))
    knocked = doors_knocked_on(member, [outing.pk for outing in out])
    context: dict[str, Any] = {
        "round": of_round,
        "rows": rows,
        "out": [(outing, knocked.get(outing.pk, 0)) for outing in out],
        "total": {
            name: sum(getattr(row, name) for row in rows)
            for name in ("walks", "doors", "located", "out", "done")
        },
        "may_cut": may(member, May.CUT_WALKS),
        "form": RoundForm(),
    }
    return render(request, "walks/home.html", context)


@require_POST
@requires(May.CUT_WALKS)
def begin(request: MemberRequest) -> HttpResponse:
    """Begin the next round."""
    form = RoundForm(request.POST)
    if form.is_valid():
        begun = begin_round(
            campaign=request.campaign,
            name=form.cleaned_data["name"],
            by=request.membership,
            at=now(),
        )
        messages.success(request, f"{begun} has begun. Every walk is to be done again.")
    return redirect("walks:home", request.campaign.pk)


@require_http_methods(["GET", "POST"])
@requires(May.CUT_WALKS)
def teams(request: MemberRequest) -> HttpResponse:
    """The teams; another one added."""
    form = TeamForm(request.POST or None)
    if form.is_valid():
        add_team(campaign=request.campaign, by=request.membership, **form.cleaned_data)
        return redirect("walks:teams", request.campaign.pk)
    context = {"form": form, "teams": teams_of(request.campaign)}
    return render(request, "walks/teams.html", context)


@require_POST
@requires(May.CUT_WALKS)
def end_team(request: MemberRequest, team_id: UUID) -> HttpResponse:
    """Let a team go."""
    found = get_object_or_404(Team.objects.of(request.campaign).in_use(), pk=team_id)
    retire_team(team=found, by=request.membership, at=now())
    messages.success(request, f"{found} gets no more walks.")
    return redirect("walks:teams", request.campaign.pk)
