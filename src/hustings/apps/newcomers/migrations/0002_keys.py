"""Links live in one campaign each, and each change of one is in the trail."""

from django.db import migrations

from hustings.apps.campaigns.tenancy import TenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("newcomers", "0001_initial"),
        ("campaigns", "0002_keys_and_trail"),
        ("register", "0010_newcomers_and_where_doors_stand"),
    ]

    operations = [
        TenantTable(
            "link",
            {"newcomer_id": "register_newcomer", "elector_id": "register_elector"},
        ),
        TenantTable(
            "doorlink",
            {"door_id": "register_door", "register_door_id": "register_door"},
        ),
    ]
