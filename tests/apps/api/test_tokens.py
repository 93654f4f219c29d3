import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import now

from hustings.apps.api.actions import make_token, revoke_token
from hustings.apps.api.models import LONGEST, ApiToken
from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import AuditEntry, Campaign, Membership, Role
from hustings.apps.campaigns.rights import May
from hustings.core.errors import HustingsError
from tests.apps.api.visits import BOTH, bearer, fetch, token_of
from tests.factories import START, TESTER, make_campaign, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign())


def status(client: Client, token: str) -> int:
    return int(fetch(client, token).status_code)


def change(row: Any, **values: Any) -> None:
    with acting(TESTER, "change a row"):
        type(row).objects.filter(pk=row.pk).update(**values)


def test_the_page_makes_a_token_that_is_shown_once_and_works(
    client: Client, agent: Membership
) -> None:
    client.force_login(agent.user)
    page = f"/api/campaigns/{agent.campaign_id}/tokens/"
    answer = client.post(page, {"name": "our map", "answers": "on", "days": 7})
    found = re.search(r'id="token" readonly value="([^"]+)"', answer.content.decode())
    assert found
    held = ApiToken.objects.get()
    assert found[1] not in client.get(page).content.decode()
    assert held.secret_hash not in found[1]
    said = fetch(Client(), found[1], "token").json()
    assert (said["name"], said["rights"]) == ("our map", sorted(BOTH))


def test_a_token_says_what_it_opens(client: Client, agent: Membership) -> None:
    said = fetch(client, token_of(agent), "token").json()
    assert said["rights"] == ["export_visits"]
    assert said["campaign"] == {"id": str(agent.campaign_id), "name": agent.campaign.name}  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "nonsense", "a.b", "{campaign}.", "{campaign}.x", "\udcff", "x" * 300]
)
def test_what_is_no_token_opens_nothing(
    client: Client, agent: Membership, text: str
) -> None:
    token_of(agent)
    given = text.replace("{campaign}", str(agent.campaign_id))
    answer = client.get("/api/v1/visits.jsonl", headers=bearer(given.encode("utf-8", "replace").decode()))  # fmt: skip
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_token_in_the_address_is_not_read(client: Client, agent: Membership) -> None:
    answer = client.get("/api/v1/visits.jsonl", {"token": token_of(agent)})
    assert answer.status_code == 401


def test_another_campaigns_id_before_the_secret_opens_nothing(
    client: Client, agent: Membership
) -> None:
    secret = token_of(agent).partition(".")[2]
    other = make_member(make_campaign())
    assert status(client, f"{other.campaign_id}.{secret}") == 401


def test_it_ends_by_itself_and_at_once_when_taken_back(
    client: Client, agent: Membership
) -> None:
    over = token_of(agent, at=now() - timedelta(days=31), days=30)
    token = token_of(agent)
    assert (status(client, over), status(client, token)) == (401, 200)

    revoke_token(token=ApiToken.objects.order_by("-issued_at")[0], by=agent, at=now())
    assert status(client, token) == 401


@pytest.mark.parametrize(
    "what", ["ended", "over", "not yet", "closed", "erased", "no second factor"]
)
def test_it_opens_nothing_once_its_holder_may_not_come_in(
    client: Client, what: str
) -> None:
    member = make_member(make_campaign(), Role.ORGANISER)
    token = token_of(member)
    assert status(client, token) == 200
    match what:
        case "ended":
            change(member, ended_at=now())
        case "over":
            change(member, ends_at=now() - timedelta(minutes=1))
        case "not yet":
            change(member, starts_at=now() + timedelta(hours=1))
        case "closed":
            change(member.user, is_active=False)
        case "erased":
            change(member.campaign, erased_at=now())
        case _:
            change(member.campaign, is_demonstration=False)
    for what in ("token", "visits.jsonl", "visits.csv", "erased.jsonl"):
        assert fetch(client, token, what).status_code == 401, what


def test_a_lesser_role_takes_the_right_from_the_token(client: Client) -> None:
    member = make_member(make_campaign(), Role.ORGANISER)
    token = token_of(member, *BOTH)
    change(member, role=Role.DATA_OFFICER)
    assert fetch(client, token, "token").json()["rights"] == ["export_visits"]
    change(member, role=Role.CANVASSER)
    assert status(client, token) == 403


@pytest.mark.parametrize(
    ("role", "rights", "days", "why"),
    [
        (Role.DATA_OFFICER, BOTH, 30, "own role"),
        (Role.AGENT, [May.SEE_ANSWERS], 30, "choose that right"),
        (Role.AGENT, [May.EXPORT_VISITS, May.ERASE], 30, "choose that right"),
        (Role.AGENT, BOTH, 0, "between 1 and 90"),
        (Role.AGENT, BOTH, 91, "between 1 and 90"),
    ],
)
def test_a_token_is_not_made(
    role: Role, rights: list[May], days: int, why: str
) -> None:
    member = make_member(make_campaign(), role)
    with pytest.raises(HustingsError, match=why):
        make_token(name="map", rights=rights, days=days, by=member, at=START)
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"expires_at": START + LONGEST + timedelta(seconds=1)},
        {"expires_at": START},
        {"rights": ["erase", "export_visits"]},
        {"rights": []},
    ],
)
def test_the_database_holds_to_the_limits_too(
    agent: Membership, values: dict[str, Any]
) -> None:
    token_of(agent, at=START)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(ApiToken.objects.get(), **values)


@pytest.mark.parametrize(("role", "sees"), [(Role.AGENT, 2), (Role.ORGANISER, 1)])
def test_members_see_and_take_back_their_own_and_the_agent_everybodys(
    client: Client, role: Role, sees: int
) -> None:
    campaign = make_campaign()
    member = make_member(campaign, role)
    token_of(member)
    token_of(make_member(campaign, Role.DATA_OFFICER))
    token_of(make_member(make_campaign()))
    client.force_login(member.user)
    page = f"/api/campaigns/{campaign.pk}/tokens/"
    shown = client.get(page).context["tokens"]
    assert len(shown) == sees

    others = ApiToken.objects.exclude(membership=member)
    codes = {client.post(f"{page}{each.pk}/revoke/").status_code for each in others}
    assert codes == ({302, 404} if role == Role.AGENT else {404})
    assert others.filter(revoked_at=None).count() == (1 if role == Role.AGENT else 2)


def test_making_fetching_and_taking_back_are_in_the_trail(
    client: Client, agent: Membership
) -> None:
    token = token_of(agent, *BOTH)
    fetch(client, token)
    fetch(client, token)
    revoke_token(token=ApiToken.objects.get(), by=agent, at=now())
    verbs = list(
        AuditEntry.objects.filter(campaign=agent.campaign, actor=str(agent.user_id))
        .order_by("at")
        .values_list("verb", flat=True)
    )
    # That it was used is noted once an hour; each fetch is a read of its own.
    assert verbs == ["make a token", "use a token", "fetch visits with answers", "fetch visits with answers", "take a token back"]  # fmt: skip
    assert ApiToken.objects.get().last_used_at


def test_an_erased_campaign_keeps_no_token() -> None:
    from hustings.apps.safekeeping.erasing import erased_tables

    assert "api_apitoken" in erased_tables()


def test_a_cookie_opens_no_export(client: Client, agent: Membership) -> None:
    client.force_login(agent.user)
    assert client.get("/api/v1/visits.jsonl").status_code == 401
    assert Campaign.objects.count() == 1
