"""The account of papers, as it was counted by hand."""

from collections.abc import Mapping
from datetime import datetime

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.selection.actions.papers import held
from hustings.apps.selection.models import Account, Ballot
from hustings.apps.selection.queries.papers import check_open


def save_account(
    *, ballot: Ballot, figures: Mapping[str, object], by: Membership, at: datetime
) -> None:
    """Keep the account in place of the one there was; signatures were given to that one and are asked for anew."""
    with acting(by, "make the account of papers"):
        row = held(ballot, by)
        check_open(row)
        Account.objects.update_or_create(
            campaign=by.campaign,
            ballot=row,
            defaults={**figures, "made_by": str(by.user), "made_at": at},
        )
