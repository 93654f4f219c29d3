from django.db import migrations

from hustings.apps.campaigns.tenancy import AUDIT_FUNCTION


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0006_address_for_letters")]

    operations = [migrations.RunSQL(AUDIT_FUNCTION, migrations.RunSQL.noop)]
