"""Whom a round of calls or messages is for: those who agreed to it and have not taken it back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from hustings.apps.campaigns.models import Campaign
from hustings.apps.canvass.queries import latest_answers, on_our_lists
from hustings.apps.doorstep.models import CallRound, Phone
from hustings.apps.ledger.models import ABOUT_A_PERSON, Event, EventQuerySet, Outcome
from hustings.apps.register.models import Newcomer
from hustings.apps.register.queries import Scope

# So many at a time go to one phone, and are left to it for so long.
AT_ONCE = 60
LENT_FOR = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class ToRing:
    """Somebody who agreed to be called, or written to, at a number that they gave. `last`: their latest answer."""

    key: UUID
    number: str
    name: str
    telephone: str
    is_newcomer: bool = False
    last: Event | None = None


def agreed(scope: Scope, calls: CallRound) -> list[ToRing]:
    """All who agreed to the round's channel and may be called on, in its districts, in the order of the register.

    Nobody who has asked not to be contacted, moved, died, or taken the permission back.
    """
    numbers = _numbers(calls, "elector_id")
    electors = on_our_lists(scope).filter(pk__in=numbers)
    if calls.districts:
        electors = electors.within(calls.campaign_id, calls.districts)
    answers = latest_answers(calls.campaign).filter(elector__in=numbers)
    last = {event.elector_id: event for event in answers}
    found = [
        ToRing(
            each.pk,
            each.full_number,
            each.name,
            numbers[each.pk],
            last=last.get(each.pk),
        )
        for each in electors.select_related("district").in_number_order()
    ]
    return found + list(_newcomers(scope, calls))


def next_for(phone: Phone, calls: CallRound, at: datetime) -> list[ToRing]:
    """Whom this phone is to ring: not spoken with in this round yet, and not given to another phone today."""
    done = _reached(calls) | _lent_to_others(phone, calls, at)
    to_do = [each for each in agreed(phone.membership, calls) if each.key not in done]
    own = set(phone.people) if phone.occasion == calls.pk else set()
    to_do.sort(
        key=lambda each: each.key not in own
    )  # what it had and has not done stays its own
    return to_do[:AT_ONCE]


def _newcomers(scope: Scope, calls: CallRound) -> Iterator[ToRing]:
    numbers = _numbers(calls, "newcomer_id")
    people = Newcomer.objects.of(calls.campaign)
    if not isinstance(scope, Campaign):
        people = people.for_member(scope)
    if calls.districts:
        people = people.within(calls.campaign_id, calls.districts)
    rows = people.filter(pk__in=numbers, elector=None)
    said = _of(calls).visits().standing().filter(payload__outcome__in=ABOUT_A_PERSON)
    for each in rows.exclude(pk__in=said.filter(newcomer__in=rows).values("newcomer")):
        yield ToRing(each.pk, "", str(each), numbers[each.pk], is_newcomer=True)


def _numbers(calls: CallRound, whose: str) -> dict[UUID, str]:
    """By elector or newcomer, the number given with the last standing word on this channel, where that was a yes."""
    said = _of(calls).standing().filter(kind=Event.Kind.PERMISSION)
    said = said.filter(payload__channel=calls.channel, **{f"{whose}__isnull": False})
    latest = said.order_by(whose, "-reckoned_at", "-received_at", "-id").distinct(whose)
    return {
        getattr(event, whose): event.payload["telephone"]
        for event in latest
        if event.payload.get("given") is True and event.payload.get("telephone")
    }


def _reached(calls: CallRound) -> set[UUID]:
    """Those with whom this round has got somewhere: whoever was not in is tried again."""
    visits = _of(calls).visits().standing().filter(occasion=calls.pk)
    visits = visits.exclude(Q(payload__outcome=Outcome.NOT_IN) | Q(payload={}))
    keys = visits.values_list("elector", "newcomer")
    return {key for pair in keys for key in pair if key}


def _lent_to_others(phone: Phone, calls: CallRound, at: datetime) -> set[UUID]:
    others = Phone.objects.of(calls.campaign).reading_at(at).exclude(pk=phone.pk)
    out = others.filter(occasion=calls.pk, carries_since__gt=at - LENT_FOR)
    return {key for people in out.values_list("people", flat=True) for key in people}


def _of(calls: CallRound) -> EventQuerySet:
    return Event.objects.filter(campaign=calls.campaign_id)
