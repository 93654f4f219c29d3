"""Where past results begin: the elections that are here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hustings.apps.history.queries.elections import polling_days


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """The elections that are loaded, the latest first; how to load them where there are none."""
    days = polling_days()
    return render(
        request,
        "history/front.html",
        {
            "general": [each for each in days if each.is_general],
            "others": [each for each in days if not each.is_general],
        },
    )
