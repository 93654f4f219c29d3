"""Links that let people in: each works once, in its time, for what it was made."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils.timezone import now

from hustings.apps.accounts.models import SecurityEntry, User
from hustings.apps.accounts.second_factor import has_second_factor
from hustings.apps.campaigns.actions.links import (
    Link,
    invite,
    issue_recovery,
    join,
    join_as_new_user,
    recover,
    revoke,
)
from hustings.apps.campaigns.actions.team import change_place
from hustings.apps.campaigns.audit import command
from hustings.apps.campaigns.models import (
    AuditEntry,
    Invitation,
    Membership,
    Role,
)
from hustings.apps.campaigns.places import Place
from hustings.apps.campaigns.queries import find_invitation
from hustings.core.errors import HustingsError
from tests.factories import make_campaign, make_district, make_member, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "gale-lantern-otter"
NEW = {"name": "Bo New", "username": "Bo", "password": PASSWORD, "again": PASSWORD}


def an_invitation(
    by: Membership, role: Role = Role.CANVASSER, at: datetime | None = None
) -> Link:
    return invite(
        campaign=by.campaign,
        name="Bo New",
        place=Place(role=role),
        by=by,
        at=at or now(),
    )


def test_only_a_hash_of_the_secret_is_kept() -> None:
    link = an_invitation(make_member(make_campaign()))
    kept = Invitation.objects.values().get()

    assert not any(link.secret in str(value) for value in kept.values())
    assert find_invitation(link.invitation.campaign_id, link.secret) == link.invitation
    assert find_invitation(link.invitation.campaign_id, "another") is None


def test_somebody_new_joins_with_the_place_that_the_link_gives(client: Client) -> None:
    agent = make_member(make_campaign())
    link = an_invitation(agent, Role.ORGANISER)
    address = f"/join/{agent.campaign.id}/{link.secret}/"
    assert "Bo New" in client.get(address).content.decode()
    answer = client.post(address, NEW)

    joined = Membership.objects.get(user__username="bo")
    assert joined.role == Role.ORGANISER
    assert answer.status_code == 302
    assert "_auth_user_id" in client.session
    assert AuditEntry.objects.filter(
        verb="join the campaign", table="campaigns_membership"
    ).exists()


def test_a_link_works_once(client: Client) -> None:
    agent = make_member(make_campaign())
    link = an_invitation(agent)
    address = f"/join/{agent.campaign.id}/{link.secret}/"
    client.post(address, NEW)
    second = Client().post(address, NEW | {"username": "second"})

    assert second.status_code == 410
    assert not User.objects.filter(username="second").exists()


def test_the_second_of_two_who_open_it_at_once_is_turned_away() -> None:
    link = an_invitation(make_member(make_campaign()))
    join(invitation=link.invitation, user=make_user(), at=now())

    with pytest.raises(HustingsError, match="used before"):
        join_as_new_user(
            invitation=link.invitation,
            username="late",
            password=PASSWORD,
            name="L",
            at=now(),
        )
    assert not User.objects.filter(username="late").exists()


def test_a_link_is_over_after_seven_days(client: Client) -> None:
    agent = make_member(make_campaign())
    link = an_invitation(agent, at=now() - timedelta(days=7))

    assert client.get(f"/join/{agent.campaign.id}/{link.secret}/").status_code == 410


def test_a_link_never_outlives_the_access_that_it_gives() -> None:
    agent, at = make_member(make_campaign()), now()
    place = Place(role=Role.TELLER, ends_at=at + timedelta(hours=3))
    link = invite(campaign=agent.campaign, name="T", place=place, by=agent, at=at)

    assert link.invitation.expires_at == place.ends_at


def test_a_link_taken_back_no_longer_works(client: Client) -> None:
    agent = make_member(make_campaign())
    link = an_invitation(agent)
    revoke(invitation=link.invitation, by=agent, at=now())

    assert client.get(f"/join/{agent.campaign.id}/{link.secret}/").status_code == 410
    with pytest.raises(HustingsError, match="taken back"):
        revoke(invitation=link.invitation, by=agent, at=now())


def test_the_link_of_one_campaign_is_nothing_in_another(client: Client) -> None:
    agent, other = make_member(make_campaign()), make_campaign()
    link = an_invitation(agent)

    assert client.get(f"/join/{other.id}/{link.secret}/").status_code == 410


def test_whoever_has_signed_in_joins_under_that_name(client: Client) -> None:
    agent = make_member(make_campaign())
    helper = make_member(make_campaign(), Role.TELLER).user
    link = an_invitation(agent)
    client.force_login(helper)
    client.post(f"/join/{agent.campaign.id}/{link.secret}/")

    assert helper.memberships.count() == 2


def test_a_member_does_not_join_twice() -> None:
    agent = make_member(make_campaign())

    with pytest.raises(HustingsError, match="belong to this campaign already"):
        join(invitation=an_invitation(agent).invitation, user=agent.user, at=now())


def test_nobody_of_the_demonstration_joins_a_real_campaign() -> None:
    agent = make_member(make_campaign(is_demonstration=False))
    demo = make_user(is_demonstration=True)

    with pytest.raises(HustingsError, match="demonstration"):
        join(invitation=an_invitation(agent).invitation, user=demo, at=now())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"again": "different"}, "The two passwords differ."),
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"username": "taken"}, "Choose another"),
        ({"username": "a b"}, "Enter a valid username"),
    ],
)
def test_what_does_not_do_for_a_new_sign_in_is_said(
    client: Client, change: dict[str, str], said: str
) -> None:
    make_user(username="taken")
    agent = make_member(make_campaign())
    link = an_invitation(agent)
    answer = client.post(f"/join/{agent.campaign.id}/{link.secret}/", NEW | change)

    assert said in answer.content.decode()
    assert not User.objects.filter(username="bo").exists()


def for_hours(role: Role, hours: int = 6, districts: tuple[UUID, ...] = ()) -> Place:
    at = now()
    return Place(
        role=role,
        districts=districts,
        starts_at=at,
        ends_at=at + timedelta(hours=hours),
    )


def test_an_organiser_invites_for_a_day_of_action_only() -> None:
    campaign = make_campaign()
    organiser = make_member(campaign, Role.ORGANISER)

    def ask(place: Place) -> None:
        invite(campaign=campaign, name="X", place=place, by=organiser, at=now())

    ask(for_hours(Role.CANVASSER))
    for role in (Role.AGENT, Role.ORGANISER, Role.DATA_OFFICER, Role.CANDIDATE):
        with pytest.raises(HustingsError, match="Only the agent"):
            ask(for_hours(role))
    with pytest.raises(HustingsError, match="Give the hours"):
        ask(Place(role=Role.CANVASSER))
    with pytest.raises(HustingsError, match="seven days"):
        ask(for_hours(Role.CANVASSER, 24 * 8))


def test_an_organiser_of_an_area_gives_no_more_than_that_area() -> None:
    campaign = make_campaign()
    ours, theirs = make_district(campaign, "A"), make_district(campaign, "B")
    organiser = make_member(campaign, Role.ORGANISER, districts=[ours.id])

    def ask(*districts: UUID) -> None:
        place = for_hours(Role.TELLER, districts=districts)
        invite(campaign=campaign, name="X", place=place, by=organiser, at=now())

    ask(ours.id)
    for beyond in [(), (theirs.id,), (ours.id, theirs.id)]:
        with pytest.raises(HustingsError, match="your own polling districts"):
            ask(*beyond)


def test_nobody_gives_longer_access_than_their_own() -> None:
    """Nor does an agent of a week change their own place to one without an end."""
    campaign = make_campaign()
    until = now() + timedelta(days=2)
    deputy = make_member(campaign, Role.AGENT, ends_at=until)
    make_member(campaign)

    for ends in (None, until + timedelta(hours=1)):
        place = Place(role=Role.AGENT, ends_at=ends)
        with pytest.raises(HustingsError, match="Your own access ends"):
            invite(campaign=campaign, name="X", place=place, by=deputy, at=now())
        with pytest.raises(HustingsError, match="Your own access ends"):
            change_place(membership=deputy, place=place, by=deputy, at=now())
    place = Place(role=Role.TELLER, ends_at=until)
    invite(campaign=campaign, name="X", place=place, by=deputy, at=now())


def test_an_agent_of_a_week_does_not_get_into_the_lasting_agents_sign_in() -> None:
    campaign = make_campaign()
    deputy = make_member(campaign, ends_at=now() + timedelta(days=7))
    with pytest.raises(HustingsError, match="cannot let another agent back in"):
        issue_recovery(membership=make_member(campaign), by=deputy, at=now())


@pytest.mark.parametrize("role", [Role.AGENT, Role.DATA_OFFICER])
def test_who_sees_to_the_whole_campaign_is_not_limited_to_an_area(role: Role) -> None:
    agent = make_member(make_campaign())
    place = Place(role=role, districts=(make_district(agent.campaign).id,))
    with pytest.raises(HustingsError, match="Tick no polling district"):
        invite(campaign=agent.campaign, name="X", place=place, by=agent, at=now())


def test_an_access_that_would_be_over_is_not_given() -> None:
    agent = make_member(make_campaign())
    with pytest.raises(HustingsError, match="over already"):
        invite(
            campaign=agent.campaign,
            name="X",
            place=Place(role=Role.TELLER, ends_at=now() - timedelta(minutes=1)),
            by=agent,
            at=now(),
        )


def test_recovery_sets_a_password_drops_the_phone_and_ends_sessions(
    client: Client,
) -> None:
    campaign = make_campaign()
    agent, lost = make_member(campaign), make_member(campaign, Role.ORGANISER)
    TOTP.activate(lost.user, "JBSWY3DPEHPK3PXP")
    elsewhere = Client()
    elsewhere.force_login(lost.user)
    link = issue_recovery(membership=lost, by=agent, at=now())
    client.post(
        f"/recover/{campaign.id}/{link.secret}/",
        {"password": PASSWORD, "again": PASSWORD},
    )

    user = User.objects.get(id=lost.user_id)
    assert user.check_password(PASSWORD)
    assert not has_second_factor(user)
    assert elsewhere.get("/accounts/").status_code == 302
    assert [entry.what for entry in SecurityEntry.objects.order_by("id")] == [
        "recovery link issued",
        "recovered: new password, second factor dropped",
    ]
    assert AuditEntry.objects.filter(verb="issue a recovery link").count() == 1


def test_a_recovery_link_works_once_and_for_a_day() -> None:
    campaign = make_campaign()
    agent, lost = make_member(campaign), make_member(campaign, Role.TELLER)
    link = issue_recovery(membership=lost, by=agent, at=now())
    recover(invitation=link.invitation, password=PASSWORD, at=now())
    with pytest.raises(HustingsError, match="used before"):
        recover(invitation=link.invitation, password=PASSWORD, at=now())

    late = issue_recovery(membership=lost, by=agent, at=now())
    with pytest.raises(HustingsError, match="too old"):
        recover(
            invitation=late.invitation,
            password=PASSWORD,
            at=now() + timedelta(hours=24),
        )


def test_of_two_recovery_links_the_second_dies_when_the_first_is_used() -> None:
    campaign = make_campaign()
    agent, lost = make_member(campaign), make_member(campaign, Role.TELLER)
    went_astray, used = (
        issue_recovery(membership=lost, by=agent, at=now()) for _ in range(2)
    )
    recover(invitation=used.invitation, password=PASSWORD, at=now())

    with pytest.raises(HustingsError, match="taken back"):
        recover(invitation=went_astray.invitation, password="eve-came-in", at=now())
    assert User.objects.get(id=lost.user_id).check_password(PASSWORD)


def test_a_link_to_join_cannot_recover_and_the_other_way_round(client: Client) -> None:
    campaign = make_campaign()
    agent, lost = make_member(campaign), make_member(campaign, Role.TELLER)
    joins, recovers = (
        an_invitation(agent),
        issue_recovery(membership=lost, by=agent, at=now()),
    )

    assert client.get(f"/recover/{campaign.id}/{joins.secret}/").status_code == 410
    assert client.get(f"/join/{campaign.id}/{recovers.secret}/").status_code == 410


def test_no_agent_gets_into_another_campaign_by_recovering_its_member() -> None:
    ours, theirs = make_campaign(), make_campaign()
    agent = make_member(ours)
    both = make_member(ours, Role.CANVASSER)
    make_member(theirs, user=both.user)

    with pytest.raises(HustingsError, match="rights beyond this campaign"):
        issue_recovery(membership=both, by=agent, at=now())
    issue_recovery(membership=both, by=command("people recover"), at=now())


def test_a_recovery_link_dies_when_its_person_joins_another_campaign() -> None:
    ours, theirs = make_campaign(), make_campaign()
    agent, lost = make_member(ours), make_member(ours, Role.CANVASSER)
    link = issue_recovery(membership=lost, by=agent, at=now())
    make_member(theirs, user=lost.user, joined_at=now())

    with pytest.raises(HustingsError):
        recover(invitation=link.invitation, password=PASSWORD, at=now())
    assert not User.objects.get(id=lost.user_id).check_password(PASSWORD)


def test_nobody_recovers_themselves_or_whoever_may_create_campaigns() -> None:
    campaign = make_campaign()
    agent = make_member(campaign)
    host = make_member(campaign, user=make_user(may_create_campaigns=True))

    for each in (agent, host):
        with pytest.raises(HustingsError):
            issue_recovery(membership=each, by=agent, at=now())


def test_an_invitation_typed_at_the_server_names_its_command() -> None:
    campaign = make_campaign()
    invite(
        campaign=campaign,
        name="First",
        place=Place(role=Role.AGENT),
        by=command("campaign invite"),
        at=now(),
    )
    assert AuditEntry.objects.filter(actor="command:campaign invite").count() == 1
