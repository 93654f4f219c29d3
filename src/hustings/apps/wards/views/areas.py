"""All areas, and one of them beside what the register counts there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.register.queries import districts_in
from hustings.apps.wards.actions import match_area
from hustings.apps.wards.forms import DistrictsForm
from hustings.apps.wards.models import AreaResult
from hustings.apps.wards.queries.flows import occasions
from hustings.apps.wards.queries.ground import districts_by_area, ground_of
from hustings.apps.wards.queries.results import (
    areas_of,
    ended_in,
    results_in,
    results_of,
    shown,
)
from hustings.core.psephology.wards import written


@require_GET
@requires(May.SEE_REGISTER)
def home(request: MemberRequest) -> HttpResponse:
    """Every area with its newest result and its polling districts."""
    areas = areas_of(request.campaign)
    names = [area.newest.row.area for area in areas]
    ground = districts_by_area(request.membership, names)
    context = {
        "areas": [(area, ground[area.key]) for area in areas],
        "may_flow": len(occasions(results_of(request.campaign))) > 1,
        "may_add": may(request.membership, May.DECLARE_RESULT),
    }
    return render(request, "wards/home.html", context)


@require_GET
@requires(May.SEE_REGISTER)
def file(request: MemberRequest) -> HttpResponse:
    """All results as a file, in the columns of the template."""
    rows = results_of(request.campaign)
    answer = HttpResponse(
        written(row.figures for row in rows), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="wards-and-boxes.csv"'
    return answer


@require_GET
@requires(May.SEE_REGISTER)
def area(request: MemberRequest, key: str) -> HttpResponse:
    """One area: each of its results, and what is counted in its polling districts."""
    rows, member = _rows(request, key), request.membership
    ground = ground_of(
        member, rows[0].area, with_canvass=may(member, May.RECORD_VISITS)
    )
    chosen = [str(row.district.pk) for row in ground.rows if ground.by_hand]
    context = {
        "key": key,
        "name": rows[0].area,
        "results": shown(rows),
        "ended": ended_in(request.campaign, key),
        "ground": ground,
        "may_add": may(member, May.DECLARE_RESULT),
        "sees_canvass": may(member, May.RECORD_VISITS),
        "form": DistrictsForm(
            districts=districts_in(member), initial={"districts": chosen}
        ),
    }
    return render(request, "wards/area.html", context)


@require_POST
@requires(May.DECLARE_RESULT)
def districts(request: MemberRequest, key: str) -> HttpResponse:
    """Say which polling districts the area is."""
    rows, mine = _rows(request, key), districts_in(request.membership)
    form = DistrictsForm(request.POST, districts=mine)
    if form.is_valid():
        match_area(
            campaign=request.campaign,
            key=key,
            districts=form.cleaned_data["districts"],
            within=mine,
            by=request.membership,
        )
        messages.success(request, f"The polling districts of {rows[0].area} are kept.")
    else:
        messages.error(request, "Tick districts out of the list.")
    return redirect("wards:area", request.campaign.pk, key)


def _rows(request: MemberRequest, key: str) -> list[AreaResult]:
    rows = results_in(request.campaign, key)
    if not rows:
        raise Http404
    return rows
