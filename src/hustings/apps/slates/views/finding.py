"""What an address of slates names, or no such page."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.http import Http404

from hustings.apps.campaigns.models import Campaign
from hustings.apps.slates.models import Slate
from hustings.apps.slates.queries import own_slate, seen_slate, slug_of


def own_or_404(campaign: Campaign, slate_id: UUID) -> Slate:
    """The campaign's own slate: another's is not there to be changed."""
    return _found(own_slate(campaign, slate_id))


def seen_or_404(campaign: Campaign, slate_id: UUID) -> Slate:
    """The campaign's own slate, or one that is shared."""
    return _found(seen_slate(campaign, slate_id))


def day_asked(asked: str, days: Sequence[date]) -> date | None:
    """The polling day that the address asks for, by day, or by year (first its general election); the first where it asks for none."""
    if not asked:
        return days[0] if days else None
    meant = [each for each in days if asked in (str(each), slug_of(each))]
    meant += [each for each in days if str(each.year) == asked]
    if not meant:
        raise Http404(f"Nobody of this slate stood in {asked}.")
    return meant[0]


def no_file_of_nothing(form: str) -> None:
    """A file was asked for where there are no figures yet: no such page, and never a page under a file's address."""
    if form:
        raise Http404("There are no figures of this yet.")


def _found(slate: Slate | None) -> Slate:
    if slate is None:
        raise Http404
    return slate
