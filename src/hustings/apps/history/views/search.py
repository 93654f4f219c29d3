"""Finding a seat, a party or a person in all elections that are kept, while it is being typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hustings.apps.history.queries.search import PARTY, PERSON, SEAT, search

LONGEST = 80
"""No name is longer; more is cut off."""


@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    """What the typed words may mean; for htmx the list alone."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    found = search(typed)
    of_page = "HX-Request" in request.headers
    return render(
        request,
        "history/parts/found.html" if of_page else "history/search.html",
        {
            "typed": typed,
            "any": any(found.values()),
            "kinds": [
                ("Seats", found[SEAT]),
                ("Parties", found[PARTY]),
                ("People", found[PERSON]),
            ],
        },
    )
