"""The box is opened, and two people type every paper, each without seeing what the other read."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.selection.actions.papers import (
    FileRead,
    drop_file,
    mend_paper,
    open_the_box,
    take_back,
    take_file,
    type_paper,
)
from hustings.apps.selection.forms.account import BoxForm
from hustings.apps.selection.forms.papers import (
    GoToForm,
    LineForm,
    PaperForm,
    PapersFileForm,
)
from hustings.apps.selection.models import Ballot, Reading
from hustings.apps.selection.queries.ballots import ballot_of
from hustings.apps.selection.queries.papers import (
    LETTERS,
    Typed,
    as_line,
    check_open,
    file_of,
    in_words,
    last_number,
    last_own,
    next_number,
    numbers_of,
    own,
    pile_of,
    progress_of,
)
from hustings.apps.selection.queries.roll import roll_figures


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_BALLOT)
def box(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Open the box: no more papers are given out, and those found are mixed and numbered."""
    ballot = ballot_of(request.campaign, ballot_id)
    form = BoxForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        open_the_box(ballot=ballot, by=request.membership, at=now())
        messages.success(request, "The box is open. Now the papers are typed.")
        return redirect("selection:papers", request.campaign.id, ballot.id)
    context = {"ballot": ballot, "form": form, "roll": roll_figures(ballot)}
    return render(request, "selection/box.html", context)


@require_GET
@requires(May.TYPE_PAPERS)
def papers(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """How far the typing has come, and what is next."""
    ballot = ballot_of(request.campaign, ballot_id)
    context = {
        "ballot": ballot,
        "pile": pile_of(ballot),
        "file": file_of(ballot),
        "progress": progress_of(ballot, request.membership),
        "may_manage": may(request.membership, May.MANAGE_BALLOT),
    }
    return render(request, "selection/papers.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.TYPE_PAPERS)
def entry(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Type one paper after the other: the number comes by itself."""
    ballot = _open_ballot(request, ballot_id)
    form = PaperForm(ballot, request.POST or None)
    if request.method == "POST" and form.is_valid():
        type_paper(
            ballot=ballot,
            number=form.cleaned_data["number"],
            typed=form.cleaned_data["typed"],
            by=request.membership,
            at=now(),
        )
        return redirect("selection:entry", request.campaign.id, ballot.id)
    number = _number(request, ballot, form)
    if not form.is_bound:
        form = PaperForm(ballot, initial={"number": number})
    context = _paper_page(ballot, form) | _own_papers(request, ballot)
    context |= {"number": number, "goto": GoToForm(auto_id="goto_%s")}
    return render(request, "selection/entry.html", context)


@require_POST
@requires(May.TYPE_PAPERS)
def read(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """What is typed so far, in names, for the line under the box."""
    ballot = ballot_of(request.campaign, ballot_id)
    form = LineForm(ballot, request.POST)
    line = request.POST.get("line", "").strip()
    context: dict[str, Any] = {"line": line}
    if line and form.is_valid():
        numbers = numbers_of(ballot)
        context["words"] = in_words(form.cleaned_data["typed"], ballot, numbers)
    elif line:
        context["problem"] = " ".join(map(str, form.errors.get("line", [])))
    return render(request, "selection/parts/read.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.TYPE_PAPERS)
def mend(request: MemberRequest, ballot_id: UUID, reading_id: UUID) -> HttpResponse:
    """Mend one of one's own last papers, or take it back."""
    ballot = _open_ballot(request, ballot_id)
    reading = own(ballot, request.membership).filter(pk=reading_id).first()
    if reading is None:
        raise Http404
    back = redirect("selection:entry", request.campaign.id, ballot.id)
    if "back" in request.POST:
        take_back(reading=reading, by=request.membership)
        messages.success(request, f"Your typing of paper {reading.number} is gone.")
        return back
    form = LineForm(ballot, request.POST or None, initial={"line": _line(reading)})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["typed"]
        mend_paper(reading=reading, typed=typed, by=request.membership)
        messages.success(request, f"Paper {reading.number} is mended.")
        return back
    context = _paper_page(ballot, form) | {"reading": reading}
    return render(request, "selection/mend.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_BALLOT)
def file(request: MemberRequest, ballot_id: UUID) -> HttpResponse:
    """Read the papers from a file instead of typing them."""
    ballot = _open_ballot(request, ballot_id)
    here = redirect("selection:papers", request.campaign.id, ballot.id)
    if "drop" in request.POST:
        drop_file(ballot=ballot, by=request.membership)
        messages.success(request, "The file is thrown away.")
        return here
    form = PapersFileForm(ballot)
    if request.method == "POST":
        form = PapersFileForm(ballot, request.POST, request.FILES)
    if form.is_bound and form.is_valid():
        _take(request, ballot, form.cleaned_data)
        return here
    context = {"ballot": ballot, "form": form, "file": file_of(ballot)}
    return render(request, "selection/papers_file.html", context)


def _take(request: MemberRequest, ballot: Ballot, cleaned: dict[str, Any]) -> None:
    read = FileRead(
        name=cleaned["file"].name[:200],
        sha256=cleaned["sha256"],
        papers=cleaned["papers"],
        rejected=cleaned["rejected"],
    )
    take_file(ballot=ballot, read=read, by=request.membership, at=now())
    for note in cleaned["notes"]:
        messages.info(request, note)


def _open_ballot(request: MemberRequest, ballot_id: UUID) -> Ballot:
    ballot = ballot_of(request.campaign, ballot_id)
    check_open(ballot)
    return ballot


def _number(request: MemberRequest, ballot: Ballot, form: PaperForm) -> int:
    """The paper that is asked for: the one typed wrongly just now, the one gone to, or the next."""
    if form.is_bound and (sent := form["number"].value()):
        return int(sent) if str(sent).isdecimal() else 1
    asked = GoToForm(request.GET)
    if asked.is_valid():
        last = int(asked.cleaned_data["paper"]) - 1
    else:
        last = last_number(ballot, request.membership)
    return next_number(ballot, request.membership, last)


def _paper_page(ballot: Ballot, form: LineForm) -> dict[str, Any]:
    reasons = [(letter, Reading.Rejected(each)) for each, letter in LETTERS.items()]
    return {
        "ballot": ballot,
        "form": form,
        "numbers": numbers_of(ballot),
        "reasons": reasons,
    }


def _own_papers(request: MemberRequest, ballot: Ballot) -> dict[str, Any]:
    numbers = numbers_of(ballot)
    last = last_own(ballot, request.membership)
    return {
        "last": [
            (reading, in_words(_typed(reading), ballot, numbers)) for reading in last
        ],
        "progress": progress_of(ballot, request.membership),
    }


def _typed(reading: Reading) -> Typed:
    return Typed(bytes(reading.marks), reading.rejected)


def _line(reading: Reading) -> str:
    return as_line(_typed(reading), reading.ballot, numbers_of(reading.ballot))
