"""Answer codes of a campaign's own: added, chosen, retired, never changed."""

from datetime import datetime

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.canvass.models import AnswerScale
from hustings.core.canvassing import COUNTS_ONLY, NEUTRAL, Scale, scale_as_rows
from hustings.core.errors import HustingsError

TAKEN = (NEUTRAL.name, COUNTS_ONLY.name)


def add_scale(
    *, campaign: Campaign, scale: Scale, is_default: bool, by: Membership, at: datetime
) -> AnswerScale:
    """Give the campaign one more set of answer codes. HustingsError if the name is taken."""
    if scale.name in TAKEN or AnswerScale.objects.filter(
        campaign=campaign, name=scale.name
    ):
        raise HustingsError(
            f"There is a scale called {scale.name!r} already. Sheets and visits go by its name, so choose another."
        )
    with acting(by, "add answer codes"):
        made = AnswerScale.objects.create(
            campaign=campaign,
            name=scale.name,
            answers=scale_as_rows(scale),
            made_at=at,
        )
        if is_default:
            choose_scale(campaign=campaign, scale=made, by=by)
    return made


def choose_scale(
    *, campaign: Campaign, scale: AnswerScale | None, by: Membership
) -> None:
    """Let new sheets and entries begin with these codes; None gives back the neutral 1 to 5."""
    with acting(by, "choose the answer codes"):
        ours = AnswerScale.objects.of(campaign)
        ours.filter(is_default=True).update(is_default=False)
        if scale:
            ours.in_use().filter(pk=scale.pk).update(is_default=True)


def retire_scale(*, scale: AnswerScale, by: Membership, at: datetime) -> None:
    """Offer these codes no longer. Visits that were kept by them keep their meaning."""
    with acting(by, "retire answer codes"):
        AnswerScale.objects.filter(campaign=scale.campaign_id, pk=scale.pk).update(
            is_default=False, retired_at=at
        )
