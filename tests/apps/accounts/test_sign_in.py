"""Signing in: who comes in, what is noted, and when it ends."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import now

from hustings.apps.accounts.models import SecurityEntry, User
from hustings.apps.accounts.sessions import LAST_SEEN, SIGNED_IN
from hustings.apps.campaigns.actions.links import invite
from hustings.apps.campaigns.models import Role
from hustings.apps.campaigns.places import Place
from tests.apps.accounts.door import PASSWORD, SIGN_IN, is_in, notes, sign_in
from tests.factories import make_campaign, make_member, make_user

pytestmark = pytest.mark.django_db


def test_the_right_password_lets_in_and_is_noted(client: Client, user: User) -> None:
    assert sign_in(client) == 302
    assert is_in(client)
    entry = SecurityEntry.objects.get()
    assert (entry.what, entry.user_id) == ("signed in with a password", user.id)


def test_the_name_may_be_typed_in_capitals(client: Client, user: User) -> None:
    assert sign_in(client, "ADA") == 302


def test_a_wrong_password_is_noted_with_the_user(client: Client, user: User) -> None:
    sign_in(client, password="wrong")

    assert not is_in(client)
    entry = SecurityEntry.objects.get()
    assert (entry.what, entry.user_id) == ("wrong password", user.id)


def test_a_name_nobody_has_is_not_kept(client: Client) -> None:
    sign_in(client, "hunter2-typed-in-the-wrong-box", "x")

    entry = SecurityEntry.objects.get()
    assert (entry.by, entry.user_id) == ("nobody we know", None)


def test_an_unknown_name_and_a_wrong_password_are_told_alike(
    client: Client, user: User
) -> None:
    answers = [
        client.post(SIGN_IN, {"login": name, "password": "wrong"})
        .content.decode()
        .count("The sign-in name or the password is wrong.")
        for name in ("ada", "nobody")
    ]
    assert answers[0] == answers[1] > 0


def test_after_five_wrong_tries_even_the_right_password_waits(
    client: Client, user: User
) -> None:
    for _ in range(5):
        sign_in(client, password="wrong")
    answer = client.post(SIGN_IN, {"login": "ada", "password": PASSWORD})

    assert "Too many wrong tries" in answer.content.decode()
    assert not is_in(client)


def test_another_host_or_port_is_no_fresh_start(client: Client, user: User) -> None:
    """The visitor's program says which host and port it asked for, so it may say anything."""
    for port in range(5):
        client.post(
            SIGN_IN,
            {"login": "ada", "password": "wrong"},
            headers={"host": f"localhost:{port + 1}"},
        )

    assert sign_in(client) == 200
    assert not is_in(client)


def test_one_persons_tries_do_not_lock_out_the_others_of_the_office(
    client: Client, user: User
) -> None:
    make_user(username="grace", name="Grace Example", password=PASSWORD)
    for _ in range(6):
        sign_in(client, password="wrong")

    assert sign_in(client, "grace") == 302


def test_signing_out_is_noted_and_closes(client: Client, user: User) -> None:
    sign_in(client)
    client.post("/accounts/sign-out/")

    assert not is_in(client)
    assert notes()[-1] == "signed out"


def test_a_link_to_sign_out_does_not_sign_out(client: Client, user: User) -> None:
    sign_in(client)
    client.get("/accounts/sign-out/")

    assert is_in(client)


def test_whoever_is_deactivated_is_out_at_once(client: Client, user: User) -> None:
    sign_in(client)
    User.objects.filter(id=user.id).update(is_active=False)

    assert not is_in(client)


def test_a_deactivated_user_is_told_so(client: Client, user: User) -> None:
    User.objects.filter(id=user.id).update(is_active=False)
    answer = client.post(SIGN_IN, {"login": "ada", "password": PASSWORD}, follow=True)

    assert "This sign-in is closed" in answer.content.decode()
    assert not is_in(client)


