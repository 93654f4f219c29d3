"""Rights as one table: role × address → open or closed, for every address of the product."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.test import Client
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, Membership, Role
from hustings.apps.campaigns.rights import (
    EVERYBODY,
    GRANTS,
    NEED_SECOND_FACTOR,
    May,
    may,
)
from tests.addresses import Address, addresses
from tests.factories import START, TESTER, make_campaign, make_member, make_user
from tests.rights import RIGHTS

pytestmark = pytest.mark.django_db

OF_CAMPAIGNS = [each for each in addresses() if each.of_a_campaign]
# Open to whoever has signed in, whatever they may do: their own sign-in, their own campaigns, the guide, past results.
FOR_ANYBODY_SIGNED_IN = {
    "campaigns:front",
    "campaigns:mine",
    "campaigns:create",
    "guide:first",
    "guide:page",
    "guide:rule",
    "guide:picture",
    *(each.name for each in addresses() if each.name.startswith("history:")),
}
# Open to whoever holds the link.
BY_LINK = {"campaigns:join", "campaigns:recover", "campaigns:start"}
# Open to phones, which carry tokens: tests/apps/doorstep/test_api.py.
FOR_PHONES = {
    *("door:join", "door:me", "door:events", "door:app", "door:file"),
    *("door:walk", "door:walk-back", "door:stall", "door:stall-back"),
    *("door:calls", "door:calls-back"),
}
# Open to programs, which carry tokens: tests/apps/api.
FOR_PROGRAMS = {
    "api:openapi",
    "api:token",
    "api:visits-lines",
    "api:visits-csv",
    "api:erased",
}
# Open to everybody once a ballot is published, and not there before: tests/apps/selection/test_public.py.
FOR_EVERYBODY = {
    *("ballots:ballot", "ballots:recount", "ballots:record", "ballots:candidates"),
}
GUIDE = Path("docs/guide/team-and-rights.md")
# Open: shown, done, no such row, sent without what it needs, not possible as it stands.
OPEN = {200, 302, 404, 400, 409}
IN_WORDS = {True: "yes", False: "–"}


def test_every_address_is_accounted_for() -> None:
    """Each names a right, or is one of the few that belong to no campaign."""
    others = {
        each.name
        for each in addresses()
        if not each.of_a_campaign and not each.route.startswith("accounts/")
    }
    by_themselves = BY_LINK | FOR_PHONES | FOR_PROGRAMS | FOR_EVERYBODY
    assert others == FOR_ANYBODY_SIGNED_IN | by_themselves


def test_each_address_asks_for_the_right_that_was_meant_for_it() -> None:
    """Where this fails for a new page: add its line to tests/rights.py."""
    assert {each.name: each.right for each in OF_CAMPAIGNS} == RIGHTS


def test_enough_addresses_were_found_to_mean_something() -> None:
    assert len(OF_CAMPAIGNS) > 30
    assert {each.name.partition(":")[0] for each in OF_CAMPAIGNS} >= {
        "campaigns",
        "jobs",
    }


def status(client: Client, address: Address, campaign: Campaign) -> int:
    """What the address answers; one that only takes posts is posted to. Nothing that it did stays."""
    path = address.path(campaign.id)
    with transaction.atomic():
        answer = client.get(path)
        if answer.status_code == 405:
            answer = client.post(path)
        transaction.set_rollback(True)
    return answer.status_code


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_each_role_opens_what_its_grants_say_and_nothing_else(
    client: Client, role: Role
) -> None:
    member = make_member(make_campaign(), role)
    # Another agent, so that no stand-in can end or change the last one.
    make_member(member.campaign)
    client.force_login(member.user)
    client.raise_request_exception = False
    granted = {str(right) for right in GRANTS[role]}
    wrong = {
        address.name: (found, address.right)
        for address in OF_CAMPAIGNS
        if (found := status(client, address, member.campaign))
        not in (OPEN if address.right in granted else {403})
    }
    assert wrong == {}


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "who", ["nobody's member", "another campaign's agent", "ended", "over", "to come"]
)
def test_strangers_find_nothing(client: Client, who: str) -> None:
    """Nor does an agent whose access has ended, whose hours are over or have not begun, though signed in meanwhile."""
    campaign = make_campaign()
    user = make_user()
    client.force_login(user)
    match who:
        case "another campaign's agent":
            make_member(make_campaign(), user=user)
        case "ended":
            make_member(campaign, user=user, ended_at=now())
        case "over":
            make_member(campaign, user=user, ends_at=now())
        case "to come":
            make_member(campaign, user=user, starts_at=now() + HOUR)

    found = {each.name: status(client, each, campaign) for each in OF_CAMPAIGNS}
    assert {name: each for name, each in found.items() if each != 404} == {}


def test_whoever_has_not_signed_in_is_asked_to(client: Client) -> None:
    campaign = make_campaign()
    by_themselves = BY_LINK | FOR_PHONES | FOR_PROGRAMS | FOR_EVERYBODY
    for address in [each for each in addresses() if each.name not in by_themselves]:
        if address.route.startswith("accounts/"):
            continue
        answer = client.get(address.path(campaign.id))
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/accounts/sign-in/"), address


def test_a_campaign_that_does_not_exist_looks_like_one_that_is_closed(
    client: Client,
) -> None:
    from uuid import uuid4

    member = make_member(make_campaign())
    client.force_login(member.user)
    closed = client.get(f"/campaigns/{make_campaign().id}/")
    nothing = client.get(f"/campaigns/{uuid4()}/")

    assert closed.status_code == nothing.status_code == 404
    assert bare(closed.content) == bare(nothing.content)


def bare(page: bytes) -> str:
    """The page without the token that differs each time."""
    return re.sub(r'"X-CSRFToken": "[^"]+"', "", page.decode())


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_some_roles_need_a_second_factor_outside_the_demonstration(
    client: Client, role: Role
) -> None:
    member = make_member(make_campaign(is_demonstration=False), role)
    client.force_login(member.user)
    answer = client.get(f"/campaigns/{member.campaign_id}/")

    if role in NEED_SECOND_FACTOR:
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/app/")
        TOTP.activate(member.user, "JBSWY3DPEHPK3PXP")
        answer = client.get(f"/campaigns/{member.campaign_id}/")
    assert answer.status_code == 200


def test_agent_organiser_and_data_officer_are_the_roles_that_need_one() -> None:
    assert {Role.AGENT, Role.ORGANISER, Role.DATA_OFFICER} == NEED_SECOND_FACTOR


def test_the_demonstration_asks_for_no_second_factor(client: Client) -> None:
    member = make_member(make_campaign(is_demonstration=True))
    client.force_login(member.user)

    assert client.get(f"/campaigns/{member.campaign_id}/").status_code == 200


def end(campaign: Campaign) -> None:
    with acting(TESTER, "end a campaign"):
        Campaign.objects.filter(pk=campaign.pk).update(erased_at=START)


def test_after_the_erasure_only_the_agent_finds_the_campaign(client: Client) -> None:
    campaign = make_campaign()
    members = {
        role: make_member(campaign, role) for role in (Role.AGENT, Role.CANDIDATE)
    }
    end(campaign)
    for role, expected in [(Role.AGENT, 200), (Role.CANDIDATE, 404)]:
        client.force_login(members[role].user)
        assert client.get(f"/campaigns/{campaign.id}/").status_code == expected


def test_after_the_erasure_nothing_more_is_entered(client: Client) -> None:
    campaign = make_campaign()
    client.force_login(make_member(campaign).user)
    end(campaign)
    typed = {"address": "1 Mill Road", "email": "ada@example.org"}

    answer = client.post(f"/campaigns/{campaign.id}/letters/", typed)

    assert answer.status_code == 302
    campaign.refresh_from_db()
    assert campaign.contact_email == ""


def test_every_role_has_its_grants_and_what_everybody_has() -> None:
    assert set(GRANTS) == set(Role)
    assert all(grants >= EVERYBODY for grants in GRANTS.values())


def test_what_the_roles_are_for() -> None:
    """Named one by one, since a slip in the table would otherwise pass unseen."""

    def rights(role: Role) -> set[May]:
        return {right for right in May if may(Membership(role=role), right)}

    assert rights(Role.AGENT) == set(May)
    assert May.SEE_ANSWERS not in rights(Role.DATA_OFFICER)
    assert rights(Role.PRINTER) == EVERYBODY | {May.PRINT_PLAIN_SHEETS}
    at_the_door = {May.MARK_VOTERS, May.GIVE_PAPERS, May.TYPE_PAPERS}
    assert rights(Role.TELLER) == EVERYBODY | at_the_door
    assert rights(Role.SCRUTINEER) == EVERYBODY | {May.SCRUTINISE}
    for role in (Role.CANVASSER, Role.TELLER, Role.PRINTER):
        assert not rights(role) & {
            May.EXPORT_REGISTER,
            May.MANAGE_TEAM,
            May.SEE_PERSON,
            May.ERASE,
            May.SET_CONSENT,
            May.SEE_AUDIT,
        }


def test_the_guide_shows_the_table_of_grants_as_it_is() -> None:
    shown = [line for line in GUIDE.read_text().splitlines() if line.startswith("|")]
    expected = [
        "| Right | " + " | ".join(role.label for role in Role) + " |",
        *(
            f"| {right.value.replace('_', ' ')} | "
            + " | ".join(IN_WORDS[right in GRANTS[role]] for role in Role)
            + " |"
            for right in May
        ),
    ]
    assert [line for line in shown if not set(line) <= set("|- ")] == expected
