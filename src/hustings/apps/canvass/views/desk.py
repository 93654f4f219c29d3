"""Typing in what came back: line by line, door by door, or one visit in full."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.canvass import rounds
from hustings.apps.canvass.actions import (
    Entry,
    Permission,
    Reply,
    enter,
    enter_doors,
    enter_elector,
    record_permission,
    take_back_visit,
    told_apart,
    visit_of,
)
from hustings.apps.canvass.forms import (
    DOOR_OUTCOMES,
    DoorsForm,
    LineForm,
    PermissionForm,
    RoundForm,
    VisitForm,
)
from hustings.apps.canvass.progress import doors_of
from hustings.apps.canvass.queries import (
    channel_wordings,
    district_with_doors,
    elector_for,
    last_entered,
    opinion_wordings,
    permissions_of,
    scales_of,
)
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District, Elector
from hustings.apps.register.queries import districts_in
from hustings.core.canvassing import COUNTS_ONLY, TICK_WORDS
from hustings.core.errors import HustingsError

DOORS_A_PAGE = 100


@require_http_methods(["GET", "POST"])
@requires(May.RECORD_VISITS)
def begin(request: MemberRequest) -> HttpResponse:
    """Say once which round comes back; then type its lines."""
    asked = {"district": d} if (d := request.GET.get("district")) else {}
    form = RoundForm(
        request.POST or None,
        districts=districts_in(request.membership),
        scales=scales_of(request.campaign),
        wordings=list(opinion_wordings(request.campaign)),
        at=now(),
        initial={"on": localdate()} | asked,
    )
    if form.is_valid():
        rounds.begin(request, form.cleaned_data)
        district = form.cleaned_data["district"]
        if name := request.GET.get("street"):
            return _to_street(request, district, name)
        return redirect("canvass:entry", request.campaign.id, district)
    return render(request, "canvass/begin.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(May.RECORD_VISITS)
def entry(request: MemberRequest, district_id: UUID) -> HttpResponse:
    """Type a district's returns, a line an elector; each is answered on the same page."""
    district = district_with_doors(request.membership, district_id)
    on = rounds.under_way(request)
    if on is None:
        return _begin_first(request, district)
    form = LineForm(_typed(request), scale=on.scale)
    answer = _entered(request, form, on, district) if form.is_valid() else None
    context = {
        "form": form,
        "round": on,
        "entry": answer,
        "typed": form.data.get("line"),
    }
    if answer and answer.reply in (Reply.KEPT, Reply.SAME):
        context["form"] = LineForm(scale=on.scale)
    return _desk(request, district, context)


