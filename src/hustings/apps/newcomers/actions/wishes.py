"""A newcomer objects, in writing or by telephone: nobody calls on them, rings them or names them on a phone again."""

from datetime import datetime
from uuid import uuid4

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.actions import record_event, void_event
from hustings.apps.ledger.models import Event, EventQuerySet, Outcome
from hustings.apps.register.models import Newcomer

Whoever = Membership | Actor


def leave_alone(*, newcomer: Newcomer, by: Whoever, at: datetime) -> None:
    """Note that the newcomer asked not to be contacted; once is enough. It goes along when the register finds them."""
    if _asked(newcomer).exists():
        return
    event = Event(
        id=uuid4(),
        campaign=newcomer.campaign,
        kind=Event.Kind.VISIT,
        newcomer=newcomer,
        district_id=newcomer.district_id,
        # A command is no member: the trail says who it was, and the event stands with whoever met the newcomer.
        author=by if isinstance(by, Membership) else newcomer.added_by,
        happened_at=at,
        payload={"outcome": Outcome.DO_NOT_CONTACT.value},
    )
    with acting(by, "note that a newcomer is not to be contacted"):
        record_event(event=event, by=by, at=at)


def may_be_contacted(*, newcomer: Newcomer, by: Whoever, at: datetime) -> None:
    """The newcomer has said that it was lifted: each such wish is taken back."""
    with acting(by, "lift that a newcomer is not to be contacted"):
        for event in _asked(newcomer):
            void_event(event=event, by=by, at=at)


def _asked(newcomer: Newcomer) -> EventQuerySet:
    visits = Event.objects.filter(campaign=newcomer.campaign_id, newcomer=newcomer)
    return (
        visits.visits().standing().filter(payload__outcome=Outcome.DO_NOT_CONTACT.value)
    )
