"""Links that let a person in: to join a campaign, or to come back after a lost password."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from hustings.apps.accounts.models import User
from hustings.apps.accounts.second_factor import forget_second_factors
from hustings.apps.accounts.security import note
from hustings.apps.campaigns.audit import Actor, acting, actor_of
from hustings.apps.campaigns.models import Campaign, Invitation, Membership, Role
from hustings.apps.campaigns.places import (
    ACTION_DAY_ROLES,
    WHOLE_CAMPAIGN_ROLES,
    Place,
)
from hustings.apps.campaigns.queries import is_in_earnest, memberships_of
from hustings.apps.campaigns.secrets import digest, new_secret
from hustings.core.errors import HustingsError

JOIN_WITHIN, RECOVER_WITHIN = timedelta(days=7), timedelta(hours=24)
LONGEST_ACTION_DAY = timedelta(days=7)
OVER = (
    "This link was used before, taken back, or is too old. Ask the agent for a new one."
)


@dataclass(frozen=True, slots=True)
class Link:
    """An invitation with its secret, which is known only now."""

    invitation: Invitation
    secret: str


def invite(  # noqa: PLR0913 - who, as what, for what: each is named by the caller
    *,
    campaign: Campaign,
    name: str,
    place: Place,
    by: Membership | Actor,
    at: datetime,
    purpose: str = Invitation.Purpose.JOIN,
    user: User | None = None,
) -> Link:
    """Make a link by which `name` may join; it works once, for seven days or until the access would end.

    With `purpose` "phone" it enrols a phone, of the member `user` if one is given.
    """
    check_place(place, by=by, at=at)
    secret = new_secret()
    with acting(by, "invite"):
        invitation = Invitation.objects.create(
            campaign=campaign,
            purpose=purpose,
            user=user,
            name=name,
            role=place.role,
            districts=list(place.districts),
            starts_at=place.starts_at,
            ends_at=place.ends_at,
            secret_hash=digest(secret),
            issued_by=actor_of(by).name,
            issuer=by.user if isinstance(by, Membership) else None,
            created_at=at,
            expires_at=min(at + JOIN_WITHIN, place.ends_at or at + JOIN_WITHIN),
        )
    return Link(invitation, secret)


def check_place(place: Place, *, by: Membership | Actor, at: datetime) -> None:
    """Refuse a place that `by` may not give: more than a day's help, or more than their own area and time."""
    if place.ends_at is not None and place.ends_at <= at:
        raise HustingsError("The access would be over already. Give a later end.")
    if place.districts and place.role in WHOLE_CAMPAIGN_ROLES:
        raise HustingsError(
            "That role looks after the whole campaign. Tick no polling district."
        )
    if isinstance(by, Actor):
        return
    _check_within(place, by)
    if by.role == Role.AGENT:
        return
    if place.role not in ACTION_DAY_ROLES:
        raise HustingsError("Only the agent can invite somebody to that role.")
    _check_window(place)


def _check_within(place: Place, by: Membership) -> None:
    """Nobody gives away more than they have."""
    if by.ends_at is not None and (place.ends_at is None or place.ends_at > by.ends_at):
        raise HustingsError(
            "Your own access ends before that. Give an end that is not later than your own."
        )
    if by.districts and not (
        place.districts and set(place.districts) <= set(by.districts)
    ):
        raise HustingsError("Choose from your own polling districts.")


def _check_window(place: Place) -> None:
    if place.starts_at is None or place.ends_at is None:
        raise HustingsError("Give the hours: when the access begins and ends.")
    if place.ends_at - place.starts_at > LONGEST_ACTION_DAY:
        raise HustingsError(
            "An action day lasts seven days at most. Ask the agent for longer access."
        )


def revoke(*, invitation: Invitation, by: Membership | Actor, at: datetime) -> None:
    """Take a link back that nobody has used."""
    with acting(by, "take an invitation back"):
        taken = Invitation.objects.filter(
            campaign_id=invitation.campaign_id,
            id=invitation.id,
            used_at=None,
            revoked_at=None,
        ).update(revoked_at=at)
    if not taken:
        raise HustingsError("That link was used or taken back before.")


def join_as_new_user(
    *, invitation: Invitation, username: str, password: str, name: str, at: datetime
) -> Membership:
    """Make the invited person a user and a member."""
    with transaction.atomic():
        user = User(username=username.lower(), name=name, date_joined=at)
        # Whoever has the public log-ins can invite: such a person goes with the demonstration.
        user.is_demonstration = invitation.campaign.is_demonstration
        user.set_password(password)
        user.save()
        note(what="made by an invitation", user=user, by=invitation.issued_by, at=at)
        return join(invitation=invitation, user=user, at=at)


