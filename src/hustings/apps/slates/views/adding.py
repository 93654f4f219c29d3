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
from hustings.apps.slates.queries import (
    MOST_FOUND,
    as_they_are,
    search,
    tags_of,
    tags_sent,
)
from hustings.apps.slates.views.finding import own_or_404
from hustings.core.elections.wording import count_of
from hustings.core.errors import HustingsError
from hustings.core.psephology.slate_lists import Line, Matched, match_list
from hustings.core.psephology.slates import Tag, tag_of_key

GET_OR_POST = ["GET", "POST"]
MOST_QUESTIONS = 200
"""A list of which more is unsure is one of another election."""
TOLD = 10
"""So many lines that were left out are named."""


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
    chosen = _chosen(request, matched)
    _put_on(request, slate, list(filter(None, chosen.values())))
    _say_left_out(request, [line for line, found in chosen.items() if not found])
    return redirect("slates:slate", request.campaign.pk, slate_id)


@require_POST
@requires(May.MANAGE_SLATES)
def off(request: MemberRequest, slate_id: UUID) -> HttpResponse:
    """Take a candidacy off the slate, also one that the results do not have any more."""
    slate = own_or_404(request.campaign, slate_id)
    sent = tag_of_key(request.POST.get("candidacy", ""))
    meant = [kept for kept, now in as_they_are(tags_of(slate)).items() if sent in (kept, now)]  # fmt: skip
    for each in meant:
        untag(slate=slate, tag=each, by=request.membership)
    said = "no longer" if meant else "not"
    messages.success(request, f"{sent.name} is {said} on the slate.")
    return redirect("slates:slate", request.campaign.pk, slate_id)


def _put_on(request: MemberRequest, slate: Slate, tags: list[Tag]) -> None:
    if not tags:
        messages.warning(request, "Nobody was chosen.")
        return
    on_it = set(as_they_are(tags_of(slate)).values())
    new = tag(slate=slate, tags=set(tags) - on_it, by=request.membership)
    there = len(set(tags)) - new
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
    """What the lines mean; stops at so many that are unsure, since each costs a look at everybody who stood."""
    day = date.fromisoformat(form.cleaned_data["election"])
    lines = form.cleaned_data["lines"]
    found, unsure = [], 0
    for each in match_list(lines, lambda s: election_of(s) if s else election_on(day)):
        found.append(each)
        unsure += not each.sure
        if unsure > MOST_QUESTIONS:
            raise HustingsError(
                f"More than {MOST_QUESTIONS} of {len(lines):,} lines name nobody who stood then for certain. Is it the "
                "right election, and is the name in the first column?"
            )
    return tuple(found)


def _parted(matched: tuple[Matched, ...]) -> dict[str, Any]:
    return {
        "sure": [each for each in matched if each.sure],
        "questions": [each for each in matched if each.perhaps],
        "nobody": [each for each in matched if not each.sure and not each.perhaps],
    }


def _chosen(request: MemberRequest, matched: tuple[Matched, ...]) -> dict[Line, Tag | None]:  # fmt: skip
    """Whom each line means: for certain, or as was answered; None where nobody answered, or nobody was found."""
    chosen: dict[Line, Tag | None] = {}
    for each in matched:
        sent = request.POST.get(f"line-{each.line.number}", "")
        answered = (may.tag for may in each.perhaps if may.tag.key == sent)
        chosen[each.line] = each.sure.tag if each.sure else next(answered, None)
    return chosen


def _say_left_out(request: MemberRequest, lines: list[Line]) -> None:
    if not lines:
        return
    some = "; ".join(f"line {each.number}, {each}" for each in lines[:TOLD])
    more = f"; and {len(lines) - TOLD:,} more" if len(lines) > TOLD else ""
    messages.warning(request, f"Left out, as nobody was found or chosen: {count_of(len(lines), 'line')} ({some}{more}).")  # fmt: skip
