"""The walks of a district, one walk, and what is done with them."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.canvass.paper import DETAILS, details_for
from hustings.apps.canvass.queries import district_for, scales_of
from hustings.apps.jobs.actions import enqueue
from hustings.apps.register.models import Door
from hustings.apps.walks.actions import assign, merge, rename, retire, split, turn_round
from hustings.apps.walks.forms import AssignForm, NameForm, PrintForm, SplitForm
from hustings.apps.walks.handing import out_form
from hustings.apps.walks.models import BaseMap, Walk
from hustings.apps.walks.paper import link_of
from hustings.apps.walks.queries import (
    WalkDoor,
    base_map_of,
    doors_of,
    outings_of,
    stray_doors,
    teams_of,
    under_way,
    walk_for,
    walks_in,
)
from hustings.apps.walks.stops import spots_now, stop_of
from hustings.core.printing.qr import qr_svg
from hustings.core.walks.drawing import drawn


@require_GET
@requires(May.RECORD_VISITS)
def district(request: MemberRequest, district_id: UUID) -> HttpResponse:
    """The walks of a district in a list and on a drawing."""
    member = request.membership
    found = district_for(member, district_id)
    walks = list(
        walks_in(member).in_use().filter(district=found).select_related("team")
    )
    spots = spots_now(request.campaign, [d for w in walks for d in w.doors])
    out = {
        outing.walk_id: outing
        for outing in under_way(member).filter(walk__district=found)
    }
    context: dict[str, Any] = {
        "district": found,
        "rows": [
            (number, walk, out.get(walk.pk))
            for number, walk in enumerate(walks, start=1)
        ],
        "drawing": drawn([[spots[d] for d in w.doors if d in spots] for w in walks]),
        "stray": stray_doors(found) if walks else 0,
        "teams": teams_of(request.campaign),
        "may_cut": may(member, May.CUT_WALKS),
        "print_form": print_form(request),
    }
    return render(request, "walks/district.html", context)


@require_GET
@requires(May.RECORD_VISITS)
def walk(request: MemberRequest, walk_id: UUID) -> HttpResponse:
    """One walk: its doors in a list and on a map, in the same order with the same numbers."""
    found = walk_for(request.membership, walk_id)
    doors = doors_of(found, request.membership)
    link = link_of(request.build_absolute_uri("/").rstrip("/"), found)
    context: dict[str, Any] = {
        "walk": found,
        "stretches": _stretches(doors),
        "gone": len(found.doors) - len(doors),
        "drawing": drawn([[stop_of(each.door) for each in doors]]),
        "link": link,
        "qr": qr_svg(link),
        "outings": list(outings_of(found)[:10]),
        "out": next((o for o in outings_of(found)[:1] if o.is_under_way), None),
        "out_form": out_form(request.membership, found),
        "may_cut": may(request.membership, May.CUT_WALKS),
        "name_form": NameForm(initial={"name": found.name}),
        "split_form": SplitForm(initial={"after": len(found.doors) // 2}),
        "print_form": print_form(request),
    }
    return render(request, "walks/walk.html", context)


@require_GET
@requires(May.RECORD_VISITS)
def places(request: MemberRequest, walk_id: UUID) -> JsonResponse:
    """The walk's doors for the map: number, label, street and place; no names."""
    found = walk_for(request.membership, walk_id)
    beneath = base_map_of(request.campaign)
    listed = doors_of(found, request.membership)
    doors = [
        {
            "number": number,
            "label": each.door.label,
            "street": each.door.street,
            "at": [each.door.longitude, each.door.latitude],
            "done": each.last is not None,
        }
        for number, each in enumerate(listed, start=1)
        if each.door.latitude is not None
    ]
    map_of = {
        "kind": beneath.kind,
        "address": _address_of(beneath),
        "credit": beneath.credit,
    }
    return JsonResponse({"doors": doors, "map": map_of})


def _address_of(beneath: BaseMap) -> str:
    """Where the browser fetches it: from us, if it is a file of this server."""
    if beneath.kind == BaseMap.Kind.PMTILES and "/" not in beneath.address:
        return reverse("walks:tiles", args=[beneath.campaign_id, beneath.address])
    return beneath.address


