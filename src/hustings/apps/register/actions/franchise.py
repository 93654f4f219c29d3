"""Who may vote at the campaign's election, worked out anew when the election, the nation or the day changes."""

from collections.abc import Iterable

from django.db import connection

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign
from hustings.apps.register.actions.contact import Whoever
from hustings.apps.register.models import Elector
from hustings.apps.register.standing import Standing, standing, voting_of
from hustings.apps.register.state import change_register

UPDATE = """
UPDATE register_elector e SET attains_on = v.attains_on::date, attainer_kind = v.kind, may_vote = v.may
FROM (SELECT unnest(%s::text[]) AS franchise, unnest(%s::date[]) AS written, unnest(%s::text[]) AS text,
    unnest(%s::date[]) AS attains_on, unnest(%s::text[]) AS kind, unnest(%s::text[]) AS may) v
WHERE e.campaign_id = %s AND e.franchise = v.franchise AND e.attainer_date IS NOT DISTINCT FROM v.written
  AND e.attainer_text = v.text AND (e.attains_on IS DISTINCT FROM v.attains_on OR e.attainer_kind <> v.kind OR e.may_vote <> v.may)
"""


def recompute_franchise(*, campaign: Campaign, by: Whoever) -> int:
    """Work out for every elector whether they may vote at the election as it now is; gives how many changed."""
    voting = voting_of(campaign)
    with acting(by, "work out who may vote"):
        state = change_register(campaign)
        asked = (
            Elector.objects.of(campaign)
            .order_by()
            .values_list("franchise", "attainer_date", "attainer_text")
            .distinct()
        )
        verdicts = [(f, d, t, standing(voting, f, d, t)) for f, d, t in asked]
        state.election, state.nation = campaign.election, campaign.nation
        state.polling_day = campaign.polling_day
        state.save()
        return _update(campaign, verdicts)


def _update(
    campaign: Campaign, verdicts: Iterable[tuple[str, object, str, Standing]]
) -> int:
    columns = [
        (f, d, t, s.attains_on, s.attainer_kind, s.may_vote) for f, d, t, s in verdicts
    ]
    if not columns:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(UPDATE, [*map(list, zip(*columns, strict=True)), campaign.pk])
        return int(cursor.rowcount)
