"""What a campaign has, or what one member may see of it."""

from django.db.models import Case, Expression, F, OuterRef, Q, Subquery, UUIDField, When

from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.register.models import (
    Correction,
    CorrectionQuerySet,
    District,
    Door,
    DoorQuerySet,
    Elector,
    ElectorQuerySet,
    NumberMatch,
    NumberMatchQuerySet,
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
    """The doors of a campaign, or those that a member may see; not those that have become a door of the register."""
    if isinstance(scope, Membership):
        return Door.objects.for_member(scope).filter(became=None)
    return Door.objects.of(scope).filter(became=None)


def corrections_in(membership: Membership) -> CorrectionQuerySet:
    """The corrections in force of electors and doors whom the member may see."""
    found = Correction.objects.in_force().of(membership.campaign)
    if not membership.districts:
        return found
    here = Q(elector__in=electors_in(membership).values("pk"))
    at = Door.objects.for_member(membership).values("pk")
    return found.filter(here | Q(door__in=at))


def questions_in(membership: Membership) -> NumberMatchQuerySet:
    """The questions of a renumbering about electors whom the member may see."""
    found = NumberMatch.objects.of(membership.campaign)
    if not membership.districts:
        return found
    return found.filter(later__in=electors_in(membership).values("pk"))


def district_of(scope: Scope, door: str) -> Expression | F:
    """The district of `districts_in` to which a row counts, for `values_list`; `door` is the column of its door.

    It is the row's own, but for a member with an area of our own: to that count the doors that its doors have become.
    """
    if not isinstance(scope, Membership) or not scope.districts:
        return F("district")
    own = Door.objects.opening(scope.campaign_id, scope.districts)
    first = own.filter(became=OuterRef(door)).order_by("district__code", "district")
    mine = When(district__in=scope.districts, then=F("district"))
    area = Subquery(first.values("district")[:1])
    return Case(mine, default=area, output_field=UUIDField())
