"""Results of areas live in one campaign each, and each change of one is in the trail."""

from django.db import migrations

from hustings.apps.campaigns.tenancy import TenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("wards", "0001_initial"),
        ("campaigns", "0002_keys_and_trail"),
        ("register", "0012_tied_by_the_district"),
    ]

    operations = [
        TenantTable("arearesult"),
        TenantTable("areadistrict", {"district_id": "register_district"}),
    ]
