"""allauth's forms in our words: labels instead of placeholders, one number pad, wrong codes noted."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateWithCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.timezone import now

from hustings.apps.accounts.models import User
from hustings.apps.accounts.security import note

HOW_TO_CHOOSE = "Ten characters or more, not a common password. Three or four words in a row are easy to remember."
APP_CODE = "Six digits from the app on your phone."
ANY_CODE = "Six digits from the app on your phone, or one of your recovery codes."


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["login"].label = "Sign-in name"
        self.fields["login"].widget.attrs |= {
            "autocapitalize": "none",
            "spellcheck": "false",
            "autofocus": True,
        }


class SameAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        labels = {
            "oldpassword": "Your password now",
            "password1": "New password",
            "password2": "New password again",
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["password1"].help_text = HOW_TO_CHOOSE


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, ANY_CODE)

    def clean_code(self) -> str:
        return _noting_failure(super().clean_code, self.user)


class SameAgainWithCodeForm(ReauthenticateWithCodeForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, ANY_CODE)

    def clean_code(self) -> str:
        return _noting_failure(super().clean_code, self.user)


class SetUpAppForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, APP_CODE)


def _plain(form: forms.Form) -> None:
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


def _code(form: forms.Form, hint: str) -> None:
    _plain(form)
    field = form.fields["code"]
    field.label, field.help_text = "Code", hint
    field.widget.attrs |= {"inputmode": "numeric", "autofocus": True, "class": "short"}


def _noting_failure(check: Any, user: User) -> str:
    try:
        code = str(check())
        _use_up(code, user)
    except ValidationError:
        note(what="wrong second-factor code", user=user, by=user.username, at=now())
        raise
    return code


def _use_up(code: str, user: User) -> None:
    """Take a code once. allauth forgets it after one period, though it is right for one before and one after."""
    periods = 2 * mfa_settings.TOTP_TOLERANCE + 1
    used = f"second-factor-code-{user.pk}-{normalize_user_code(code)}"
    if not cache.add(used, "used", timeout=periods * mfa_settings.TOTP_PERIOD):
        raise get_adapter().validation_error("incorrect_code")
