"""Reads of the doorstep that start from a campaign or from a phone."""

from datetime import datetime
from uuid import UUID

from hustings.apps.campaigns.models import Campaign
from hustings.apps.campaigns.secrets import digest
from hustings.apps.doorstep.models import Held, NotAcceptedEntry, Phone


def phone_with(token: str) -> Phone | None:
    """The phone whose reading token this is (`CAMPAIGN.SECRET`), whether it may still read or not."""
    campaign, _, secret = token.partition(".")
    try:
        phones = Phone.objects.filter(campaign_id=UUID(campaign))
    except ValueError:
        return None
    mine = phones.filter(read_hash=digest(secret), campaign__erased_at=None)
    return mine.select_related("campaign", "membership__user").first()


def phones_of(campaign: Campaign, at: datetime) -> list[Phone]:
    """All phones of the campaign, those that may still read first."""
    phones = Phone.objects.of(campaign).select_related("membership__user")
    return sorted(phones, key=lambda phone: phone.state_at(at) != "in")


def held_of(campaign: Campaign) -> list[Held]:
    """What waits for the organiser."""
    return list(Held.objects.of(campaign).waiting().select_related("phone"))


def not_accepted_of(campaign: Campaign) -> list[NotAcceptedEntry]:
    """The last hundred events that were turned away."""
    rows = NotAcceptedEntry.objects.filter(campaign=campaign).select_related("phone")
    return list(rows[:100])
