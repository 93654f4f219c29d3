from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.canvass.queries import district_for
from hustings.apps.jobs.actions import enqueue
from hustings.apps.pollday.actions import (
    Answer,
    Entry,
    Outcome,
    confirm_outside,
    mark_voted,
    take_back,
)
from hustings.apps.pollday.forms import (
    EntryForm,
    OutsideForm,
    PadsForm,
    SheetsForm,
    UndoForm,
)
from hustings.apps.pollday.queries import (
    Day,
    day_counted,
    latest_marks,
    left,
    mark_for,
    needing_help,
)
from hustings.apps.pollday.tally import tally, total
from hustings.apps.register.models import District
from hustings.apps.register.queries import districts_in
from hustings.core.errors import HustingsError


@require_GET
@requires(May.SEE_CAMPAIGN)
def home(request: MemberRequest) -> HttpResponse:
    """How the day goes, district by district; its figures ask for themselves again while the page is open."""
    day = day_counted(request.campaign, now())
    context = _rights(request) | {"day": day, "still": "still" in request.GET}
    if context["may_see"]:
        found = tally(request.membership, day)
        context |= {
            "rows": found.districts,
            "total": total(found.districts),
            "hours": found.hours,
            "busiest": max((hour.marked for hour in found.hours), default=0),
            "at": now(),
        }
    else:
        context["districts"] = districts_in(request.membership)
    part = request.headers.get("HX-Request") and context["may_see"]
    name = "pollday/parts/figures.html" if part else "pollday/home.html"
    return render(request, name, context)


@require_http_methods(["GET", "POST"])
@requires(May.MARK_VOTERS)
def entry(request: MemberRequest, district_id: UUID) -> HttpResponse:
    """Type in a district's numbers; each is answered on the same page."""
    district = district_for(request.membership, district_id)
    if not _is_outside(request):
        where = reverse("pollday:outside", args=[request.campaign.id, district.pk])
        return _go(request, where)
    at = now()
    day = day_counted(request.campaign, at)
    form = EntryForm(_typed(request), day=day, at=at)
    context: dict[str, Any] = {"form": form, "day": day}
    if form.is_valid():
        answers = mark_voted(
            entry=_entry(form, day), district=district, by=request.membership, at=at
        )
        context["answers"] = _sorted(answers)
        context["form"] = EntryForm(day=day, at=at, initial=_kept_over(request))
    return _entry_page(request, district, context)


@require_POST
@requires(May.MARK_VOTERS)
def undo(request: MemberRequest, mark_id: UUID) -> HttpResponse:
    """Take one mark back, and go on typing in the district whose page it was on, or in the mark's own."""
    mark = mark_for(request.membership, mark_id)
    typing_in = UndoForm(request.POST)
    any_author = may(request.membership, May.SEE_KNOCKING_UP)
    problem = ""
    try:
        take_back(mark=mark, by=request.membership, at=now(), any_author=any_author)
    except HustingsError as refusal:
        problem = str(refusal)
    at_page = typing_in.cleaned_data["district"] if typing_in.is_valid() else None
    district = district_for(request.membership, at_page or mark.district_id)
    if request.headers.get("HX-Request"):
        told = {"problem": problem} if problem else {"undone": mark}
        return _entry_page(request, district, told)
    if problem:
        messages.error(request, problem)
    else:
        number = mark.elector.full_number if mark.elector else ""
        messages.success(request, f"{number} is taken back and counts as not yet seen.")
    return redirect("pollday:entry", request.campaign.id, district.pk)


@require_http_methods(["GET", "POST"])
@requires(May.MARK_VOTERS)
def outside(request: MemberRequest, district_id: UUID) -> HttpResponse:
    """Whose numbers these may be, and the member's word on it, once for each session."""
    district = district_for(request.membership, district_id)
    form = OutsideForm(_posted(request))
    if form.is_valid():
        confirm_outside(by=request.membership)
        request.session[_session_key(request)] = True
        return redirect("pollday:entry", request.campaign.id, district.pk)
    context = {"form": form, "district": district}
    return render(request, "pollday/outside.html", context)


