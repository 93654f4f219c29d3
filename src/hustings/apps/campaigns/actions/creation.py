"""Making a campaign, and what follows from the first real one on a server."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from hustings.apps.accounts.models import User
from hustings.apps.accounts.security import note
from hustings.apps.campaigns.audit import Actor, acting, actor_of
from hustings.apps.campaigns.details import CouncilDetails, Details
from hustings.apps.campaigns.models import Campaign, Council, Membership, Role
from hustings.apps.campaigns.queries import is_in_earnest
from hustings.core.elections.kinds import check_nation
from hustings.core.errors import HustingsError

# A number of our own that PostgreSQL locks while the first campaign of a server is made.
FIRST_CAMPAIGN = 4_021_871


def create_campaign(
    *,
    details: Details,
    councils: Sequence[CouncilDetails],
    by: User | Actor,
    at: datetime,
) -> Campaign:
    """Make a real campaign; the demonstration's log-ins stop working, for their passwords are public."""
    check_nation(details.election, details.nation)
    if details.erase_on <= details.polling_day:
        raise HustingsError(
            "Personal data cannot be erased before polling day is over."
        )
    with acting(by, "create the campaign"):
        campaign = Campaign(created_at=at)
        change = {name: getattr(details, name) for name in Details.__slots__}
        for name, value in change.items():
            setattr(campaign, name, value)
        campaign.save(force_insert=True)
        Council.objects.bulk_create(
            Council(
                campaign=campaign,
                name=each.name,
                electoral_services_address=each.address,
            )
            for each in councils
        )
        close_demonstration(by=by, at=at)
    return campaign


def create_own_campaign(
    *, details: Details, councils: Sequence[CouncilDetails], by: User, at: datetime
) -> Membership:
    """Make a campaign whose agent is the user who makes it."""
    if by.is_demonstration or not by.may_create_campaigns:
        raise HustingsError(
            "Only those whom the server's host allows may create campaigns. "
            "The host can type: hustings campaign create --help"
        )
    with transaction.atomic():
        campaign = create_campaign(details=details, councils=councils, by=by, at=at)
        return _make_agent(campaign, by, at)


def create_first_agent(
    *, username: str, password: str, name: str, at: datetime
) -> User:
    """Make the first person of a server, who may create its campaigns; refused once a real campaign stands."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FIRST_CAMPAIGN])
        if has_been_set_up():
            raise HustingsError("This server has been set up already. Sign in instead.")
        user = User(username=username.lower(), name=name, date_joined=at)
        user.may_create_campaigns = True
        user.set_password(password)
        user.save()
        note(what="first person of the server", user=user, by="the set-up page", at=at)
    return user


def has_been_set_up() -> bool:
    """Whether somebody real may already create campaigns here, or has one."""
    return (
        is_in_earnest()
        or User.objects.filter(
            is_demonstration=False, may_create_campaigns=True
        ).exists()
    )


def close_demonstration(*, by: User | Actor, at: datetime) -> int:
    """Let nobody in as a person of the demonstration any more; gives how many were closed."""
    closed = User.objects.filter(is_demonstration=True, is_active=True)
    people = list(closed)
    closed.update(is_active=False)
    for person in people:
        note(
            what="closed: a real campaign was created",
            user=person,
            by=actor_of(by).name,
            at=at,
        )
    return len(people)


def _make_agent(campaign: Campaign, user: User, at: datetime) -> Membership:
    with acting(user, "become the agent"):
        return Membership.objects.create(
            campaign=campaign, user=user, role=Role.AGENT, joined_at=at
        )
