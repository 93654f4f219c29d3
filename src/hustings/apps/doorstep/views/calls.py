"""Rounds of calls or messages to those who agreed to them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.doorstep.actions.occasions import begin_calls, close_calls
from hustings.apps.doorstep.calling import agreed
from hustings.apps.doorstep.forms import CallRoundForm
from hustings.apps.doorstep.office import calls_in, tallies
from hustings.apps.register.queries import districts_in
from hustings.apps.walks.paper import door_link
from hustings.core.printing.qr import qr_svg


@require_GET
@requires(May.MANAGE_PHONES)
def home(request: MemberRequest) -> HttpResponse:
    """The rounds, the latest first, with what came of them."""
    rounds = list(calls_in(request.membership))
    counted = tallies(request.campaign, [each.pk for each in rounds])
    context = {
        "rows": [(each, counted[each.pk]) for each in rounds],
        "sees": may(request.membership, May.SEE_ANSWERS),
    }
    return render(request, "phones/calls.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_PHONES)
def begin(request: MemberRequest) -> HttpResponse:
    """Begin a round."""
    form = CallRoundForm(
        request.POST or None,
        districts=districts_in(request.membership),
        limited=bool(request.membership.districts),
        initial={"channel": "calls"},
    )
    if form.is_valid():
        made = begin_calls(
            name=form.cleaned_data["name"],
            channel=form.cleaned_data["channel"],
            districts=form.chosen(),
            by=request.membership,
            at=now(),
        )
        return redirect("phones:calls-round", request.campaign.id, made.pk)
    return render(request, "phones/calls_new.html", {"form": form})


@require_GET
@requires(May.MANAGE_PHONES)
def calls(request: MemberRequest, calls_id: UUID) -> HttpResponse:
    """One round: its code to scan, how many there are to ring, and what came of it."""
    found = get_object_or_404(calls_in(request.membership), pk=calls_id)
    found.campaign = request.campaign
    here = request.build_absolute_uri("/").rstrip("/")
    address = door_link(here, "calls", found.code, found.campaign_id)
    context = {
        "calls": found,
        "agreed": len(agreed(request.membership, found)),
        "tally": tallies(request.campaign, [found.pk])[found.pk],
        "qr": qr_svg(address),
        "sees": may(request.membership, May.SEE_ANSWERS),
    }
    return render(request, "phones/calls_round.html", context)


@require_POST
@requires(May.MANAGE_PHONES)
def close(request: MemberRequest, calls_id: UUID) -> HttpResponse:
    """Close a round."""
    found = get_object_or_404(calls_in(request.membership), pk=calls_id)
    close_calls(calls=found, by=request.membership, at=now())
    messages.success(request, "Nobody more is given out from this round.")
    return redirect("phones:calls", request.campaign.id)
