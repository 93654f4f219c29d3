"""Doors of our own: typed or listed, looked at first, then added; and later found on the register."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.newcomers.actions import (
    add_doors,
    area_named,
    confirm_joins,
    join_doors,
    keep_apart,
    part_doors,
    register_arrived,
    take_doors_away,
)
from hustings.apps.newcomers.forms import EXAMPLE, SHOWN, DoorsForm, is_id
from hustings.apps.newcomers.queries import (
    areas_in,
    asked_doors,
    door_links_in,
    has_register,
    links_in,
    newcomers_in,
    unconfirmed_in,
)
from hustings.apps.register.models import District
from hustings.apps.register.queries import districts_in, doors_in
from hustings.core.errors import HustingsError

PAGE = 25


@require_GET
@requires(May.CORRECT_REGISTER)
def home(request: MemberRequest) -> HttpResponse:
    """Areas of our own, and what waits to be found on the register."""
    member = request.membership
    context = {
        "areas": areas_in(member),
        "has_register": has_register(request.campaign),
        "waiting": newcomers_in(member).unsettled().count(),
        "settled": newcomers_in(member).absent().count(),
        "linked": links_in(member).count(),
        "doors": len(asked_doors(member)),
        "joined": door_links_in(member).count(),
        "unconfirmed": 0 if member.districts else unconfirmed_in(member).count(),
    }
    return render(request, "newcomers/home.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.CORRECT_REGISTER)
def add(request: MemberRequest) -> HttpResponse:
    """Type doors or send a list; they are shown, and added once somebody has looked."""
    areas = [d for d in districts_in(request.membership) if d.is_provisional]
    initial = {"area": request.GET.get("area", areas[0].code if areas else "")}
    form = DoorsForm(
        request.POST or None, request.FILES or None, areas=areas, initial=initial
    )
    if not form.is_valid():
        context: dict[str, Any] = {
            "form": form,
            "example": EXAMPLE.splitlines(),
            "problems": form.problems[:SHOWN],
        }
        return render(request, "newcomers/add.html", context)
    if "add" not in request.POST:
        return render(request, "newcomers/look.html", _look(form))
    district = _area(request, form.cleaned_data["area"])
    number = add_doors(district=district, doors=form.doors, by=request.membership)
    some = "1 door is added" if number == 1 else f"{number:,} doors are added"
    messages.success(
        request,
        f"{some} to {district}." if number else "All of them stood there already.",
    )
    return redirect("newcomers:home", request.campaign.pk)


def _area(request: MemberRequest, name: str) -> District:
    """The area of that name; nobody who is limited to an area makes another."""
    district = area_named(campaign=request.campaign, name=name, by=request.membership)
    mine = request.membership.districts
    if mine and district.pk not in mine:
        raise HustingsError(
            "Your access is limited to an area. Ask the agent to add doors elsewhere."
        )
    return district


def _look(form: DoorsForm) -> dict[str, Any]:
    """What would be added: each street with its doors, and what could not be read."""
    streets: dict[str, list[str]] = {}
    for door in form.doors:
        streets.setdefault(door.street, []).append(door.label)
    return {
        "area": form.cleaned_data["area"],
        "lines": form.cleaned_data["lines"],
        "rows": form.kept_rows(),
        "streets": [
            {
                "name": name,
                "doors": len(labels),
                "first": labels[:12],
                "more": len(labels) - 12,
            }
            for name, labels in streets.items()
        ],
        "doors": len(form.doors),
        "problems": form.problems[:SHOWN],
        "more_problems": max(0, len(form.problems) - SHOWN),
    }


@require_POST
@requires(May.CORRECT_REGISTER)
def take_away(request: MemberRequest, district_id: UUID) -> HttpResponse:
    """Take the doors of an area away at which nothing has happened."""
    areas = [d for d in districts_in(request.membership) if d.is_provisional]
    here = District.objects.filter(
        campaign=request.campaign, pk__in=[d.pk for d in areas]
    )
    district = get_object_or_404(here.select_related("campaign"), pk=district_id)
    number = take_doors_away(district=district, by=request.membership)
    messages.success(
        request, f"{number:,} taken away; doors where something happened stay."
    )
    return redirect("newcomers:home", request.campaign.pk)


@require_POST
@requires(May.CORRECT_REGISTER)
def look_again(request: MemberRequest) -> HttpResponse:
    """Look for everything once more, as after each import."""
    arrived = register_arrived(
        campaign=request.campaign, by=request.membership, at=now()
    )
    messages.success(
        request,
        f"Found without asking: {arrived.doors:,} of your doors and {arrived.people:,} people.",
    )
    return redirect("newcomers:home", request.campaign.pk)


@require_GET
@requires(May.CORRECT_REGISTER)
def questions(request: MemberRequest) -> HttpResponse:
    """Doors of ours that may be one of the register's, with those that it may be."""
    page = Paginator(asked_doors(request.membership), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "newcomers/doors.html", {"page": page})


@require_POST
@requires(May.CORRECT_REGISTER)
def answer(request: MemberRequest, door_id: UUID) -> HttpResponse:
    """It is that door of the register, or none of them."""
    seen = doors_in(request.membership).select_related("campaign", "district")
    own = get_object_or_404(seen, pk=door_id)
    chosen = request.POST.get("door", "")
    if chosen == "none":
        keep_apart(door=own, by=request.membership, at=now())
        messages.success(request, f"{own} stays a door of yours.")
    else:
        asked = {
            str(d.pk): d
            for q in asked_doors(request.membership)
            if q.door == own
            for d in q.candidates
        }
        theirs = asked.get(chosen)
        if theirs is None:
            raise HustingsError(
                "The register has changed since you looked. Look at the doors again."
            )
        join_doors(
            pairs={own: theirs},
            why="somebody said so",
            is_sure=False,
            by=request.membership,
            at=now(),
        )
        messages.success(
            request,
            f"{own} is {theirs} of the register; what happened there goes along.",
        )
    return redirect("newcomers:doors", request.campaign.pk)


@require_GET
@requires(May.CORRECT_REGISTER)
def joined(request: MemberRequest) -> HttpResponse:
    """What was said of doors, by the machine or by a person."""
    member = request.membership
    page = Paginator(door_links_in(member), PAGE).get_page(request.GET.get("page"))
    waiting = unconfirmed_in(member)
    context = {
        "page": page,
        "waiting": waiting[:PAGE],
        "many": waiting.count(),
        "may_confirm": not member.districts,
    }
    return render(request, "newcomers/joined.html", context)


@require_POST
@requires(May.CORRECT_REGISTER)
def confirm(request: MemberRequest) -> HttpResponse:
    """The ticked doors, added by somebody limited to an area, are the register's: whoever is so limited sees who lives there."""
    keys = [key for key in request.POST.getlist("door") if is_id(key)]
    links = unconfirmed_in(request.membership).filter(pk__in=keys)
    number = confirm_joins(links=links, by=request.membership)
    some = "1 door is" if number == 1 else f"{number:,} doors are"
    messages.success(request, f"{some} confirmed.")
    return redirect("newcomers:joined", request.campaign.pk)


@require_POST
@requires(May.CORRECT_REGISTER)
def part(request: MemberRequest, link_id: UUID) -> HttpResponse:
    """It was a mistake: the two doors are two again."""
    links = door_links_in(request.membership).select_related(
        "door__campaign", "register_door__campaign"
    )
    made = get_object_or_404(links, pk=link_id)
    part_doors(made=made, by=request.membership, at=now())
    messages.success(request, f"{made.door} is a door of yours again.")
    return redirect("newcomers:joined", request.campaign.pk)
