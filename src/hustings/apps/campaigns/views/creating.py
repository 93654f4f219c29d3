"""My campaigns, a new one, and its details."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.actions.creation import create_own_campaign
from hustings.apps.campaigns.actions.settings import change_details, save_council
from hustings.apps.campaigns.forms.campaign import CouncilForm, CreateForm, DetailsForm
from hustings.apps.campaigns.models import Council, Membership
from hustings.apps.campaigns.queries import memberships_of
from hustings.apps.campaigns.rights import May, MemberRequest, requires


class SignedIn(HttpRequest):
    """A request of somebody who has signed in, outside any campaign."""

    user: User


def mine(request: SignedIn) -> HttpResponse:
    """The campaigns that this person may open; where there is one only, that one."""
    current = list(memberships_of(request.user, now()))
    if len(current) == 1 and request.path == "/":
        return redirect("campaigns:home", current[0].campaign_id)
    others = Membership.objects.filter(user=request.user).exclude(
        id__in=[each.id for each in current]
    )
    context = {
        "current": current,
        "others": others.select_related("campaign"),
        "now": now(),
    }
    return render(request, "campaigns/mine.html", context)


def create(request: SignedIn) -> HttpResponse:
    """Make a campaign whose agent is the one who makes it."""
    if not request.user.may_create_campaigns:
        raise PermissionDenied
    form = CreateForm(request.POST or None, today=localdate())
    if form.is_valid():
        membership = create_own_campaign(
            details=form.details(),
            councils=form.cleaned_data["councils"],
            by=request.user,
            at=now(),
        )
        messages.success(request, "Your campaign stands. Here is what comes next.")
        return redirect("campaigns:home", membership.campaign_id)
    return render(request, "campaigns/create.html", {"form": form})


@requires(May.MANAGE_CAMPAIGN)
def details(request: MemberRequest) -> HttpResponse:
    """The campaign's details, to look at and to change."""
    form = DetailsForm(
        request.POST or None, instance=request.campaign, today=localdate()
    )
    if form.is_valid():
        change_details(
            campaign=request.campaign, details=form.details(), by=request.membership
        )
        messages.success(request, "The details are kept.")
        return redirect("campaigns:home", request.campaign.id)
    return render(request, "campaigns/details.html", {"form": form})


@requires(May.MANAGE_CAMPAIGN)
def council(request: MemberRequest, council_id: UUID | None = None) -> HttpResponse:
    """Add a council, or change the address of one."""
    held = Council(campaign=request.campaign)
    if council_id:
        held = get_object_or_404(Council, campaign=request.campaign, id=council_id)
    form = CouncilForm(request.POST or None, instance=held)
    if form.is_valid():
        save_council(council=form.save(commit=False), by=request.membership)
        messages.success(request, f"{held.name} is kept.")
        return redirect("campaigns:letters", request.campaign.id)
    return render(request, "campaigns/council.html", {"form": form, "council": held})
