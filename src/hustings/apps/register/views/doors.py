from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.register.actions import correct_door
from hustings.apps.register.forms import DoorForm, PlaceForm
from hustings.apps.register.models import District, Door, DoorQuerySet, Elector
from hustings.apps.register.queries import (
    district_of,
    districts_in,
    doors_in,
    streets_of,
)

PAGE = 100


@require_GET
@requires(May.SEE_REGISTER)
def streets(request: MemberRequest, district_id: UUID) -> HttpResponse:
    """The streets of a district; those with an unsure door first."""
    district = _district(request, district_id)
    listed = streets_of(request.membership, district)
    context = {
        "district": district,
        "streets": listed,
        "unsure": [s for s in listed if s["unsure"]],
    }
    return render(request, "register/streets.html", context)


@require_GET
@requires(May.SEE_REGISTER)
def street(request: MemberRequest, district_id: UUID) -> HttpResponse:
    """The doors of a street in walking order, with their electors counted."""
    district = _district(request, district_id)
    order = request.GET.get("street", "")
    doors = doors_in(request.membership).in_district(district)
    there = _counted(doors.filter(street_order=order))
    found = list(there.order_by("position"))
    context = {
        "district": district,
        "doors": found,
        "name": found[0].street if found else "",
        "may_correct": may(request.membership, May.CORRECT_REGISTER),
    }
    return render(request, "register/street.html", context)


@require_GET
@requires(May.SEE_REGISTER)
def unsure(request: MemberRequest) -> HttpResponse:
    """Doors whose street the machine was not sure of, across the member's area."""
    doors = _counted(doors_in(request.membership)).filter(is_unsure=True)
    found = doors.select_related("district").in_walking_order()
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "may_correct": may(request.membership, May.CORRECT_REGISTER),
    }
    return render(request, "register/unsure.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.CORRECT_REGISTER)
def door(request: MemberRequest, door_id: UUID) -> HttpResponse:
    """One door: who is registered there, and its street and number put right."""
    found = _door(request, door_id)
    held = {name: found.held(name) for name in ("street", "number")}
    form = DoorForm(request.POST or None, initial=held)
    if form.is_valid():
        for name in ("street", "number"):
            if (
                form.cleaned_data[name] != held[name]
                or found.is_unsure
                and name == "street"
            ):
                correct_door(
                    door=found, field=name, value=form.cleaned_data[name],
                    by=request.membership, at=now(),
                )  # fmt: skip
        messages.success(request, f"{found} is put right.")
        return redirect(_street_url(request, found))
    context = {
        "door": found,
        "form": form,
        "electors": found.electors.on_the_register().in_number_order(),
        "corrections": found.corrections.filter(ended_at=None),
        "back": _street_url(request, found),
    }
    return render(request, "register/door.html", context)


@require_POST
@requires(May.CORRECT_REGISTER)
def place(request: MemberRequest, door_id: UUID) -> HttpResponse:
    """Put a door elsewhere in the walk of its street."""
    found = _door(request, door_id)
    form = PlaceForm(request.POST)
    if form.is_valid():
        wanted = form.cleaned_data["place"]
        correct_door(
            door=found,
            field="place",
            value=str(wanted) if wanted else "",
            by=request.membership,
            at=now(),
        )
        messages.success(request, f"{found} has a new place in the walk.")
    return redirect(_street_url(request, found))


def _district(request: MemberRequest, district_id: UUID) -> District:
    seen = [d.pk for d in districts_in(request.membership)]
    districts = District.objects.select_related("council").filter(pk__in=seen)
    return get_object_or_404(districts, pk=district_id)


def _door(request: MemberRequest, door_id: UUID) -> Door:
    doors = doors_in(request.membership).select_related("district", "campaign")
    return get_object_or_404(doors, pk=door_id)


def _counted(doors: DoorQuerySet) -> DoorQuerySet:
    """The doors with `people`: how many are registered there and listed."""
    # Not a GROUP BY over the doors' columns: their key is (campaign, id), which Django does not know.
    here = Elector.objects.filter(campaign=OuterRef("campaign"), door=OuterRef("pk"))
    listed = here.on_the_register().filter(is_anonymous=False).order_by()
    counted = listed.values("door").annotate(people=Count("pk")).values("people")
    return doors.annotate(people=Coalesce(Subquery(counted), 0))


def _street_url(request: MemberRequest, door: Door) -> str:
    """The door's street, in the district under which the member has it."""
    member = request.membership
    here = doors_in(member).filter(pk=door.pk)
    [district] = here.values_list(district_of(member, "pk"), flat=True)
    address = reverse("register:street", args=[request.campaign.pk, district])
    return f"{address}?{urlencode({'street': door.street_order})}"
