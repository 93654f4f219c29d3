"""Whether a user signs in with something beside a password."""

from allauth.mfa.models import Authenticator

from hustings.apps.accounts.models import User


def has_second_factor(user: User) -> bool:
    return bool(
        Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    )
