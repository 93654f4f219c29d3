from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.demonstration.actions import ask_to_play
from hustings.apps.demonstration.people import LOG_INS


@require_GET
@requires(May.DECLARE_RESULT)
def home(request: MemberRequest) -> HttpResponse:
    """The invented polling day, to be played hour by hour."""
    _only_invented(request)
    return render(request, "demonstration/home.html", {"log_ins": LOG_INS})


@require_POST
@requires(May.DECLARE_RESULT)
def hours(request: MemberRequest) -> HttpResponse:
    """Let three hours pass."""
    _only_invented(request)
    job = ask_to_play(by=request.membership, to_the_close=False, at=now())
    return redirect("jobs:job", request.campaign.id, job.id)


@require_POST
@requires(May.DECLARE_RESULT)
def close(request: MemberRequest) -> HttpResponse:
    """Let the day end: the result is there as a draft."""
    _only_invented(request)
    job = ask_to_play(by=request.membership, to_the_close=True, at=now())
    return redirect("jobs:job", request.campaign.id, job.id)


def _only_invented(request: MemberRequest) -> None:
    if not request.campaign.is_demonstration:
        raise Http404
