"""When a phone last spoke to the server, and how far its clock was out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hustings.apps.campaigns.audit import acting
from hustings.apps.doorstep.models import Phone

# Noted at most so often: the trail need not hold each of a phone's calls.
EVERY = timedelta(minutes=5)
YEAR = 366 * 86_400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A phone is there, its clock so many milliseconds behind ours, with this version of the app if it said which."""

    phone: Phone
    offset: int
    at: datetime
    app: str = ""

    @property
    def is_news(self) -> bool:
        """Whether more than a few minutes have passed since the last, or the app is another."""
        newer = bool(self.app) and self.app != self.phone.app_version
        return newer or self.at - self.phone.last_seen_at >= EVERY


def note_contact(*, contact: Contact) -> None:
    """Note that the phone is there, where that is news."""
    if contact.is_news:
        with acting(contact.phone.membership, "a phone spoke to the server"):
            keep_contact(contact=contact)


def keep_contact(*, contact: Contact) -> None:
    """The same within the caller's `acting`: the phone spoke by doing something."""
    if not contact.is_news:
        return
    phone = contact.phone
    Phone.objects.filter(campaign=phone.campaign_id, pk=phone.pk).update(
        last_seen_at=contact.at,
        clock_offset=max(-YEAR, min(YEAR, contact.offset)),
        app_version=contact.app or phone.app_version,
    )
