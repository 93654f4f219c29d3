"""What lies beneath the doors on the map."""

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.walks.models import BaseMap


def choose_base_map(
    *, campaign: Campaign, kind: str, address: str, credit: str, by: Membership
) -> BaseMap:
    """Where the campaign's map comes from, from now on."""
    with acting(by, "choose the map"):
        chosen, _ = BaseMap.objects.update_or_create(
            campaign=campaign,
            defaults={"kind": kind, "address": address, "credit": credit},
        )
    return chosen
