"""A server's first day: its first person, its first campaign, and the end of the demonstration."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import now

from hustings.apps.accounts.models import SecurityEntry, User
from hustings.apps.campaigns.actions.creation import (
    create_campaign,
    create_first_agent,
    create_own_campaign,
)
from hustings.apps.campaigns.actions.links import Link, invite, join_as_new_user
from hustings.apps.campaigns.audit import command
from hustings.apps.campaigns.details import CouncilDetails, Details
from hustings.apps.campaigns.models import AuditEntry, Campaign, Council, Role
from hustings.apps.campaigns.places import Place
from hustings.core.elections.kinds import ElectionKind, Nation
from hustings.core.errors import HustingsError
from hustings.engine.home import key
from tests.factories import make_campaign, make_member, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "gale-lantern-otter"
PERSON = {"name": "Ada", "username": "ada", "password": PASSWORD, "again": PASSWORD}
TYPED = {
    "name": "Ada for Exampleton",
    "candidate": "Ada Example",
    "party": "Independent",
    "election": "uk-parliament",
    "nation": "england",
    "constituency": "Exampleton North",
    "basis": "county",
    "polling_day": "2029-05-03",
    "councils": "Exampleton Borough Council; Town Hall, High Street, EX1 1AA\n\nMarrowby District Council",
}
DETAILS = Details(
    name="Ada for Exampleton",
    candidate="Ada Example",
    election=ElectionKind.UK_PARLIAMENT,
    nation=Nation.ENGLAND,
    constituency="Exampleton North",
    basis="county",
    polling_day=date(2029, 5, 3),
    erase_on=date(2030, 5, 3),
)


def start(code: str | None = None) -> str:
    return f"/start/{code or key('set-up')}/"


def test_the_first_person_comes_in_by_the_code_and_makes_a_campaign(
    client: Client,
) -> None:
    answer = client.post(start(), PERSON)
    assert (answer.status_code, answer["Location"]) == (302, "/campaigns/new/")
    answer = client.post("/campaigns/new/", TYPED)

    campaign = Campaign.objects.get()
    assert answer["Location"] == f"/campaigns/{campaign.id}/"
    assert campaign.erase_on == date(2030, 5, 3)
    member = User.objects.get(username="ada").memberships.get()
    assert (member.campaign, member.role) == (campaign, Role.AGENT)
    councils = Council.objects.filter(campaign=campaign)
    assert [(c.name, c.electoral_services_address) for c in councils] == [
        ("Exampleton Borough Council", "Town Hall\nHigh Street\nEX1 1AA"),
        ("Marrowby District Council", ""),
    ]


@pytest.mark.parametrize("code", ["x", "0" * 64, "é"])
def test_without_the_code_there_is_no_set_up_page(client: Client, code: str) -> None:
    assert client.get(start(code)).status_code == 404


def test_the_code_is_spent_once_somebody_may_create_campaigns(client: Client) -> None:
    make_user(may_create_campaigns=True)
    assert client.get(start()).status_code == 404
    with pytest.raises(HustingsError, match="set up already"):
        create_first_agent(username="eve", password=PASSWORD, name="Eve", at=now())


def test_the_code_is_spent_once_a_real_campaign_stands(client: Client) -> None:
    make_campaign(is_demonstration=False)
    assert client.get(start()).status_code == 404


def test_a_server_with_the_demonstration_alone_can_still_be_set_up(
    client: Client,
) -> None:
    make_campaign(is_demonstration=True)
    assert client.get(start()).status_code == 200


def test_the_first_real_campaign_closes_the_demonstration(client: Client) -> None:
    demo = make_member(make_campaign(), user=make_user(is_demonstration=True))
    client.force_login(demo.user)
    assert client.get(f"/campaigns/{demo.campaign_id}/").status_code == 200
    host = make_user(may_create_campaigns=True)
    create_own_campaign(details=DETAILS, councils=[], by=host, at=now())

    assert client.get(f"/campaigns/{demo.campaign_id}/").status_code == 302
    assert not User.objects.get(id=demo.user_id).is_active
    assert User.objects.get(id=host.id).is_active
    note = SecurityEntry.objects.get(user_id=demo.user_id)
    assert note.what == "closed: a real campaign was created"


def test_whom_the_demonstration_invited_goes_with_it(client: Client) -> None:
    """Its passwords are public, so anybody may have made a log-in of their own there, or a link for later."""
    demo = make_member(make_campaign(), user=make_user(is_demonstration=True))
    place = Place(role=Role.AGENT)
    links = [
        invite(campaign=demo.campaign, name="Eve", place=place, by=demo, at=now())
        for _ in range(2)
    ]

    def join(link: Link, username: str) -> None:
        join_as_new_user(
            invitation=link.invitation,
            username=username,
            password=PASSWORD,
            name="Eve",
            at=now(),
        )

    join(links[0], "eve")
    host = make_user(may_create_campaigns=True)
    create_own_campaign(details=DETAILS, councils=[], by=host, at=now())

    assert not User.objects.get(username="eve").is_active
    with pytest.raises(HustingsError, match="real use"):
        join(links[1], "eve2")


def test_a_command_closes_the_demonstration_too() -> None:
    demo = make_user(is_demonstration=True)
    create_campaign(
        details=DETAILS, councils=[], by=command("campaign create"), at=now()
    )

    assert not User.objects.get(id=demo.id).is_active


def test_only_those_allowed_create_campaigns(client: Client) -> None:
    agent = make_member(make_campaign(is_demonstration=False)).user
    client.force_login(agent)
    assert client.get("/campaigns/new/").status_code == 403
    with pytest.raises(HustingsError, match="host allows"):
        create_own_campaign(details=DETAILS, councils=[], by=agent, at=now())


def test_nobody_of_the_demonstration_creates_a_real_campaign() -> None:
    demo = make_user(is_demonstration=True, may_create_campaigns=True)
    with pytest.raises(HustingsError):
        create_own_campaign(details=DETAILS, councils=[], by=demo, at=now())


def test_making_and_changing_a_campaign_stands_in_its_trail() -> None:
    campaign = create_campaign(
        details=DETAILS,
        councils=[CouncilDetails("Exampleton")],
        by=command("campaign create"),
        at=now(),
    )
    entries = AuditEntry.objects.filter(campaign=campaign).order_by("at")
    assert [(e.table, e.operation, e.actor) for e in entries] == [
        ("campaigns_campaign", "insert", "command:campaign create"),
        ("campaigns_council", "insert", "command:campaign create"),
    ]
    assert entries[0].records == [campaign.id]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"nation": "wales", "election": "mayor"}, "choose another nation"),
        ({"basis": ""}, "Choose borough or county."),
        ({"erase_on": "2029-05-03"}, "Choose a day after polling day."),
        # With a slip in the year all that people say would be gone the first night.
        (
            {"polling_day": "2019-05-02"},
            "On that day everything about people is erased",
        ),
        ({"councils": "A\na; somewhere"}, "Named twice"),
        ({"councils": "x" * 121}, "semicolon after the council"),
        ({"councils": "A Council, High St, EX1 1AA"}, "semicolon after the council"),
        ({"polling_day": "soon"}, "Enter a valid date"),
        ({"polling_day": "0026-05-07"}, "26 cannot be meant"),
        ({"polling_day": "9999-05-07"}, "9999 cannot be meant"),
        ({"electorate": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_made(
    client: Client, change: dict[str, str], said: str
) -> None:
    client.force_login(make_user(may_create_campaigns=True))
    answer = client.post("/campaigns/new/", TYPED | change)

    assert said in answer.content.decode()
    assert not Campaign.objects.exists()


def test_a_council_keeps_the_commas_of_its_name(client: Client) -> None:
    client.force_login(make_user(may_create_campaigns=True))
    named = (
        "Bournemouth, Christchurch and Poole\nTelford and Wrekin; Southwater, Telford"
    )
    client.post("/campaigns/new/", TYPED | {"councils": named})
    councils = Council.objects.order_by("name")
    assert [(c.name, c.electoral_services_address) for c in councils] == [
        ("Bournemouth, Christchurch and Poole", ""),
        ("Telford and Wrekin", "Southwater\nTelford"),
    ]


def test_data_cannot_be_set_to_be_erased_before_the_poll() -> None:
    from dataclasses import replace

    with pytest.raises(HustingsError, match="before polling day"):
        create_campaign(
            details=replace(DETAILS, erase_on=DETAILS.polling_day),
            councils=[],
            by=command("campaign create"),
            at=now(),
        )


def test_what_westminster_needs_is_not_called_optional(client: Client) -> None:
    client.post(start(), PERSON)
    page = client.get("/campaigns/new/").content.decode()
    assert "For the UK Parliament choose borough or county" in page
    assert re.search(r"<legend>Kind of constituency</legend>", page)
    ward = TYPED | {"election": "local", "basis": ""}
    assert client.post("/campaigns/new/", ward).status_code == 302
