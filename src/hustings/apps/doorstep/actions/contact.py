"""When a phone last spoke to the server, and how far its clock was out."""

from datetime import datetime, timedelta

from hustings.apps.campaigns.audit import acting
from hustings.apps.doorstep.models import Phone

# Noted at most so often: the trail need not hold each of a phone's calls.
EVERY = timedelta(minutes=5)
YEAR = 366 * 86_400_000


def note_contact(*, phone: Phone, offset: int, at: datetime, app: str = "") -> None:
    """Note that the phone is there, how far its clock is out, and with which version of the app."""
    newer = bool(app) and app != phone.app_version
    if at - phone.last_seen_at < EVERY and not newer:
        return
    with acting(phone.membership, "a phone spoke to the server"):
        Phone.objects.filter(campaign=phone.campaign_id, pk=phone.pk).update(
            last_seen_at=at,
            clock_offset=max(-YEAR, min(YEAR, offset)),
            app_version=app or phone.app_version,
        )
