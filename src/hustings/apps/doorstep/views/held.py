"""What phones brought that needs a person: held events, events not accepted, files of unsent events."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.doorstep.actions.items import Answer, Sealed
from hustings.apps.doorstep.actions.receiving import MOST, hand_in
from hustings.apps.doorstep.actions.settling import accept_held, decline_held
from hustings.apps.doorstep.forms import SavedFileForm
from hustings.apps.doorstep.models import Held
from hustings.apps.doorstep.office import (
    AT_ONCE,
    held_in,
    held_rows,
    not_accepted_in,
)
from hustings.core.doorstep import in_words

NAMES = {
    "kept": "kept",
    "already": "were handed in before",
    "held": "wait for you under “Held”",
    "refused": "not accepted",
}


@require_GET
@requires(May.MANAGE_PHONES)
def waiting(request: MemberRequest) -> HttpResponse:
    """What is held, to be accepted or declined."""
    held = held_in(request.membership)
    sees = may(request.membership, May.SEE_ANSWERS)
    context = {
        "rows": held_rows(request.membership, list(held[:AT_ONCE]), sees=sees),
        "total": held.count(),
        "sees": sees,
    }
    return render(request, "phones/held.html", context)


@require_POST
@requires(May.MANAGE_PHONES)
def settle(request: MemberRequest) -> HttpResponse:
    """Accept or decline those ticked, or all; to decline is asked once more."""
    held = _chosen(request)
    if not held:
        messages.warning(request, "Tick those that you mean first.")
    elif "decline" not in request.POST:
        _accept(request, held)
    elif "sure" not in request.POST:
        return render(request, "phones/decline.html", {"held": held})
    else:
        number = decline_held(
            campaign=request.campaign, held=held, by=request.membership, at=now()
        )
        messages.success(request, f"Declined: {number}. What they said is gone.")
    return redirect("phones:held", request.campaign.id)


@require_GET
@requires(May.MANAGE_PHONES)
def not_accepted(request: MemberRequest) -> HttpResponse:
    """What was turned away, and why, in words."""
    rows = not_accepted_in(request.membership)
    return render(request, "phones/not_accepted.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_PHONES)
def file(request: MemberRequest) -> HttpResponse:
    """Hand in a file of unsent events that a phone saved."""
    form = SavedFileForm(
        request.POST or None, request.FILES or None, campaign=request.campaign
    )
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        answers = _handed_in(request, form.cleaned_data["file"])
        context |= {"counts": _counts(answers), "reasons": _reasons(answers)}
    return render(request, "phones/file.html", context)


def _chosen(request: MemberRequest) -> list[Held]:
    held = held_in(request.membership)
    if "all" in request.POST:
        return list(held)
    return list(held.filter(pk__in=_ids(request.POST.getlist("held"))))


def _ids(texts: Sequence[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue  # no id of ours
    return found


def _accept(request: MemberRequest, held: Sequence[Held]) -> None:
    answers = accept_held(
        campaign=request.campaign, held=held, by=request.membership, at=now()
    )
    kept = sum(each.result in ("kept", "already") for each in answers)
    if kept:
        messages.success(request, f"Accepted: {kept}. They count from now on.")
    for reason, number in _reasons(answers):
        messages.warning(
            request, f"{number} could not be kept and still wait. {reason}"
        )


def _handed_in(request: MemberRequest, events: list[Sealed]) -> list[Answer]:
    at = now()
    return [
        answer
        for start in range(0, len(events), MOST)
        for answer in hand_in(
            campaign_id=request.campaign.pk,
            events=events[start : start + MOST],
            at=at,
            by_hand=True,
        )
    ]


def _counts(answers: Sequence[Answer]) -> list[tuple[str, int]]:
    counted = Counter(each.result for each in answers)
    return [(words, counted[result]) for result, words in NAMES.items()]


def _reasons(answers: Sequence[Answer]) -> list[tuple[str, int]]:
    refused = [each.reason for each in answers if each.result == "refused"]
    return [(in_words(reason), number) for reason, number in Counter(refused).items()]
