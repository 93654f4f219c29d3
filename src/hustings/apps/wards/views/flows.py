"""Where the votes went between two of the campaign's own elections."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.wards.forms import TwoElectionsForm
from hustings.apps.wards.queries.flows import FEWEST, flows_between, occasions
from hustings.apps.wards.queries.results import results_of
from hustings.core.errors import HustingsError
from hustings.core.psephology.transfers.chart import chart_svg
from hustings.core.psephology.transfers.told import flows_in


@require_GET
@requires(May.SEE_REGISTER)
def flows(request: MemberRequest) -> HttpResponse:
    """Choose two elections; the estimate between them, with all that it cannot tell."""
    rows = results_of(request.campaign)
    there = occasions(rows)
    context: dict[str, Any] = {"fewest": FEWEST, "enough": len(there) > 1}
    asked = request.GET if "earlier" in request.GET else None
    initial = {"earlier": there[1].key, "later": there[0].key} if len(there) > 1 else {}
    form = TwoElectionsForm(asked, occasions=there, initial=initial)
    if asked is not None and form.is_valid():
        try:
            answer = flows_between(rows, *form.both)
        except HustingsError as problem:
            form.add_error(None, str(problem))
        else:
            chart = chart_svg(flows_in(answer), title="Where the votes went", before=answer["earlier"], after=answer["later"])  # fmt: skip
            context |= {"flows": answer, "chart": mark_safe(chart)}  # noqa: S308  # drawn by us, words escaped
    return render(request, "wards/flows.html", context | {"form": form})
