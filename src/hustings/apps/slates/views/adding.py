"""Who is on a slate: found by a search, by a rule, or by a list of names; and taken off again."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.history.queries.elections import (
    election_of,
    election_on,
    polling_days,
)
from hustings.apps.slates.actions import tag, untag
from hustings.apps.slates.forms import ElectionForm, ListForm, RuleForm
from hustings.apps.slates.models import Slate
from hustings.apps.slates.queries import MOST_FOUND, search, tags_of, tags_sent
from hustings.apps.slates.views.finding import own_or_404
from hustings.core.elections.wording import count_of
from hustings.core.errors import HustingsError
from hustings.core.psephology.slate_lists import Matched, match_list
from hustings.core.psephology.slates import Tag

GET_OR_POST = ["GET", "POST"]
MOST_QUESTIONS = 200
"""A list of which more is unsure is one of another election."""


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_SLATES)
def by_search(request: MemberRequest, slate_id: UUID) -> HttpResponse:
    """Find candidacies by name or seat, and put those that are ticked on the slate."""
    slate = own_or_404(request.campaign, slate_id)
    if request.method == "POST":
        _put_on(request, slate, tags_sent(request.POST.getlist("candidacy")))
        return redirect(request.get_full_path())
    form = _election_form(request)
    sought = request.GET.get("q", "")[:100]
    found = search(election_of(form["election"].value()), sought, tags_of(slate))
    context = {
        "slate": slate,
        "form": form,
        "sought": sought,
        "found": found[:MOST_FOUND],
        "is_cut": len(found) > MOST_FOUND,
    }
    is_part = request.headers.get("HX-Request")
    name = "slates/parts/found.html" if is_part else "slates/search.html"
    return render(request, name, context)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_SLATES)
def by_rule(request: MemberRequest, slate_id: UUID) -> HttpResponse:
    """Put everybody on the slate who stood under one label."""
    slate = own_or_404(request.campaign, slate_id)
    form = RuleForm(request.POST or None, days=polling_days())
    if form.is_valid():
        _put_on(request, slate, form.cleaned_data["tags"])
        return redirect("slates:slate", request.campaign.pk, slate_id)
    return render(request, "slates/rule.html", {"slate": slate, "form": form})


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_SLATES)
def by_list(request: MemberRequest, slate_id: UUID) -> HttpResponse:
    """Read a list of names; show whom it means for certain and ask about the others, then put them on the slate."""
    slate = own_or_404(request.campaign, slate_id)
    form = ListForm(request.POST or None, request.FILES or None, days=polling_days())
    if not form.is_valid():
        return render(request, "slates/list.html", {"slate": slate, "form": form})
    matched = _matched(form)
    if "put_on" not in request.POST:
        context = {"slate": slate, "form": form} | _parted(matched)
        return render(request, "slates/look.html", context)
    tags = [each.sure.tag for each in matched if each.sure]
    _put_on(request, slate, tags + _answered(request, matched))
    return redirect("slates:slate", request.campaign.pk, slate_id)


@require_POST
@requires(May.MANAGE_SLATES)
def off(request: MemberRequest, slate_id: UUID) -> HttpResponse:
    """Take a candidacy off the slate, also one that the results do not have any more."""
    slate = own_or_404(request.campaign, slate_id)
    sent = request.POST.get("candidacy", "")
    named = {each.key: each for each in tags_of(slate)}
    if sent in named:
        untag(slate=slate, tag=named[sent], by=request.membership)
        messages.success(request, f"{named[sent].name} is no longer on the slate.")
    return redirect("slates:slate", request.campaign.pk, slate_id)


def _put_on(request: MemberRequest, slate: Slate, tags: list[Tag]) -> None:
    new = tag(slate=slate, tags=tags, by=request.membership)
    there = len(set(tags)) - new
    if not tags:
        messages.warning(request, "Nobody was chosen.")
        return
    said = f"{count_of(new, 'candidate')} put on “{slate}”."
    if there:
        said += f" {there:,} already there."
    messages.success(request, said)


def _election_form(request: MemberRequest) -> ElectionForm:
    """The election that the address asks for; the newest general one where it asks for none that is here."""
    days = polling_days()
    asked = ElectionForm(request.GET, days=days)
    if asked.is_valid():
        return asked
    return ElectionForm({"election": str(election_of().day)}, days=days)


def _matched(form: ListForm) -> tuple[Matched, ...]:
    day = date.fromisoformat(form.cleaned_data["election"])
    found = match_list(
        form.cleaned_data["lines"],
        lambda said: election_of(said) if said else election_on(day),
    )
    unsure = sum(not each.sure for each in found)
    if unsure > MOST_QUESTIONS:
        raise HustingsError(
            f"{unsure:,} of {len(found):,} lines name nobody who stood then for certain. Is it the right election, and is "
            "the name in the first column?"
        )
    return found


def _parted(matched: tuple[Matched, ...]) -> dict[str, Any]:
    return {
        "sure": [each for each in matched if each.sure],
        "questions": [each for each in matched if each.perhaps],
        "nobody": [each for each in matched if not each.sure and not each.perhaps],
    }


def _answered(request: MemberRequest, matched: tuple[Matched, ...]) -> list[Tag]:
    """Those who were chosen among the people whom a line may mean."""
    chosen = []
    for each in matched:
        sent = request.POST.get(f"line-{each.line.number}", "")
        chosen += [may.tag for may in each.perhaps if may.tag.key == sent]
    return chosen
