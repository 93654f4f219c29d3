"""What a token opens. Programs send it with each request; nothing here reads a cookie.

Rows come in the order in which they were received. Each answer names the place behind its last row, so that a
program fetches on from there, now or tomorrow.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_safe

from hustings.apps.api.actions import note_use
from hustings.apps.api.description import document
from hustings.apps.api.queries import Opened, open_token
from hustings.apps.api.visits import (
    Place,
    Row,
    as_csv,
    as_lines,
    columns,
    row_of,
    visits_after,
)
from hustings.apps.campaigns.audit import record
from hustings.apps.campaigns.rights import May
from hustings.apps.safekeeping.models import Erasure

MOST = 5000
View = Callable[..., HttpResponseBase]


class BadRequest(Exception):
    """A parameter is not one of ours; the text says what was expected."""


def for_tokens(view: View) -> Any:
    """Let the view run for a token that opens visits now; say to any other what is missing."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponseBase:
        opened = open_token(_given(request), now())
        if opened is None:
            return _refusal(401, "token", "This token is not known, over or taken back. Make a new one.")  # fmt: skip
        if May.EXPORT_VISITS not in opened.rights:
            return _refusal(403, "right", "Your role no longer opens visits. Ask the agent.")  # fmt: skip
        note_use(token=opened.token, by=opened.membership, at=now())
        try:
            answer = view(request, opened)
        except BadRequest as problem:
            return _refusal(400, "parameter", str(problem))
        answer["Cache-Control"] = "no-store"
        return answer

    return csrf_exempt(login_not_required(require_GET(checked)))


@login_not_required
@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """The description of everything that programs and phones may ask. It holds nobody's data."""
    return JsonResponse(document(), json_dumps_params={"indent": 1})


@for_tokens
def token(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What the token in hand is: what for, what it opens, until when."""
    held = opened.token
    return JsonResponse(
        {
            "name": held.name,
            "campaign": {"id": str(held.campaign_id), "name": opened.membership.campaign.name},
            "rights": sorted(str(right) for right in opened.rights),
            "expires_at": held.expires_at.isoformat(),
        }
    )  # fmt: skip


@for_tokens
def visits_lines(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A page of visits as JSON Lines."""
    rows, headers = _page(request, opened)
    body = "".join(as_lines(rows))
    return HttpResponse(body, content_type="application/jsonl", headers=headers)


@for_tokens
def visits_csv(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A page of visits as CSV."""
    rows, headers = _page(request, opened)
    body = as_csv(rows, columns(answers=May.SEE_ANSWERS in opened.rights))
    kind = "text/csv; charset=utf-8"
    return HttpResponse(body, content_type=kind, headers=headers)


@for_tokens
def erased(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Whose answers were erased here, and when: whoever fetched them earlier must drop them too."""
    if May.SEE_ANSWERS not in opened.rights:
        return _refusal(403, "right", "This token names nobody. It needs the right to see answers.")  # fmt: skip
    gone = Erasure.objects.filter(campaign=opened.membership.campaign, person__isnull=False)  # fmt: skip
    rows: list[Row] = [
        {"elector": str(each.person), "erased_at": each.at.isoformat()} for each in gone
    ]
    body = "".join(as_lines(rows))
    return HttpResponse(body, content_type="application/jsonl")


def _page(request: HttpRequest, opened: Opened) -> tuple[list[Row], dict[str, str]]:
    """The rows asked for, noted in the trail, and where to go on."""
    after, most = _after(request), _limit(request)
    answers = May.SEE_ANSWERS in opened.rights
    events = visits_after(opened.membership, after, most=most, at=now())
    verb = "fetch visits with answers" if answers else "fetch visits"
    record(
        campaign=opened.membership.campaign,
        by=opened.membership,
        verb=verb,
        of="ledger_event",
        rows=len(events),
    )
    headers = {}
    place = Place(events[-1].received_at, events[-1].pk) if events else after
    if place:
        headers["Next-After"] = str(place)
    if len(events) == most:
        query = urlencode({"after": str(place), "limit": most})
        headers["Link"] = f'<{request.path}?{query}>; rel="next"'
    return [row_of(each, answers=answers) for each in events], headers


def _after(request: HttpRequest) -> Place | None:
    said = request.GET.get("after", "")
    try:
        return Place.of(said) if said else None
    except (ValueError, OverflowError) as problem:
        raise BadRequest("after: expected the Next-After of an earlier answer") from problem  # fmt: skip


def _limit(request: HttpRequest) -> int:
    said = request.GET.get("limit", str(MOST))
    if not (said.isascii() and said.isdigit() and len(said) < 6 and 0 < int(said) <= MOST):  # fmt: skip
        raise BadRequest(f"limit: expected a number from 1 to {MOST}")
    return int(said)


def _given(request: HttpRequest) -> str:
    """The token in the request; never read from the address, which logs keep."""
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    return text if kind == "Bearer" and len(text) < 200 else ""


def _refusal(status: int, error: str, words: str) -> JsonResponse:
    answer = JsonResponse({"error": error, "words": words}, status=status)
    answer["Cache-Control"] = "no-store"
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer
