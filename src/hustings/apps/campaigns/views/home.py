"""The campaign's first page, its legal calendar, its letters and its spending limit."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from hustings.apps.campaigns.actions.settings import (
    set_contact,
    set_declared_on,
    tick,
    untick,
)
from hustings.apps.campaigns.forms.campaign import ContactForm, DeclaredForm
from hustings.apps.campaigns.home import (
    SEEN,
    calendar_of,
    first_page,
    pages_of,
    steps_of,
)
from hustings.apps.campaigns.models import Council, Tick
from hustings.apps.campaigns.papers import letter_to, letters_as_pdf, spending_of
from hustings.apps.campaigns.queries import districts_of
from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.core.elections.calendar_file import to_ics
from hustings.core.elections.first_day import Kind

MARKED = "marked-register"


@requires(May.SEE_CAMPAIGN)
def home(request: MemberRequest) -> HttpResponse:
    """Where the campaign stands and what is next."""
    return render(request, "campaigns/home.html", first_page(request.membership, now()))


@requires(May.SEE_OWN_RIGHTS)
def rights(request: MemberRequest) -> HttpResponse:
    """What the member may do here, where, and until when."""
    held = request.membership
    labels = dict(districts_of(request.campaign)) if held.districts else {}
    context = {
        "rights": [right.value.replace("_", " ") for right in May if may(held, right)],
        "area": [labels.get(str(key), "?") for key in held.districts],
    }
    return render(request, "campaigns/rights.html", context)


@requires(May.SEE_CAMPAIGN)
def calendar(request: MemberRequest) -> HttpResponse:
    """The legal calendar, each date with its rule; the day of the declaration sets the dates after it."""
    form = DeclaredForm(
        request.POST or None, initial={"declared_on": request.campaign.declared_on}
    )
    manages = may(request.membership, May.MANAGE_CAMPAIGN)
    if manages and form.is_valid():
        set_declared_on(
            campaign=request.campaign,
            day=form.cleaned_data["declared_on"],
            by=request.membership,
        )
        messages.success(request, "The dates after the poll are counted anew.")
        return redirect("campaigns:calendar", request.campaign.id)
    context = {
        "deadlines": calendar_of(request.campaign),
        "now": now(),
        "form": form,
        "manages": manages,
    }
    return render(request, "campaigns/calendar.html", context)


@requires(May.SEE_CAMPAIGN)
def calendar_file(request: MemberRequest) -> HttpResponse:
    """The legal calendar for any calendar program."""
    content = to_ics(
        calendar_of(request.campaign),
        title=f"{request.campaign.name}: legal calendar",
        uid_ending=f"{request.campaign.id}@hustings",
        stamp=now(),
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="legal-calendar.ics"'
    return response


@requires(May.SEE_CAMPAIGN)
def spending(request: MemberRequest) -> HttpResponse:
    """The most that may be spent, with its arithmetic."""
    context = spending_of(request.campaign)
    context["manages"] = may(request.membership, May.MANAGE_CAMPAIGN)
    return render(request, "campaigns/spending.html", context)


@requires(May.SEE_CAMPAIGN)
def checklist(request: MemberRequest) -> HttpResponse:
    """What a new campaign has to do, what is next and what is late."""
    found = steps_of(request.campaign, now())
    manages = may(request.membership, May.MANAGE_CAMPAIGN)
    pages = pages_of(request.campaign) if manages else {}
    context = {
        "checklist": found,
        "steps": [(step, pages.get(step.key, "")) for step in found.steps],
        "ticked": set(Tick.objects.of(request.campaign).values_list("step", flat=True)),
        "seen": SEEN,
        "manages": manages,
    }
    return render(request, "campaigns/checklist.html", context)


@requires(May.MANAGE_CAMPAIGN)
def letters(request: MemberRequest) -> HttpResponse:
    """The councils, a letter to each, and the address that answers are sent to."""
    campaign = request.campaign
    form = ContactForm(
        request.POST or None,
        initial={"address": campaign.contact_address, "email": campaign.contact_email},
    )
    if form.is_valid():
        set_contact(campaign=campaign, **form.cleaned_data, by=request.membership)
        messages.success(request, "The address is kept. The letters are ready.")
        return redirect("campaigns:letters", campaign.id)
    councils = Council.objects.filter(campaign=campaign)
    context = {
        "form": form,
        "councils": councils,
        "is_over": localdate() > campaign.polling_day,
    }
    return render(request, "campaigns/letters.html", context)


@requires(May.MANAGE_CAMPAIGN)
def letter(request: MemberRequest, council_id: UUID) -> HttpResponse:
    """The letter to one council, to read and to copy."""
    council = get_object_or_404(Council, campaign=request.campaign, id=council_id)
    marked = request.GET.get("of") == MARKED
    written = letter_to(council, request.membership, localdate(), marked=marked)
    context = {"council": council, "letter": written, "marked": marked}
    return render(request, "campaigns/letter.html", context)


@requires(May.MANAGE_CAMPAIGN)
def letters_file(
    request: MemberRequest, council_id: UUID | None = None
) -> HttpResponse:
    """The letters to all councils, or to one of them, as PDF."""
    councils = Council.objects.filter(campaign=request.campaign)
    if council_id:
        councils = councils.filter(id=council_id)
    if not councils:
        raise Http404
    marked = request.GET.get("of") == MARKED
    content = letters_as_pdf(councils, request.membership, localdate(), marked=marked)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="letters-to-councils.pdf"'
    return response


@requires(May.MANAGE_CAMPAIGN)
@require_POST
def tick_step(request: MemberRequest, step: str) -> HttpResponse:
    """Say that a step of the checklist is done, or that it is not."""
    if "undo" in request.POST:
        untick(campaign=request.campaign, step=step, by=request.membership)
    elif step in set(Kind) - SEEN:
        tick(campaign=request.campaign, step=step, by=request.membership, at=now())
    return redirect("campaigns:checklist", request.campaign.id)
