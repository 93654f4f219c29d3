"""The register's jobs: a preview of files sent in, and the applying of one."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import now

from hustings.apps.campaigns.models import Membership
from hustings.apps.jobs.models import Job
from hustings.apps.register.actions import (
    OutOfDate,
    apply_import,
    ask_again,
    make_preview,
    note_not_read,
)
from hustings.apps.register.importing.unknown import unknown_headings
from hustings.apps.register.models import Import
from hustings.core.errors import HustingsError
from hustings.core.register.tables import UnreadableFile

Report = Callable[[int, int, str], None]


def preview_import(job: Job, report: Report) -> dict[str, object]:
    """Work out what the files would change; where they cannot be read, note why."""
    of_import = _import_of(job)
    if of_import.state not in {Import.State.APPLIED, Import.State.DROPPED}:
        read_or_note(of_import, by=_asked_by(job), at=now(), report=report)
    return {"url": _page(of_import)}


def apply_previewed(job: Job, report: Report) -> dict[str, object]:
    """Apply the import; where the register has changed meanwhile, preview it anew for a person to look at."""
    of_import, by = _import_of(job), _asked_by(job)
    report(0, 1, "Writing the register")
    try:
        apply_import(of_import=of_import, by=by, at=now())
    except OutOfDate:
        of_import.state = Import.State.READY
        ask_again(of_import=of_import, renumbers=of_import.renumbers, by=by)
        read_or_note(of_import, by=by, at=now(), report=report)
        raise HustingsError(
            "The register has changed since you looked at this import, so nothing was applied. "
            "It has been worked out again: look at it, then apply it."
        ) from None
    return {"url": _page(of_import)}


def read_or_note(
    of_import: Import, *, by: Membership, at: datetime, report: Report
) -> None:
    """Preview the import, or note with it why its files cannot be read."""
    try:
        make_preview(of_import=of_import, by=by, at=at, report=report)
    except UnreadableFile as problem:
        headings = unknown_headings(of_import)
        note_not_read(
            of_import=of_import, problem=str(problem), headings=headings, by=by
        )


def _import_of(job: Job) -> Import:
    imports = Import.objects.select_related("campaign", "council", "plan")
    return imports.get(campaign=job.campaign, pk=UUID(str(job.arguments["import"])))


def _asked_by(job: Job) -> Membership:
    """The membership of whoever asked, while it lasts: others may ask anew."""
    members = Membership.objects.valid_at(now()).select_related("user", "campaign")
    member = members.filter(campaign=job.campaign, user=job.requested_by).first()
    if member is None:
        raise HustingsError("Whoever asked for this is no longer in the campaign.")
    return member


def _page(of_import: Import) -> str:
    return reverse("register:import", args=[of_import.campaign_id, of_import.pk])
