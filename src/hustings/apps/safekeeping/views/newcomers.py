"""Somebody met who is on no register: all that is held on them, their objection, and their erasure."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.newcomers.actions import leave_alone, may_be_contacted
from hustings.apps.newcomers.queries import asked_to_be_left, newcomer_for
from hustings.apps.safekeeping.actions import ask_to_erase_newcomer
from hustings.apps.safekeeping.views.showing import as_file, shown


@require_GET
@requires(May.SEE_PERSON)
def newcomer(request: MemberRequest, newcomer_id: UUID) -> HttpResponse:
    """All that is held on somebody met, and what they may ask for."""
    met = newcomer_for(request.membership, newcomer_id)
    if met.elector_id:
        return redirect("safekeeping:person", request.campaign.id, met.elector_id)
    context = {"newcomer": met, "objection": bool(asked_to_be_left([met]))}
    return shown(request, met, "safekeeping/newcomer.html", context)


@require_GET
@requires(May.SEE_PERSON)
def file(request: MemberRequest, newcomer_id: UUID) -> HttpResponse:
    """The same as a file to hand over."""
    return as_file(request, newcomer_for(request.membership, newcomer_id))


@require_POST
@requires(May.RECORD_OBJECTION)
def object_to(request: MemberRequest, newcomer_id: UUID) -> HttpResponse:
    """Record that this person objects: no list and no phone names them from now on."""
    met = newcomer_for(request.membership, newcomer_id)
    leave_alone(newcomer=met, by=request.membership, at=now())
    return redirect("newcomers:person", request.campaign.id, met.pk)


@require_POST
@requires(May.RECORD_OBJECTION)
def withdraw_objection(request: MemberRequest, newcomer_id: UUID) -> HttpResponse:
    """Lift it again, because the person said so."""
    met = newcomer_for(request.membership, newcomer_id)
    may_be_contacted(newcomer=met, by=request.membership, at=now())
    return redirect("newcomers:person", request.campaign.id, met.pk)


@require_POST
@requires(May.ERASE)
def erase(request: MemberRequest, newcomer_id: UUID) -> HttpResponse:
    """Erase name, address and all that this person told us."""
    met = newcomer_for(request.membership, newcomer_id)
    job = ask_to_erase_newcomer(newcomer=met, by=request.membership, at=now())
    return redirect("jobs:job", request.campaign.id, job.id)
