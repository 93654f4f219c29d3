"""How far the canvass has come."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.canvass.progress import progress_by_district, streets_of, total
from hustings.apps.canvass.queries import district_for, is_counts_only


@require_GET
@requires(May.SEE_CAMPAIGN)
def home(request: MemberRequest) -> HttpResponse:
    """The canvass district by district, and what to do next."""
    member = request.membership
    context: dict[str, Any] = {
        "may_see": may(member, May.SEE_ANSWERS),
        "may_record": may(member, May.RECORD_VISITS),
        "may_print": may(member, May.PRINT_PLAIN_SHEETS),
        "may_live": may(member, May.SEE_LIVE),
        "may_correct": may(member, May.CORRECT_REGISTER),
        "may_set": may(member, May.SET_SCALES),
        "may_phones": may(member, May.MANAGE_PHONES),
        "may_consent": may(member, May.SET_CONSENT),
        "counts_only": is_counts_only(request.campaign),
    }
    if context["may_record"] or context["may_print"]:
        rows = progress_by_district(member, with_answers=context["may_see"])
        context |= {"rows": rows, "total": total(rows)}
    return render(request, "canvass/home.html", context)


@require_GET
@requires(May.RECORD_VISITS)
def district(request: MemberRequest, district_id: UUID) -> HttpResponse:
    """The streets of one district, with how many of their doors were knocked on."""
    found = district_for(request.membership, district_id)
    streets = streets_of(request.membership, found)
    context = {"district": found, "streets": streets}
    return render(request, "canvass/district.html", context)
