"""Where our rules meet allauth: who may come in, and what is noted.

allauth calls these methods at each step of signing in. Where it would send an e-mail ("your password was
changed"), we have no address to send to and keep a security entry instead: the hook is the same.
"""

import re
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.timezone import now

from hustings.apps.accounts.models import User
from hustings.apps.accounts.security import note
from hustings.apps.accounts.sessions import end_sessions_of
from hustings.engine.sealing import open_text, seal_text, sealing_key

NOTES = {
    "account/email/password_changed": "changed the password",
    "account/email/password_set": "set a password",
    "mfa/email/totp_activated": "set up a second factor",
    "mfa/email/totp_deactivated": "removed the second factor",
    "mfa/email/recovery_codes_generated": "made new recovery codes",
}


class ClosedDoors(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Nobody signs up by themselves: an invitation or the first set-up makes a user."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "The sign-in name or the password is wrong.",
        "too_many_login_attempts": "Too many wrong tries. Wait five minutes, then try again.",
        "incorrect_password": "That is not your password.",
        "enter_current_password": "That is not your password.",
        "incorrect_code": "That code is wrong or was used before.",
        "rate_limited": "Too many tries. Wait a minute, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(
        self, request: HttpRequest, user: User, **values: Any
    ) -> HttpResponse | None:
        """Turn away whoever has no business here now, and say why on the sign-in page."""
        why = import_string(settings.WHY_NO_SIGN_IN)(user, now())
        if why and not (values.get("redirect_url") or "").startswith("/join/"):
            note(
                what="turned away: access has ended",
                user=user,
                by=user.username,
                at=now(),
            )
            messages.error(request, why)
            raise ImmediateHttpResponse(redirect("account_login"))
        return super().pre_login(request, user, **values)  # type: ignore[no-any-return]

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        note(
            what=f"signed in {_how(request, user)}",
            user=user,
            by=user.username,
            at=now(),
        )

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            note(
                what="signed out", user=request.user, by=request.user.username, at=now()
            )
        super().logout(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        name = str(credentials.get("username", "")).lower()
        user = User.objects.filter(username=name).first()
        # A name nobody has may be a password typed in the wrong box, so it is not kept.
        note(
            what="wrong password",
            user=user,
            by=name if user else "nobody we know",
            at=now(),
        )

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        """Wrong tries are counted by the name alone: allauth adds the host and port that the visitor claims."""
        return str(credentials.get("username", "")).lower()

    def send_notification_mail(
        self, template_prefix: str, user: User, *_: Any, **__: Any
    ) -> None:
        if template_prefix == "mfa/email/totp_activated":
            # Sessions from before have given no code, and whoever holds one may have the password alone.
            end_sessions_of([user.id], but=self.request.session.session_key)
        what = NOTES.get(template_prefix, template_prefix)
        note(what=what, user=user, by=user.username, at=now())


class PlainCodes(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """The second factor's secrets, sealed in the database, and its picture.

    The picture is dark on white, so that a phone reads it on a dark page too.
    """

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is wrong or was used before. Take the newest one that your phone shows.",
    }

    def encrypt(self, text: str) -> str:
        return seal_text(text, sealing_key())

    def decrypt(self, encrypted_text: str) -> str:
        return open_text(encrypted_text, sealing_key())

    def build_totp_svg(self, url: str) -> str:
        white = r'\1<rect width="100%" height="100%" fill="#fff"/>'
        return re.sub(r"(<svg[^>]*>)", white, super().build_totp_svg(url), count=1)


def _how(request: HttpRequest, user: User) -> str:
    """By what the user got in, in words."""
    records = get_authentication_records(request, user)
    kinds = {record.get("type") for record in records if record["method"] == "mfa"}
    if "recovery_codes" in kinds:
        return "with a recovery code"
    return "with a second factor" if kinds else "with a password"
