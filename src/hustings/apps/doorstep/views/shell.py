"""The app's own files. They are the same for everybody and hold nobody's data."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from hustings.apps.doorstep.assets import INDEX, WORKER, contents, type_of

# Everything from here, nothing from elsewhere, no script or style within the page.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def _version(request: HttpRequest, path: str = INDEX) -> str:
    return f'"{hashlib.sha256(contents().get(path, b"")).hexdigest()[:16]}"'


@login_not_required
@require_safe
@condition(etag_func=_version)
def asset(request: HttpRequest, path: str = INDEX) -> HttpResponse:
    """A file of the app; asked for anew each time, answered "unchanged" mostly: the service worker keeps them."""
    found = contents().get(path)
    if found is None:
        raise Http404
    answer = HttpResponse(found, content_type=type_of(path))
    answer["Cache-Control"] = "no-cache"
    answer["Content-Security-Policy"] = POLICY
    if path == WORKER:
        answer["Service-Worker-Allowed"] = "/door/"
    return answer
