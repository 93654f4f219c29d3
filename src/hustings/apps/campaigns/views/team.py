"""The team: who belongs, who is invited, and what they may do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hustings.apps.campaigns.actions.links import Link, invite, issue_recovery, revoke
from hustings.apps.campaigns.actions.team import change_place, end_membership
from hustings.apps.campaigns.forms.people import (
    InviteForm,
    PlaceForm,
    place_as_typed,
)
from hustings.apps.campaigns.models import Invitation, Membership
from hustings.apps.campaigns.queries import districts_of, team_of
from hustings.apps.campaigns.rights import May, MemberRequest, may, requires


@requires(May.INVITE_FOR_ACTION_DAY)
def team(request: MemberRequest) -> HttpResponse:
    """Members, pending links and those whose time is over."""
    context = team_of(request.membership, now())
    context["manages"] = may(request.membership, May.MANAGE_TEAM)
    return render(request, "campaigns/team.html", context)


@requires(May.INVITE_FOR_ACTION_DAY)
@never_cache
def invite_member(request: MemberRequest) -> HttpResponse:
    """Make a link for somebody; it is shown once, on the page that answers."""
    form = InviteForm(
        request.POST or None,
        by=request.membership,
        districts=districts_of(request.campaign),
    )
    if form.is_valid():
        link = invite(
            campaign=request.campaign,
            name=form.cleaned_data["name"],
            place=form.place(),
            by=request.membership,
            at=now(),
        )
        return _show(request, link)
    return render(request, "campaigns/invite.html", {"form": form})


@requires(May.INVITE_FOR_ACTION_DAY)
@require_POST
def take_back(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """Make a link useless that has not been used."""
    mine = Invitation.objects.of(request.campaign)
    if not may(request.membership, May.MANAGE_TEAM):
        mine = mine.filter(issuer=request.membership.user)
    invitation = get_object_or_404(mine, id=invitation_id)
    revoke(invitation=invitation, by=request.membership, at=now())
    messages.success(request, f"The link for {invitation.name} no longer works.")
    return redirect("campaigns:team", request.campaign.id)


@requires(May.MANAGE_TEAM)
def member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Change what one member may do."""
    held = _member(request, member_id)
    form = PlaceForm(
        request.POST or None,
        by=request.membership,
        districts=districts_of(request.campaign),
        initial=place_as_typed(held),
    )
    if form.is_valid():
        change_place(
            membership=held, place=form.place(), by=request.membership, at=now()
        )
        messages.success(request, f"Kept for {held.user}.")
        return redirect("campaigns:team", request.campaign.id)
    return render(request, "campaigns/member.html", {"form": form, "member": held})


@requires(May.MANAGE_TEAM)
@require_POST
def end_member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Close the campaign to a member, at once."""
    held = _member(request, member_id)
    end_membership(membership=held, by=request.membership, at=now())
    messages.success(request, f"{held.user} can no longer open this campaign.")
    return redirect("campaigns:team", request.campaign.id)


@requires(May.MANAGE_TEAM)
@require_POST
@never_cache
def recover_member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Make a link by which a member signs in again after losing the password or the phone."""
    held = _member(request, member_id)
    link = issue_recovery(membership=held, by=request.membership, at=now())
    return _show(request, link)


def _member(request: MemberRequest, member_id: UUID) -> Membership:
    members = Membership.objects.of(request.campaign).filter(ended_at=None)
    return get_object_or_404(members.select_related("user", "campaign"), id=member_id)


def _show(request: MemberRequest, link: Link) -> HttpResponse:
    invitation = link.invitation
    name = "join" if invitation.purpose == Invitation.Purpose.JOIN else "recover"
    address = reverse(f"campaigns:{name}", args=[invitation.campaign_id, link.secret])
    context = {
        "invitation": invitation,
        "address": request.build_absolute_uri(address),
    }
    return render(request, "campaigns/link.html", context)
