"""Who wants to be left alone."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.register.models import DoNotContact, Elector
from hustings.engine.journal import Entry, note

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
        standing, is_new = DoNotContact.objects.get_or_create(
            campaign_id=elector.campaign_id,
            elector=elector,
            lifted_at=None,
            defaults={"basis": basis, "since": at, "source_event": source_event},
        )
        if is_new:
            _promise("do-not-contact", elector, at, basis)
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
        lifted = standing.update(lifted_at=at)
        if lifted:
            _promise("lift-do-not-contact", elector, at)
    return lifted


def _promise(kind: str, elector: Elector, at: datetime, basis: str = "") -> None:
    """Note it beside the database too, so that restoring an older copy does not forget it."""
    entry = Entry(
        at.isoformat(), kind, str(elector.campaign_id), str(elector.id), basis
    )
    transaction.on_commit(partial(note, entry))
