"""What was promised since a copy was made, from the journal and from the present database."""

from datetime import datetime
from uuid import UUID

from django.db import ProgrammingError

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.register.models import DoNotContact, Elector
from hustings.apps.safekeeping.models import Erasure
from hustings.engine import journal
from hustings.engine.journal import Entry

OWNER = "owner"


def promises_since(moment: datetime) -> list[Entry]:
    """Each erasure, objection, do-not-contact and lifting made at or after `moment`, oldest first."""
    found = {
        (p.kind, p.campaign, p.record, p.at): p
        for p in [*journal.since(moment), *_kept_here(moment)]
    }
    return sorted(found.values(), key=lambda promise: promise.moment)


def numbers_of(promises: list[Entry]) -> dict[str, str]:
    """The elector numbers of those who asked not to be contacted, as the present database knows them."""
    asked = [p.record for p in promises if p.kind == "do-not-contact"]
    electors = Elector.objects.using(OWNER).filter(id__in=asked)
    try:
        return {str(e.id): e.full_number for e in electors.select_related("district")}
    except ProgrammingError:
        return {}


def keep_do_not_contact(promise: Entry, by: Actor) -> bool:
    """Record the do-not-contact again where none is in force; False if the copy does not have the elector."""
    of = {"campaign_id": UUID(promise.campaign), "elector_id": UUID(promise.record)}
    here = Elector.objects.using(OWNER).filter(
        campaign_id=of["campaign_id"], id=of["elector_id"]
    )
    if not here.exists():
        return False
    if DoNotContact.objects.using(OWNER).in_force().filter(**of).exists():
        return True
    with acting(by, "do not contact, again after a restore", using=OWNER):
        DoNotContact.objects.using(OWNER).create(
            **of,
            basis=promise.basis or DoNotContact.Basis.OBJECTION,
            since=promise.moment,
        )
    return True


def lift_do_not_contact(promise: Entry, by: Actor) -> None:
    """Lift the do-not-contact again, if one from before is in force."""
    standing = (
        DoNotContact.objects.using(OWNER)
        .in_force()
        .filter(
            campaign_id=promise.campaign,
            elector_id=promise.record,
            since__lte=promise.moment,
        )
    )
    with acting(by, "lift a do-not-contact, again after a restore", using=OWNER):
        standing.update(lifted_at=promise.moment)


def _kept_here(moment: datetime) -> list[Entry]:
    """The same from the present database, where there is one with tables."""
    try:
        return [*_do_not_contacts(moment), *_erasures(moment)]
    except ProgrammingError:
        return []


def _do_not_contacts(moment: datetime) -> list[Entry]:
    rows = DoNotContact.objects.using(OWNER).filter(since__gte=moment)
    return [
        Entry(
            row.since.isoformat(),
            "do-not-contact",
            str(row.campaign_id),
            str(row.elector_id),
            row.basis,
        )
        for row in rows
        if row.lifted_at is None
    ]


def _erasures(moment: datetime) -> list[Entry]:
    return [
        Entry(
            row.at.isoformat(),
            "erase-person" if row.person else "erase-campaign",
            str(row.campaign_id),
            str(row.person or row.campaign_id),
        )
        for row in Erasure.objects.using(OWNER).filter(at__gte=moment)
    ]
