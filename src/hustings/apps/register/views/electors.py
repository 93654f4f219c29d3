from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.audit import record
from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.register.actions import correct_elector, end_correction
from hustings.apps.register.export import csv_lines
from hustings.apps.register.forms import ElectorForm, SearchForm
from hustings.apps.register.models import Elector
from hustings.apps.register.queries import (
    corrections_in,
    districts_in,
    electors_in,
    figures_by_district,
    search,
)
from hustings.apps.register.queries.figures import totals, waiting_for_a_person
from hustings.apps.register.queries.lists import MOST
from hustings.apps.register.standing import standing, voting_of
from hustings.apps.register.state import is_for_this_election

PAGE = 50


@require_GET
@requires(May.SEE_REGISTER)
def home(request: MemberRequest) -> HttpResponse:
    """How many electors each district has and who of them may vote; what waits for a person."""
    figures = figures_by_district(request.membership)
    context = {
        "districts": figures,
        "figures": totals(figures),
        "waiting": waiting_for_a_person(request.membership),
        "may_import": may(request.membership, May.IMPORT_REGISTER),
        "may_export": may(request.membership, May.EXPORT_REGISTER),
        "may_correct": may(request.membership, May.CORRECT_REGISTER),
        "is_for_this_election": is_for_this_election(request.campaign),
    }
    return render(request, "register/home.html", context)


@require_GET
@requires(May.SEE_REGISTER)
def electors(request: MemberRequest) -> HttpResponse:
    """The electors of a district, or those whom a number, a name or a street finds."""
    districts = districts_in(request.membership)
    form = SearchForm(request.GET, districts=districts)
    asked = form.cleaned_data if form.is_valid() else {}
    district = form.district() if asked else None
    text = asked.get("q", "")
    if not text and district is None and districts:
        district = districts[0]
    found = search(
        request.membership, text, district, closed=asked.get("closed", False)
    )
    listed = found.electors.select_related(
        "district__council", "door"
    ).in_number_order()
    context = {
        "form": form,
        "district": None if text else district,
        "asks": found.asks,
        "text": text,
        "is_cut": found.is_cut,
        "most": MOST,
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "register/electors.html", context)


@require_GET
@requires(May.SEE_REGISTER)
def elector(request: MemberRequest, elector_id: UUID) -> HttpResponse:
    """All that the register holds on one elector."""
    found = _elector(request, elector_id)
    says = standing(
        voting_of(request.campaign),
        found.franchise,
        found.attainer_date,
        found.attainer_text,
    )
    context = {
        "elector": found,
        "reason": says.reason,
        "corrections": found.corrections.filter(ended_at=None),
        "contact": found.do_not_contact.filter(lifted_at=None).first(),
        "absences": found.absences.filter(removed_at=None),
        "prior_numbers": found.prior_numbers.select_related("district"),
        "neighbours": _neighbours(found),
        "may_correct": may(request.membership, May.CORRECT_REGISTER),
    }
    return render(request, "register/elector.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.CORRECT_REGISTER)
def correct(request: MemberRequest, elector_id: UUID) -> HttpResponse:
    """Put an elector's name or address right; it is replayed after each import."""
    found = _elector(request, elector_id)
    form = ElectorForm(request.POST or None, elector=found)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.changed_data}
        made = correct_elector(
            elector=found, values=values, by=request.membership, at=now()
        )
        messages.success(
            request, f"{len(made)} corrected." if made else "Nothing was changed."
        )
        return redirect("register:elector", request.campaign.pk, found.pk)
    context = {"elector": found, "form": form}
    return render(request, "register/correct.html", context)


@require_POST
@requires(May.CORRECT_REGISTER)
def end(request: MemberRequest, correction_id: UUID) -> HttpResponse:
    """Take a correction back."""
    mine = corrections_in(request.membership)
    found = get_object_or_404(mine.select_related("elector", "door"), pk=correction_id)
    end_correction(correction=found, by=request.membership, at=now())
    messages.success(
        request, "The correction is taken back; the council’s word holds again."
    )
    if found.elector_id:
        return redirect("register:elector", request.campaign.pk, found.elector_id)
    return redirect("register:home", request.campaign.pk)


@require_POST
@requires(May.EXPORT_REGISTER)
def export(request: MemberRequest) -> StreamingHttpResponse:
    """All electors as CSV; the trail notes who took them."""
    listed = electors_in(request.membership).on_the_register()
    record(
        campaign=request.campaign,
        by=request.membership,
        verb="export the register",
        of="register_elector",
        rows=listed.count(),
    )
    name = f"register-{localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        csv_lines(listed),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _elector(request: MemberRequest, elector_id: UUID) -> Elector:
    """An elector whom the member may see; anonymous entries have no page."""
    seen = electors_in(request.membership).filter(is_anonymous=False)
    return get_object_or_404(
        seen.select_related("district__council", "door", "campaign"), pk=elector_id
    )


def _neighbours(elector: Elector) -> list[Elector]:
    """The others at the same door."""
    if elector.door_id is None:
        return []
    at_door = Elector.objects.of(elector.campaign).filter(door=elector.door_id)
    others = at_door.on_the_register().exclude(pk=elector.pk)
    return list(others.select_related("district").in_number_order()[:20])
