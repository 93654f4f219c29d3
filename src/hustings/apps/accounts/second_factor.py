"""Whether a user signs in with something beside a password, and the end of it."""

from collections.abc import Sequence
from uuid import UUID

from allauth.mfa.models import Authenticator

from hustings.apps.accounts.models import User


def has_second_factor(user: User) -> bool:
    return bool(
        Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    )


def forget_second_factors(users: Sequence[UUID], using: str = "default") -> int:
    """Remove every second factor of these users, recovery codes too; gives how many were there."""
    held = Authenticator.objects.using(using).filter(user_id__in=users)
    return int(held.delete()[0])
