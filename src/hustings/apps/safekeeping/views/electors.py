"""One person on the register: all that is held on them, their objection, and the erasure of what they told us."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.newcomers.queries import called
from hustings.apps.register.actions import lift_do_not_contact, set_do_not_contact
from hustings.apps.register.models import DoNotContact, Elector
from hustings.apps.register.queries import Found, NotFound, Several, find_elector
from hustings.apps.safekeeping.actions import ask_to_erase_person
from hustings.apps.safekeeping.forms import PersonForm
from hustings.apps.safekeeping.views.showing import as_file, shown

MOST = 20
"""People of one name among whom to choose; a longer name, or the address, tells them apart."""


@require_http_methods(["GET", "POST"])
@requires(May.SEE_PERSON)
def find(request: MemberRequest) -> HttpResponse:
    """Find the person who asks what is held on them: by number, or by name where they are on no register."""
    form = PersonForm(request.POST or None)
    if not form.is_valid():
        return render(request, "safekeeping/find.html", {"form": form})
    typed = form.cleaned_data["number"]
    answer = find_elector(request.membership, typed)
    if isinstance(answer, Found):
        return redirect("safekeeping:person", request.campaign.id, answer.elector.id)
    several = answer.electors if isinstance(answer, Several) else ()
    met = [] if several else called(request.membership, typed)
    if len(met) == 1:
        return redirect("safekeeping:newcomer", request.campaign.id, met[0].pk)
    if isinstance(answer, NotFound) and not met:
        form.add_error("number", f"{answer.expected} Nobody met has such a name.")
    context = {"form": form, "several": several, "met": met[:MOST]}
    return render(request, "safekeeping/find.html", context)


@require_GET
@requires(May.SEE_PERSON)
def person(request: MemberRequest, elector_id: UUID) -> HttpResponse:
    """All that is held on one person, and what that person may ask for."""
    elector = _elector(request, elector_id)
    wishes = DoNotContact.objects.of(request.campaign).in_force()
    objection = wishes.filter(elector=elector).first()
    context = {"elector": elector, "objection": objection}
    return shown(request, elector, "safekeeping/person.html", context)


@require_GET
@requires(May.SEE_PERSON)
def person_file(request: MemberRequest, elector_id: UUID) -> HttpResponse:
    """The same as a file to hand over."""
    return as_file(request, _elector(request, elector_id))


@require_POST
@requires(May.RECORD_OBJECTION)
def object_to(request: MemberRequest, elector_id: UUID) -> HttpResponse:
    """Record that this person objects: no list shows them from now on."""
    elector = _elector(request, elector_id)
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
    elector = _elector(request, elector_id)
    lift_do_not_contact(elector=elector, by=request.membership, at=now())
    return redirect("register:elector", request.campaign.id, elector.id)


@require_POST
@requires(May.ERASE)
def erase_person(request: MemberRequest, elector_id: UUID) -> HttpResponse:
    """Erase what this person told us."""
    elector = _elector(request, elector_id)
    job = ask_to_erase_person(elector=elector, by=request.membership, at=now())
    return redirect("jobs:job", request.campaign.id, job.id)


def _elector(request: MemberRequest, key: UUID) -> Elector:
    return get_object_or_404(Elector.objects.for_member(request.membership), id=key)
