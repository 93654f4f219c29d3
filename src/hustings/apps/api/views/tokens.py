from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hustings.apps.api.actions import make_token, revoke_token
from hustings.apps.api.forms import TokenForm
from hustings.apps.api.models import ApiToken
from hustings.apps.api.queries import tokens_for
from hustings.apps.campaigns.rights import May, MemberRequest, may, requires


@require_http_methods(["GET", "POST"])
@requires(May.EXPORT_VISITS)
@never_cache
def tokens(request: MemberRequest) -> HttpResponse:
    """The member's tokens, and a form for a new one; what it makes is shown once, on the page that answers."""
    form = TokenForm(request.POST or None, by=request.membership)
    if form.is_valid():
        made = make_token(
            name=form.cleaned_data["name"],
            rights=form.rights(),
            days=form.cleaned_data["days"],
            by=request.membership,
            at=now(),
        )
        return render(request, "api/made.html", {"made": made})
    at = now()
    context = {
        "form": form,
        "tokens": [
            (each, each.state_at(at)) for each in tokens_for(request.membership)
        ],
        "everybodys": may(request.membership, May.MANAGE_TEAM),
    }
    return render(request, "api/tokens.html", context)


@require_POST
@requires(May.EXPORT_VISITS)
def revoke(request: MemberRequest, token_id: UUID) -> HttpResponse:
    """Take a token back: one's own, or anybody's for whoever looks after the team."""
    held = ApiToken.objects.of(request.campaign)
    if not may(request.membership, May.MANAGE_TEAM):
        held = held.filter(membership=request.membership)
    token = get_object_or_404(held, id=token_id)
    revoke_token(token=token, by=request.membership, at=now())
    messages.success(request, f"The token “{token.name}” opens nothing any more.")
    return redirect("api:tokens", request.campaign.id)
