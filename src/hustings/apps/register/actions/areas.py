"""Areas of our own: where the campaign keeps doors of which no register has told the district."""

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, Council, Membership
from hustings.apps.register.models import District

UNKNOWN_COUNCIL = "Council not known yet"


def area_of_our_own(*, campaign: Campaign, name: str, by: Membership) -> District:
    """The area of that name, made if there is none; of the campaign's first council, or of one that is not known yet."""
    with acting(by, "name an area of our own"):
        council = Council.objects.filter(campaign=campaign).order_by("name").first()
        if council is None:
            council = Council.objects.create(campaign=campaign, name=UNKNOWN_COUNCIL)
        return District.objects.get_or_create(
            campaign=campaign,
            council=council,
            code=name,
            defaults={"is_provisional": True},
        )[0]
