"""What a campaign has said of layouts that we do not know by themselves."""

from collections.abc import Sequence

from hustings.apps.campaigns.models import Council
from hustings.apps.register.models import ColumnMapping
from hustings.core.register.layouts.mapped import key


def mapping_for(council: Council, headings: Sequence[str]) -> ColumnMapping | None:
    """What was said of a council's files with these headings, if anything was."""
    saved = ColumnMapping.objects.filter(campaign=council.campaign_id, council=council)
    wanted = key(headings)
    return next((each for each in saved if key(each.headers) == wanted), None)
