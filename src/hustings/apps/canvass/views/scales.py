"""Answer codes of the campaign's own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.canvass.actions import add_scale, choose_scale, retire_scale
from hustings.apps.canvass.forms import ScaleForm
from hustings.apps.canvass.models import AnswerScale
from hustings.apps.canvass.queries import is_counts_only
from hustings.core.canvassing import NEUTRAL
from hustings.core.errors import HustingsError


@require_http_methods(["GET", "POST"])
@requires(May.SET_SCALES)
def scales(request: MemberRequest) -> HttpResponse:
    """The codes that sheets and entries can use, and a form for more."""
    form = ScaleForm(request.POST or None)
    if "more" in request.POST:
        form = ScaleForm.with_more_rows(request.POST.dict())
    if form.is_valid() and _added(request, form):
        messages.success(request, "The codes can be used now.")
        return redirect("canvass:scales", request.campaign.id)
    context = {
        "form": form,
        "neutral": NEUTRAL,
        "ours": list(AnswerScale.objects.of(request.campaign).in_use()),
        "counts_only": is_counts_only(request.campaign),
    }
    return render(request, "canvass/scales.html", context)


@require_POST
@requires(May.SET_SCALES)
def choose(request: MemberRequest) -> HttpResponse:
    """Begin new sheets and entries with these codes; without a scale, with the neutral ones."""
    ours = AnswerScale.objects.of(request.campaign).in_use()
    key = request.POST.get("scale", "")
    chosen = next((scale for scale in ours if str(scale.pk) == key), None)
    choose_scale(campaign=request.campaign, scale=chosen, by=request.membership)
    return redirect("canvass:scales", request.campaign.id)


@require_POST
@requires(May.SET_SCALES)
def retire(request: MemberRequest, scale_id: UUID) -> HttpResponse:
    """Offer these codes no longer."""
    ours = AnswerScale.objects.of(request.campaign)
    found = get_object_or_404(ours, pk=scale_id)
    retire_scale(scale=found, by=request.membership, at=now())
    return redirect("canvass:scales", request.campaign.id)


def _added(request: MemberRequest, form: ScaleForm) -> bool:
    try:
        add_scale(
            campaign=request.campaign,
            scale=form.cleaned_data["scale"],
            is_default=form.cleaned_data["is_default"],
            by=request.membership,
            at=now(),
        )
    except HustingsError as problem:
        form.add_error("name", str(problem))
        return False
    return True