def join(*, invitation: Invitation, user: User, at: datetime) -> Membership:
    """Let a user who has signed in take up an invitation; a member already keeps the older place."""
    with acting(user, "join the campaign"):
        held = use(invitation, Invitation.Purpose.JOIN, at)
        _check_newcomer(held, user)
        return Membership.objects.create(
            campaign_id=held.campaign_id,
            user=user,
            role=held.role,
            districts=held.districts,
            starts_at=held.starts_at,
            ends_at=held.ends_at,
            joined_at=at,
        )


def _check_newcomer(held: Invitation, user: User) -> None:
    if held.campaign.has_ended:
        raise HustingsError("That campaign is over and its data are erased.")
    if held.campaign.is_demonstration and is_in_earnest():
        raise HustingsError("The demonstration is closed: this server is in real use.")
    if user.is_demonstration and not held.campaign.is_demonstration:
        raise HustingsError(
            "You are signed in as somebody of the demonstration. Sign out, then open the link again."
        )
    if Membership.objects.filter(
        campaign_id=held.campaign_id, user=user, ended_at=None
    ).exists():
        raise HustingsError(
            "You belong to this campaign already. Ask the agent to change your role instead."
        )


def issue_recovery(
    *, membership: Membership, by: Membership | Actor, at: datetime
) -> Link:
    """Make a link by which a member sets a new password and drops the lost second factor; for 24 hours."""
    _check_recovery(membership, by, at)
    secret = new_secret()
    with acting(by, "issue a recovery link"):
        invitation = Invitation.objects.create(
            campaign_id=membership.campaign_id,
            purpose=Invitation.Purpose.RECOVER,
            name=membership.user.name,
            role=membership.role,
            user=membership.user,
            secret_hash=digest(secret),
            issued_by=actor_of(by).name,
            issuer=by.user if isinstance(by, Membership) else None,
            created_at=at,
            expires_at=at + RECOVER_WITHIN,
        )
        note(
            what="recovery link issued",
            user=membership.user,
            by=actor_of(by).name,
            at=at,
        )
    return Link(invitation, secret)


def _check_recovery(
    membership: Membership, by: Membership | Actor, at: datetime
) -> None:
    """An agent may let in only whom no other campaign trusts: else one agent could enter another's campaign."""
    if isinstance(by, Actor):
        return
    if membership.user_id == by.user_id:
        raise HustingsError(
            "Change your own password under your name at the top of the page."
        )
    theirs = set(memberships_of(membership.user, at).values_list("campaign", flat=True))
    if by.ends_at is not None and membership.role == Role.AGENT:
        raise HustingsError(
            "Your own access ends, so you cannot let another agent back in. Whoever runs the server can help: "
            f"hustings people recover {membership.user.username}"
        )
    mine = memberships_of(by.user, at).filter(role=Role.AGENT)
    if membership.user.may_create_campaigns or not theirs <= set(
        mine.values_list("campaign", flat=True)
    ):
        raise HustingsError(
            f"{membership.user} has rights beyond this campaign. Whoever runs the server can help: "
            f"hustings people recover {membership.user.username}"
        )


def recover(*, invitation: Invitation, password: str, at: datetime) -> User:
    """Set a new password, drop the second factor and every session: the person signs in anew."""
    user = invitation.user
    if user is None:
        raise HustingsError(OVER)
    with acting(user, "recover the sign-in"):
        use(invitation, Invitation.Purpose.RECOVER, at)
        if Membership.objects.filter(
            user=user, joined_at__gt=invitation.created_at
        ).exists():
            raise HustingsError(OVER)
        user.set_password(password)
        user.save(update_fields=["password"])
        dropped = forget_second_factors([user.id])
        _take_back_others(user, at)
        what = "recovered: new password" + (
            ", second factor dropped" if dropped else ""
        )
        note(what=what, user=user, by=f"link of {invitation.issued_by}", at=at)
    return user


def _take_back_others(user: User, at: datetime) -> None:
    """Whoever has got back in needs no other link, and nobody else shall use one."""
    others = Invitation.objects.open_at(at).filter(
        user=user, purpose=Invitation.Purpose.RECOVER
    )
    others.update(revoked_at=at)


def use(invitation: Invitation, purpose: str, at: datetime) -> Invitation:
    """Mark the link used, once: a second use at the same moment waits here and then finds it used."""
    held = (
        Invitation.objects.select_for_update()
        .open_at(at)
        .filter(campaign_id=invitation.campaign_id, id=invitation.id, purpose=purpose)
        .first()
    )
    if held is None:
        raise HustingsError(OVER)
    held.used_at = at
    held.save(update_fields=["used_at"])
    return held