def test_changing_the_password_is_noted_and_closes_other_sessions(
    client: Client, user: User
) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    fresh = "another-good-secret"
    client.post(
        "/accounts/password/",
        {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh},
    )

    assert notes()[-1] == "changed the password"
    assert is_in(client)
    assert not is_in(elsewhere)


def test_a_weak_password_is_not_taken(client: Client, user: User) -> None:
    sign_in(client)
    client.post(
        "/accounts/password/",
        {"oldpassword": PASSWORD, "password1": "password12", "password2": "password12"},
    )
    assert User.objects.get(id=user.id).check_password(PASSWORD)


@pytest.mark.parametrize(
    ("mark", "seconds"),
    [
        (SIGNED_IN, settings.SESSION_AGE_SECONDS + 1),
        (LAST_SEEN, settings.SESSION_IDLE_SECONDS + 1),
    ],
)
def test_a_session_ends_by_age_and_by_idleness(
    client: Client, user: User, mark: str, seconds: int
) -> None:
    sign_in(client)
    assert is_in(client)
    session = client.session
    session[mark] -= seconds
    session.save()

    assert not is_in(client)


def test_an_ended_session_counts_from_the_new_sign_in(
    client: Client, user: User
) -> None:
    sign_in(client)
    is_in(client)
    session = client.session
    session[SIGNED_IN] -= settings.SESSION_AGE_SECONDS + 1
    session.save()
    sign_in(client)

    assert is_in(client)


def test_no_browser_keeps_a_page_of_whoever_has_signed_in(
    client: Client, user: User
) -> None:
    sign_in(client)
    kept = client.get("/accounts/")["Cache-Control"]
    assert {"private", "no-store"} <= set(kept.split(", "))


def test_the_session_cookie_is_closed_to_scripts(client: Client, user: User) -> None:
    sign_in(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_whose_access_has_ended_is_told_when_on_the_sign_in_page(
    client: Client, user: User
) -> None:
    at = now()
    make_member(
        make_campaign(name="Example for All"),
        "canvasser",
        user=user,
        starts_at=at - timedelta(hours=9),
        ends_at=at - timedelta(hours=1),
    )
    answer = client.post(SIGN_IN, {"login": "ada", "password": PASSWORD}, follow=True)

    text = answer.content.decode()
    assert answer.redirect_chain[-1][0] == SIGN_IN
    assert "Your access to Example for All ended at" in text
    assert not is_in(client)


def test_whose_membership_was_ended_is_told_when(client: Client, user: User) -> None:
    make_member(make_campaign(name="Old"), user=user, ended_at=now())
    answer = client.post(SIGN_IN, {"login": "ada", "password": PASSWORD}, follow=True)

    assert "Your access to Old ended at" in answer.content.decode()
    assert not is_in(client)


def test_whose_access_has_ended_may_still_sign_in_to_take_up_a_new_link(
    client: Client, user: User
) -> None:
    make_member(make_campaign(), user=user, ended_at=now())
    agent = make_member(make_campaign())
    link = invite(
        campaign=agent.campaign,
        name="Ada",
        place=Place(role=Role.TELLER),
        by=agent,
        at=now(),
    )
    address = f"/join/{agent.campaign_id}/{link.secret}/"
    answer = client.post(
        f"{SIGN_IN}?next={address}",
        {"login": "ada", "password": PASSWORD, "next": address},
        follow=True,
    )

    assert "You are signed in as" in answer.content.decode()


def test_whose_access_is_still_to_begin_is_told_when(
    client: Client, user: User
) -> None:
    make_member(
        make_campaign(), "teller", user=user, starts_at=now() + timedelta(hours=2)
    )
    answer = client.post(SIGN_IN, {"login": "ada", "password": PASSWORD}, follow=True)

    assert "begins at" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "password/reset/",
        "confirm-email/",
        "login/",
        "password/set/",
    ],
)
def test_pages_we_do_not_use_do_not_exist(
    client: Client, user: User, path: str
) -> None:
    client.force_login(user)
    assert client.get(f"/accounts/{path}").status_code == 404