@require_POST
@requires(May.RECORD_VISITS)
def take_back(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Take back a visit that was typed by mistake, and go on typing in its district."""
    visits = Event.objects.for_member(request.membership).visits()
    event = get_object_or_404(visits.select_related("elector"), pk=visit_id)
    if not may(request.membership, May.SEE_ANSWERS):
        event = get_object_or_404(visits, pk=visit_id, author=request.membership)
    take_back_visit(event=event, by=request.membership, at=now())
    district = district_with_doors(request.membership, event.district_id)
    on = rounds.under_way(request)
    if request.headers.get("HX-Request") and on:
        context = {"form": LineForm(scale=on.scale), "round": on, "undone": event}
        return _desk(request, district, context)
    messages.success(request, "Taken back, as if it had never been typed.")
    return redirect("canvass:entry", request.campaign.id, district.pk)


@require_http_methods(["GET", "POST"])
@requires(May.RECORD_VISITS)
def street(request: MemberRequest, district_id: UUID) -> HttpResponse:
    """A street's doors with what last came of them, and the round's outcomes door by door."""
    district = district_with_doors(request.membership, district_id)
    name = request.GET.get("street", "")
    doors = doors_of(request.membership, district, name)
    page = Paginator(doors, DOORS_A_PAGE).get_page(request.GET.get("page"))
    if not page.object_list:
        raise Http404
    form = DoorsForm(request.POST or None, doors=list(page))
    on = rounds.under_way(request)
    if on and form.is_valid():
        whose = on.of(district, form.cleaned_data["key"])
        new = enter_doors(
            outcomes=form.outcomes(), on=whose, by=request.membership, at=now()
        )
        messages.success(request, f"{new} doors kept." if new != 1 else "1 door kept.")
        return redirect(request.get_full_path())
    context = {"district": district, "street": name, "page": page, "form": form}
    context |= {"round": on, "outcomes": DOOR_OUTCOMES}
    return render(request, "canvass/street.html", context)


@require_http_methods(["GET", "POST"])
@requires(May.RECORD_VISITS)
def person(request: MemberRequest, district_id: UUID, elector_id: UUID) -> HttpResponse:
    """One visit in full: what a line has no room for, and calls, texts and e-mail."""
    district = district_with_doors(request.membership, district_id)
    elector = elector_for(request.membership, district, elector_id)
    on = rounds.under_way(request)
    if on is None:
        return _begin_first(request, district)
    form = VisitForm(request.POST or None, scale=on.scale)
    answer = _visited(request, form, on, elector) if form.is_valid() else None
    if answer and answer.reply in (Reply.KEPT, Reply.SAME):
        messages.success(request, f"Kept for {elector}.")
        return redirect("canvass:entry", request.campaign.id, district.pk)
    context = {"form": form, "round": on, "entry": answer, "elector": elector}
    context |= {"district": district, "channels": _channels(request, elector)}
    context["may_see"] = may(request.membership, May.SEE_ANSWERS)
    return render(request, "canvass/person.html", context)


@require_POST
@requires(May.RECORD_VISITS)
def permission(
    request: MemberRequest, district_id: UUID, elector_id: UUID
) -> HttpResponse:
    """Keep that a person allows a channel, or no longer does."""
    district = district_with_doors(request.membership, district_id)
    elector = elector_for(request.membership, district, elector_id)
    form = PermissionForm(request.POST)
    if form.is_valid():
        chosen = form.cleaned_data
        record_permission(
            permission=Permission(
                elector=elector,
                channel=chosen["channel"],
                given=chosen["given"],
                at=now(),
                address=chosen["address"],
                consent=channel_wordings(request.campaign).get(chosen["channel"]),
                id=chosen["key"],
            ),
            by=request.membership,
            at=now(),
        )
        messages.success(request, "Kept.")
    else:
        problems = [text for texts in form.errors.values() for text in texts]
        messages.error(request, f"Not kept: {' '.join(map(str, problems))}")
    return redirect("canvass:person", request.campaign.id, district.pk, elector.pk)


def _entered(
    request: MemberRequest, form: LineForm, on: rounds.Kept, district: District
) -> Entry | None:
    """The answer to the line; what cannot be kept is said at the line itself."""
    try:
        return enter(
            line=form.cleaned_data["line"],
            on=on.of(district, form.cleaned_data["key"]),
            by=request.membership,
            at=now(),
            is_sure="again" in request.POST,
        )
    except HustingsError as problem:
        form.add_error("line", str(problem))
        return None


def _visited(
    request: MemberRequest, form: VisitForm, on: rounds.Kept, elector: Elector
) -> Entry | None:
    whose = on.of(elector.district, form.cleaned_data["key"])
    try:
        return enter_elector(
            visit=visit_of(form.line(elector.short_number), elector, whose),
            by=request.membership,
            at=now(),
            is_sure=form.cleaned_data["sure"],
        )
    except HustingsError as problem:
        form.add_error(None, str(problem))
        return None


def _channels(request: MemberRequest, elector: Elector) -> list[dict[str, Any]]:
    """For each channel with words in force: the words, the last word on it, and a key for the next."""
    said = permissions_of(elector)
    return [
        {"words": words, "said": said.get(channel), "key": uuid4()}
        for channel, words in channel_wordings(request.campaign).items()
    ]


def _desk(
    request: MemberRequest, district: District, context: dict[str, Any]
) -> HttpResponse:
    answer = context.get("entry")
    if answer and answer.reply is Reply.WHICH:
        _, _, rest = context["typed"].strip().partition(" ")
        context["entry_choices"] = [
            (elector, shown, f"{number} {rest}")
            for elector, shown, number in told_apart(answer.choices)
        ]
    context |= {
        "district": district,
        "latest": last_entered(request.membership),
        "ticks": TICK_WORDS,
        "counts_only": context["round"].scale == COUNTS_ONLY,
        "next_key": uuid4(),
        "may_see": may(request.membership, May.SEE_ANSWERS),
    }
    is_part = bool(request.headers.get("HX-Request"))
    context["is_part"] = is_part
    name = "canvass/parts/answers.html" if is_part else "canvass/entry.html"
    return render(request, name, context)


def _typed(request: MemberRequest) -> QueryDict | None:
    """What was sent, if anything; a button that answers a question carries its line with it."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    for button in ("again", "which"):
        if button in typed:
            typed.setlist("line", typed.getlist(button))
    return typed


def _begin_first(
    request: MemberRequest, district: District, street: str = ""
) -> HttpResponse:
    asked = {"district": str(district.pk)} | ({"street": street} if street else {})
    address = reverse("canvass:begin", args=[request.campaign.id])
    return redirect(f"{address}?{urlencode(asked)}")


def _to_street(request: MemberRequest, district: str, street: str) -> HttpResponse:
    address = reverse("canvass:street", args=[request.campaign.id, district])
    return redirect(f"{address}?{urlencode({'street': street})}")
