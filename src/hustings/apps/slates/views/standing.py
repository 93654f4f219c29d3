"""Where people of a slate could stand: seats ranked with the slate's own votes as the past vote."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.history.queries.elections import election_on
from hustings.apps.history.views.targets import where_to_stand_among
from hustings.apps.slates.queries import days_of, measured_by, tags_of
from hustings.apps.slates.views.finding import day_asked, seen_or_404


@require_GET
@requires(May.SEE_CAMPAIGN)
def where_to_stand(
    request: MemberRequest, slate_id: UUID, form: str = ""
) -> HttpResponse:
    """By the latest election at which somebody of the slate stood, unless another is asked for."""
    found = seen_or_404(request.campaign, slate_id)
    tags = tags_of(found)
    day = day_asked(request.GET.get("election", ""), [d for d, _ in days_of(tags)])
    if day is None:
        raise Http404("Nobody is on this slate yet.")
    return where_to_stand_among(
        request, election_on(day), measured_by(tags, day), form, slate=found.name
    )
