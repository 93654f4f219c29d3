from django.db import migrations

from hustings.apps.campaigns.tenancy import (
    CAMPAIGN_AUDIT_FUNCTION,
    TenantTable,
    audited,
)

TABLE = "campaigns_campaign"
FUNCTION = "hustings_audit_campaign"


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_what_a_campaign_is_asked")]

    operations = [
        TenantTable("tick"),
        migrations.RunSQL(CAMPAIGN_AUDIT_FUNCTION, f"DROP FUNCTION {FUNCTION}()"),
        migrations.RunSQL(
            [
                trigger
                for trigger in audited(TABLE, FUNCTION)
                if "DELETE" not in trigger
            ],
            [
                f"DROP TRIGGER audit_{event} ON {TABLE}"
                for event in ("insert", "update")
            ],
        ),
    ]
