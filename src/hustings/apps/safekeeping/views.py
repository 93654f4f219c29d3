from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.register.actions import lift_do_not_contact, set_do_not_contact
from hustings.apps.register.models import DoNotContact, Elector
from hustings.apps.register.queries import Found, NotFound, Several, find_elector
from hustings.apps.safekeeping.actions import (
    ask_for_copy,
    ask_to_erase_campaign,
    ask_to_erase_person,
    note_access,
)
from hustings.apps.safekeeping.forms import EraseForm, PersonForm
from hustings.apps.safekeeping.models import Copy, Erasure
from hustings.apps.safekeeping.person import (
    all_held_on,
    as_json,
    rows_about,
    waiting_about,
)
from hustings.apps.safekeeping.queries import state_of_copies
from hustings.apps.safekeeping.telling import in_plain_words


@require_GET
@requires(May.SEE_BACKUPS)
def home(request: MemberRequest) -> HttpResponse:
    """How the copies stand, and the ways to erase."""
    context = {
        "state": state_of_copies(now()),
        "copies": Copy.objects.filter(deleted_at=None, is_ours=True)[:20],
        "erasures": Erasure.objects.filter(campaign=request.campaign)[:20],
    }
    return render(request, "safekeeping/home.html", context)


@require_POST
@requires(May.SEE_BACKUPS)
def copy(request: MemberRequest) -> HttpResponse:
    """Make a copy now."""
    job = ask_for_copy(by=request.membership, at=now())
    return redirect("jobs:job", request.campaign.id, job.id)


@require_http_methods(["GET", "POST"])
@requires(May.SEE_PERSON)
def find(request: MemberRequest) -> HttpResponse:
    """Find the person who asks what is held on them."""
    form = PersonForm(request.POST or None)
    answer = (
        find_elector(request.membership, form.cleaned_data["number"])
        if form.is_valid()
        else None
    )
    if isinstance(answer, Found):
        return redirect("safekeeping:person", request.campaign.id, answer.elector.id)
    if isinstance(answer, NotFound):
        form.add_error("number", answer.expected)
    several = answer.electors if isinstance(answer, Several) else ()
    return render(request, "safekeeping/find.html", {"form": form, "several": several})


@require_GET
@requires(May.SEE_PERSON)
def person(request: MemberRequest, elector_id: UUID) -> HttpResponse:
    """All that is held on one person, and what that person may ask for."""
    elector = get_object_or_404(
        Elector.objects.for_member(request.membership), id=elector_id
    )
    note_access(elector=elector, by=request.membership)
    context = {
        "elector": elector,
        "sections": in_plain_words(
            request.campaign, rows_about(elector), waiting_about(elector)
        ),
        "now": now(),
        "objection": DoNotContact.objects.of(request.campaign)
        .in_force()
        .filter(elector=elector)
        .first(),
    }
    return render(request, "safekeeping/person.html", context)


@require_GET
@requires(May.SEE_PERSON)
def person_file(request: MemberRequest, elector_id: UUID) -> HttpResponse:
    """The same as a file to hand over."""
    elector = get_object_or_404(
        Elector.objects.for_member(request.membership), id=elector_id
    )
    note_access(elector=elector, by=request.membership)
    response = HttpResponse(
        as_json(all_held_on(elector), now()), content_type="application/json"
    )
    response["Content-Disposition"] = 'attachment; filename="held-on-you.json"'
    return response


@require_POST
@requires(May.RECORD_OBJECTION)
def object_to(request: MemberRequest, elector_id: UUID) -> HttpResponse:
    """Record that this person objects: no list shows them from now on."""
    elector = get_object_or_404(
        Elector.objects.for_member(request.membership), id=elector_id
    )
    set_do_not_contact(
        elector=elector,
        basis=DoNotContact.Basis.OBJECTION,
        source_event=None,
        by=request.membership,
        at=now(),
    )
    return redirect("register:elector", request.campaign.id, elector.id)


@require_POST
@requires(May.RECORD_OBJECTION)
def withdraw_objection(request: MemberRequest, elector_id: UUID) -> HttpResponse:
    """Lift it again, because the person said so."""
    elector = get_object_or_404(
        Elector.objects.for_member(request.membership), id=elector_id
    )
    lift_do_not_contact(elector=elector, by=request.membership, at=now())
    return redirect("register:elector", request.campaign.id, elector.id)


@require_POST
@requires(May.ERASE)
def erase_person(request: MemberRequest, elector_id: UUID) -> HttpResponse:
    """Erase what this person told us."""
    elector = get_object_or_404(
        Elector.objects.for_member(request.membership), id=elector_id
    )
    job = ask_to_erase_person(elector=elector, by=request.membership, at=now())
    return redirect("jobs:job", request.campaign.id, job.id)


@require_http_methods(["GET", "POST"])
@requires(May.ERASE)
def erase(request: MemberRequest) -> HttpResponse:
    """Erase all personal data of the campaign, after its name has been typed."""
    form = EraseForm(request.POST or None)
    if form.is_valid():
        job = ask_to_erase_campaign(
            by=request.membership, typed_name=form.cleaned_data["name"], at=now()
        )
        return redirect("jobs:job", request.campaign.id, job.id)
    return render(request, "safekeeping/erase.html", {"form": form})
