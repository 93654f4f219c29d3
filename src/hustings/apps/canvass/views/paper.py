"""Walk sheets: choose, see how much it would be, print."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.canvass.forms import SheetsForm
from hustings.apps.canvass.paper import (
    DETAILS,
    Choice,
    details_for,
    documents_for,
    doors_alone_for,
    electors_for,
    pages_in,
)
from hustings.apps.canvass.queries import is_counts_only, scale_called, scales_of
from hustings.apps.jobs.actions import enqueue
from hustings.apps.register.queries import districts_in
from hustings.core.printing import Detail

MANY_DOORS = 3000


@require_GET
@requires(May.PRINT_PLAIN_SHEETS)
def sheets(request: MemberRequest) -> HttpResponse:
    """Choose what to print; once chosen, the doors and pages are counted before anything is printed."""
    asked = request.GET if "detail" in request.GET else None
    form = _form(request, asked)
    context: dict[str, Any] = {"form": form}
    if asked and form.is_valid():
        context |= _counted(request, _choice(request, form))
    context["counts_only"] = is_counts_only(request.campaign)
    return render(request, "canvass/sheets.html", context)


@require_POST
@requires(May.PRINT_PLAIN_SHEETS)
def print_sheets(request: MemberRequest) -> HttpResponse:
    """Print what was chosen, as a job."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return render(request, "canvass/sheets.html", {"form": form}, status=400)
    job = enqueue(
        kind="canvass.walk-sheets",
        title="Walk sheets",
        by=request.membership,
        arguments=form.cleaned_data,
        at=now(),
    )
    return redirect("jobs:job", request.campaign.id, job.id)


def _form(request: MemberRequest, asked: Any) -> SheetsForm:
    return SheetsForm(
        asked,
        districts=districts_in(request.membership),
        details=[(d.name, DETAILS[d]) for d in details_for(request.membership)],
        scales=scales_of(request.campaign),
        initial={
            "districts": request.GET.getlist("district"),
            "street": request.GET.get("street", ""),
        },
    )


def _choice(request: MemberRequest, form: SheetsForm) -> Choice:
    chosen = form.cleaned_data
    return Choice(
        districts=[UUID(key) for key in chosen["districts"]],
        detail=Detail[chosen["detail"]],
        scale=scale_called(request.campaign, chosen["scale"]),
        street=chosen["street"],
        side=chosen["side"],
        size=chosen["size"],
    )


def _counted(request: MemberRequest, choice: Choice) -> dict[str, Any]:
    """How many doors, people and pages it would be; pages only where that is quickly known."""
    electors = electors_for(request.membership, choice).order_by()
    doors = electors.values("door").distinct().count()
    doors += doors_alone_for(request.membership, choice).count()
    counted = {"choice": choice, "doors": doors, "people": electors.count()}
    if 0 < doors <= MANY_DOORS:
        documents = documents_for(request.membership, choice, at=now())
        counted["pages"] = pages_in(documents)
    return counted
