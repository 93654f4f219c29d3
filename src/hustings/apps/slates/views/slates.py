"""The slates of a campaign: made, read, shared, copied, compared, thrown away."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.shown import Figures, answered
from hustings.apps.slates import actions
from hustings.apps.slates.forms import CompareForm, SlateForm
from hustings.apps.slates.queries import (
    comparable,
    days_of,
    own_slates,
    shared_slates,
    slug_of,
    standing_at,
    standing_of,
    tags_of,
    with_seats,
)
from hustings.apps.slates.views.finding import (
    day_asked,
    no_file_of_nothing,
    own_or_404,
    seen_or_404,
)
from hustings.core.psephology import slates
from hustings.core.psephology.slate_lists import write_list

GET_OR_POST = ["GET", "POST"]
A_PAGE = 100


@require_GET
@requires(May.SEE_CAMPAIGN)
def home(request: MemberRequest) -> HttpResponse:
    """The campaign's slates, and what other campaigns of this server share."""
    context = {
        "own": own_slates(request.campaign),
        "shared": shared_slates(request.campaign),
        "may_manage": may(request.membership, May.MANAGE_SLATES),
    }
    return render(request, "slates/home.html", context)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_SLATES)
def new(request: MemberRequest) -> HttpResponse:
    """Make a slate; who is on it comes next."""
    form = SlateForm(request.POST or None)
    if form.is_valid():
        made = actions.make_slate(**form.cleaned_data, by=request.membership, at=now())
        return redirect("slates:slate", request.campaign.pk, made.pk)
    return render(request, "slates/settings.html", {"form": form})


@require_GET
@requires(May.SEE_CAMPAIGN)
def slate(request: MemberRequest, slate_id: UUID, form: str = "") -> HttpResponse:
    """How a slate did at an election, the latest unless another is asked for: a page, or the same as a file."""
    found = seen_or_404(request.campaign, slate_id)
    tags = tags_of(found)
    days = days_of(tags)
    day = day_asked(request.GET.get("election", ""), [each for each, _ in days])
    context = {
        "slate": found,
        "days": days,
        "day": day,
        "is_own": found.campaign_id == request.campaign.pk,
        "may_manage": may(request.membership, May.MANAGE_SLATES),
    }
    if day is None:
        no_file_of_nothing(form)
        return render(request, "slates/slate.html", context)
    answer = slates.slate(standing_of(found, tags, day)) | {"note": found.note}
    context["slug"] = slug_of(day)
    context["page"] = _page_of(answer["candidates"], request)
    context["several"] = [x for x in answer["by_seat"] if len(x["candidates"]) > 1]
    figures = Figures(answer, "candidates", f"{found.name} {day}", sources_of(day))
    return answered(request, "slates/slate.html", figures, form, context)


@require_GET
@requires(May.SEE_CAMPAIGN)
def list_file(request: MemberRequest, slate_id: UUID) -> HttpResponse:
    """Who is on the slate, at all its elections, as a list that loads elsewhere."""
    found = seen_or_404(request.campaign, slate_id)
    text = write_list(with_seats(tags_of(found)))
    headers = {
        "Content-Disposition": f'attachment; filename="slate-{slugify(found.name)}.csv"'
    }
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_SLATES)
def settings(request: MemberRequest, slate_id: UUID) -> HttpResponse:
    """Its name, whether it is shared, and the way to throw it away."""
    found = own_or_404(request.campaign, slate_id)
    form = SlateForm(request.POST or None, instance=found)
    if form.is_valid():
        actions.change_slate(slate=found, **form.cleaned_data, by=request.membership)
        messages.success(request, "Changed.")
        return redirect("slates:slate", request.campaign.pk, slate_id)
    kept = own_or_404(request.campaign, slate_id)
    return render(request, "slates/settings.html", {"form": form, "slate": kept})


@require_POST
@requires(May.MANAGE_SLATES)
def share(request: MemberRequest, slate_id: UUID) -> HttpResponse:
    """Let all campaigns of this server read it, or take that back."""
    found = own_or_404(request.campaign, slate_id)
    begins = "stop" not in request.POST
    actions.share(slate=found, at=now() if begins else None, by=request.membership)
    said = "Every campaign of this server can read it now." if begins else "Only your campaign sees it now. Copies that others made are theirs."  # fmt: skip
    messages.success(request, said)
    return redirect("slates:slate", request.campaign.pk, slate_id)


@require_POST
@requires(May.MANAGE_SLATES)
def copy(request: MemberRequest, slate_id: UUID) -> HttpResponse:
    """A slate of our own with the same candidacies."""
    found = seen_or_404(request.campaign, slate_id)
    made = actions.copy_slate(slate=found, by=request.membership, at=now())
    messages.success(request, f"“{made}” is a slate of your own, and yours to change.")
    return redirect("slates:slate", request.campaign.pk, made.pk)


@require_POST
@requires(May.MANAGE_SLATES)
def drop(request: MemberRequest, slate_id: UUID) -> HttpResponse:
    """Throw a slate away; results stay as they are."""
    found = own_or_404(request.campaign, slate_id)
    actions.drop_slate(slate=found, by=request.membership)
    messages.success(request, f"“{found}” is thrown away.")
    return redirect("slates:home", request.campaign.pk)


@require_GET
@requires(May.SEE_CAMPAIGN)
def compare(request: MemberRequest, form: str = "") -> HttpResponse:
    """Two slates side by side, or the form that asks for them."""
    asked = CompareForm(request.GET or None, choices=comparable(request.campaign))
    if not asked.is_valid():
        no_file_of_nothing(form)
        return render(request, "slates/compare.html", {"form": asked})
    one, other = (
        standing_at(request.campaign, asked.cleaned_data[key])
        for key in ("one", "other")
    )
    answer = slates.compared(one, other)
    sources = sources_of(one.election.day, other.election.day)
    figures = Figures(answer, "seats", f"{one.name} beside {other.name}", sources)
    ends = [
        (
            answer[side],
            [("Best", answer["best"][side]), ("Worst", answer["worst"][side])],
        )
        for side in ("one", "other")
    ]
    context = {
        "form": asked,
        "page": _page_of(answer["seats"], request),
        "ends": ends,
    }
    return answered(request, "slates/compare.html", figures, form, context)


def _page_of(
    rows: Sequence[slates.Answer], request: MemberRequest
) -> Page[slates.Answer]:
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
