from django.db import migrations

from hustings.apps.accounts.tables import AppendOnly
from hustings.apps.campaigns.tenancy import AUDIT_FUNCTION, TenantTable


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]

    operations = [
        migrations.RunSQL(AUDIT_FUNCTION, "DROP FUNCTION hustings_audit()"),
        TenantTable("council"),
        TenantTable("membership"),
        TenantTable("invitation"),
        TenantTable("privacynotice"),
        TenantTable("consentwording", {"notice_id": "campaigns_privacynotice"}),
        TenantTable("rung"),
        TenantTable("auditentry", audited_by_trigger=False),
        AppendOnly("auditentry"),
    ]