@require_POST
@requires(May.CUT_WALKS)
def change(request: MemberRequest, district_id: UUID) -> HttpResponse:
    """Give the ticked walks to a team, or join them."""
    found = district_for(request.membership, district_id)
    walks = list(
        walks_in(request.membership)
        .in_use()
        .filter(district=found)
        .select_related("district", "campaign", "team")
    )
    form = AssignForm(request.POST, walks=walks, teams=teams_of(request.campaign))
    if not form.is_valid():
        messages.error(request, "Tick the walks that you mean.")
    elif request.POST.get("do") == "merge":
        joined = merge(walks=form.meant(), by=request.membership, at=now())
        messages.success(
            request, f"Joined as {joined}, with {len(joined.doors)} doors."
        )
    else:
        team = form.team_meant()
        assign(walks=form.meant(), team=team, by=request.membership)
        messages.success(request, f"Given to {team}." if team else "Nobody’s now.")
    return redirect("walks:district", request.campaign.pk, found.pk)


@require_POST
@requires(May.CUT_WALKS)
def name(request: MemberRequest, walk_id: UUID) -> HttpResponse:
    """Call a walk by another name."""
    found, form = walk_for(request.membership, walk_id), NameForm(request.POST)
    if form.is_valid():
        rename(walk=found, name=form.cleaned_data["name"], by=request.membership)
    else:
        messages.error(request, "Give the walk a name of up to 120 letters.")
    return _back(request, found)


@require_POST
@requires(May.CUT_WALKS)
def turn(request: MemberRequest, walk_id: UUID) -> HttpResponse:
    """Begin the walk at its other end."""
    found = walk_for(request.membership, walk_id)
    turn_round(walk=found, by=request.membership)
    return _back(request, found)


@require_POST
@requires(May.CUT_WALKS)
def divide(request: MemberRequest, walk_id: UUID) -> HttpResponse:
    """Make two walks of one."""
    found, form = walk_for(request.membership, walk_id), SplitForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say after which door the walk is to be divided.")
        return _back(request, found)
    first, _ = split(
        walk=found, after=form.cleaned_data["after"], by=request.membership, at=now()
    )
    messages.success(request, "Divided. Print both anew: each has a code of its own.")
    return redirect("walks:district", request.campaign.pk, first.district_id)


@require_POST
@requires(May.CUT_WALKS)
def drop(request: MemberRequest, walk_id: UUID) -> HttpResponse:
    """Offer a walk no more."""
    found = walk_for(request.membership, walk_id)
    retire(walk=found, by=request.membership, at=now())
    messages.success(request, f"{found} is no longer in use.")
    return redirect("walks:district", request.campaign.pk, found.district_id)


@require_POST
@requires(May.PRINT_PLAIN_SHEETS)
def print_walks(request: MemberRequest) -> HttpResponse:
    """Print the ticked walks, as a job."""
    form, walks = print_form(request, request.POST), request.POST.getlist("walks")
    chosen = walks_in(request.membership).in_use().filter(pk__in=_keys(walks))
    if not form.is_valid() or not chosen.exists():
        messages.error(request, "Tick the walks that you mean.")
        return redirect("walks:home", request.campaign.pk)
    job = enqueue(
        kind="walks.sheets",
        title="Sheets of walks",
        by=request.membership,
        arguments={
            "walks": [str(key) for key in chosen.values_list("pk", flat=True)],
            "address": request.build_absolute_uri("/").rstrip("/"),
            **form.cleaned_data,
        },
        at=now(),
    )
    return redirect("jobs:job", request.campaign.pk, job.pk)


def print_form(request: MemberRequest, given: Any = None) -> PrintForm:
    """How walks are printed, as far as the member may."""
    return PrintForm(
        given,
        details=[(d.name, DETAILS[d]) for d in details_for(request.membership)],
        scales=scales_of(request.campaign),
    )


def _stretches(
    doors: Sequence[WalkDoor],
) -> list[tuple[str, list[tuple[int, WalkDoor]]]]:
    """The numbered doors under their streets' names, each as often as the walk comes to it."""
    stretches = groupby(
        enumerate(doors, start=1), key=lambda each: _heading(each[1].door)
    )
    return [(heading, list(group)) for heading, group in stretches]


def _heading(door: Door) -> str:
    if door.side == Door.Side.NONE:
        return door.street
    return f"{door.street}, {door.side} numbers"


def _keys(texts: list[str]) -> list[UUID]:
    keys = []
    for text in texts:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    return keys


def _back(request: MemberRequest, found: Walk) -> HttpResponse:
    return redirect("walks:walk", request.campaign.pk, found.pk)
