"""What a phone fetches to take along: a walk, a stall's list, people to ring. One list at a time."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.timezone import localtime, now
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from hustings.apps.campaigns.rights import May, may
from hustings.apps.doorstep.actions.carrying import (
    carry,
    lay_down,
    note_names,
    take_walk,
)
from hustings.apps.doorstep.bundles import (
    calls_bundle,
    people_in,
    stall_bundle,
    walk_bundle,
)
from hustings.apps.doorstep.calling import next_for
from hustings.apps.doorstep.models import CallRound, Phone, Stall
from hustings.apps.doorstep.queries import carried_by, plain_code
from hustings.apps.doorstep.views.api import OutsideArea, answered, for_phones
from hustings.apps.walks.models import Walk
from hustings.apps.walks.queries import walk_with
from hustings.core.errors import HustingsError

# The list for a stall may be fetched so long before it begins: at home, where there is a network.
EARLY = timedelta(hours=12)


@gzip_page
@for_phones
@require_GET
def walk(request: HttpRequest, phone: Phone, code: str) -> JsonResponse:
    """The walk of this code, taken out by the phone's holder if nobody has it."""
    check_may_go(phone)
    held, at = walk_called(phone, code), now()
    outing = take_walk(phone=phone, walk=held, at=at)
    bundle = walk_bundle(phone, outing, at)
    note_names(phone=phone, verb="fetch a walk", people=people_in(bundle))
    return answered(bundle)


@for_phones
@require_POST
def back(request: HttpRequest, phone: Phone, code: str) -> JsonResponse:
    """The phone hands this list in and has wiped the names; nothing happens where it carries another by now."""
    carried = carried_by(phone, now()) or {}
    if carried.get("code") == plain_code(code):
        lay_down(phone=phone, at=now())
    return answered({"server_time": now().isoformat()})


@gzip_page
@for_phones
@require_GET
def stall(request: HttpRequest, phone: Phone, code: str) -> JsonResponse:
    """The list of a stall, from the evening before until it ends."""
    check_may_go(phone)
    held, at = stall_called(phone, code), now()
    check_is_today(held)
    carry(phone=phone, what=Phone.Carries.STALL, occasion=held.pk, at=at)
    bundle = stall_bundle(phone, held, at)
    note_names(phone=phone, verb="fetch a stall's list", people=people_in(bundle))
    return answered(bundle)


@gzip_page
@for_phones
@require_GET
def calls(request: HttpRequest, phone: Phone, code: str) -> JsonResponse:
    """The next people to ring of this round, sixty at most; none of them is given to another phone today."""
    check_may_go(phone)
    rounds = CallRound.objects.of(phone.campaign).filter(closed_at=None)
    held, at = rounds.filter(code=plain_code(code)).first(), now()
    if held is None:
        raise Http404("No round of calls under way has this code. Ask the organiser.")
    held.campaign = phone.campaign
    people = next_for(phone, held, at)
    carry(
        phone=phone,
        what=Phone.Carries.CALLS,
        occasion=held.pk,
        at=at,
        people=[each.key for each in people],
    )
    note_names(phone=phone, verb="fetch people to ring", people=len(people))
    return answered(calls_bundle(phone, held, people, at))


def check_may_go(phone: Phone) -> None:
    """HustingsError where the holder's role knocks on no doors, or their time has not begun."""
    begins = phone.membership.starts_at
    if begins and begins > now():
        when = localtime(begins).strftime("%-H:%M on %-d %B")
        raise HustingsError(f"Your access begins at {when}. Fetch the list then.")
    if not may(phone.membership, May.RECORD_VISITS):
        raise HustingsError(
            "Your role takes no walks. Ask the organiser if you should help at the doors."
        )


def walk_called(phone: Phone, code: str) -> Walk:
    """The walk in use of this code, in the phone's area. Of other campaigns' walks nothing is known here: Http404."""
    if found := walk_with(phone.membership, code):
        return found
    if walk_with(phone.campaign, code):
        raise OutsideArea(
            "This walk is outside your area. Ask the organiser for another."
        )
    raise Http404(
        "This campaign has no such walk: the sheet is another campaign’s, or too old. Ask the organiser."
    )


def stall_called(phone: Phone, code: str) -> Stall:
    """The stall of this code, or of this id; Http404 for any other."""
    stalls = Stall.objects.of(phone.campaign)
    try:
        found = stalls.filter(pk=UUID(code)).first()
    except ValueError:
        found = stalls.filter(code=plain_code(code)).first()
    if found is None:
        raise Http404("This campaign has no such stall. Ask the organiser.")
    return found


def check_is_today(held: Stall) -> None:
    """HustingsError before the evening before, and once it is over."""
    if now() >= held.ends_at:
        raise HustingsError(f"{held} is over; its list is no longer given out.")
    if now() < held.starts_at - EARLY:
        when = localtime(held.starts_at - EARLY).strftime("%-H:%M on %-d %B")
        raise HustingsError(f"The list for {held} can be fetched from {when}.")
