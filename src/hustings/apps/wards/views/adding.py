"""Adding a file of results: looked at first, then added; and taking one out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.wards.actions import Added, add_results, take_out
from hustings.apps.wards.forms import ResultsForm
from hustings.apps.wards.models import AreaResult
from hustings.apps.wards.queries.results import plan
from hustings.core.psephology.wards import NEEDED, OPTIONAL, template, written
from hustings.core.spelling import fold_place

SHOWN = 50
"""Rows that could not be read, shown at once."""


@require_GET
@requires(May.DECLARE_RESULT)
def template_file(request: MemberRequest) -> HttpResponse:
    """A table to fill in."""
    answer = HttpResponse(template(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="template.csv"'
    return answer


@require_http_methods(["GET", "POST"])
@requires(May.DECLARE_RESULT)
def add(request: MemberRequest) -> HttpResponse:
    """Send a file; what it would change is shown, and added once somebody has looked."""
    is_sent = request.method == "POST"
    form = ResultsForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        today=localdate(),
    )
    if not form.is_valid() or form.read is None:
        context = {"form": form, "needed": NEEDED, "optional": OPTIONAL}
        return render(request, "wards/add.html", context)
    read = form.read
    if "add" not in request.POST:
        context = {
            "file": read.file,
            "plan": plan(request.campaign, read.found),
            "rows": written(read.found),
            "wrong": read.wrong[:SHOWN],
            "more": max(0, len(read.wrong) - SHOWN),
            "left_out": len({fold_place(each.area) for each in read.wrong} - {""}),
        }
        return render(request, "wards/look.html", context)
    added = add_results(
        campaign=request.campaign,
        results=read.found,
        file=read.file,
        by=request.membership,
        at=now(),
    )
    messages.success(request, _said(added))
    return redirect("wards:home", request.campaign.pk)


@require_POST
@requires(May.DECLARE_RESULT)
def end(request: MemberRequest, result_id: UUID) -> HttpResponse:
    """Take a result out that should not have been added."""
    rows = AreaResult.objects.of(request.campaign).in_force()
    result = get_object_or_404(rows, pk=result_id)
    take_out(result=result, by=request.membership, at=now())
    messages.success(request, f"{result} is taken out.")
    return redirect("wards:home", request.campaign.pk)


def _said(added: Added) -> str:
    parts = (
        (added.new, "added"),
        (added.replaced, "replaced; what they were is kept"),
        (added.same, "as they were"),
    )
    return "Results: " + ", ".join(f"{n:,} {what}" for n, what in parts if n) + "."
