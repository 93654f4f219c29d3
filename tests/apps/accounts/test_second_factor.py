"""The second factor: when it is asked for, how it is kept, and that no code counts twice."""

import time
from importlib import import_module
from types import SimpleNamespace

import pyrage
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client

from hustings.apps.accounts.models import User
from tests.apps.accounts.door import (
    PASSWORD,
    SECRET,
    code_now,
    is_in,
    notes,
    sign_in,
)

pytestmark = pytest.mark.django_db


def test_the_code_from_the_phone_is_asked_for(client: Client, user: User) -> None:
    TOTP.activate(user, SECRET)

    assert sign_in(client) == 302
    assert not is_in(client)
    client.post("/accounts/code/", {"code": "000000"})
    assert not is_in(client)
    client.post("/accounts/code/", {"code": code_now()})
    assert is_in(client)
    assert notes() == ["wrong second-factor code", "signed in with a second factor"]


def test_a_code_that_was_used_stays_used_while_it_would_be_right(
    client: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A phone's clock may be one period out either way, so a code is right for three (RFC 6238 s.5.2: once)."""
    period = int(time.time()) // 30
    monkeypatch.setattr(time, "time", lambda: period * 30 + 15.0)
    TOTP.activate(user, SECRET)
    code = str(format_hotp_value(hotp_value(SECRET, period + 1)))
    sign_in(client)
    client.post("/accounts/code/", {"code": code})
    assert is_in(client)
    # allauth's own mark is gone after one period.
    cache.delete(f"allauth.mfa.totp.used?user={user.pk}&code={code}")

    again = Client()
    sign_in(again)
    again.post("/accounts/code/", {"code": code})

    assert not is_in(again)


def test_whoever_has_the_database_alone_has_no_code(client: Client, user: User) -> None:
    TOTP.activate(user, SECRET)
    seed = RecoveryCodes.activate(user).instance.data["seed"]

    held = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in held
    assert seed.startswith("sealed:")
    assert len(RecoveryCodes.activate(user).get_unused_codes()) == 10
    sign_in(client)
    client.post("/accounts/code/", {"code": code_now()})
    assert is_in(client)


def test_second_factors_from_before_are_sealed_by_the_migration(
    client: Client, user: User
) -> None:
    Authenticator.objects.create(user=user, type="totp", data={"secret": SECRET})
    sealing = import_module(
        "hustings.apps.accounts.migrations.0004_second_factors_are_sealed"
    )

    for step, is_open in ((sealing.seal, False), (sealing.open_again, True)):
        step(apps, SimpleNamespace(connection=connection))
        assert (Authenticator.objects.get().data["secret"] == SECRET) is is_open
    sealing.seal(apps, SimpleNamespace(connection=connection))

    sign_in(client)
    client.post("/accounts/code/", {"code": code_now()})
    assert is_in(client)


def test_without_the_key_nobody_comes_in_and_it_is_said_what_to_do(
    client: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    TOTP.activate(user, SECRET)
    other = str(pyrage.x25519.Identity.generate())
    monkeypatch.setattr("hustings.apps.accounts.adapter.sealing_key", lambda: other)

    sign_in(client)
    page = client.post("/accounts/code/", {"code": code_now()}, follow=True)

    assert "hustings people recover" in page.content.decode()
    assert not is_in(client)


def test_setting_up_a_second_factor_ends_sessions_that_gave_none(
    client: Client, user: User, django_capture_on_commit_callbacks: object
) -> None:
    elsewhere = Client()
    for browser in (elsewhere, client):
        sign_in(browser)
    client.post("/accounts/again/", {"password": PASSWORD})
    secret = client.get("/accounts/app/").context["form"].secret
    counter = next(iter(yield_hotp_counters_from_time()))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture without a type
        client.post(
            "/accounts/app/", {"code": format_hotp_value(hotp_value(secret, counter))}
        )

    assert is_in(client)
    assert not is_in(elsewhere)


def test_a_recovery_code_lets_in_once(client: Client, user: User) -> None:
    TOTP.activate(user, SECRET)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    sign_in(client)
    client.post("/accounts/code/", {"code": code})
    assert is_in(client)
    assert notes()[-1] == "signed in with a recovery code"

    again = Client()
    sign_in(again)
    again.post("/accounts/code/", {"code": code})
    assert not is_in(again)


def test_codes_cannot_be_tried_through(client: Client, user: User) -> None:
    TOTP.activate(user, SECRET)
    sign_in(client)
    for _ in range(6):
        client.post("/accounts/code/", {"code": "000000"})
    client.post("/accounts/code/", {"code": code_now()})

    assert not is_in(client)


def test_setting_up_and_removing_a_second_factor_asks_for_the_password_and_is_noted(
    client: Client, user: User, django_capture_on_commit_callbacks: object
) -> None:
    sign_in(client)
    assert client.get("/accounts/app/")["Location"].startswith("/accounts/again/")
    client.post("/accounts/again/", {"password": PASSWORD})
    page = client.get("/accounts/app/")
    secret = page.context["form"].secret
    counter = next(iter(yield_hotp_counters_from_time()))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture without a type
        client.post(
            "/accounts/app/", {"code": format_hotp_value(hotp_value(secret, counter))}
        )
    assert Authenticator.objects.filter(user=user).count() == 2
    client.post("/accounts/app/remove/")

    assert notes()[-2:] == ["set up a second factor", "removed the second factor"]
    assert not Authenticator.objects.filter(user=user).exists()
