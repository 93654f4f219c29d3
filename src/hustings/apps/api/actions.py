"""Making, using and taking back tokens."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from hustings.apps.api.models import LONGEST, RIGHTS, ApiToken
from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.campaigns.rights import May, may
from hustings.apps.campaigns.secrets import digest, new_secret
from hustings.core.errors import HustingsError

# Noted at most so often: the trail need not hold each of a program's calls, its reads are there anyway.
NOTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Issued:
    """A token, and the text that is the only key to it; the text is known only now."""

    token: ApiToken
    text: str


def make_token(
    *, name: str, rights: Collection[May], days: int, by: Membership, at: datetime
) -> Issued:
    """Make a token for the member's own programs. HustingsError where it would open more than the member may."""
    if not timedelta(0) < timedelta(days=days) <= LONGEST:
        raise HustingsError(f"A token lasts between 1 and {LONGEST.days} days.")
    if May.EXPORT_VISITS not in rights or not set(rights) <= set(RIGHTS):
        raise HustingsError("A token is for fetching visits; choose that right.")
    if not all(may(by, right) for right in rights):
        raise HustingsError("A token cannot open more than your own role does.")
    secret = new_secret()
    with acting(by, "make a token"):
        token = ApiToken.objects.create(
            campaign=by.campaign,
            membership=by,
            name=name,
            rights=sorted(str(right) for right in rights),
            secret_hash=digest(secret),
            issued_at=at,
            expires_at=at + timedelta(days=days),
        )
    return Issued(token, f"{by.campaign_id}.{secret}")


def revoke_token(*, token: ApiToken, by: Membership, at: datetime) -> None:
    """Make a token useless at once; one that is over or taken back already stays as it is."""
    with acting(by, "take a token back"):
        ApiToken.objects.filter(
            campaign=token.campaign_id, pk=token.pk, revoked_at=None
        ).update(revoked_at=at)


def note_use(*, token: ApiToken, by: Membership, at: datetime) -> None:
    """Note that the token was used."""
    if token.last_used_at and at - token.last_used_at < NOTED_EVERY:
        return
    with acting(by, "use a token"):
        ApiToken.objects.filter(campaign=token.campaign_id, pk=token.pk).update(
            last_used_at=at
        )
