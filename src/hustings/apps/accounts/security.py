"""What happened to ways of signing in, noted for whoever must find out after an incident who came in.

These notes belong to the server, not to a campaign: a person may be in several. They are added to and
never changed; when a person's last campaign is erased, the names go and the user's id stays.
"""

from datetime import datetime

from hustings.apps.accounts.models import SecurityEntry, User


def note(*, what: str, user: User | None, by: str, at: datetime) -> SecurityEntry:
    """Keep that `what` happened to `user` (None: nobody of that name), and who did it."""
    return SecurityEntry.objects.create(
        at=at, user_id=user.id if user else None, by=by[:80], what=what[:120]
    )
