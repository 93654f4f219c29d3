"""Walks going out and coming back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.walks.actions import hand_in, hand_out, revoke
from hustings.apps.walks.handing import meant, out_form
from hustings.apps.walks.models import Outing
from hustings.apps.walks.queries import outings_in, walk_for


@require_POST
@requires(May.RECORD_VISITS)
def take(request: MemberRequest, walk_id: UUID) -> HttpResponse:
    """Take a walk, or give it to a team or a member."""
    walk = walk_for(request.membership, walk_id)
    form = out_form(request.membership, walk, request.POST)
    if not form.is_valid():
        messages.error(request, "Say which team or who takes this walk.")
    else:
        team, member = meant(request.membership, form.cleaned_data["to"])
        out = hand_out(
            walk=walk, team=team, member=member, by=request.membership, at=now()
        )
        messages.success(request, f"{walk} is out with {out.holder}.")
    return redirect("walks:walk", request.campaign.pk, walk.pk)


@require_POST
@requires(May.RECORD_VISITS)
def back(request: MemberRequest, outing_id: UUID) -> HttpResponse:
    """The walk is handed in: by whoever has it, or by those who cut walks."""
    found = _outing(request, outing_id)
    mine = found.member_id == request.membership.pk
    if not mine and not may(request.membership, May.CUT_WALKS):
        raise PermissionDenied
    hand_in(outing=found, by=request.membership, at=now())
    messages.success(request, f"{found.walk} is handed in.")
    return redirect("walks:walk", request.campaign.pk, found.walk_id)


@require_POST
@requires(May.CUT_WALKS)
def call_back(request: MemberRequest, outing_id: UUID) -> HttpResponse:
    """Call a walk back: it is still to be done, and the phone wipes it at its next contact."""
    found = _outing(request, outing_id)
    revoke(outing=found, by=request.membership, at=now())
    messages.success(request, f"{found.walk} is called back and free again.")
    return redirect("walks:walk", request.campaign.pk, found.walk_id)


def _outing(request: MemberRequest, outing_id: UUID) -> Outing:
    return get_object_or_404(outings_in(request.membership), pk=outing_id)
