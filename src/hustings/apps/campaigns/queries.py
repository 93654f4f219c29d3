"""Reads about campaigns and their people that more than one page needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from django.utils.timezone import localtime

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.models import (
    Campaign,
    ConsentWording,
    Invitation,
    Membership,
    PrivacyNotice,
    Role,
)
from hustings.apps.campaigns.secrets import digest

if TYPE_CHECKING:
    from hustings.apps.campaigns.models import MembershipQuerySet


def memberships_of(user: User, at: datetime) -> "MembershipQuerySet":
    """The user's memberships that are valid now, the campaign with them."""
    return (
        Membership.objects.valid_at(at)
        .filter(user=user)
        .select_related("campaign")
        .order_by("-campaign__polling_day", "campaign__name")
    )


def is_in_earnest() -> bool:
    """Whether a real campaign stands on this server: then the demonstration is closed."""
    return Campaign.objects.filter(is_demonstration=False).exists()


def agents_of(campaign: Campaign, at: datetime) -> "MembershipQuerySet":
    """Those who act as agents now and whose time has no end: who can always put things right."""
    return (
        Membership.objects.of(campaign)
        .valid_at(at)
        .filter(role=Role.AGENT, ends_at=None, user__is_active=True)
    )


def why_no_sign_in(user: User, at: datetime) -> str:
    """Why a user whose password is right may not come in now; empty if the user may.

    Whoever has a membership that is valid now comes in. So does whoever never had one.
    """
    if memberships_of(user, at).exists():
        return ""
    last = (
        Membership.objects.filter(user=user)
        .select_related("campaign")
        .order_by("-joined_at")
        .first()
    )
    return _why(last, at) if last else ""


def _why(membership: Membership, at: datetime) -> str:
    name = membership.campaign.name
    begins, ends = membership.starts_at, membership.ended_at or membership.ends_at
    if membership.ended_at is None and begins is not None and begins > at:
        return f"Your access to {name} begins at {_when(begins)}. Sign in then."
    if ends is None:
        return ""
    return f"Your access to {name} ended at {_when(ends)}. If you still help, ask the agent for a new link."


def _when(moment: datetime) -> str:
    return localtime(moment).strftime("%-H:%M on %-d %B %Y")


def find_invitation(campaign_id: UUID, secret: str) -> Invitation | None:
    """The invitation of that secret, used or not."""
    return (
        Invitation.objects.filter(campaign_id=campaign_id, secret_hash=digest(secret))
        .select_related("campaign", "user")
        .first()
    )


def notice_in_force(campaign: Campaign) -> PrivacyNotice | None:
    return (
        PrivacyNotice.objects.filter(campaign=campaign).order_by("-entered_at").first()
    )


def wordings_in_force(campaign: Campaign) -> "QuerySet[ConsentWording]":
    return ConsentWording.objects.filter(campaign=campaign, withdrawn_at=None)


def is_counts_only(campaign: Campaign) -> bool:
    """Whether only counts may be kept at doors, since notice or wording of consent is missing."""
    return (
        not wordings_in_force(campaign)
        .filter(covers=ConsentWording.Covers.OPINION)
        .exists()
    )


def districts_of(campaign: Campaign) -> Sequence[tuple[str, str]]:
    """The campaign's polling districts as (key, label), asked of the register above us."""
    found: Sequence[tuple[str, str]] = import_string(settings.DISTRICTS_OF)(campaign)
    return found


@dataclass(frozen=True, slots=True)
class Teammate:
    """A membership as the team page shows it."""

    membership: Membership
    area: tuple[str, ...]
    has_second_factor: bool


def team_of(by: Membership, at: datetime) -> dict[str, object]:
    """Everybody of the campaign for the team page, with area and second factor, in a fixed number of queries.

    Whoever is limited to an area sees only those with a part of it.
    """
    campaign, labels = by.campaign, dict(districts_of(by.campaign))
    people = Membership.objects.of(campaign).select_related("user")
    protected = set(
        Authenticator.objects.filter(
            type=Authenticator.Type.TOTP, user__memberships__campaign=campaign
        ).values_list("user_id", flat=True)
    )
    here = [
        Teammate(
            membership=each,
            area=tuple(labels.get(str(key), "?") for key in each.districts),
            has_second_factor=each.user_id in protected,
        )
        for each in people
        if _shares_area(by.districts, each.districts)
    ]
    return {
        "members": [each for each in here if each.membership.is_current_at(at)],
        "former": [each for each in here if not each.membership.is_current_at(at)],
        "invitations": Invitation.objects.of(campaign)
        .open_at(at)
        .order_by("expires_at"),
    }


def _shares_area(ours: Sequence[UUID], theirs: Sequence[UUID]) -> bool:
    return not ours or bool(set(ours) & set(theirs))
