"""Visits: recorded, one or many at once, and taken back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localtime

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.actions.left_alone import check_may_contact, hold
from hustings.apps.canvass.visits import Visit, event_of, kept_of
from hustings.apps.ledger.actions import (
    Receipt,
    record_event,
    record_events,
    void_event,
)
from hustings.apps.ledger.models import ABOUT_A_PERSON, Event, Outcome
from hustings.apps.register.actions import lift_do_not_contact, set_do_not_contact
from hustings.apps.register.models import DoNotContact
from hustings.core.canvassing import Kept
from hustings.core.errors import HustingsError

CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The event in the ledger, and what of the visit it holds. `is_new` is False for one sent twice."""

    event: Event
    kept: Kept
    is_new: bool


def record_visit(*, visit: Visit, by: Membership | Actor, at: datetime) -> Recorded:
    """Keep of one visit what may be kept; set do-not-contact at once if that was asked for.

    HustingsError where nothing may be kept, or of somebody who has asked to be left alone.
    """
    if visit.happened_at > at + CLOCKS_DIFFER:
        raise HustingsError(
            f"{localtime(visit.happened_at):%d %B %H:%M} has not come yet. Put the date and time of the visit right."
        )
    kept = kept_of(visit)
    with acting(by, "record a visit"):
        if visit.elector:
            hold(visit.elector)
            if kept.outcome not in ABOUT_A_PERSON and not _was_sent(visit):
                check_may_contact(visit.elector)
        event = event_of(visit, kept)
        is_new = record_event(event=event, by=by, at=at)
        if is_new:
            _honour(visit, kept, by, at)
    return Recorded(event, kept, is_new)


def record_visits(
    *, visits: Iterable[Visit], by: Membership | Actor, at: datetime
) -> Receipt:
    """Keep many visits of one campaign at once, in the order given.

    Visits to somebody who by then had asked to be left alone are left out.
    """
    visits = list(visits)
    if not visits:
        return Receipt((), ())
    asked = _asked_to_be_left(visits[0].subject.campaign_id)
    admitted = list(_admitted(visits, asked))
    with acting(by, "record visits"):
        events = (event_of(visit, kept) for visit, kept in admitted)
        receipt = record_events(events=events, by=by, at=at)
        new = set(receipt.kept)
        for visit, kept in admitted:
            if visit.id in new:
                _honour(visit, kept, by, at)
    return receipt


def take_back_visit(*, event: Event, by: Membership, at: datetime) -> bool:
    """Take a visit back; False if that was done before. A do-not-contact that it alone had set is lifted."""
    with acting(by, "take back a visit"):
        is_new = void_event(event=event, by=by, at=at)
        if is_new and event.payload.get("outcome") == Outcome.DO_NOT_CONTACT:
            _lift_unless_asked_again(event, by, at)
    return is_new


def _admitted(
    visits: Iterable[Visit], asked: set[UUID]
) -> Iterator[tuple[Visit, Kept]]:
    """The visits that may be kept, with what is kept of each; a request to be left alone counts from its visit on."""
    for visit in visits:
        kept = kept_of(visit)
        if kept.outcome not in ABOUT_A_PERSON and _key(visit) in asked:
            continue
        if kept.outcome == Outcome.DO_NOT_CONTACT and visit.elector:
            asked.add(visit.elector.pk)
        yield visit, kept


def _key(visit: Visit) -> UUID | None:
    return visit.elector.pk if visit.elector else None


def _asked_to_be_left(campaign: UUID) -> set[UUID]:
    asked = DoNotContact.objects.in_force().filter(campaign=campaign)
    return set(asked.values_list("elector_id", flat=True))


def _was_sent(visit: Visit) -> bool:
    """Whether it is in the ledger already: sent again it does no harm, also after the person asked to be left alone."""
    held = Event.objects.filter(campaign=visit.subject.campaign_id, pk=visit.id)
    return held.exists()


def _honour(visit: Visit, kept: Kept, by: Membership | Actor, at: datetime) -> None:
    if kept.outcome == Outcome.DO_NOT_CONTACT and visit.elector:
        set_do_not_contact(
            elector=visit.elector,
            basis=DoNotContact.Basis.DOOR,
            source_event=visit.id,
            by=by,
            at=at,
        )


def _lift_unless_asked_again(event: Event, by: Membership, at: datetime) -> None:
    """Lift what visits had set, once none of them stands; an objection in writing is not theirs to lift."""
    if event.elector is None:
        return
    asked = Event.objects.filter(
        campaign=event.campaign_id,
        elector=event.elector,
        payload__outcome=Outcome.DO_NOT_CONTACT,
    ).visits()
    if asked.standing().exists():
        return
    for key in asked.values_list("pk", flat=True):
        lift_do_not_contact(elector=event.elector, source_event=key, by=by, at=at)
