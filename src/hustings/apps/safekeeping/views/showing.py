"""All that is held on one person, on a page and as a file; that somebody looked is noted."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from hustings.apps.campaigns.rights import MemberRequest
from hustings.apps.safekeeping.actions import note_access
from hustings.apps.safekeeping.person import (
    Person,
    all_held_on,
    as_json,
    rows_about,
    waiting_about,
)
from hustings.apps.safekeeping.telling import in_plain_words


def shown(
    request: MemberRequest, person: Person, template: str, context: Mapping[str, object]
) -> HttpResponse:
    """The page `template`, with what is held in plain words as `sections`."""
    note_access(person=person, by=request.membership)
    held = in_plain_words(request.campaign, rows_about(person), waiting_about(person))
    return render(request, template, {**context, "sections": held, "now": now()})


def as_file(request: MemberRequest, person: Person) -> HttpResponse:
    """Every row as JSON, to save and hand over."""
    note_access(person=person, by=request.membership)
    held = as_json(all_held_on(person), now())
    response = HttpResponse(held, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="held-on-you.json"'
    return response
