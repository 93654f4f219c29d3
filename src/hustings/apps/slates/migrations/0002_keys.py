from django.db import migrations

from hustings.apps.campaigns.tenancy import TenantTable


class Migration(migrations.Migration):
    dependencies = [("slates", "0001_initial"), ("campaigns", "0002_keys_and_trail")]

    operations = [
        TenantTable("slate"),
        TenantTable("tagged", {"slate_id": "slates_slate"}),
    ]
