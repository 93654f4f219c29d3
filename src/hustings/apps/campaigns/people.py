"""Finding people and campaigns by what is typed at the server, and listing them there."""

from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.core.errors import HustingsError


def find_campaign(typed: str) -> Campaign:
    """The campaign of that id or name; refuses a name that two campaigns have."""
    found = Campaign.objects.filter(name__iexact=typed.strip())
    with suppress(ValueError):
        found = Campaign.objects.filter(id=UUID(typed)) or found
    match list(found[:2]):
        case [one]:
            return one
        case []:
            raise HustingsError(
                f"No campaign is called {typed}. See them with: hustings campaign list"
            )
        case _:
            raise HustingsError(
                f"Several campaigns are called {typed}. Give the id: hustings campaign list"
            )


def find_person(typed: str) -> User:
    """The user of that sign-in name."""
    found = User.objects.filter(username=typed.strip().lower()).first()
    if found is None:
        raise HustingsError(
            f"Nobody signs in as {typed}. See the names with: hustings people list"
        )
    return found


def latest_membership(typed: str) -> Membership:
    """The newest membership that has not been ended of the user of that sign-in name."""
    user = find_person(typed)
    held = user.memberships.filter(ended_at=None).select_related("user", "campaign")
    latest = held.order_by("-joined_at").first()
    if latest is None:
        raise HustingsError(
            f"{typed} belongs to no campaign. Send a new invitation instead: hustings campaign invite --help"
        )
    return latest


def everybody(campaign: Campaign | None) -> Iterator[str]:
    """A line for each user: sign-in name, name, whether open, campaigns with roles."""
    users = User.objects.order_by("username").prefetch_related("memberships__campaign")
    if campaign is not None:
        users = users.filter(memberships__campaign=campaign).distinct()
    for user in users:
        places = [
            f"{each.get_role_display()} of {each.campaign}"
            for each in user.memberships.all()
            if each.ended_at is None
        ]
        state = "" if user.is_active else " (closed)"
        yield f"{user.username}{state}\t{user.name}\t{'; '.join(places) or 'no campaign'}"


def all_campaigns() -> Iterator[str]:
    """A line for each campaign: id, name, polling day."""
    for each in Campaign.objects.all():
        kind = " (demonstration)" if each.is_demonstration else ""
        yield f"{each.id}\t{each.name}{kind}\t{each.polling_day}"
