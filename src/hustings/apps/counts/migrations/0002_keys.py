from django.db import migrations

from hustings.apps.campaigns.tenancy import TenantTable


class Migration(migrations.Migration):
    dependencies = [("counts", "0001_initial"), ("campaigns", "0002_keys_and_trail")]

    operations = [
        TenantTable("result"),
        TenantTable("candidacy", {"result_id": "counts_result"}),
    ]
