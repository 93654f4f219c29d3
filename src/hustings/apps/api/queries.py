"""Reads that start from a token, or from a member."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hustings.apps.api.models import ApiToken
from hustings.apps.campaigns.models import Membership
from hustings.apps.campaigns.rights import May, lacks_second_factor, may
from hustings.apps.campaigns.secrets import digest


@dataclass(frozen=True, slots=True)
class Opened:
    """A token that works now, and what it opens: what it was given, as far as its holder may still do it."""

    token: ApiToken
    membership: Membership
    rights: frozenset[May]


def open_token(text: str, at: datetime) -> Opened | None:
    """What the token `CAMPAIGN.SECRET` opens at this moment; None for one that opens nothing, whatever the reason."""
    campaign, _, secret = text.partition(".")
    try:
        tokens = ApiToken.objects.filter(campaign_id=UUID(campaign))
    except ValueError:
        return None
    mine = tokens.valid_at(at).filter(secret_hash=digest(secret))
    token = mine.first()
    membership = _holder(token, at) if token else None
    if token is None or membership is None:
        return None
    given = {May(right) for right in token.rights}
    rights = frozenset(right for right in given if may(membership, right))
    return Opened(token, membership, rights)


def tokens_for(membership: Membership) -> list[ApiToken]:
    """The member's own tokens; whoever looks after the team sees everybody's."""
    tokens = ApiToken.objects.of(membership.campaign).select_related("membership__user")
    if not may(membership, May.MANAGE_TEAM):
        tokens = tokens.filter(membership=membership)
    return list(tokens)


def _holder(token: ApiToken, at: datetime) -> Membership | None:
    """The holder, if still a member, still let in, and of a campaign that has not ended."""
    members = Membership.objects.valid_at(at).filter(
        campaign=token.campaign_id,
        pk=token.membership_id,
        user__is_active=True,
        campaign__erased_at=None,
    )
    held = members.select_related("campaign", "user").first()
    return None if held is None or lacks_second_factor(held) else held
