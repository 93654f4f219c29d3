"""Where doors stand, from files; and what lies beneath them on the map."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.jobs.actions import enqueue, store_file
from hustings.apps.jobs.models import Job
from hustings.apps.register.queries import districts_in
from hustings.apps.walks.actions import choose_base_map
from hustings.apps.walks.forms import MapForm, PlacesForm
from hustings.apps.walks.queries import base_map_of, overview


@require_http_methods(["GET", "POST"])
@requires(May.CUT_WALKS)
def places(request: MemberRequest) -> HttpResponse:
    """Send in files of places; how many doors have one, and which rows were not read last time."""
    form = PlacesForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        return _start(request, form)
    rows = overview(request.membership, districts_in(request.membership), None)
    context: dict[str, Any] = {"form": form, "rows": rows, "last": _last(request)}
    return render(request, "walks/places.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.CUT_WALKS)
def base_map(request: MemberRequest) -> HttpResponse:
    """What lies beneath the doors on the map."""
    form = MapForm(request.POST or None, instance=base_map_of(request.campaign))
    if form.is_valid():
        choose_base_map(
            campaign=request.campaign, by=request.membership, **form.cleaned_data
        )
        messages.success(request, "The map is chosen. Open any walk to see it.")
        return redirect("walks:map", request.campaign.pk)
    return render(request, "walks/map.html", {"form": form})


def _start(request: MemberRequest, form: PlacesForm) -> HttpResponse:
    stored = [
        store_file(
            campaign=request.campaign,
            name=(sent.name or "file")[-200:],
            content=Path(sent.temporary_file_path()),
            right=May.CUT_WALKS,
            by=request.membership,
            at=now(),
            has_personal_data=False,
        )
        for sent in form.cleaned_data["sent"]
    ]
    job = enqueue(
        kind="walks.locate",
        title="Read where doors stand",
        by=request.membership,
        arguments={"files": [str(each.pk) for each in stored]},
        at=now(),
    )
    return redirect("jobs:job", request.campaign.pk, job.pk)


def _last(request: MemberRequest) -> Job | None:
    """The last reading that came to an end."""
    jobs = Job.objects.for_member(request.membership).filter(kind="walks.locate")
    return jobs.filter(state=Job.State.DONE).order_by("-finished_at").first()
