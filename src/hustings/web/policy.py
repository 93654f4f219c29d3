"""What a browser may load and do on our pages, told to it with each of them (Content Security Policy, level 3).

Names and addresses come from councils' files and from doorsteps: should a script ever slip in among them, the browser does
not run it. Only files of this server are loaded, forms are sent nowhere else, and nobody frames a page.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",  # the picture that an authenticator app scans
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


def send_policy(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Send the policy with every answer, also with those that are no page of ours (files, refusals)."""

    def with_policy(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.headers["Content-Security-Policy"] = POLICY
        return response

    return with_policy
