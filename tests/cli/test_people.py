"""The commands about people and campaigns: what they print, and how they end."""

import re
from contextlib import nullcontext

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.utils.timezone import now

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.models import Campaign, Membership, Role
from hustings.cli import database, main
from tests.factories import make_campaign, make_member, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "gale-lantern-otter"
CREATE = [
    *(
        "campaign",
        "create",
        "--name",
        "Ada for Exampleton",
        "--candidate",
        "Ada Example",
    ),
    *("--constituency", "Exampleton North", "--basis", "county"),
    *("--polling-day", "2029-05-03", "--council", "Exampleton; Town Hall, EX1 1AA"),
    *("--council", "Marrowby", "--agent", "Bo Agent"),
]


@pytest.fixture(autouse=True)
def in_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands use the test's own database, which is up; all else of them is as ever."""
    monkeypatch.setattr(database, "running", nullcontext)
    monkeypatch.setattr(database, "prepare_django", lambda: None)
    monkeypatch.setattr(database, "migrate_if_behind", lambda: None)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def path_in(output: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", output)
    assert found, output
    return found[1]


def test_the_first_agent_of_an_empty_server_comes_in_by_the_printed_link(
    client: Client,
) -> None:
    demo = make_user(is_demonstration=True)
    result = run(*CREATE)
    assert result.exit_code == 0, result.output
    client.post(
        path_in(result.output),
        {"name": "Bo", "username": "bo", "password": PASSWORD, "again": PASSWORD},
    )

    member = Membership.objects.get()
    assert (member.user.username, member.role) == ("bo", Role.AGENT)
    assert member.campaign.polling_day.isoformat() == "2029-05-03"
    assert member.campaign.erase_on.isoformat() == "2030-05-03"
    assert not User.objects.get(id=demo.id).is_active


def test_a_campaign_that_does_not_fit_is_not_made_and_says_why() -> None:
    result = run(*[word for word in CREATE if word not in ("--basis", "county")])

    assert (result.exit_code, Campaign.objects.count()) == (1, 0)
    assert "Choose borough or county." in result.output


@pytest.mark.parametrize(
    "words",
    [
        ("campaign", "create"),
        ("campaign", "invite", "Ada"),
        ("campaign", "invite", "Ada", "Bo", "--role", "king"),
        ("people", "recover"),
        (*CREATE, "--polling-day", "soon"),
        (*CREATE, "--nation", "france"),
    ],
)
def test_what_is_typed_wrongly_ends_with_2(words: tuple[str, ...]) -> None:
    make_campaign(name="Ada")
    assert run(*words).exit_code == 2


def test_somebody_who_is_lost_comes_back_by_the_printed_link(client: Client) -> None:
    member = make_member(make_campaign(), user=make_user(username="ada"))
    result = run("people", "recover", "Ada")
    client.post(path_in(result.output), {"password": PASSWORD, "again": PASSWORD})

    assert User.objects.get(id=member.user_id).check_password(PASSWORD)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("people", "recover", "nobody"), "Nobody signs in as nobody"),
        (("people", "recover", "lonely"), "belongs to no campaign"),
        (("people", "end", "nobody", "--yes"), "Nobody signs in as nobody"),
        (("people", "end", "agent", "--yes"), "needs an agent"),
        (("people", "list", "--campaign", "None such"), "No campaign is called"),
        (("campaign", "invite", "Twins", "Bo"), "Give the id"),
    ],
)
def test_what_cannot_be_done_says_what_to_do_and_ends_with_1(
    words: tuple[str, ...], said: str
) -> None:
    make_user(username="lonely")
    make_member(make_campaign(name="Twins"), user=make_user(username="agent"))
    make_campaign(name="Twins")
    result = run(*words)

    assert result.exit_code == 1
    assert said in result.output


def test_ending_somebody_closes_the_sign_in_and_every_membership() -> None:
    user = make_user(username="ada")
    for _ in range(2):
        make_member(make_campaign(), Role.TELLER, user=user)
    result = run("people", "end", "ada", "--yes")

    assert "Memberships ended: 2" in result.output
    assert not User.objects.get(id=user.id).is_active
    assert not Membership.objects.valid_at(now()).filter(user=user).exists()


def test_ending_somebody_asks_first() -> None:
    user = make_user(username="ada")
    result = CliRunner().invoke(main, ["people", "end", "ada"], input="n\n")

    assert result.exit_code == 1
    assert User.objects.get(id=user.id).is_active


def test_lists_name_people_and_campaigns() -> None:
    member = make_member(make_campaign(name="Ours"), user=make_user(username="ada"))
    make_member(make_campaign(name="Theirs"), user=make_user(username="eve"))

    assert (
        f"{member.campaign_id}\tOurs (demonstration)\t"
        in run("campaign", "list").output
    )
    assert "Election agent of Theirs" in run("people", "list").output
    ours = run("people", "list", "--campaign", str(member.campaign_id)).output
    assert "ada" in ours
    assert "eve" not in ours


def test_wrong_passwords_can_be_looked_up_after_an_incident(client: Client) -> None:
    make_user(username="ada", name="Ada", password=PASSWORD)
    make_user(username="bo", name="Bo", password=PASSWORD)
    for name, password in (("ada", "wrong"), ("ada", PASSWORD), ("bo", PASSWORD)):
        client.post("/accounts/sign-in/", {"login": name, "password": password})
        client.post("/accounts/sign-out/")

    shown = run("people", "sign-ins", "ada")

    assert shown.exit_code == 0, shown.output
    said = [line.split("\t")[2] for line in shown.output.splitlines()]
    assert said == ["wrong password", "signed in with a password", "signed out"]
    assert "\tbo\t" in run("people", "sign-ins").output
    assert run("people", "sign-ins", "--last", "1").output.count("\n") == 1
    assert run("people", "sign-ins", "nobody").exit_code == 1
