"""Who may do what: one enum of rights, one table of grants, one decorator.

Every view of a campaign takes its key from the address. Whoever is no member of it, or whose time is
over, sees 404, as if it did not exist; a member without the right sees 403.
"""

from collections.abc import Callable
from enum import StrEnum, auto
from functools import wraps
from typing import Any, Concatenate
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.timezone import now

from hustings.apps.accounts.models import User
from hustings.apps.accounts.second_factor import has_second_factor
from hustings.apps.campaigns.models import Campaign, Membership, Role
from hustings.core.errors import HustingsError


class May(StrEnum):
    SEE_CAMPAIGN = auto()
    SEE_OWN_RIGHTS = auto()
    MANAGE_CAMPAIGN = auto()
    MANAGE_TEAM = auto()
    INVITE_FOR_ACTION_DAY = auto()
    SEE_AUDIT = auto()
    SEE_REGISTER = auto()
    IMPORT_REGISTER = auto()
    CORRECT_REGISTER = auto()
    EXPORT_REGISTER = auto()
    EXPORT_VISITS = auto()
    PRINT_WALK_SHEETS = auto()
    PRINT_PLAIN_SHEETS = auto()
    RECORD_VISITS = auto()
    SEE_ANSWERS = auto()
    SEE_LIVE = auto()
    MANAGE_PHONES = auto()
    SET_CONSENT = auto()
    SET_SCALES = auto()
    CUT_WALKS = auto()
    MARK_VOTERS = auto()
    SEE_KNOCKING_UP = auto()
    SET_OBJECTIVES = auto()
    DECLARE_RESULT = auto()
    SEE_RESULT = auto()
    SEE_PERSON = auto()
    RECORD_OBJECTION = auto()
    ERASE = auto()
    SEE_BACKUPS = auto()
    MANAGE_BALLOT = auto()
    GIVE_PAPERS = auto()
    TYPE_PAPERS = auto()
    SCRUTINISE = auto()
    MANAGE_SLATES = auto()


EVERYBODY = frozenset({May.SEE_CAMPAIGN, May.SEE_OWN_RIGHTS})
GRANTS: dict[Role, frozenset[May]] = {
    Role.AGENT: frozenset(May),
    Role.CANDIDATE: EVERYBODY
    | {
        May.SEE_REGISTER,
        May.SEE_ANSWERS,
        May.SEE_LIVE,
        May.RECORD_VISITS,
        May.PRINT_WALK_SHEETS,
        May.PRINT_PLAIN_SHEETS,
        May.SET_OBJECTIVES,
        May.SEE_RESULT,
        May.MANAGE_SLATES,
    },
    Role.ORGANISER: EVERYBODY
    | {
        May.INVITE_FOR_ACTION_DAY,
        May.SEE_REGISTER,
        May.CORRECT_REGISTER,
        May.PRINT_WALK_SHEETS,
        May.PRINT_PLAIN_SHEETS,
        May.RECORD_VISITS,
        May.SEE_ANSWERS,
        May.SEE_LIVE,
        May.EXPORT_VISITS,
        May.MANAGE_PHONES,
        May.SET_SCALES,
        May.CUT_WALKS,
        May.MARK_VOTERS,
        May.SEE_KNOCKING_UP,
        May.SET_OBJECTIVES,
        May.DECLARE_RESULT,
        May.SEE_RESULT,
        May.RECORD_OBJECTION,
        May.MANAGE_BALLOT,
        May.GIVE_PAPERS,
        May.TYPE_PAPERS,
        May.MANAGE_SLATES,
    },
    Role.DATA_OFFICER: EVERYBODY
    | {
        May.SEE_AUDIT,
        May.SEE_REGISTER,
        May.IMPORT_REGISTER,
        May.CORRECT_REGISTER,
        May.EXPORT_REGISTER,
        May.EXPORT_VISITS,
        May.PRINT_PLAIN_SHEETS,
        May.SEE_PERSON,
        May.RECORD_OBJECTION,
        May.ERASE,
        May.SEE_BACKUPS,
        May.TYPE_PAPERS,
        May.MANAGE_SLATES,
    },
    Role.CANVASSER: EVERYBODY
    | {
        May.RECORD_VISITS,
        May.PRINT_WALK_SHEETS,
        May.PRINT_PLAIN_SHEETS,
        May.TYPE_PAPERS,
    },
    Role.TELLER: EVERYBODY | {May.MARK_VOTERS, May.GIVE_PAPERS, May.TYPE_PAPERS},
    Role.PRINTER: EVERYBODY | {May.PRINT_PLAIN_SHEETS},
    Role.SCRUTINEER: EVERYBODY | {May.SCRUTINISE},
}
# What may still be asked of a campaign whose personal data are erased.
READING = frozenset({"GET", "HEAD"})
IS_OVER = "The campaign's personal data are erased. It can be looked at, and nothing more is entered."
NEED_SECOND_FACTOR = frozenset({Role.AGENT, Role.ORGANISER, Role.DATA_OFFICER})


class MemberRequest(HttpRequest):
    """A request whose user is known to be a member of `campaign`, with the right that the view requires."""

    user: User
    campaign: Campaign
    membership: Membership


type_of_view = Callable[Concatenate[MemberRequest, ...], HttpResponseBase]


def may(membership: Membership, right: May) -> bool:
    """Whether the member's role grants `right`."""
    return right in GRANTS[Role(membership.role)]


def requires(right: May) -> Callable[[type_of_view], Callable[..., HttpResponseBase]]:
    """Let the view run only for members of the campaign in the address whose role grants `right`."""

    def decorate(view: type_of_view) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def checked(
            request: MemberRequest, campaign_id: UUID, **kwargs: Any
        ) -> HttpResponseBase:
            request.membership = membership_in(request.user, campaign_id)
            request.campaign = request.membership.campaign
            if not may(request.membership, right):
                raise PermissionDenied
            if request.campaign.has_ended and request.method not in READING:
                raise HustingsError(IS_OVER)
            if lacks_second_factor(request.membership):
                messages.info(
                    request, "Your role needs a second factor. Set it up, then go on."
                )
                return redirect("mfa_activate_totp")
            return view(request, **kwargs)

        checked.right = right  # type: ignore[attr-defined]  # read by the test that walks the addresses
        return checked

    return decorate


def membership_in(user: User, campaign_id: UUID) -> Membership:
    """The user's valid membership of the campaign; Http404 if there is none now."""
    memberships = Membership.objects.select_related("campaign", "user").valid_at(now())
    membership = memberships.filter(campaign_id=campaign_id, user=user).first()
    if (
        membership is None
        or membership.campaign.has_ended
        and membership.role != Role.AGENT
    ):
        raise Http404
    return membership


def lacks_second_factor(membership: Membership) -> bool:
    """Whether this role must sign in with a second factor and does not yet."""
    if (
        membership.campaign.is_demonstration
        or Role(membership.role) not in NEED_SECOND_FACTOR
    ):
        return False
    return not has_second_factor(membership.user)
