"""A campaign's ballots, and one of them with where it stands."""

from uuid import UUID

from django.http import Http404

from hustings.apps.campaigns.models import Campaign
from hustings.apps.selection.models import Ballot
from hustings.apps.selection.models.ballot import OfCampaign


def ballots_of(campaign: Campaign) -> OfCampaign[Ballot]:
    """Every ballot of the campaign, the latest first."""
    return Ballot.objects.of(campaign)


def ballot_of(campaign: Campaign, ballot_id: UUID) -> Ballot:
    """The campaign's ballot; Http404 where it has none of that key."""
    found = ballots_of(campaign).filter(pk=ballot_id).first()
    if found is None:
        raise Http404
    return found
