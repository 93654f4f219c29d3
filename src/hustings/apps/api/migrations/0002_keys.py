from django.db import migrations

from hustings.apps.campaigns.tenancy import TenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0001_initial"),
        ("campaigns", "0002_keys_and_trail"),
    ]

    operations = [
        TenantTable("apitoken", {"membership_id": "campaigns_membership"}),
    ]
