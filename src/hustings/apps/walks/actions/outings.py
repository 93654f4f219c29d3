"""Walks going out and coming back."""

from datetime import datetime

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.walks.actions.teams import current_round
from hustings.apps.walks.models import Outing, Team, Walk
from hustings.core.errors import HustingsError


def hand_out(
    *,
    walk: Walk,
    by: Membership,
    at: datetime,
    team: Team | None = None,
    member: Membership | None = None,
) -> Outing:
    """Give a walk to a team or a member for the round under way.

    HustingsError where it is out already, or no longer in use, or nobody was named.
    """
    if team is None and member is None:
        raise HustingsError("Say which team or who takes this walk.")
    with acting(by, "hand out a walk"):
        # Held until the end, so that of two who ask at once the second is told.
        held = Walk.objects.select_for_update().get(
            campaign=walk.campaign_id, pk=walk.pk
        )
        if held.retired_at:
            raise HustingsError(
                "This walk is no longer in use. Take one of the district’s present walks."
            )
        if out := outing_of(walk):
            raise HustingsError(
                f"{walk} is out with {out.holder} already. Have it handed in or call it back first."
            )
        return Outing.objects.create(
            campaign=walk.campaign,
            walk=walk,
            round=current_round(campaign=walk.campaign, by=by, at=at),
            team=team,
            member=member,
            taken_at=at,
        )


def take_out(*, walk: Walk, by: Membership, at: datetime) -> Outing:
    """The outing under way of this walk, joined by whoever asks; else a new one of theirs.

    HustingsError where the walk is no longer in use.
    """
    if out := outing_of(walk):
        return out
    return hand_out(walk=walk, by=by, at=at, team=walk.team, member=by)


def hand_in(*, outing: Outing, by: Membership, at: datetime) -> None:
    """The walk is back: others may take it, and it is done for this round. Nothing happens to one that is back."""
    _end(outing, "handed_in_at", "hand in a walk", by, at)


def revoke(*, outing: Outing, by: Membership, at: datetime) -> None:
    """Call the walk back: it is free again, and still to be done."""
    _end(outing, "revoked_at", "call back a walk", by, at)


def outing_of(walk: Walk) -> Outing | None:
    """The outing under way of a walk."""
    outings = Outing.objects.of(walk.campaign).under_way().filter(walk=walk)
    return outings.select_related("team", "member__user", "round").first()


def _end(outing: Outing, field: str, verb: str, by: Membership, at: datetime) -> None:
    with acting(by, verb):
        mine = Outing.objects.filter(campaign=outing.campaign_id, pk=outing.pk)
        mine.under_way().update(**{field: at})
    outing.refresh_from_db(fields=["handed_in_at", "revoked_at"])
