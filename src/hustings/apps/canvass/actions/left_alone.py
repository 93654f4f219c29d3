"""Somebody who has asked to be left alone: nothing new is kept of them, whatever was typed."""

from django.utils.timezone import localtime

from hustings.apps.register.models import DoNotContact, Elector
from hustings.core.errors import HustingsError


def check_may_contact(elector: Elector) -> None:
    """HustingsError if the person has asked not to be contacted; it says when, and what to do."""
    asked = DoNotContact.objects.in_force().filter(
        campaign=elector.campaign_id, elector=elector
    )
    if since := asked.values_list("since", flat=True).first():
        raise HustingsError(
            f"{elector.full_number} asked on {localtime(since):%-d %B} not to be contacted, so nothing is kept. "
            "If they have changed their mind, the agent first ends it under Copies and erasure, Find a person."
        )


def hold(elector: Elector) -> None:
    """Hold the person's row until the transaction ends, so that of two who type at once the second sees the first."""
    row = Elector.objects.filter(campaign=elector.campaign_id, pk=elector.pk)
    list(row.select_for_update(no_key=True, of=("self",)).values_list("pk"))
