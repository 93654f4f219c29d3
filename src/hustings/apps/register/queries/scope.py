"""What a campaign has, or what one member may see of it."""

from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.register.models import (
    District,
    Door,
    DoorQuerySet,
    Elector,
    ElectorQuerySet,
)

Scope = Campaign | Membership


def electors_in(scope: Scope) -> ElectorQuerySet:
    """The electors of a campaign, or those whom a member may see."""
    if isinstance(scope, Membership):
        return Elector.objects.for_member(scope)
    return Elector.objects.of(scope)


def districts_in(scope: Scope) -> list[District]:
    """The polling districts of a campaign, or of a member's area, with their councils."""
    if isinstance(scope, Membership):
        districts = District.objects.filter(campaign=scope.campaign_id)
        if scope.districts:
            districts = districts.filter(pk__in=scope.districts)
    else:
        districts = District.objects.filter(campaign=scope)
    return list(districts.select_related("council").order_by("code", "council__name"))


def doors_in(scope: Scope) -> DoorQuerySet:
    """The doors of a campaign, or those that a member may see."""
    if isinstance(scope, Membership):
        return Door.objects.for_member(scope)
    return Door.objects.of(scope)
