from django.db import migrations

from hustings.apps.campaigns.tenancy import TenantTable


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial"), ("campaigns", "0002_keys_and_trail")]

    operations = [
        TenantTable("district", {"council_id": "campaigns_council"}),
        TenantTable("door", {"district_id": "register_district"}),
        TenantTable(
            "elector", {"district_id": "register_district", "door_id": "register_door"}
        ),
        TenantTable("donotcontact", {"elector_id": "register_elector"}),
        TenantTable("absentvoter", {"elector_id": "register_elector"}),
    ]
