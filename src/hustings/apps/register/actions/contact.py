"""Who wants to be left alone."""

from datetime import datetime
from uuid import UUID

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.register.models import DoNotContact, Elector

Whoever = User | Membership | Actor


def set_do_not_contact(
    *,
    elector: Elector,
    basis: str,
    source_event: UUID | None,
    by: Whoever,
    at: datetime,
) -> DoNotContact:
    """Note that the person wants to be left alone; every list honours it from now on. The first note stands.

    `basis` is a `DoNotContact.Basis`; `source_event` the visit at which it was said, if it was.
    """
    with acting(by, "set do not contact"):
        standing, _ = DoNotContact.objects.get_or_create(
            campaign_id=elector.campaign_id,
            elector=elector,
            lifted_at=None,
            defaults={"basis": basis, "since": at, "source_event": source_event},
        )
    return standing


def lift_do_not_contact(
    *,
    elector: Elector,
    by: Whoever,
    at: datetime,
    source_event: UUID | None = None,
) -> int:
    """End the person's do-not-contact; gives how many were ended, 0 or 1.

    With `source_event`, only the one that this visit had set: taking a visit back leaves an objection alone.
    """
    standing = DoNotContact.objects.in_force().filter(
        campaign=elector.campaign_id, elector=elector
    )
    if source_event:
        standing = standing.filter(source_event=source_event)
    with acting(by, "lift do not contact"):
        return standing.update(lifted_at=at)
