"""What the app at the door asks of the server. Phones carry tokens, not cookies, so nothing here needs a form's secret.

Every answer is JSON and carries the server's time, from which the phone learns how far its clock is out.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from hustings.apps.campaigns.models import Invitation
from hustings.apps.campaigns.queries import find_invitation
from hustings.apps.doorstep.actions.contact import Contact, note_contact
from hustings.apps.doorstep.actions.enrolling import enrol
from hustings.apps.doorstep.actions.receiving import MOST, hand_in
from hustings.apps.doorstep.batches import BadRequest, batch_of, campaign_of
from hustings.apps.doorstep.models import CampaignKey, Phone
from hustings.apps.doorstep.queries import carried_by, phone_with
from hustings.core.doorstep import in_words, written
from hustings.core.errors import HustingsError

LARGEST = 1_000_000  # bytes of one request
# Wrong links from one address in ten minutes. Right ones are never counted: all of a street's phones may
# come out of one address of the mobile network.
TRIES = 300

View = Callable[..., JsonResponse]


class OutsideArea(Http404):
    """It is there, and not for this phone's holder, who is told so."""


def plain(view: View) -> Any:
    """A call without cookies, whose every refusal is JSON with words for the person who sees it."""

    @wraps(view)
    def called(request: HttpRequest, **kwargs: Any) -> JsonResponse:
        try:
            answer = view(request, **kwargs)
        except BadRequest as problem:
            return answered({"error": "malformed", "words": str(problem)}, 400)
        except OutsideArea as problem:
            return answered({"error": "other-area", "words": str(problem)}, 404)
        except Http404 as problem:
            return answered({"error": "unknown", "words": str(problem)}, 404)
        except HustingsError as problem:
            return answered({"error": "refused", "words": str(problem)}, 409)
        answer["Cache-Control"] = "no-store"
        return answer

    return csrf_exempt(login_not_required(called))


def for_phones(view: View) -> Any:
    """Let the view run only for a phone that may read; tell any other to wipe what it holds."""

    @wraps(view)
    def checked(request: HttpRequest, **kwargs: Any) -> JsonResponse:
        phone = _phone_of(request)
        state = phone.state_at(now()) if phone else "revoked"
        if phone is None or state != "in":
            return answered({"state": state, "server_time": now().isoformat()}, 401)
        note_contact(contact=Contact(phone=phone, offset=_offset(request), at=now()))
        return view(request, phone=phone, **kwargs)

    return plain(checked)


@plain
@require_POST
def join(request: HttpRequest) -> JsonResponse:
    """Enrol this phone by the secret of a personal link."""
    said = _body(request, longest=4000)
    name, app = _text(said, "name", 150), _text(said, "app", 20)
    if not name.strip():
        raise BadRequest("name: expected the name of whoever holds the phone")
    invitation = find_invitation(campaign_of(said), _text(said, "secret", 100))
    if invitation is None or invitation.purpose != Invitation.Purpose.PHONE:
        _slow_down(request)
        raise HustingsError("This link is not known. Ask the organiser for a new one.")
    enrolled = enrol(invitation=invitation, name=name.strip(), app=app, at=now())
    phone = enrolled.phone
    key = CampaignKey.objects.get(campaign=phone.campaign_id)
    return answered(
        {
            "phone": str(phone.pk),
            "read": enrolled.read,
            "hand_in": enrolled.hand_in,
            "until": phone.until and phone.until.isoformat(),
            "campaign": {
                "id": str(phone.campaign_id),
                "name": phone.campaign.name,
                "key": written(bytes(key.public)),
            },
            "server_time": now().isoformat(),
        },
        201,
    )


@for_phones
@require_GET
def me(request: HttpRequest, phone: Phone) -> JsonResponse:
    """Whether this phone may still read, until when, and how what it has with it stands."""
    return answered(
        {
            "state": "in",
            "until": phone.until and phone.until.isoformat(),
            "name": phone.name,
            "walk": carried_by(phone, now()),
            "server_time": now().isoformat(),
        }
    )


@plain
@require_POST
def events(request: HttpRequest) -> JsonResponse:
    """Take a batch in; each event is answered by itself. The events prove by themselves whose they are."""
    campaign_id, given = batch_of(_body(request, longest=LARGEST), most=MOST)
    answers = hand_in(campaign_id=campaign_id, events=given, at=now())
    results = [
        {
            "id": each.id,
            "result": each.result,
            "reason": each.reason,
            "words": in_words(each.reason),
        }
        for each in answers
    ]
    return answered({"server_time": now().isoformat(), "results": results})


def _slow_down(request: HttpRequest) -> None:
    """Secrets are too long to be guessed; this keeps somebody who tries from being a burden."""
    key = f"door-join-{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, 600)
    if cache.incr(key) > TRIES:
        raise HustingsError("Too many tries from here. Wait ten minutes.")


def _phone_of(request: HttpRequest) -> Phone | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return phone_with(token) if kind == "Bearer" and 20 < len(token) < 200 else None


def _offset(request: HttpRequest) -> int:
    """How far the phone's clock is behind ours, by the time that it says it is; half a minute of network or so."""
    said = parse_datetime(request.headers.get("X-Phone-Time", "") or "-")
    if said is None or said.tzinfo is None:
        return 0
    return round((now() - said).total_seconds() * 1000)


def _body(request: HttpRequest, *, longest: int) -> dict[str, object]:
    if int(request.headers.get("Content-Length") or 0) > longest:
        raise BadRequest(f"too long: at most {longest:,} bytes; send it in parts")
    try:
        found = orjson.loads(request.body)
    except ValueError as problem:
        raise BadRequest("expected JSON") from problem
    if not isinstance(found, dict):
        raise BadRequest("expected a JSON object")
    return found


def _text(said: dict[str, object], name: str, longest: int) -> str:
    held = said.get(name)
    if not isinstance(held, str) or len(held) > longest or "\0" in held:
        raise BadRequest(f"{name}: expected text of at most {longest} characters")
    return held


def answered(said: dict[str, object], status: int = 200) -> JsonResponse:
    """An answer to a phone; nothing on the way keeps it."""
    return JsonResponse(said, status=status, headers={"Cache-Control": "no-store"})
