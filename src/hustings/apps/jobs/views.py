from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from hustings.apps.campaigns.audit import record
from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.jobs.actions import path_of
from hustings.apps.jobs.models import Job, StoredFile


@require_GET
@requires(May.SEE_CAMPAIGN)
def home(request: MemberRequest) -> HttpResponse:
    """The campaign's latest jobs."""
    jobs = Job.objects.for_member(request.membership).select_related("requested_by")[
        :50
    ]
    return render(request, "jobs/home.html", {"jobs": jobs})


@require_GET
@requires(May.SEE_CAMPAIGN)
def job(request: MemberRequest, job_id: UUID) -> HttpResponse:
    """How far one job has come; the part that changes asks for itself again until it is over."""
    found = get_object_or_404(Job.objects.for_member(request.membership), id=job_id)
    files = [f for f in found.files.all() if may(request.membership, May(f.right))]
    template = (
        "jobs/parts/progress.html"
        if request.headers.get("HX-Request")
        else "jobs/job.html"
    )
    return render(request, template, {"job": found, "files": files})


@require_GET
@requires(May.SEE_CAMPAIGN)
def file(request: MemberRequest, file_id: UUID) -> FileResponse:
    """Fetch a stored file; the trail notes it when it holds personal data."""
    stored = get_object_or_404(
        StoredFile.objects.for_member(request.membership), id=file_id
    )
    if not may(request.membership, May(stored.right)):
        raise PermissionDenied
    if stored.expires_at <= now() or not path_of(stored).exists():
        raise Http404
    if stored.has_personal_data:
        record(
            campaign=request.campaign,
            by=request.membership,
            verb="fetch a stored file",
            of="jobs_storedfile",
            rows=1,
            records=[stored.id],
        )
    return FileResponse(
        path_of(stored).open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.content_type,
    )
