from django.db import migrations

from hustings.apps.accounts.tables import AppendOnly
from hustings.apps.campaigns.tenancy import TenantTable
from hustings.apps.ledger.erasure import (
    ERASE_EVENTS,
    KEEP_EVENTS,
    KEEP_NO_LONGER,
)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("register", "0002_keys")]

    operations = [
        TenantTable(
            "event",
            {
                "district_id": "register_district",
                "elector_id": "register_elector",
                "door_id": "register_door",
                "voids_id": "ledger_event",
                "author_id": "campaigns_membership",
                "consent_id": "campaigns_consentwording",
            },
        ),
        AppendOnly("event"),
        migrations.RunSQL(KEEP_EVENTS + ERASE_EVENTS, KEEP_NO_LONGER),
    ]
