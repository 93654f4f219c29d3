"""Cutting: choose how, look at what it would give, then do it as a job."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.jobs.actions import enqueue
from hustings.apps.register.models import District
from hustings.apps.register.queries import districts_in
from hustings.apps.walks.forms import CutForm
from hustings.apps.walks.stops import stops_of
from hustings.core.walks import Choices, CutWalk, Stop, cut, title
from hustings.core.walks.drawing import drawn

AT_ONCE = 2
"""Districts that are cut while somebody waits for the preview; more are cut as a job alone."""


@require_GET
@requires(May.CUT_WALKS)
def choose(request: MemberRequest) -> HttpResponse:
    """Choose how to cut; once chosen, the first district is cut for the eye before anything is kept."""
    asked = request.GET if "length" in request.GET else None
    form = _form(request, asked)
    context: dict[str, Any] = {"form": form}
    if asked and form.is_valid():
        meant = _districts(request, form)
        context |= {
            "meant": meant,
            "previews": _previews(meant[:AT_ONCE], form.choices()),
        }
        context["unshown"] = len(meant) - len(context["previews"])
    return render(request, "walks/cut.html", context)


@require_POST
@requires(May.CUT_WALKS)
def do(request: MemberRequest) -> HttpResponse:
    """Cut what was chosen, as a job."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return render(request, "walks/cut.html", {"form": form}, status=400)
    job = enqueue(
        kind="walks.cut",
        title="Cut walks",
        by=request.membership,
        arguments=form.arguments(),
        at=now(),
    )
    return redirect("jobs:job", request.campaign.pk, job.pk)


def _form(request: MemberRequest, asked: Any) -> CutForm:
    return CutForm(
        asked,
        districts=districts_in(request.membership),
        initial={"districts": request.GET.getlist("district")},
    )


def _districts(request: MemberRequest, form: CutForm) -> list[District]:
    chosen = set(form.cleaned_data["districts"])
    return [d for d in districts_in(request.membership) if str(d.pk) in chosen]


def _previews(districts: Sequence[District], choices: Choices) -> list[dict[str, Any]]:
    return [_preview(district, choices) for district in districts]


def _preview(district: District, choices: Choices) -> dict[str, Any]:
    """The walks that a cut would give, and what they save against walks by the names of the streets alone."""
    stops = stops_of(district)
    walks = cut(stops, choices)
    sizes = [len(walk.stops) for walk in walks] or [0]
    return {
        "district": district,
        "walks": [
            {
                "number": n,
                "walk": walk,
                "doors": len(walk.stops),
                "title": title(walk.stops),
            }
            for n, walk in enumerate(walks, start=1)
        ],
        "doors": sum(sizes),
        "fewest": min(sizes),
        "most": max(sizes),
        "located": sum(stop.point is not None for stop in stops),
        "metres": _metres(walks),
        "by_name": _by_name(stops, choices),
        "drawing": drawn([walk.stops for walk in walks]),
    }


def _metres(walks: Sequence[CutWalk]) -> float | None:
    """The way of all walks together; None where that of some is not known."""
    lengths = [walk.metres_after for walk in walks]
    return sum(filter(None, lengths)) if lengths and None not in lengths else None


def _by_name(stops: Sequence[Stop], choices: Choices) -> float | None:
    """How long the way would be if walks followed the names of the streets."""
    walks = cut(stops, choices, by_name=True)
    lengths = [walk.metres_before for walk in walks]
    return sum(filter(None, lengths)) if lengths and None not in lengths else None
