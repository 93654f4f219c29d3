"""Stalls and rounds of calls: planned, changed, over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.queries import canvassable
from hustings.apps.doorstep.models import CallRound, Stall
from hustings.apps.walks.actions.cutting import new_codes
from hustings.core.errors import HustingsError

LONGEST = timedelta(hours=24)
# A cheap phone has room for so many names and searches them at once.
MOST_NAMES = 20_000


def plan_stall(  # noqa: PLR0913 - a stall is these facts
    *,
    name: str,
    place: str,
    districts: Sequence[UUID],
    starts_at: datetime,
    ends_at: datetime,
    by: Membership,
) -> Stall:
    """A stall to come. HustingsError where it is longer than a day or its list too long for a phone."""
    _check(by, districts, starts_at, ends_at)
    with acting(by, "plan a stall"):
        return Stall.objects.create(
            campaign=by.campaign,
            code=new_codes(1)[0],
            name=name,
            place=place,
            districts=list(districts),
            starts_at=starts_at,
            ends_at=ends_at,
        )


def change_stall(  # noqa: PLR0913 - a stall is these facts
    *,
    stall: Stall,
    name: str,
    place: str,
    districts: Sequence[UUID],
    starts_at: datetime,
    ends_at: datetime,
    by: Membership,
) -> Stall:
    """The same stall with other facts; its code stays. Refuses as `plan_stall` does."""
    _check(by, districts, starts_at, ends_at)
    stall.name, stall.place, stall.districts = name, place, list(districts)
    stall.starts_at, stall.ends_at = starts_at, ends_at
    with acting(by, "change a stall"):
        stall.save()
    return stall


def begin_calls(
    *,
    name: str,
    channel: str,
    districts: Sequence[UUID],
    by: Membership,
    at: datetime,
) -> CallRound:
    """A round of calls or messages to those who agreed to them."""
    with acting(by, "begin a round of calls"):
        return CallRound.objects.create(
            campaign=by.campaign,
            code=new_codes(1)[0],
            name=name,
            channel=channel,
            districts=list(districts),
            begun_at=at,
        )


def close_calls(*, calls: CallRound, by: Membership, at: datetime) -> None:
    """Nobody gets people to ring from this round any more; phones wipe theirs at the next contact."""
    with acting(by, "close a round of calls"):
        CallRound.objects.filter(
            campaign=calls.campaign_id, pk=calls.pk, closed_at=None
        ).update(closed_at=at)


def _check(
    by: Membership, districts: Sequence[UUID], starts_at: datetime, ends_at: datetime
) -> None:
    if ends_at - starts_at > LONGEST:
        raise HustingsError(
            "A stall lasts a day at most, since names go with it. Plan one for each day."
        )
    names = canvassable(by).within(by.campaign_id, districts).order_by().count()
    if names > MOST_NAMES:
        raise HustingsError(
            f"These districts have {names:,} people; a phone takes {MOST_NAMES:,} at most. Choose fewer."
        )
