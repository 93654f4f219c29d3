"""A refusal that a person can act on becomes a message, not a crash."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from hustings.core.errors import HustingsError

Respond = Callable[[HttpRequest], HttpResponse]


class _Explain:
    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(
        self, request: HttpRequest, problem: Exception
    ) -> HttpResponse | None:
        if not isinstance(problem, HustingsError):
            return None
        if request.method == "POST":
            messages.error(request, str(problem))
            return redirect(_page_of(request))
        return render(request, "refused.html", {"problem": problem}, status=409)


def _page_of(request: HttpRequest) -> str:
    """The page whose form was sent: many forms are sent to addresses that show nothing themselves."""
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        page, {request.get_host()}, require_https=request.is_secure()
    )
    return page if ours else request.get_full_path()


def explain_errors(respond: Respond) -> _Explain:
    """Show a HustingsError on the page that it came from; a reader of a broken page sees why."""
    return _Explain(respond)
