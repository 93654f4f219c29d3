"""The team: an agent always remains, and access ends when it is said to end."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries

from hustings.apps.campaigns.actions.team import change_place, end_membership
from hustings.apps.campaigns.models import Invitation, Membership, Role
from hustings.apps.campaigns.places import Place
from hustings.core.errors import HustingsError
from tests.factories import make_campaign, make_district, make_member, make_user

pytestmark = pytest.mark.django_db


def test_the_last_agent_can_neither_be_ended_nor_changed() -> None:
    agent = make_member(make_campaign())
    make_member(agent.campaign, Role.AGENT, ends_at=now() + timedelta(days=1))
    make_member(agent.campaign, Role.AGENT, user=make_user(is_active=False))

    with pytest.raises(HustingsError, match="needs an agent"):
        end_membership(membership=agent, by=agent, at=now())
    for place in [
        Place(role=Role.TELLER),
        Place(role=Role.AGENT, ends_at=now() + timedelta(days=1)),
    ]:
        with pytest.raises(HustingsError, match="needs an agent"):
            change_place(membership=agent, place=place, by=agent, at=now())


def test_one_of_two_agents_can_go() -> None:
    agent = make_member(make_campaign())
    other = make_member(agent.campaign)
    end_membership(membership=other, by=agent, at=now())

    with pytest.raises(HustingsError, match="needs an agent"):
        end_membership(membership=agent, by=agent, at=now())


def test_what_was_read_before_another_agents_change_decides_nothing() -> None:
    agent = make_member(make_campaign())
    stale = make_member(agent.campaign, Role.TELLER)
    change_place(membership=stale, place=Place(role=Role.AGENT), by=agent, at=now())
    end_membership(membership=agent, by=agent, at=now())

    assert stale.role == Role.TELLER
    with pytest.raises(HustingsError, match="needs an agent"):
        end_membership(membership=stale, by=agent, at=now())


def test_an_ended_member_finds_nothing_at_once(client: Client) -> None:
    agent = make_member(make_campaign())
    helper = make_member(agent.campaign, Role.CANVASSER)
    client.force_login(helper.user)
    address = f"/campaigns/{agent.campaign.id}/"
    assert client.get(address).status_code == 200
    end_membership(membership=helper, by=agent, at=now())

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("begins", "ends", "status"),
    [(-2, 2, 200), (-2, -1, 404), (1, 2, 404), (None, None, 200)],
)
def test_access_is_open_in_its_window_only(
    client: Client, begins: int | None, ends: int | None, status: int
) -> None:
    at = now()
    helper = make_member(
        make_campaign(),
        Role.CANVASSER,
        starts_at=None if begins is None else at + timedelta(hours=begins),
        ends_at=None if ends is None else at + timedelta(hours=ends),
    )
    client.force_login(helper.user)

    assert client.get(f"/campaigns/{helper.campaign_id}/").status_code == status


def test_the_agent_invites_changes_and_ends_through_the_pages(client: Client) -> None:
    agent = make_member(make_campaign())
    district = make_district(agent.campaign)
    client.force_login(agent.user)
    team = f"/campaigns/{agent.campaign_id}/team/"
    answer = client.post(
        f"{team}invite/",
        {"name": "Cy Helper", "role": "teller", "districts": [str(district.id)]},
    )
    invitation = Invitation.objects.get()
    assert f"/join/{agent.campaign_id}/" in answer.content.decode()
    assert (invitation.role, invitation.districts) == ("teller", [district.id])
    assert "Cy Helper" in client.get(team).content.decode()
    client.post(f"{team}invitations/{invitation.id}/revoke/")
    assert (
        "Cy Helper" not in client.get(team).content.decode().partition("<h2>Links")[2]
    )

    helper = make_member(agent.campaign, Role.TELLER)
    client.post(f"{team}{helper.id}/", {"role": "printer"})
    assert Membership.objects.get(id=helper.id).role == "printer"
    client.post(f"{team}{helper.id}/end/")
    assert Membership.objects.get(id=helper.id).ended_at is not None


def test_what_cannot_be_done_is_told_on_the_page_that_asked(client: Client) -> None:
    agent = make_member(make_campaign())
    client.force_login(agent.user)
    page = f"/campaigns/{agent.campaign_id}/team/{agent.id}/"
    answer = client.post(
        f"{page}end/", headers={"referer": f"http://testserver{page}"}, follow=True
    )

    assert answer.redirect_chain == [(f"http://testserver{page}", 302)]
    assert "A campaign needs an agent." in answer.content.decode()


def test_a_page_elsewhere_is_never_gone_back_to(client: Client) -> None:
    agent = make_member(make_campaign())
    client.force_login(agent.user)
    address = f"/campaigns/{agent.campaign_id}/team/{agent.id}/end/"
    answer = client.post(address, headers={"referer": "https://elsewhere.example/"})

    assert answer["Location"] == address


def test_the_times_typed_are_london_times(client: Client) -> None:
    agent = make_member(make_campaign())
    client.force_login(agent.user)
    day = now().year + 1
    client.post(
        f"/campaigns/{agent.campaign_id}/team/invite/",
        {
            "name": "Cy",
            "role": "teller",
            "starts_at": f"{day}-07-04T07:00",
            "ends_at": f"{day}-07-04T22:00",
        },
    )
    ends = Invitation.objects.get().ends_at
    assert ends is not None
    assert ends.isoformat() == f"{day}-07-04T21:00:00+00:00"


def test_a_window_backwards_is_told(client: Client) -> None:
    agent = make_member(make_campaign())
    client.force_login(agent.user)
    answer = client.post(
        f"/campaigns/{agent.campaign_id}/team/invite/",
        {
            "name": "Cy",
            "role": "teller",
            "starts_at": "2031-07-04T22:00",
            "ends_at": "2031-07-04T07:00",
        },
    )
    assert "The end must come after the beginning." in answer.content.decode()


def test_a_member_of_another_campaign_is_not_found(client: Client) -> None:
    agent, stranger = make_member(make_campaign()), make_member(make_campaign())
    client.force_login(agent.user)
    team = f"/campaigns/{agent.campaign_id}/team/{stranger.id}/"

    for address in (team, f"{team}end/", f"{team}recover/"):
        assert client.post(address, {"role": "teller"}).status_code == 404
    assert Membership.objects.get(id=stranger.id).ended_at is None


def test_an_organiser_takes_back_only_own_links(client: Client) -> None:
    campaign = make_campaign()
    agent, organiser = make_member(campaign), make_member(campaign, Role.ORGANISER)
    link = make_link(agent)
    client.force_login(organiser.user)
    address = f"/campaigns/{campaign.id}/team/invitations/{link}/revoke/"

    assert client.post(address).status_code == 404


def test_a_link_belongs_to_whoever_made_it_whatever_they_are_called(
    client: Client,
) -> None:
    """Two organisers are called Jo Bloggs: each takes back their own link and not the other's."""
    campaign = make_campaign()
    one, other = (
        make_member(campaign, Role.ORGANISER, user=make_user(name="Jo Bloggs"))
        for _ in range(2)
    )
    mine, theirs = make_short_link(one), make_short_link(other)
    client.force_login(one.user)
    team = f"/campaigns/{campaign.id}/team/"

    page = client.get(team).content.decode()
    assert f"{mine}/revoke/" in page
    assert f"{theirs}/revoke/" not in page
    assert client.post(f"{team}invitations/{theirs}/revoke/").status_code == 404
    assert client.post(f"{team}invitations/{mine}/revoke/").status_code == 302


def make_short_link(by: Membership) -> UUID:
    from hustings.apps.campaigns.actions.links import invite

    at, end = now(), now() + timedelta(hours=8)
    place = Place(role=Role.TELLER, starts_at=at, ends_at=end)
    return invite(
        campaign=by.campaign, name="X", place=place, by=by, at=at
    ).invitation.id


def make_link(by: Membership) -> UUID:
    from hustings.apps.campaigns.actions.links import invite

    return invite(
        campaign=by.campaign, name="X", place=Place(role=Role.TELLER), by=by, at=now()
    ).invitation.id


def test_the_team_page_asks_the_database_no_more_for_more_people(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    agent = make_member(make_campaign())
    client.force_login(agent.user)
    for _ in range(25):
        make_member(agent.campaign, Role.CANVASSER)
        make_link(agent)
    with django_assert_max_num_queries(12):
        assert client.get(f"/campaigns/{agent.campaign_id}/team/").status_code == 200
