from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.models import Council
from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.jobs.actions import enqueue
from hustings.apps.register.actions import (
    Sent,
    agree,
    ask_again,
    council_named,
    drop_import,
    recompute_franchise,
    save_mapping,
    start_applying,
    start_import,
)
from hustings.apps.register.forms import MappingForm, UploadForm, YesForm
from hustings.apps.register.models import Import
from hustings.apps.register.queries import is_worked_on, jobs_of, mapping_for
from hustings.core.register.layouts.mapped import loads, suggested


@require_GET
@requires(May.IMPORT_REGISTER)
def imports(request: MemberRequest) -> HttpResponse:
    """All imports, the newest first."""
    listed = Import.objects.of(request.campaign).select_related("council")
    found = listed.prefetch_related("files").latest_first()[:100]
    return render(request, "register/imports.html", {"imports": found})


@require_http_methods(["GET", "POST"])
@requires(May.IMPORT_REGISTER)
def new(request: MemberRequest) -> HttpResponse:
    """Send in what a council sent; it is previewed before anything changes."""
    councils = Council.objects.filter(campaign=request.campaign)
    form = UploadForm(request.POST or None, request.FILES or None, councils=councils)
    if form.is_valid():
        files = [
            Sent(each.name or "file", Path(each.temporary_file_path()))
            for each in form.cleaned_data["sent"]
        ]
        started = start_import(
            council=_council(request, form),
            files=files,
            by=request.membership,
            at=now(),
        )
        return _look(request, started)
    return render(request, "register/import_new.html", {"form": form})


@require_GET
@requires(May.IMPORT_REGISTER)
def show(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """What an import would change, or what it changed."""
    found = _import(request, import_id)
    waits = found.state in {Import.State.WAITING, Import.State.APPLYING}
    context = {
        "import": found,
        "stopped": waits and not is_worked_on(found),
        "last_job": jobs_of(found).first(),
        "report": found.report,
        "files": found.files.all(),
        "form": YesForm(of_import=found),
        "is_ready": found.state == Import.State.READY,
        "is_applied": found.state == Import.State.APPLIED,
    }
    return render(request, "register/import.html", context)


@require_POST
@requires(May.IMPORT_REGISTER)
def apply(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """Apply an import as it was previewed, with the ticks that were given."""
    found = _import(request, import_id)
    form = YesForm(request.POST, of_import=found)
    if not form.is_valid():
        messages.error(request, "Tick what the import asks for, or drop it.")
        return redirect("register:import", request.campaign.pk, found.pk)
    start_applying(of_import=found, agreed=form.agreed(), by=request.membership)
    job = enqueue(
        kind="register.apply",
        title=f"Apply the files from {found.council}",
        by=request.membership,
        arguments={"import": str(found.pk)},
        at=now(),
    )
    return redirect("jobs:job", request.campaign.pk, job.pk)


@require_POST
@requires(May.IMPORT_REGISTER)
def again(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """Preview anew: as a renumbering or not, or with files that are out of order."""
    found = _import(request, import_id)
    if request.POST.get("order"):
        agree(of_import=found, to=[Import.Yes.ORDER], by=request.membership)
    wanted = request.POST.get("renumbers", "yes" if found.renumbers else "no")
    ask_again(of_import=found, renumbers=wanted == "yes", by=request.membership)
    return _look(request, found)


@require_POST
@requires(May.IMPORT_REGISTER)
def drop(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """Let an import go."""
    drop_import(of_import=_import(request, import_id), by=request.membership)
    messages.success(request, "The files are dropped; nothing was changed.")
    return redirect("register:imports", request.campaign.pk)


@require_http_methods(["GET", "POST"])
@requires(May.IMPORT_REGISTER)
def columns(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """Say which column means what in a layout that we do not know."""
    found = _import(request, import_id)
    headings = found.report.get("headings", [])
    if not headings:
        return redirect("register:import", request.campaign.pk, found.pk)
    said = mapping_for(found.council, headings)
    guess = loads(said.columns) if said else suggested(headings)
    form = MappingForm(request.POST or None, headings=headings, guess=guess)
    if form.is_valid():
        ask_again(of_import=found, renumbers=found.renumbers, by=request.membership)
        save_mapping(
            council=found.council,
            headings=headings,
            mapping=form.mapping(),
            by=request.membership,
            at=now(),
        )
        return _look(request, found)
    context = {"import": found, "form": form, "headings": headings, "said": said}
    return render(request, "register/columns.html", context)


@require_POST
@requires(May.IMPORT_REGISTER)
def recompute(request: MemberRequest) -> HttpResponse:
    """Work out again who may vote, after the campaign's election or polling day has changed."""
    changed = recompute_franchise(campaign=request.campaign, by=request.membership)
    messages.success(
        request, f"Worked out again; the answer changed for {changed:,} electors."
    )
    return redirect("register:home", request.campaign.pk)


def _council(request: MemberRequest, form: UploadForm) -> Council:
    return form.chosen() or council_named(
        campaign=request.campaign,
        name=form.cleaned_data["another"],
        by=request.membership,
    )


def _look(request: MemberRequest, of_import: Import) -> HttpResponse:
    """Queue the preview and show how far it is."""
    job = enqueue(
        kind="register.preview",
        title=f"Look through the files from {of_import.council}",
        by=request.membership,
        arguments={"import": str(of_import.pk)},
        at=now(),
    )
    return redirect("jobs:job", request.campaign.pk, job.pk)


def _import(request: MemberRequest, import_id: UUID) -> Import:
    found = Import.objects.of(request.campaign).select_related(
        "campaign", "council", "plan"
    )
    return get_object_or_404(found, pk=import_id)
