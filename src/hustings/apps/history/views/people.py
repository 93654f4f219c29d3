"""A person's public candidacies."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.elections import polling_days
from hustings.apps.history.queries.people import career_of
from hustings.apps.history.shown import Figures, answered
from hustings.core.psephology.careers import person as told


@require_GET
def person(request: HttpRequest, key: str, form: str = "") -> HttpResponse:
    """Everything that one person stood in, and apart from it what may be the same person's."""
    found = career_of(key)
    if found is None:
        raise Http404(f"Nobody who stood has the key {key}.")
    answer = told(found)
    slugs = {each.day: each.slug for each in polling_days()}
    shown = [*answer["candidacies"], *answer["may_be"]]
    days = {date.fromisoformat(each["election"]) for each in shown}
    figures = Figures(answer, "candidacies", found.name, sources_of(*sorted(days)))
    context = {
        "own": _with_slugs(answer["candidacies"], slugs),
        "may_be": _with_slugs(answer["may_be"], slugs),
        "elected": sum(each["elected"] for each in answer["candidacies"]),
        "first": min(each["election"] for each in answer["candidacies"])[:4],
    }
    return answered(request, "history/person.html", figures, form, context)


def _with_slugs(
    told: list[dict[str, object]], slugs: dict[date, str]
) -> list[dict[str, object]]:
    """Each candidacy with its day, and what an address calls the election."""
    found = []
    for each in told:
        day = date.fromisoformat(str(each["election"]))
        found.append(each | {"day": day, "slug": slugs[day]})
    return found
