"""A phone enrols by a personal link: a scan and a name, no password; it is cut off by a word of the organiser's."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.actions.links import Link, invite, use
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Invitation, Membership, Role
from hustings.apps.campaigns.places import ACTION_DAY_ROLES, Place
from hustings.apps.campaigns.secrets import digest, new_secret
from hustings.apps.doorstep.actions.keys import key_of
from hustings.apps.doorstep.actions.questions import ask_about_photo_id
from hustings.apps.doorstep.models import Phone
from hustings.core.errors import HustingsError


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A phone with its two tokens, which are known only now. The reading one names the campaign as well."""

    phone: Phone
    read: str
    hand_in: str


def link_for_phone(
    *, name: str, place: Place, by: Membership, at: datetime, user: User | None = None
) -> Link:
    """Make the link by which `name` enrols a phone, once. `user`: the member whose next phone it is to be.

    HustingsError where that member may more than `by` may give: the phone would open it to whoever has the link.
    """
    if user and user != by.user:
        _check_holder(user, by, at)
    key_of(campaign=by.campaign, by=by, at=at)
    ask_about_photo_id(campaign=by.campaign, by=by, at=at)
    return invite(
        campaign=by.campaign,
        name=name,
        place=place,
        by=by,
        at=at,
        purpose=Invitation.Purpose.PHONE,
        user=user,
    )


def may_give(by: Membership, to: Membership) -> bool:
    """Whether `by` may make a link for a phone of this member's: the agent for all, others for their helpers."""
    if by.role == Role.AGENT or by.pk == to.pk:
        return True
    within = not by.districts or (
        to.districts and set(to.districts) <= set(by.districts)
    )
    return to.role in ACTION_DAY_ROLES and bool(within)


def enrol(*, invitation: Invitation, name: str, app: str, at: datetime) -> Enrolled:
    """Enrol the phone that opened the link: its holder becomes a canvasser unless they are a member already.

    HustingsError where the link was used, taken back or is too old, or the campaign is over.
    """
    read, hand_in = new_secret(), new_secret()
    with acting(
        Actor(f"link:{invitation.id}", f"link for {invitation.name}"), "enrol a phone"
    ):
        held = use(invitation, Invitation.Purpose.PHONE, at)
        if held.campaign.has_ended:
            raise HustingsError("That campaign is over and its data are erased.")
        phone = Phone.objects.create(
            campaign_id=held.campaign_id,
            membership=_membership(held, name, at),
            name=name,
            read_hash=digest(read),
            hand_in_hash=digest(hand_in),
            enrolled_at=at,
            last_seen_at=at,
            reads_until=held.ends_at,
            app_version=app,
        )
    return Enrolled(phone, f"{phone.campaign_id.hex}.{read}", hand_in)


def revoke_phone(*, phone: Phone, by: Membership, at: datetime) -> bool:
    """Cut the phone off: at its next contact it wipes what it can read. False if that was done before."""
    with acting(by, "cut a phone off"):
        return bool(
            Phone.objects.filter(
                campaign=phone.campaign_id, pk=phone.pk, revoked_at=None
            ).update(revoked_at=at)
        )


def _check_holder(user: User, by: Membership, at: datetime) -> None:
    members = Membership.objects.of(by.campaign).valid_at(at).filter(user=user)
    standing = members.first()
    if standing is None or not may_give(by, standing):
        raise HustingsError(
            f"A phone of {user} would open more than you may give. Ask the agent to make the link."
        )


def _membership(held: Invitation, name: str, at: datetime) -> Membership:
    """The member whose phone it is: the one named by the link, else a new canvasser who cannot sign in."""
    user = held.user or _helper(name, at)
    standing = Membership.objects.filter(
        campaign_id=held.campaign_id, user=user, ended_at=None
    ).first()
    return standing or Membership.objects.create(
        campaign_id=held.campaign_id,
        user=user,
        role=Role.CANVASSER,
        districts=held.districts,
        starts_at=held.starts_at,
        ends_at=held.ends_at,
        joined_at=at,
    )


def _helper(name: str, at: datetime) -> User:
    user = User(username=f"phone-{uuid4()}", name=name, date_joined=at)
    user.set_unusable_password()
    user.save()
    return user
