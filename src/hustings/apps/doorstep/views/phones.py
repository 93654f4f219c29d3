"""Phones: which there are, a link for one more, and cutting one off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from hustings.apps.campaigns.actions.links import Link
from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.doorstep.actions.enrolling import link_for_phone, revoke_phone
from hustings.apps.doorstep.forms import PhoneLinkForm
from hustings.apps.doorstep.office import (
    held_in,
    holders_for,
    links_of,
    not_accepted_in,
    phones_in,
    rows_of,
)
from hustings.apps.register.queries import districts_in
from hustings.core.errors import HustingsError
from hustings.core.printing.qr import qr_svg


@require_GET
@requires(May.MANAGE_PHONES)
def home(request: MemberRequest) -> HttpResponse:
    """The phones, the links not used yet, and what waits for a person."""
    at = now()
    context = {
        "rows": rows_of(request.membership, at),
        "links": links_of(request.membership, at),
        "held": held_in(request.membership).count(),
        "not_accepted": len(not_accepted_in(request.membership)),
    }
    return render(request, "phones/home.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_PHONES)
@never_cache
def link(request: MemberRequest) -> HttpResponse:
    """Make the link by which a phone is enrolled; it is shown once, on the page that answers."""
    holders = holders_for(request.membership, now())
    form = PhoneLinkForm(
        request.POST or None,
        by=request.membership,
        members=holders,
        districts=districts_in(request.membership),
    )
    if form.is_valid():
        try:
            return _show(request, _made(request, form, holders))
        except HustingsError as problem:
            form.add_error(None, str(problem))
    return render(request, "phones/link_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_PHONES)
def cut_off(request: MemberRequest, phone_id: UUID) -> HttpResponse:
    """Cut a phone off, once it has been said what that does."""
    phone = get_object_or_404(phones_in(request.membership), pk=phone_id)
    if request.method == "POST":
        revoke_phone(phone=phone, by=request.membership, at=now())
        messages.success(
            request,
            f"The phone of {phone} reads nothing more. It wipes its names at its next contact.",
        )
        return redirect("phones:home", request.campaign.id)
    return render(request, "phones/cut_off.html", {"phone": phone})


def _made(request: MemberRequest, form: PhoneLinkForm, holders: list[Any]) -> Link:
    given = form.cleaned_data
    holder = next((h for h in holders if str(h.pk) == given["holder"]), None)
    return link_for_phone(
        name=str(holder.user) if holder else given["name"].strip(),
        place=form.place(now()),
        by=request.membership,
        at=now(),
        user=holder.user if holder else None,
    )


def _show(request: MemberRequest, made: Link) -> HttpResponse:
    secret = f"{made.invitation.campaign_id}.{made.secret}"
    address = request.build_absolute_uri("/door/") + f"#join={secret}"
    context = {
        "invitation": made.invitation,
        "address": address,
        "qr": qr_svg(address),
        "secure": request.is_secure(),
    }
    return render(request, "phones/link.html", context)
