"""The account of papers: every paper that was printed is found again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.selection.actions.account import save_account
from hustings.apps.selection.forms.account import AccountForm
from hustings.apps.selection.queries.account import (
    account_of,
    figures_of,
)
from hustings.apps.selection.queries.ballots import ballot_of
from hustings.apps.selection.queries.papers import check_open, pile_of
from hustings.apps.selection.queries.roll import roll_figures


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_BALLOT)
def account(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Type what was counted by hand, and see which line does not agree."""
    ballot = ballot_of(request.campaign, ballot_id)
    check_open(ballot)
    form = AccountForm(request.POST or None, instance=account_of(ballot))
    if request.method == "POST" and form.is_valid():
        save_account(ballot=ballot, figures=form.cleaned_data, by=request.membership, at=now())  # fmt: skip
        messages.success(request, "The account is kept.")
        return redirect("selection:account", request.campaign.id, ballot.id)
    context = {
        "ballot": ballot,
        "form": form,
        "roll": roll_figures(ballot),
        "figures": figures_of(ballot, pile_of(ballot)),
    }
    return render(request, "selection/account.html", context)
