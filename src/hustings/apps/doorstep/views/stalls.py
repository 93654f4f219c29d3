"""Stalls: planned, with the code that phones scan, and what came of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.doorstep.actions.occasions import change_stall, plan_stall
from hustings.apps.doorstep.forms import StallForm
from hustings.apps.doorstep.models import Stall
from hustings.apps.doorstep.office import by_place, stalls_in, tallies
from hustings.apps.register.queries import districts_in
from hustings.apps.walks.paper import door_link
from hustings.core.errors import HustingsError
from hustings.core.printing.qr import qr_svg


@require_GET
@requires(May.MANAGE_PHONES)
def home(request: MemberRequest) -> HttpResponse:
    """The stalls with their counts, by event and by place."""
    stalls = list(stalls_in(request.membership))
    counted = tallies(request.campaign, [each.pk for each in stalls])
    context = {
        "rows": [(each, counted[each.pk]) for each in stalls],
        "places": sorted(by_place(stalls, counted).items()),
        "sees": may(request.membership, May.SEE_ANSWERS),
    }
    return render(request, "phones/stalls.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_PHONES)
def plan(request: MemberRequest) -> HttpResponse:
    """Plan a stall."""
    form = _form(request)
    if form.is_valid():
        try:
            made = plan_stall(**_given(form), by=request.membership)
        except HustingsError as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("phones:stall", request.campaign.id, made.pk)
    return render(request, "phones/stall_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_PHONES)
def stall(request: MemberRequest, stall_id: UUID) -> HttpResponse:
    """One stall: its code to scan, what came of it, and its facts to change."""
    found = get_object_or_404(stalls_in(request.membership), pk=stall_id)
    form = _form(request, found)
    if form.is_valid():
        try:
            change_stall(stall=found, **_given(form), by=request.membership)
        except HustingsError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, "Kept. Phones learn of it when they fetch the list."
            )
            return redirect("phones:stall", request.campaign.id, found.pk)
    here = request.build_absolute_uri("/").rstrip("/")
    address = door_link(here, "stall", found.code, found.campaign_id)
    context = {
        "form": form,
        "stall": found,
        "tally": tallies(request.campaign, [found.pk])[found.pk],
        "qr": qr_svg(address),
        "sees": may(request.membership, May.SEE_ANSWERS),
    }
    return render(request, "phones/stall.html", context)


def _form(request: MemberRequest, standing: Stall | None = None) -> StallForm:
    return StallForm(
        request.POST or None,
        districts=districts_in(request.membership),
        limited=bool(request.membership.districts),
        initial=_as_typed(standing) if standing else None,
    )


def _as_typed(stall: Stall) -> dict[str, Any]:
    facts = ("name", "place", "starts_at", "ends_at")
    districts = [str(key) for key in stall.districts]
    return {name: getattr(stall, name) for name in facts} | {"districts": districts}


def _given(form: StallForm) -> dict[str, Any]:
    facts = ("name", "place", "starts_at", "ends_at")
    given = {name: form.cleaned_data[name] for name in facts}
    return given | {"districts": form.chosen()}
