"""Setting a ballot up: what it decides, who stands, which limits hold; papers to print; and opening it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.jobs.actions import enqueue
from hustings.apps.selection.actions import setting_up as act
from hustings.apps.selection.forms.setting_up import (
    KINDS,
    BallotForm,
    LimitForm,
    NomineeForm,
    PrintForm,
)
from hustings.apps.selection.models import Ballot, Nominee
from hustings.apps.selection.queries.ballots import ballot_of
from hustings.apps.selection.queries.fitness import is_alphabetical, unfit
from hustings.apps.selection.queries.offered import is_motion, offered
from hustings.apps.selection.queries.roll import roll_figures
from hustings.core.errors import HustingsError

GET_OR_POST = ["GET", "POST"]
SPARE = 10
"""Of so many papers one more is printed for those that are spoilt."""


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def new(request: MemberRequest) -> HttpResponse:
    """Set up a ballot."""
    form = BallotForm(request.POST or None)
    if form.is_valid():
        made = act.set_up_ballot(
            campaign=request.campaign,
            facts=form.facts(),
            by=request.membership,
            at=now(),
        )
        return _to(request, "nominees", made)
    return render(request, "selection/settings.html", _rules(form))


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def settings(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """What a ballot decides and how it is counted, to be changed until it is opened."""
    ballot = _being_set_up(request, ballot_id)
    form = BallotForm(request.POST or None, instance=ballot)
    if form.is_valid():
        act.change_ballot(ballot=ballot, facts=form.facts(), by=request.membership)
        messages.success(request, "Changed.")
        return _to(request, "ballot", ballot)
    context = _rules(form) | {"ballot": ballot_of(request.campaign, ballot_id)}
    return render(request, "selection/settings.html", context)


@require_POST
@requires(May.MANAGE_BALLOT)
def drop(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Throw a ballot away that was never opened."""
    ballot = ballot_of(request.campaign, ballot_id)
    act.drop_ballot(ballot=ballot, by=request.membership)
    messages.success(request, f"“{ballot.title}” is thrown away, with its roll.")
    return redirect("selection:home", request.campaign.pk)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def nominees(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """The lines of the paper, and another one."""
    ballot = ballot_of(request.campaign, ballot_id)
    form = NomineeForm(request.POST or None, ballot=ballot)
    if form.is_valid():
        added = act.nominate(ballot=ballot, facts=form.facts(), by=request.membership)
        messages.success(request, f"{added} stands on the paper.")
        return _to(request, "nominees", ballot)
    lines = list(ballot.nominees.all())
    context = {
        "ballot": ballot,
        "form": form,
        "lines": lines,
        "is_set_up": ballot.state is Ballot.State.SETTING_UP,
        "is_motion": is_motion(ballot.rules),
        "is_alphabetical": is_alphabetical(lines),
        "takes_limits": "constraints" in ballot.rule_set.uses,
    }
    return render(request, "selection/nominees.html", context)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def nominee(request: MemberRequest, ballot_id: UUID, nominee_id: UUID) -> HttpResponse:
    """One line of the paper: correct it, or note that somebody withdrew."""
    ballot = ballot_of(request.campaign, ballot_id)
    line = _line(ballot, nominee_id)
    is_set_up = ballot.state is Ballot.State.SETTING_UP
    form = NomineeForm(request.POST or None, instance=line, ballot=ballot)
    if form.is_valid():
        changed = _line(ballot, nominee_id)
        act.change_nominee(nominee=changed, facts=form.facts(), by=request.membership)
        return _to(request, "nominees", ballot)
    context = {
        "ballot": ballot,
        "line": _line(ballot, nominee_id),
        "form": form,
        "is_set_up": is_set_up,
    }
    return render(request, "selection/nominee.html", context)


@require_POST
@requires(May.MANAGE_BALLOT)
def withdraw(request: MemberRequest, ballot_id: UUID, nominee_id: UUID) -> HttpResponse:
    """Off the paper while it is set up; afterwards passed over at the count, or standing again."""
    ballot = ballot_of(request.campaign, ballot_id)
    line, by = _line(ballot, nominee_id), request.membership
    if ballot.state is Ballot.State.SETTING_UP:
        act.take_off_paper(nominee=line, by=by)
        messages.success(request, f"{line} is off the paper.")
    elif "back" in request.POST:
        act.stand_again(nominee=line, by=by)
        messages.success(request, f"{line} stands.")
    else:
        act.withdraw(nominee=line, by=by, at=now())
        messages.success(request, f"{line} withdrew: the count passes over the name.")
    return _to(request, "nominees", ballot)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def order(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """The lines by surname, or in an order that was drawn and is typed here."""
    ballot = _being_set_up(request, ballot_id)
    lines = [each for each in ballot.nominees.all() if not each.is_reopen]
    if request.method != "POST":
        context = {"ballot": ballot, "lines": lines}
        return render(request, "selection/order.html", context)
    if "alphabet" in request.POST:
        act.put_in_alphabet(ballot=ballot, by=request.membership)
    else:
        drawn = _drawn(lines, request.POST)
        last = [each.pk for each in ballot.nominees.all() if each.is_reopen]
        act.put_in_order(ballot=ballot, order=drawn + last, by=request.membership)
    messages.success(request, "The lines are in order.")
    return _to(request, "nominees", ballot)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def limits(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """How many of a group must be elected at least, or may be at most."""
    ballot = ballot_of(request.campaign, ballot_id)
    form = LimitForm(request.POST or None, ballot=ballot)
    if form.is_valid():
        act.limit_group(ballot=ballot, facts=form.facts(), by=request.membership)
        return _to(request, "limits", ballot)
    context = {
        "ballot": ballot,
        "form": form,
        "limits": ballot.limits.all(),
        "is_set_up": ballot.state is Ballot.State.SETTING_UP,
        "takes_limits": "constraints" in ballot.rule_set.uses,
    }
    return render(request, "selection/limits.html", context)


@require_POST
@requires(May.MANAGE_BALLOT)
def lift(request: MemberRequest, ballot_id: UUID, limit_id: UUID) -> HttpResponse:
    """A limit holds no more."""
    ballot = ballot_of(request.campaign, ballot_id)
    limit = get_object_or_404(ballot.limits, campaign=request.campaign, pk=limit_id)
    act.lift_limit(limit=limit, by=request.membership)
    return _to(request, "limits", ballot)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def opening(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Look everything over once more, then open the ballot."""
    ballot = ballot_of(request.campaign, ballot_id)
    if request.method == "POST":
        act.open_ballot(ballot=ballot, by=request.membership, at=now())
        messages.success(request, "The ballot is open: papers can be given out.")
        return _to(request, "ballot", ballot)
    context = {
        "ballot": ballot,
        "problems": unfit(ballot),
        "nominees": ballot.nominees.all(),
        "limits": ballot.limits.all(),
        "figures": roll_figures(ballot),
        "is_set_up": ballot.state is Ballot.State.SETTING_UP,
    }
    return render(request, "selection/opening.html", context)


@require_http_methods(GET_OR_POST)
@requires(May.MANAGE_BALLOT)
def printing(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Print papers, as a job."""
    ballot = ballot_of(request.campaign, ballot_id)
    on_roll = roll_figures(ballot).on_roll
    start = {"papers": on_roll + -(-on_roll // SPARE) or None}
    form = PrintForm(request.POST or None, initial=start)
    if form.is_valid():
        if problems := unfit(ballot):
            raise HustingsError(" ".join(problems))
        job = enqueue(
            kind="selection.papers",
            title=f"Ballot papers: {ballot.title}"[:100],
            by=request.membership,
            arguments={"ballot": str(ballot.pk)} | form.cleaned_data,
            at=now(),
        )
        return redirect("jobs:job", request.campaign.pk, job.pk)
    context = {"ballot": ballot, "form": form, "problems": unfit(ballot)}
    return render(request, "selection/print.html", context)


def _rules(form: BallotForm) -> dict[str, Any]:
    """The form, and what each rule set on offer is, with its page."""
    kinds = [
        (words, [rules for rules in offered() if rules.family is family])
        for family, words in KINDS.items()
    ]
    return {"form": form, "kinds": kinds}


def _being_set_up(request: MemberRequest, ballot_id: UUID) -> Ballot:
    ballot = ballot_of(request.campaign, ballot_id)
    if ballot.state is not Ballot.State.SETTING_UP:
        raise HustingsError(
            "Papers of this ballot have been given out: what stands on them, and how they are counted, is fixed."
        )
    return ballot


def _line(ballot: Ballot, nominee_id: UUID) -> Nominee:
    lines = Nominee.objects.filter(campaign=ballot.campaign_id, ballot=ballot)
    return get_object_or_404(lines.select_related("ballot"), pk=nominee_id)


def _drawn(lines: list[Nominee], sent: Mapping[str, Any]) -> list[UUID]:
    """The lines by the numbers that were typed beside them: 1 to as many as there are, each once."""
    typed = [str(sent.get(f"place-{each.pk}", "")).strip()[:4] for each in lines]
    wanted = [str(number) for number in range(1, len(lines) + 1)]
    if sorted(typed) != sorted(wanted):
        raise HustingsError(
            f"Type each number from 1 to {len(lines)} once; you typed {', '.join(filter(None, typed)) or 'nothing'}."
        )
    placed = sorted(zip(map(int, typed), lines, strict=True), key=lambda pair: pair[0])
    return [line.pk for _, line in placed]


def _to(request: MemberRequest, page: str, ballot: Ballot) -> HttpResponse:
    return redirect(f"selection:{page}", request.campaign.pk, ballot.pk)