@require_GET
@requires(May.SEE_KNOCKING_UP)
def knock_up(request: MemberRequest, district_id: UUID) -> HttpResponse:
    """Who is left among the pledges of one district, street by street in walking order."""
    district = district_for(request.membership, district_id)
    day = day_counted(request.campaign, now())
    waiting = left(request.membership, day).in_district(district)
    context = _rights(request) | {"district": district, "day": day, "left": waiting}
    context["helped"] = needing_help(request.membership)
    return render(request, "pollday/knock_up.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.SEE_KNOCKING_UP)
def sheets(request: MemberRequest) -> HttpResponse:
    """Choose districts and print their knocking-up sheets, as a job."""
    districts = [(str(d.pk), str(d)) for d in districts_in(request.membership)]
    chosen = {"districts": request.GET.getlist("district"), "size": "a4"}
    form = SheetsForm(_posted(request), choices=districts, initial=chosen)
    if form.is_valid():
        job = enqueue(
            kind="pollday.sheets",
            title="Knocking-up sheets",
            by=request.membership,
            arguments=form.cleaned_data,
            at=now(),
        )
        return redirect("jobs:job", request.campaign.id, job.id)
    return render(request, "pollday/sheets.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(May.PRINT_PLAIN_SHEETS)
def pad(request: MemberRequest) -> HttpResponse:
    """Print empty tellers' pads, as a job."""
    districts = [(str(d.pk), str(d)) for d in districts_in(request.membership)]
    form = PadsForm(_posted(request), choices=districts)
    if form.is_valid():
        job = enqueue(
            kind="pollday.pads",
            title="Tellers’ pads",
            by=request.membership,
            arguments=form.cleaned_data,
            at=now(),
        )
        return redirect("jobs:job", request.campaign.id, job.id)
    return render(request, "pollday/pads.html", {"form": form})


def _posted(request: MemberRequest) -> QueryDict | None:
    """What was sent, also when every field was left empty."""
    return request.POST if request.method == "POST" else None


def _rights(request: MemberRequest) -> dict[str, Any]:
    return {
        "may_mark": may(request.membership, May.MARK_VOTERS),
        "may_see": may(request.membership, May.SEE_KNOCKING_UP),
        "may_print": may(request.membership, May.PRINT_PLAIN_SHEETS),
    }


def _sorted(answers: list[Answer]) -> dict[str, list[Answer]]:
    """What was kept in one line; what was not, one by one."""
    return {
        "kept": [a for a in answers if a.outcome is Outcome.KEPT],
        "doubts": [a for a in answers if a.outcome is not Outcome.KEPT],
    }


def _entry(form: EntryForm, day: Day) -> Entry:
    return Entry(
        typed=form.cleaned_data["numbers"],
        happened_at=form.cleaned_data["happened_at"],
        day=day,
        key=form.cleaned_data["key"],
        is_sure=form.cleaned_data["is_sure"],
    )


def _typed(request: MemberRequest) -> QueryDict | None:
    """What was sent: the numbers typed, or the one number of a button that answers a question."""
    sent = _posted(request)
    button = next((name for name in ("which", "sure") if sent and name in sent), None)
    if sent is None or button is None:
        return sent
    told = sent.copy()
    told["numbers"] = str(sent[button])
    told["is_sure"] = "on" if button == "sure" else ""
    told["is_one"] = "on"
    return told


def _kept_over(request: MemberRequest) -> dict[str, Any]:
    """The pad's time stays for the next numbers; so does what stood in the box while a button was pressed."""
    answered = "which" in request.POST or "sure" in request.POST
    return {
        "clock": request.POST.get("clock", ""),
        "numbers": request.POST.get("numbers", "") if answered else "",
    }


def _entry_page(
    request: MemberRequest, district: District, context: dict[str, Any]
) -> HttpResponse:
    may_see = may(request.membership, May.SEE_KNOCKING_UP)
    is_part = bool(request.headers.get("HX-Request"))
    context |= _rights(request) | {
        "district": district,
        "latest": latest_marks(request.membership, district, own=not may_see),
        "is_part": is_part,
        "next_key": uuid4(),
    }
    name = "pollday/parts/answers.html" if is_part else "pollday/entry.html"
    return render(request, name, context)


def _go(request: MemberRequest, where: str) -> HttpResponse:
    """To another page, also from a part of a page."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(where)
    return redirect(where)


def _session_key(request: MemberRequest) -> str:
    return f"outside {request.campaign.id}"


def _is_outside(request: MemberRequest) -> bool:
    return bool(request.session.get(_session_key(request)))
