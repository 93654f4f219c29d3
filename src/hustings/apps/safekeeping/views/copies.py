"""How the copies stand, and the erasure of a whole campaign."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.safekeeping.actions import ask_for_copy, ask_to_erase_campaign
from hustings.apps.safekeeping.forms import EraseForm
from hustings.apps.safekeeping.models import Copy, Erasure
from hustings.apps.safekeeping.queries import state_of_copies


@require_GET
@requires(May.SEE_BACKUPS)
def home(request: MemberRequest) -> HttpResponse:
    """How the copies stand, and the ways to erase."""
    context = {
        "state": state_of_copies(now()),
        "copies": Copy.objects.filter(deleted_at=None, is_ours=True)[:20],
        "erasures": Erasure.objects.filter(campaign=request.campaign)[:20],
    }
    return render(request, "safekeeping/home.html", context)


@require_POST
@requires(May.SEE_BACKUPS)
def copy(request: MemberRequest) -> HttpResponse:
    """Make a copy now."""
    job = ask_for_copy(by=request.membership, at=now())
    return redirect("jobs:job", request.campaign.id, job.id)


@require_http_methods(["GET", "POST"])
@requires(May.ERASE)
def erase(request: MemberRequest) -> HttpResponse:
    """Erase all personal data of the campaign, after its name has been typed."""
    form = EraseForm(request.POST or None)
    if form.is_valid():
        job = ask_to_erase_campaign(
            by=request.membership, typed_name=form.cleaned_data["name"], at=now()
        )
        return redirect("jobs:job", request.campaign.id, job.id)
    return render(request, "safekeeping/erase.html", {"form": form})
