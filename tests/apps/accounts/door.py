"""Somebody at the sign-in page, for the tests of signing in."""

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from hustings.apps.accounts.models import SecurityEntry

PASSWORD = "gale-lantern-otter"
SECRET = "JBSWY3DPEHPK3PXP"
SIGN_IN = "/accounts/sign-in/"


def sign_in(client: Client, name: str = "ada", password: str = PASSWORD) -> int:
    answer = client.post(SIGN_IN, {"login": name, "password": password})
    return answer.status_code


def is_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def code_now() -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(SECRET, counter)))


def notes() -> list[str]:
    return list(SecurityEntry.objects.order_by("id").values_list("what", flat=True))
