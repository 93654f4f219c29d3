"""What the agent sets: privacy notice, consent wording, the ladder; and the trail of what was done."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from hustings.apps.campaigns.actions.settings import (
    enter_privacy_notice,
    enter_wording,
    set_ladder,
    withdraw_wording,
)
from hustings.apps.campaigns.forms.ladder import KINDS, RungForm
from hustings.apps.campaigns.forms.privacy import NoticeForm, WordingForm
from hustings.apps.campaigns.forms.trail import TrailForm
from hustings.apps.campaigns.ladder import in_words, ladder_of
from hustings.apps.campaigns.models import ConsentWording
from hustings.apps.campaigns.privacy import (
    draft_notice,
    draft_wording,
    draft_wordings,
    state_of_privacy,
)
from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.campaigns.trail import in_words as said
from hustings.apps.campaigns.trail import people, trail


@requires(May.SET_CONSENT)
def privacy(request: MemberRequest) -> HttpResponse:
    """What is told to people and asked of them, and whether opinions may be kept at all."""
    return render(request, "campaigns/privacy.html", state_of_privacy(request.campaign))


@requires(May.SET_CONSENT)
def privacy_notice(request: MemberRequest) -> HttpResponse:
    """Enter the notice, or a new version of it."""
    state = state_of_privacy(request.campaign)
    form = NoticeForm(
        request.POST or None, initial=draft_notice(request.campaign, state)
    )
    if form.is_valid():
        enter_privacy_notice(
            campaign=request.campaign,
            text=form.cleaned_data["text"],
            address=form.cleaned_data["address"],
            by=request.membership,
            at=now(),
        )
        messages.success(request, "The privacy notice is kept.")
        return redirect("campaigns:privacy", request.campaign.id)
    return render(request, "campaigns/privacy_notice.html", {"form": form, **state})


@requires(May.SET_CONSENT)
def wording(request: MemberRequest) -> HttpResponse:
    """Enter the words of consent for one purpose in one language."""
    covers = request.GET.get("covers", "opinion")
    draft = draft_wording(covers, request.GET.get("language", "en"))
    form = WordingForm(request.POST or None, initial=draft.initial)
    if form.is_valid():
        enter_wording(
            campaign=request.campaign,
            **form.cleaned_data,
            by=request.membership,
            at=now(),
        )
        messages.success(request, "The wording is kept.")
        return redirect("campaigns:privacy", request.campaign.id)
    drafts = [each for each in draft_wordings(covers).values() if each.text]
    drafts.sort(key=lambda each: each.by_machine)
    state = state_of_privacy(request.campaign)
    context = {"form": form, "draft": draft, "drafts": drafts, **state}
    return render(request, "campaigns/wording.html", context)


@requires(May.SET_CONSENT)
@require_POST
def withdraw(request: MemberRequest, wording_id: UUID) -> HttpResponse:
    """Use a wording no more."""
    held = get_object_or_404(
        ConsentWording, campaign=request.campaign, id=wording_id, withdrawn_at=None
    )
    withdraw_wording(wording=held, by=request.membership, at=now())
    messages.success(request, "Those words are no longer used.")
    return redirect("campaigns:privacy", request.campaign.id)


@requires(May.SET_OBJECTIVES)
def objectives(request: MemberRequest) -> HttpResponse:
    """The ladder, the kinds of rung to choose from, and the form of the one that was chosen."""
    aims = ladder_of(request.campaign)
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    form = RungForm(request.POST or None, kind=kind) if kind in KINDS else None
    if form and form.is_valid():
        set_ladder(
            campaign=request.campaign,
            aims=[*aims, form.rung()],
            by=request.membership,
        )
        return redirect("campaigns:objectives", request.campaign.id)
    context = {
        "form": form,
        "kinds": KINDS,
        "chosen": KINDS.get(kind, ""),
        "rungs": [in_words(aim) for aim in aims],
    }
    return render(request, "campaigns/objectives.html", context)


@requires(May.SET_OBJECTIVES)
@require_POST
def move_rung(request: MemberRequest, position: int, way: str) -> HttpResponse:
    """Move a rung up or down by one, or take it away."""
    aims = ladder_of(request.campaign)
    if 1 <= position <= len(aims):
        aim = aims.pop(position - 1)
        if way != "away":
            aims.insert(max(0, position - 2 if way == "up" else position), aim)
        set_ladder(campaign=request.campaign, aims=aims, by=request.membership)
    return redirect("campaigns:objectives", request.campaign.id)


@requires(May.SEE_AUDIT)
def audit(request: MemberRequest) -> HttpResponse:
    """Who did what to which record, fifty a page."""
    form = TrailForm(request.GET or None, people=people(request.campaign))
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(trail(request.campaign, wanted), 50).get_page(
        request.GET.get("page")
    )
    entries = [(entry, said(entry)) for entry in page]
    context = {"form": form, "page": page, "entries": entries}
    return render(request, "campaigns/audit.html", context)
