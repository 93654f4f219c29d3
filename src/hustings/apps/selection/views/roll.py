"""The roll of members: sent in as a file, looked at, applied; corrected by hand; erased after the publication."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.selection.actions import roll as act
from hustings.apps.selection.forms.roll import (
    ApplyForm,
    ColumnsForm,
    RollForm,
    VoterForm,
)
from hustings.apps.selection.models import Ballot, RollFile
from hustings.apps.selection.queries.ballots import ballot_of
from hustings.apps.selection.queries.roll import (
    found_on_roll,
    roll_figures,
    sealed_paper_of,
    voter_of,
)
from hustings.apps.selection.queries.roll_file import (
    Look,
    look,
    read,
    roll_file_of,
    the_roll_file_of,
)
from hustings.core.errors import HustingsError

GET_OR_POST = ["GET", "POST"]
PAGE, SHOWN = 100, 20


@require_GET
@requires(May.MANAGE_BALLOT)
def roll(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Who is on the roll, a page at a time or by a few letters."""
    ballot = ballot_of(request.campaign, ballot_id)
    asked = request.GET.get("q", "").strip()[:100]
    found = found_on_roll(ballot, asked, in_doubt="doubt" in request.GET)
    context = {
        "ballot": ballot,
        "figures": roll_figures(ballot),
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "only_doubt": "doubt" in request.GET,
        "file": roll_file_of(ballot),
        "can_change": _can_change(ballot),
    }
    return render(request, "selection/roll.html", context)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def send(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Send a list of members; it is looked at before anything changes."""
    ballot = ballot_of(request.campaign, ballot_id)
    form = RollForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["sent"]
        try:
            act.send_roll(
                ballot=ballot,
                name=sent.name or "members",
                content=sent.read(),
                by=request.membership,
                at=now(),
            )
        except HustingsError as problem:
            form.add_error("sent", str(problem))
        else:
            return _to(request, "roll-look", ballot)
    return render(request, "selection/roll_send.html", {"ballot": ballot, "form": form})


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def look_over(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """What a file would change, and the button that applies it."""
    ballot = ballot_of(request.campaign, ballot_id)
    file = the_roll_file_of(ballot)
    seen = look(file)
    if not seen.listed.is_clear:
        return _to(request, "roll-columns", ballot)
    start = {"shown": seen.stamp}
    form = ApplyForm(request.POST or None, initial=start, changes=seen.changes)
    if form.is_valid():
        return _applied(request, file, form)
    return render(request, "selection/roll_look.html", _shown(file, seen, form))


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def columns(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Say which column holds what."""
    ballot = ballot_of(request.campaign, ballot_id)
    file = the_roll_file_of(ballot)
    listed = read(file)
    form = ColumnsForm(
        request.POST or None, headings=listed.headings, guess=listed.columns
    )
    if form.is_valid():
        act.name_columns(file=file, said=form.said(), by=request.membership)
        return _to(request, "roll-look", ballot)
    context = {"ballot": ballot, "file": file, "form": form, "listed": listed}
    return render(request, "selection/roll_columns.html", context)


@require_POST
@requires(May.MANAGE_BALLOT)
def drop(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Let a file go."""
    ballot = ballot_of(request.campaign, ballot_id)
    act.drop_roll_file(file=the_roll_file_of(ballot), by=request.membership)
    messages.success(request, "The file is dropped; the roll is as it was.")
    return _to(request, "roll", ballot)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def add(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Put somebody on the roll by hand."""
    ballot = ballot_of(request.campaign, ballot_id)
    form = VoterForm(request.POST or None)
    if form.is_valid():
        facts = form.facts()
        added = act.add_voter(ballot=ballot, facts=facts, by=request.membership)
        messages.success(request, f"{added} is on the roll.")
        return _to(request, "roll", ballot)
    return render(request, "selection/voter.html", {"ballot": ballot, "form": form})


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def voter(request: MemberRequest, ballot_id: UUID, voter_id: UUID) -> HttpResponse:
    """What the roll says of one person, and its correction."""
    ballot = ballot_of(request.campaign, ballot_id)
    found = voter_of(ballot, voter_id)
    form = VoterForm(request.POST or None, instance=found)
    if form.is_valid():
        facts = form.facts()
        act.correct_voter(voter=found, facts=facts, by=request.membership)
        messages.success(request, "Corrected.")
        return _to(request, "roll", ballot)
    context = {
        "ballot": ballot,
        "voter": voter_of(ballot, voter_id),
        "sealed": sealed_paper_of(found),
        "form": form,
        "can_change": _can_change(ballot),
    }
    return render(request, "selection/voter.html", context)


@require_POST
@requires(May.MANAGE_BALLOT)
def take_off(request: MemberRequest, ballot_id: UUID, voter_id: UUID) -> HttpResponse:
    """Take somebody off the roll who was given no paper."""
    ballot = ballot_of(request.campaign, ballot_id)
    found = voter_of(ballot, voter_id)
    act.take_off_roll(voter=found, by=request.membership)
    messages.success(request, f"{found} is off the roll.")
    return _to(request, "roll", ballot)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def erase(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Erase the roll of a published ballot; its numbers stay."""
    ballot = ballot_of(request.campaign, ballot_id)
    if request.method == "POST":
        act.erase_roll(ballot=ballot, by=request.membership, at=now())
        messages.success(request, "The roll is erased. Its numbers stay.")
        return _to(request, "ballot", ballot)
    context = {
        "ballot": ballot,
        "figures": roll_figures(ballot),
        "is_published": ballot.state is Ballot.State.PUBLISHED,
    }
    return render(request, "selection/erase_roll.html", context)


def _applied(request: MemberRequest, file: RollFile, form: ApplyForm) -> HttpResponse:
    choices = act.Choices(
        shown=form.cleaned_data["shown"],
        answers=form.answers(),
        take_over=form.cleaned_data.get("take_over", False),
        take_off=form.cleaned_data.get("take_off", False),
    )
    new = act.apply_roll(file=file, choices=choices, by=request.membership)
    messages.success(request, f"{new:,} are new on the roll.")
    return _to(request, "roll", file.ballot)


def _shown(file: RollFile, seen: Look, form: ApplyForm) -> dict[str, Any]:
    """What the look at a file shows: numbers, the first of each kind, and every row that was not read."""
    changes, listed = seen.changes, seen.listed
    doubts = [each for each in changes.new if each.doubt]
    return {
        "ballot": file.ballot,
        "file": file,
        "form": form,
        "listed": listed,
        "found": [(m, listed.headings[at]) for m, at in listed.columns.items()],
        "changes": changes,
        "first": changes.new[:SHOWN],
        "doubts": doubts[:SHOWN],
        "more_doubts": max(0, len(doubts) - SHOWN),
        "differing": changes.differing[:SHOWN],
        "leavers": changes.leavers[:SHOWN],
        "gone": changes.gone_with_paper[:SHOWN],
        "refused": listed.refused[: 10 * SHOWN],
        "more_refused": max(0, len(listed.refused) - 10 * SHOWN),
        "has_days": "since" in listed.columns,
    }


def _can_change(ballot: Ballot) -> bool:
    return ballot.state in (Ballot.State.SETTING_UP, Ballot.State.OPEN)


def _to(request: MemberRequest, page: str, ballot: Ballot) -> HttpResponse:
    return redirect(f"selection:{page}", request.campaign.pk, ballot.pk)
