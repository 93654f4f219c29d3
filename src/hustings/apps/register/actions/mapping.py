"""Layouts that a person describes, saved by council and used from then on."""

from collections.abc import Sequence
from datetime import datetime

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Council, Membership
from hustings.apps.register.models import ColumnMapping
from hustings.apps.register.queries import mapping_for
from hustings.core.register.layouts import ColumnMapping as CoreMapping
from hustings.core.register.layouts.mapped import dumps


def save_mapping(
    *,
    council: Council,
    headings: Sequence[str],
    mapping: CoreMapping,
    by: Membership,
    at: datetime,
) -> ColumnMapping:
    """Keep which column means what in a council's files; the same headings described again replace it."""
    with acting(by, "describe a council's columns"):
        saved = mapping_for(council, headings) or ColumnMapping(
            campaign=council.campaign, council=council, headers=list(headings)
        )
        saved.name = f"{council.name[:80]}, {at:%d %B %Y %H:%M:%S.%f}"
        saved.columns, saved.saved_at = dumps(mapping), at
        saved.save()
    return saved
