"""Where people of a slate could stand: seats ranked with the slate's own votes as the past vote."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.history.queries.elections import election_on
from hustings.apps.history.queries.measured import measured_for
from hustings.apps.history.views.targets import where_to_stand_among
from hustings.apps.slates.queries import days_of, tags_of
from hustings.apps.slates.views.finding import day_asked, seen_or_404
from hustings.core.psephology.slates import tag_of


@require_GET
@requires(May.SEE_CAMPAIGN)
def where_to_stand(
    request: MemberRequest, slate_id: UUID, form: str = ""
) -> HttpResponse:
    """By the latest election at which somebody of the slate stood, unless another is asked for."""
    found = seen_or_404(request.campaign, slate_id)
    tags = set(tags_of(found))
    day = day_asked(request.GET.get("election", ""), [d for d, _ in days_of(tags)])
    if day is None:
        raise Http404("Nobody is on this slate yet.")
    seats = measured_for(day, lambda seat, stood: tag_of(seat, stood) in tags)
    return where_to_stand_among(
        request, election_on(day), seats, form, slate=found.name
    )
