from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.demonstration.actions import close_the_poll, play
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
    marks = play(campaign=request.campaign, by=request.membership, hours=3, at=now())
    words = (
        f"Three hours have passed: tellers brought {marks} numbers."
        if marks
        else "The day is over: nobody else will come."
    )
    messages.success(request, words)
    return redirect("pollday:home", request.campaign.id)


@require_POST
@requires(May.DECLARE_RESULT)
def close(request: MemberRequest) -> HttpResponse:
    """Let the day end: the result is there as a draft."""
    _only_invented(request)
    close_the_poll(campaign=request.campaign, by=request.membership, at=now())
    messages.success(
        request,
        "It is 10 pm and the votes have been counted. The returning officer’s numbers stand in the draft: look them over, then declare.",
    )
    return redirect("counts:home", request.campaign.id)


def _only_invented(request: MemberRequest) -> None:
    if not request.campaign.is_demonstration:
        raise Http404
