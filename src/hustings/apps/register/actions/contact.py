"""Who wants to be left alone."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.jobs.models import StoredFile
from hustings.apps.register.models import DoNotContact, Elector, NumberMatch
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
        if not is_new and standing.basis == DoNotContact.Basis.PERHAPS:
            standing.basis, standing.since = basis, at
            standing.source_event, is_new = source_event, True
            standing.save(update_fields=["basis", "since", "source_event"])
        if is_new:
            _expire_prints(elector, at)
            _promise("do-not-contact", elector, at, basis)
            carry_wishes(elector.campaign_id, at=at)
    return standing


def _expire_prints(elector: Elector, at: datetime) -> None:
    """End the fetching of stored sheets of the elector's district, made before they asked: they may be on them."""
    sheets = StoredFile.objects.filter(
        campaign=elector.campaign_id,
        job__kind__in=settings.SHOW_PEOPLE,
        has_personal_data=True,
        expires_at__gt=at,
    )
    here = Q(job__arguments__districts=[]) | Q(
        job__arguments__districts__contains=[str(elector.district_id)]
    )
    sheets.filter(here).update(expires_at=at)


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
            carry_wishes(elector.campaign_id, at=at)
    return lifted


def carry_wishes(campaign: UUID, *, at: datetime) -> None:
    """Leave alone, until the question is answered, whoever may be somebody who asked for it; and no longer than that.

    One whom the agent has let go meanwhile stays so. Called by whatever asks or answers such questions, or notes or ends
    a wish, within its own transaction.
    """
    mine = DoNotContact.objects.filter(campaign=campaign)
    asked = mine.in_force().filter(elector=OuterRef("earlier")).order_by("since")
    waiting = NumberMatch.objects.waiting().filter(campaign=campaign)
    since = dict(
        waiting.filter(Exists(asked))
        .annotate(since=Subquery(asked.values("since")[:1]))
        .values_list("later", "since")
    )
    perhaps = mine.filter(basis=DoNotContact.Basis.PERHAPS)
    perhaps.in_force().exclude(elector__in=since).update(lifted_at=at)
    known = mine.in_force() | perhaps
    left = since.keys() - set(known.values_list("elector", flat=True))
    DoNotContact.objects.bulk_create(
        DoNotContact(
            campaign_id=campaign,
            elector_id=key,
            basis=DoNotContact.Basis.PERHAPS,
            since=since[key],
        )
        for key in left
    )


def _promise(kind: str, elector: Elector, at: datetime, basis: str = "") -> None:
    """Note it beside the database too, so that restoring an older copy does not forget it."""
    entry = Entry(
        at.isoformat(), kind, str(elector.campaign_id), str(elector.id), basis
    )
    transaction.on_commit(partial(note, entry))
