"""People whom we met: who of the register they are, put to a person with both side by side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.newcomers.actions import (
    ask_again,
    link,
    link_sure,
    not_on_register,
    undo_link,
)
from hustings.apps.newcomers.finding import Found, found
from hustings.apps.newcomers.forms import FindForm, is_id
from hustings.apps.newcomers.queries import (
    asked_to_be_left,
    has_register,
    links_in,
    newcomer_for,
    newcomers_in,
)
from hustings.apps.register.models import Elector, Newcomer
from hustings.apps.register.queries import electors_in, search

PAGE = 10
SHOWN = 40


@require_GET
@requires(May.CORRECT_REGISTER)
def people(request: MemberRequest) -> HttpResponse:
    """Who waits to be found on the register, each beside whom they may be."""
    waiting = newcomers_in(request.membership).unsettled().order_by("met_at", "pk")
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    shown = _found(request, list(page))
    context = {
        "page": page,
        "found": shown,
        "sure": sum(each.sure is not None for each in shown),
        "alone": asked_to_be_left(page),
        "has_register": has_register(request.campaign),
    }
    return render(request, "newcomers/people.html", context)


@require_POST
@requires(May.CORRECT_REGISTER)
def confirm(request: MemberRequest) -> HttpResponse:
    """Link those of the page who are surely one elector, now that a person has looked at them."""
    keys = [key for key in request.POST.getlist("sure") if is_id(key)]
    waiting = newcomers_in(request.membership).unsettled().filter(pk__in=keys)
    number = link_sure(
        found=_found(request, list(waiting)), by=request.membership, at=now()
    )
    messages.success(request, f"{number:,} found on the register.")
    return redirect("newcomers:people", request.campaign.pk)


@require_http_methods(["GET", "POST"])
@requires(May.CORRECT_REGISTER)
def person(request: MemberRequest, newcomer_id: UUID) -> HttpResponse:
    """One newcomer: somebody else is searched for on the register, or they are not on it."""
    newcomer = newcomer_for(request.membership, newcomer_id)
    if request.method == "POST":
        return _settle(request, newcomer)
    form = FindForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    electors = search(request.membership, text, None).electors if text.strip() else None
    context: dict[str, Any] = {
        "newcomer": newcomer,
        "found": _found(request, [newcomer])[0],
        "alone": asked_to_be_left([newcomer]),
        "is_elsewhere": _is_elsewhere(request, newcomer),
        "form": form,
        "text": text,
        "may_see_person": may(request.membership, May.SEE_PERSON),
        "may_object": may(request.membership, May.RECORD_OBJECTION),
    }
    if electors is not None:
        listed = electors.filter(closed_on=None).select_related("district", "door")
        context["electors"] = listed.in_number_order()[:SHOWN]
    return render(request, "newcomers/person.html", context)


def _settle(request: MemberRequest, newcomer: Newcomer) -> HttpResponse:
    """The same person as an elector, not on the register, or to be asked about again."""
    said = request.POST.get("who", "")
    if said == "nobody":
        not_on_register(newcomer=newcomer, by=request.membership, at=now())
        messages.success(request, f"{newcomer} is kept as not on the register.")
    elif said == "again":
        ask_again(newcomer=newcomer, by=request.membership)
        messages.success(request, f"{newcomer} waits to be found.")
    else:
        elector = _elector(request, said)
        why = request.POST.get("why", "")[:120]
        link(
            newcomer=newcomer, elector=elector, why=why, by=request.membership, at=now()
        )
        messages.success(
            request, f"{newcomer} is {elector}; what they told us goes along."
        )
    return redirect("newcomers:people", request.campaign.pk)


def _is_elsewhere(request: MemberRequest, newcomer: Newcomer) -> bool:
    """Whether the newcomer was found as somebody outside the member's area: who that is, is not told."""
    theirs = links_in(request.membership).filter(newcomer=newcomer)
    return newcomer.elector_id is not None and not theirs.exists()


def _elector(request: MemberRequest, key: str) -> Elector:
    seen = electors_in(request.membership).filter(is_anonymous=False)
    return get_object_or_404(
        seen.select_related("district"), pk=key if is_id(key) else None
    )


@require_GET
@requires(May.CORRECT_REGISTER)
def linked(request: MemberRequest) -> HttpResponse:
    """Who was found, by the machine or by a person, the latest first."""
    page = Paginator(links_in(request.membership), PAGE * 2).get_page(
        request.GET.get("page")
    )
    return render(request, "newcomers/linked.html", {"page": page})


@require_POST
@requires(May.CORRECT_REGISTER)
def undo(request: MemberRequest, newcomer_id: UUID) -> HttpResponse:
    """It was a mistake: what was said goes back to the newcomer."""
    newcomer = newcomer_for(request.membership, newcomer_id)
    if _is_elsewhere(request, newcomer):
        raise Http404
    undo_link(newcomer=newcomer, by=request.membership, at=now())
    messages.success(
        request, f"{newcomer} is nobody of the register again; nothing is lost."
    )
    return redirect("newcomers:linked", request.campaign.pk)


@require_GET
@requires(May.CORRECT_REGISTER)
def absent(request: MemberRequest) -> HttpResponse:
    """Those who were said not to be on the register."""
    rows = newcomers_in(request.membership).absent()
    page = Paginator(rows.order_by("-settled_at"), PAGE * 2).get_page(
        request.GET.get("page")
    )
    return render(request, "newcomers/absent.html", {"page": page})


def _found(request: MemberRequest, newcomers: list[Newcomer]) -> list[Found]:
    """Who they may be, of the electors whom the member may see."""
    return found(request.membership, newcomers)
