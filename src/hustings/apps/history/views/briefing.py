"""A seat on two pages of paper."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from hustings.apps.history.queries.briefing import briefing_of
from hustings.apps.history.views.finding import election_or_404, seat_or_404
from hustings.core.printing.briefing import briefing_pages
from hustings.engine.typesetting import typeset_each


@require_GET
def briefing(request: HttpRequest, election: str, code: str) -> HttpResponse:
    """The briefing as PDF, to be printed and held."""
    whole = election_or_404(election)
    seat = seat_or_404(whole, code)
    document = briefing_pages(briefing_of(whole, seat), made_on=localdate())
    pdf = next(typeset_each([document], settings.FONTS))
    name = slugify(f"briefing {seat.name} {seat.day}")
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
