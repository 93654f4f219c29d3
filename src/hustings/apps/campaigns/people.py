"""Finding people and campaigns by what is typed at the server, and listing them there."""

from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from django.utils.timezone import localtime

from hustings.apps.accounts.models import SecurityEntry, User
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
                f"No campaign is called {typed}. There are: {_names()}. See them with: hustings campaign list"
            )
        case _:
            raise HustingsError(
                f"Several campaigns are called {typed}. Give the id: hustings campaign list"
            )


def _names() -> str:
    return ", ".join(map(str, Campaign.objects.all()[:20])) or "none yet"


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


def security_notes(user: User | None, number: int) -> Iterator[str]:
    """A line for each of the latest notes on signing in, newest last: when, who, what, to which sign-in name."""
    notes = SecurityEntry.objects.order_by("-at", "-id")
    if user is not None:
        notes = notes.filter(user_id=user.id)
    latest = list(notes[:number])
    names = User.objects.in_bulk([n.user_id for n in latest if n.user_id])
    for note in reversed(latest):
        whom = names.get(note.user_id) if note.user_id else None
        name = whom.username if whom else "nobody we know"
        yield f"{localtime(note.at):%Y-%m-%d %H:%M:%S}\t{note.by}\t{note.what}\t{name}"


def all_campaigns() -> Iterator[str]:
    """A line for each campaign: id, name, polling day."""
    for each in Campaign.objects.all():
        kind = " (demonstration)" if each.is_demonstration else ""
        name = each.name.removesuffix(kind) + kind
        yield f"{each.id}\t{name}\t{each.polling_day}"
