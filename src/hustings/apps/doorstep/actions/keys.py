"""The campaign's key for what phones seal."""

from datetime import datetime

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.doorstep.models import CampaignKey
from hustings.core.doorstep import Opener, new_key, opener, private_bytes


def key_of(*, campaign: Campaign, by: Membership | Actor, at: datetime) -> Opener:
    """The campaign's key, made if it has none yet. Two at once get the same one."""
    fresh = new_key(campaign.id)
    with acting(by, "make the campaign's key for phones"):
        held, _ = CampaignKey.objects.get_or_create(
            campaign=campaign,
            defaults={
                "public": fresh.public,
                "private": private_bytes(fresh),
                "made_at": at,
            },
        )
    return opener(campaign.id, bytes(held.private))
