"""What follows at once from an event that a phone handed in."""

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Event, Outcome
from hustings.apps.register.actions import lift_do_not_contact, set_do_not_contact
from hustings.apps.register.models import DoNotContact


def follow(event: Event, *, by: Membership, at: datetime) -> None:
    """Honour what was asked for at the door: to be left alone, to be erased, or that it was a mistake."""
    if event.kind == Event.Kind.ERASURE:
        import_string(settings.ON_ERASURE_ASKED)(event=event, by=by, at=at)
    elif event.kind == Event.Kind.VOID and event.voids and event.elector:
        _lift(event, by, at)
    elif event.payload.get("outcome") == Outcome.DO_NOT_CONTACT and event.elector:
        set_do_not_contact(
            elector=event.elector,
            basis=DoNotContact.Basis.DOOR,
            source_event=event.id,
            by=by,
            at=at,
        )


def _lift(event: Event, by: Membership, at: datetime) -> None:
    """A do-not-contact that the visit taken back had set, unless it was said at another visit too."""
    asked = Event.objects.filter(
        campaign=event.campaign_id,
        elector=event.elector,
        payload__outcome=Outcome.DO_NOT_CONTACT,
    ).visits()
    if event.elector is None or asked.standing().exists():
        return
    for key in asked.values_list("pk", flat=True):
        lift_do_not_contact(elector=event.elector, source_event=key, by=by, at=at)
