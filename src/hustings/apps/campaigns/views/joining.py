"""Pages that anybody may open who holds a link: join, recover, and the set-up of a new server."""

import hmac
from typing import cast
from uuid import UUID

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.actions.creation import create_first_agent, has_been_set_up
from hustings.apps.campaigns.actions.links import join as take_up
from hustings.apps.campaigns.actions.links import join_as_new_user
from hustings.apps.campaigns.actions.links import recover as take_back_in
from hustings.apps.campaigns.forms.people import PasswordForm, PersonForm
from hustings.apps.campaigns.models import Invitation
from hustings.apps.campaigns.queries import find_invitation
from hustings.engine.home import key


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
def join(request: HttpRequest, campaign_id: UUID, secret: str) -> HttpResponse:
    """Take up an invitation: as a user who is signed in, or as somebody new."""
    invitation = _open(campaign_id, secret, Invitation.Purpose.JOIN)
    if invitation is None:
        return render(request, "campaigns/link_over.html", status=410)
    if isinstance(request.user, User):
        return _join_signed_in(request, request.user, invitation)
    form = PersonForm(request.POST or None, initial={"name": invitation.name})
    if form.is_valid():
        membership = join_as_new_user(
            invitation=invitation,
            username=form.cleaned_data["username"],
            password=form.cleaned_data["password"],
            name=form.cleaned_data["name"],
            at=now(),
        )
        return _sign_in(request, membership.user)
    return render(
        request, "campaigns/join.html", {"form": form, "invitation": invitation}
    )


def _join_signed_in(
    request: HttpRequest, user: User, invitation: Invitation
) -> HttpResponse:
    if request.method == "POST":
        take_up(invitation=invitation, user=user, at=now())
        return redirect("campaigns:home", invitation.campaign_id)
    return render(request, "campaigns/join_signed_in.html", {"invitation": invitation})


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
def recover(request: HttpRequest, campaign_id: UUID, secret: str) -> HttpResponse:
    """Set a new password; a lost second factor is dropped and set up again after signing in."""
    invitation = _open(campaign_id, secret, Invitation.Purpose.RECOVER)
    if invitation is None:
        return render(request, "campaigns/link_over.html", status=410)
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        take_back_in(
            invitation=invitation, password=form.cleaned_data["password"], at=now()
        )
        messages.success(request, "Your password is set. Sign in with it now.")
        return redirect("account_login")
    return render(
        request, "campaigns/recover.html", {"form": form, "invitation": invitation}
    )


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Make the first person of a new server; only whoever can read the server's console has the code."""
    # Compared as bytes: only those may hold more than plain letters.
    right = hmac.compare_digest(code.encode(), key("set-up").encode())
    if not right or has_been_set_up():
        raise Http404
    form = PersonForm(request.POST or None)
    if form.is_valid():
        user = create_first_agent(
            username=form.cleaned_data["username"],
            password=form.cleaned_data["password"],
            name=form.cleaned_data["name"],
            at=now(),
        )
        _sign_in(request, user)
        return redirect("campaigns:create")
    return render(request, "campaigns/start.html", {"form": form})


def _open(campaign_id: UUID, secret: str, purpose: str) -> Invitation | None:
    invitation = find_invitation(campaign_id, secret)
    if invitation is None or invitation.purpose != purpose:
        return None
    return invitation if invitation.is_open_at(now()) else None


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    return cast(HttpResponse, perform_login(request, Login(user=user)))
