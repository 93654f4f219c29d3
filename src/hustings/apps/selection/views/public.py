"""What everybody may see of a published ballot, without signing in, and a page that counts it again.

Nothing of what is brought to that page is kept: the file is read in memory, counted, and forgotten with the answer.
"""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from hustings.apps.selection.page import (
    count_parts,
    download,
    followed,
    notice,
    record_file,
)
from hustings.apps.selection.queries.published import Published, published
from hustings.apps.selection.queries.recount import (
    LARGEST,
    TOO_LARGE,
    Recount,
    recounted,
)
from hustings.core.counting.disclosure import ENOUGH
from hustings.core.errors import HustingsError

_A_DAY = 24 * 3600
_AROUND_THE_FILE = 4096
"""Bytes of a form beside the file that it brings."""


class InMemory(MemoryFileUploadHandler):
    """Keeps a file in memory whatever its size, which was looked at before; ballot papers come upon no disk."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True


@csrf_exempt  # nothing is changed or kept
@login_not_required
@require_http_methods(["GET", "POST"])
def ballot(request: HttpRequest, ballot_id: UUID) -> HttpResponse:
    """The record, the account of papers, who signed, and the files.

    A paper to be followed is posted: in an address, a voter's own ranking would stand in logs beside where it came from.
    """
    found = published(ballot_id)
    line = request.POST.get("follow", "")
    context = _shown(found) | count_parts(found.kept.count)
    context |= followed(found.ballot, found.kept, line)
    return render(request, "selection/public.html", context)


@login_not_required
@require_GET
def record(request: HttpRequest, ballot_id: UUID, form: str) -> HttpResponse:
    """The record as JSON or CSV, a notice as PDF, or the papers as BLT."""
    found = published(ballot_id)
    if form == "blt":
        return download(found.ballot, found.papers, "blt", "papers")
    if form == "pdf":
        return download(found.ballot, _notice(found), "pdf", "notice")
    answer = record_file(found.ballot, found.kept, form)
    if answer is None:
        raise Http404
    return answer


@login_not_required
@require_GET
def candidates(request: HttpRequest, ballot_id: UUID) -> HttpResponse:
    """Slates and groups of those who stood, where there are any, as `hustings count --candidates` reads them."""
    found = published(ballot_id)
    if not found.candidates:
        raise Http404
    return download(found.ballot, found.candidates, "csv", "candidates")


@csrf_exempt  # nothing is changed or kept, and the size is looked at before the form is read
@login_not_required
@require_http_methods(["GET", "POST"])
def recount(request: HttpRequest, ballot_id: UUID) -> HttpResponse:
    """Count a file under the rules, lots and limits of the published count, and say whether the two are the same."""
    found = published(ballot_id)
    context, status = _shown(found), 200
    if request.method == "POST":
        if not ratelimit.consume(request, action="recount"):
            return render(request, "429.html", status=429)
        try:
            again = recounted(found, *_file(request))
            context |= _compared(found, again) | count_parts(again.count)
        except HustingsError as problem:
            context, status = context | {"problem": str(problem)}, 400
    return render(request, "selection/recount.html", context, status=status)


def _file(request: HttpRequest) -> tuple[bytes, str]:
    """The file that was brought and its name; HustingsError where there is none, or it is too large."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + _AROUND_THE_FILE:
        raise HustingsError(TOO_LARGE)
    request.upload_handlers = [InMemory(request)]
    file = request.FILES.get("file")
    if file is None:
        raise HustingsError("Choose the file of papers first.")
    return file.read(), str(file.name)


def _shown(found: Published) -> dict[str, Any]:
    return {
        "ballot": found.ballot,
        "found": found,
        "of_campaign": found.ballot.campaign,
        "enough": ENOUGH,
        "largest": LARGEST // (1024 * 1024),
    }


def _compared(found: Published, again: Recount) -> dict[str, Any]:
    missing = found.kept.count.valid - again.papers
    return {"again": again, "missing": missing}


def _notice(found: Published) -> bytes:
    """Set once a day, since anybody may ask for it and it never changes."""
    key = f"ballot-notice:{found.kept.row.pk}"
    pdf: bytes | None = cache.get(key)
    if pdf is None:
        campaign = found.ballot.campaign
        on = localdate(found.ballot.published_at)
        pdf = notice(campaign, found.kept, by=campaign.name, on=on)
        cache.set(key, pdf, timeout=_A_DAY)
    return pdf
