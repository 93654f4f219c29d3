"""allauth's pages that we use, and no other: nobody signs up alone, and there is no e-mail."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_not_required
from django.urls import path

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    # Open to the not quite signed in: someone who gives up at the second factor.
    path("sign-out/", login_not_required(account.logout), name="account_logout"),
    path(
        "closed/", login_not_required(account.account_inactive), name="account_inactive"
    ),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("", mfa.index, name="mfa_index"),
    path("code/", mfa.authenticate, name="mfa_authenticate"),
    path("again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("app/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "codes/download/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
