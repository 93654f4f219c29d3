"""The campaign's people: what they may do, and when it ends."""

from datetime import datetime

from django.db import transaction

from hustings.apps.accounts.models import User
from hustings.apps.accounts.security import note
from hustings.apps.campaigns.actions.links import check_place
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, Membership, Role
from hustings.apps.campaigns.places import Place
from hustings.apps.campaigns.queries import agents_of
from hustings.core.errors import HustingsError

LAST_AGENT = "A campaign needs an agent. Make somebody else agent first."


def change_place(
    *, membership: Membership, place: Place, by: Membership | Actor, at: datetime
) -> None:
    """Give a member another role, area or time."""
    check_place(place, by=by, at=at)
    with acting(by, "change a member's place"):
        held = _lock(membership)
        if place.role != Role.AGENT or place.ends_at is not None:
            _keep_an_agent(held, at)
        held.role, held.districts = place.role, list(place.districts)
        held.starts_at, held.ends_at = place.starts_at, place.ends_at
        held.save()


def end_membership(
    *, membership: Membership, by: Membership | Actor, at: datetime
) -> None:
    """End a member's rights at once: the next page asked for is not found."""
    with acting(by, "end a membership"):
        held = _lock(membership)
        _keep_an_agent(held, at)
        held.ended_at = at
        held.save(update_fields=["ended_at"])


def _lock(membership: Membership) -> Membership:
    """The membership as it is now, with the whole team held still.

    One change of a team at a time: else two agents could remove each other at once.
    """
    campaign = Campaign.objects.select_for_update(no_key=True).get(
        id=membership.campaign_id
    )
    held = Membership.objects.of(campaign).filter(id=membership.id, ended_at=None)
    found = held.select_related("campaign").first()
    if found is None:
        raise HustingsError("That membership was ended before.")
    return found


def _keep_an_agent(membership: Membership, at: datetime) -> None:
    """Refuse what would leave a campaign without an agent; one whose data are erased needs none."""
    if membership.campaign.has_ended:
        return
    agents = agents_of(membership.campaign, at)
    if membership.role == Role.AGENT and not agents.exclude(id=membership.id).exists():
        raise HustingsError(LAST_AGENT)


def end_person(*, user: User, by: Actor, at: datetime) -> int:
    """Close a sign-in and end each of its memberships; gives how many. Refused for the last agent of a campaign."""
    with transaction.atomic():
        going_on = list(user.memberships.filter(ended_at=None))
        for each in going_on:
            end_membership(membership=each, by=by, at=at)
        User.objects.filter(id=user.id).update(is_active=False)
        note(what="closed", user=user, by=by.name, at=at)
    return len(going_on)
