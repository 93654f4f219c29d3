"""Whether a user signs in with something beside a password, and the end of it."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator

from hustings.apps.accounts.models import User
from hustings.engine.sealing import open_text, seal_text, sealing_key


def has_second_factor(user: User) -> bool:
    return bool(
        Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    )


def forget_second_factors(users: Sequence[UUID], using: str = "default") -> int:
    """Remove every second factor of these users, recovery codes too; gives how many were there."""
    held = Authenticator.objects.using(using).filter(user_id__in=users)
    return int(held.delete()[0])


def rewrite_secrets(held: Any, change: Callable[[str], str]) -> None:
    """Put every secret of these second factors through `change`: the phone's, and that of the recovery codes.

    `held` is a queryset of allauth's Authenticator, as it is now or as a migration knows it.
    """
    for each in held:
        for name in {"secret", "seed"} & set(each.data):
            each.data[name] = change(each.data[name])
        if "migrated_codes" in each.data:
            each.data["migrated_codes"] = [
                change(code) for code in each.data["migrated_codes"]
            ]
        each.save(update_fields=["data"])


def seal_with_our_key(theirs: str, using: str) -> None:
    """After a restore: what was sealed with the key `theirs` is sealed with the key of this home."""
    ours = sealing_key()
    if theirs != ours:
        rewrite_secrets(
            Authenticator.objects.using(using).all(),
            lambda text: seal_text(open_text(text, theirs), ours),
        )
