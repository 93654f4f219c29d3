"""What was held for the organiser: accepted or declined, by a person."""

from collections.abc import Sequence
from datetime import datetime

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.doorstep.actions.items import Answer, Opened
from hustings.apps.doorstep.actions.receiving import open_held, take_held
from hustings.apps.doorstep.models import CampaignKey, Held


def accept_held(
    *, campaign: Campaign, held: Sequence[Held], by: Membership, at: datetime
) -> list[Answer]:
    """Let these count; gives what became of each. What cannot be kept even so goes on waiting.

    Doing it twice, or being interrupted in between, changes nothing: each event has its id.
    """
    key = CampaignKey.objects.get(campaign=campaign)
    opened = [
        Opened(open_held(held=each, key=key), each.phone, bytes(each.sealed))
        for each in held
    ]
    answers = take_held(campaign=campaign, opened=opened, at=at)
    kept = [each.id for each in answers if each.result in ("kept", "already")]
    _settle(campaign, kept, by, at, accepted=True)
    return answers


def decline_held(
    *, campaign: Campaign, held: Sequence[Held], by: Membership, at: datetime
) -> int:
    """Throw away what these say; that they were there remains. Gives how many."""
    return _settle(campaign, [str(each.pk) for each in held], by, at, accepted=False)


def _settle(
    campaign: Campaign,
    ids: Sequence[str],
    by: Membership,
    at: datetime,
    *,
    accepted: bool,
) -> int:
    verb = "accept held events" if accepted else "decline held events"
    with acting(by, verb):
        waiting = Held.objects.of(campaign).waiting().filter(pk__in=ids)
        return waiting.update(settled_at=at, accepted=accepted, sealed=b"")
