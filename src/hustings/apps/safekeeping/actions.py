"""What people ask for here: copies, erasures and objections. The worker does them as the owner's role."""

from datetime import date, datetime

from hustings.apps.campaigns.audit import Actor, record
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.jobs.actions import enqueue
from hustings.apps.jobs.models import Job
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Elector, Newcomer
from hustings.apps.safekeeping.copies import (
    delete_older,
    have_copies_before,
    make_copy,
)
from hustings.apps.safekeeping.erasing import clear_away, erase_campaign
from hustings.apps.safekeeping.models import Copy, Erasure
from hustings.apps.safekeeping.person import Person
from hustings.core.errors import HustingsError
from hustings.engine.keyring import has_keys


def ask_to_erase_person(*, elector: Elector, by: Membership, at: datetime) -> Job:
    """Queue the erasure of what one person told us."""
    return enqueue(
        kind="safekeeping.erase-person",
        title="Erase what a person told us",
        by=by,
        arguments={"elector": str(elector.id)},
        at=at,
    )


def ask_to_erase_newcomer(*, newcomer: Newcomer, by: Membership, at: datetime) -> Job:
    """Queue the erasure of somebody who is on no register, with all that they told us."""
    return enqueue(
        kind="safekeeping.erase-person",
        title="Erase what a person told us",
        by=by,
        arguments={"newcomer": str(newcomer.id)},
        at=at,
    )


def erasure_asked(*, event: Event, by: Membership, at: datetime) -> None:
    """Somebody asked at the door that what they told us be erased: it is queued at once."""
    if event.elector:
        ask_to_erase_person(elector=event.elector, by=by, at=at)
    elif event.newcomer:
        ask_to_erase_newcomer(newcomer=event.newcomer, by=by, at=at)


def ask_to_erase_campaign(*, by: Membership, typed_name: str, at: datetime) -> Job:
    """Queue the erasure of all personal data of the campaign; its name is typed to be sure."""
    if typed_name.strip() != by.campaign.name:
        raise HustingsError("The name typed is not the campaign's. Nothing was erased.")
    return enqueue(
        kind="safekeeping.erase-campaign",
        title="Erase the campaign's personal data",
        by=by,
        arguments={},
        at=at,
    )


def ask_for_copy(*, by: Membership, at: datetime) -> Job:
    """Queue a copy of the whole server."""
    return enqueue(
        kind="safekeeping.copy",
        title="Make a copy of the server",
        by=by,
        arguments={},
        at=at,
    )


def note_access(*, person: Person, by: Membership | Actor) -> None:
    """Note in the trail that all held on one person was looked at."""
    record(
        campaign=person.campaign,
        by=by,
        verb="show all held on a person",
        of=person._meta.db_table,
        rows=1,
        records=[person.id],
    )


def erase_for_good(*, campaign: Campaign, by: Actor, at: datetime) -> Erasure:
    """Erase the campaign's personal data, then replace every copy that still holds them."""
    erasure = erase_campaign(campaign=campaign, by=by, at=at)
    replace_copies(at=at)
    return erasure


def finish_erasures(*, at: datetime) -> None:
    """Do what is left of erasures that were cut off after the database had forgotten, or whose copy failed."""
    for campaign in Campaign.objects.exclude(erased_at=None):
        clear_away(campaign=campaign.id, at=campaign.erased_at or at)
    latest = Erasure.objects.order_by("-at").values_list("at", flat=True).first()
    if latest is not None and have_copies_before(latest):
        replace_copies(at=at)


def replace_copies(*, at: datetime) -> None:
    """Make a fresh, checked copy and delete every older one of ours; without keys there is none to keep."""
    if has_keys():
        make_copy(reason=Copy.Reason.ERASURE, at=at)
    delete_older(keep=1 if has_keys() else 0, at=at)


def erase_what_is_due(*, today: date, by: Actor, at: datetime) -> list[Erasure]:
    """Erase each campaign whose day has come."""
    due = Campaign.objects.filter(
        erase_on__lte=today, erased_at=None, is_demonstration=False
    )
    erased = [erase_for_good(campaign=campaign, by=by, at=at) for campaign in due]
    finish_erasures(at=at)
    return erased


def copy_before_import(at: datetime) -> None:
    """A copy before each import, where keys have been made; the first import may come before them."""
    if has_keys():
        make_copy(reason=Copy.Reason.IMPORT, at=at)
