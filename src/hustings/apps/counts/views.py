from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.models import Campaign
from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.counts.actions import (
    Draft,
    declare,
    draft_of,
    drop_draft,
    save_draft,
)
from hustings.apps.counts.forms import (
    FiguresForm,
    FileForm,
    Rows,
    RowSet,
    candidacies_in,
    check_sums,
    rows_for,
)
from hustings.apps.counts.hall import hall_pages
from hustings.apps.counts.models import Result
from hustings.apps.counts.page import measures, result_page
from hustings.apps.counts.queries import (
    Picture,
    draft,
    judged_ladder,
    picture,
    polls_have_closed,
    standing,
    versions,
)
from hustings.core.elections.kinds import (
    COMMONS,
    ElectionKind,
    Nation,
    most_votes_win,
)


@require_GET
@requires(May.SEE_CAMPAIGN)
def home(request: MemberRequest) -> HttpResponse:
    """The declaration and the judged ladder; before the declaration, what to do first."""
    context = _rights(request) | _shown(request)
    found = context["picture"]
    context["measures"] = list(measures(found)) if found else []
    if context["may_declare"]:
        rows = Result.objects.of(request.campaign)
        context["drafts"] = list(rows.drafts().order_by("basis"))
        kept = set(rows.declared().values_list("basis", flat=True))
        context["drafted"] = {row.basis for row in context["drafts"]}
        begun = kept | context["drafted"]
        context["missing"] = [b for b in Result.Basis if b not in begun]
        past = rows.declared().exclude(basis=Result.Basis.DECLARED)
        context["past"] = past.order_by("basis", "-version").distinct("basis")
    return render(request, "counts/home.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.DECLARE_RESULT)
def enter(request: MemberRequest, basis: str) -> HttpResponse:
    """Type a result as a draft, a row a candidate; then declare it."""
    known = draft(request.campaign, _basis(basis)) or standing(request.campaign, basis)
    if request.method != "POST":
        return _enter_page(request, basis, known, _figures(request, basis, known))
    form = FiguresForm(request.POST, instance=_blank(request.campaign, basis))
    rows = RowSet(request.POST, prefix="row")
    is_declared = "declare" in request.POST
    if _is_right(form, rows, strict=is_declared) and _follows(request, form, known):
        row = save_draft(
            draft=_draft(form, rows, basis, known), by=request.membership, at=now()
        )
        return _declared(request, row) if is_declared else _saved(request, row)
    return _enter_page(request, basis, known, (form, rows))


@require_http_methods(["GET", "POST"])
@requires(May.DECLARE_RESULT)
def from_file(request: MemberRequest, basis: str) -> HttpResponse:
    """Read a result from a published file as a draft, to be looked at before it is kept."""
    start = {"constituency": request.campaign.constituency}
    form = FileForm(initial=start)
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        found = _read_draft(form, request.campaign, _basis(basis))
        save_draft(draft=found, by=request.membership, at=now())
        return redirect("counts:enter", request.campaign.id, basis)
    context = {"form": form, "basis": Result.Basis(_basis(basis))}
    return render(request, "counts/from_file.html", context)


@require_POST
@requires(May.DECLARE_RESULT)
def drop(request: MemberRequest, basis: str) -> HttpResponse:
    """Throw the draft away; what was declared stays."""
    row = draft(request.campaign, _basis(basis))
    if row:
        drop_draft(draft=row, by=request.membership)
        messages.success(request, "The draft is thrown away.")
    return redirect("counts:home", request.campaign.id)


@require_GET
@requires(May.SEE_RESULT)
def history(request: MemberRequest, basis: str) -> HttpResponse:
    """Every version of a result, the newest first."""
    context = {
        "versions": versions(request.campaign, _basis(basis)),
        "basis": Result.Basis(basis),
    }
    if not context["versions"]:
        raise Http404
    return render(request, "counts/history.html", context)


@require_GET
@requires(May.SEE_RESULT)
def hall(request: MemberRequest) -> HttpResponse:
    """The result in huge type for a screen in a hall, a page at a time; it turns the pages by itself."""
    shown = _shown(request)
    pages = hall_pages(shown["picture"], shown["ladder"])
    asked = request.GET.get("turn", "")[:4]
    turn = int(asked) % len(pages) if asked.isdecimal() and asked.isascii() else 0
    context = shown | {
        "paper": "light" if request.GET.get("paper") == "light" else "dark",
        "page": pages[turn],
        "turn": turn,
        "turns": len(pages),
        "next_turn": (turn + 1) % len(pages),
        "still": "still" in request.GET,
    }
    is_part = request.headers.get("HX-Request")
    name = "counts/parts/hall.html" if is_part else "counts/hall.html"
    return render(request, name, context)


@require_GET
@requires(May.SEE_RESULT)
def page(request: MemberRequest) -> HttpResponse:
    """The result and the ladder on one page, as PDF."""
    found = _picture_or_404(request)
    pdf = result_page(
        found, judged_ladder(found), by=str(request.membership.user), on=localdate()
    )
    headers = {"Content-Disposition": 'attachment; filename="result.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _rights(request: MemberRequest) -> dict[str, Any]:
    return {
        "may_declare": may(request.membership, May.DECLARE_RESULT),
        "may_see": may(request.membership, May.SEE_RESULT),
        "may_aim": may(request.membership, May.SET_OBJECTIVES),
        "polls_closed": polls_have_closed(request.campaign, now()),
    }


def _shown(request: MemberRequest) -> dict[str, Any]:
    """The picture, with the ladder for those who may see it."""
    found = picture(request.campaign)
    may_see = may(request.membership, May.SEE_RESULT)
    return {
        "picture": found,
        "ladder": judged_ladder(found) if found and may_see else [],
    }


def _picture_or_404(request: MemberRequest) -> Picture:
    found = picture(request.campaign)
    if found is None:
        raise Http404
    return found


def _basis(basis: str) -> str:
    if basis not in Result.Basis.values:
        raise Http404
    return basis


def _blank(campaign: Campaign, basis: str) -> Result:
    return Result(
        campaign=campaign,
        basis=basis,
        contest=campaign.constituency,
        held_on=_day(campaign, basis),
    )


def _day(campaign: Campaign, basis: str) -> date | None:
    return campaign.polling_day if basis == Result.Basis.DECLARED else None


def _our_name(campaign: Campaign, basis: str) -> str:
    return campaign.candidate if basis == Result.Basis.DECLARED else ""


def _figures(
    request: MemberRequest, basis: str, known: Result | None
) -> tuple[FiguresForm, Rows]:
    """The forms to fill, with what is known already."""
    candidacies = list(known.candidacies.all()) if known else []
    ours = next((n for n, each in enumerate(candidacies) if each.is_ours), None)
    form = FiguresForm(
        instance=known or _blank(request.campaign, basis), initial={"ours": ours}
    )
    return form, rows_for(candidacies)


def _is_right(form: FiguresForm, rows: Rows, *, strict: bool) -> bool:
    """Whether a draft may be kept or, if `strict`, declared; says on the form what is wrong."""
    if not (form.is_valid() and rows.is_valid()):
        return False
    if strict:
        check_sums(form, rows)
    return not form.errors


def _follows(request: HttpRequest, form: FiguresForm, known: Result | None) -> bool:
    """Whether what is sent was written over what is kept now; else says so, and that sending it again puts it in its place."""
    mine = known.pk if known else ""
    if request.POST.get("follows", str(mine)) == str(mine):
        return True
    form.add_error(
        None,
        "This result has been kept by somebody else since you opened the page. Look at theirs in another window: "
        "if yours is right, send it again and it takes the other’s place.",
    )
    return False


def _read_draft(form: FileForm, campaign: Campaign, basis: str) -> Draft:
    return draft_of(
        form.cleaned_data["result"],
        basis=basis,
        ours=_our_name(campaign, basis),
        figures={
            "source": form.cleaned_data["file"].name[:200],
            "held_on": form.cleaned_data["held_on"] or _day(campaign, basis),
        },
    )


def _draft(form: FiguresForm, rows: Rows, basis: str, known: Result | None) -> Draft:
    candidacies = candidacies_in(rows, form.cleaned_data["ours"])
    figures = {name: form.cleaned_data[name] for name in FiguresForm.Meta.fields}
    if known and any(each.is_together for each in candidacies):
        figures["published_majority"] = known.published_majority
    return Draft(basis=basis, figures=figures, candidacies=candidacies)


def _saved(request: MemberRequest, row: Result) -> HttpResponse:
    messages.success(request, "The draft is kept. Nobody else sees it yet.")
    return redirect("counts:enter", request.campaign.id, row.basis)


def _declared(request: MemberRequest, row: Result) -> HttpResponse:
    declare(draft=row, by=request.membership, at=now())
    messages.success(request, f"{row.get_basis_display()}: the result is kept.")
    return redirect("counts:home", request.campaign.id)


def _enter_page(
    request: MemberRequest,
    basis: str,
    known: Result | None,
    forms: tuple[FiguresForm, Rows],
) -> HttpResponse:
    form, rows = forms
    election = ElectionKind(request.campaign.election)
    context = {
        "form": form,
        "rows": rows,
        "ours": form["ours"].value(),
        "basis": Result.Basis(basis),
        "known": known,
        "polls_closed": polls_have_closed(request.campaign, now()),
        "one_seat": election in COMMONS,
        "votes_say": most_votes_win(election, Nation(request.campaign.nation)),
    }
    return render(request, "counts/enter.html", context)
