from django.db import migrations

from hustings.apps.campaigns.tenancy import TenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("walks", "0001_initial"),
        ("campaigns", "0002_keys_and_trail"),
        ("register", "0010_newcomers_and_where_doors_stand"),
    ]

    operations = [
        TenantTable("team"),
        TenantTable("round"),
        TenantTable(
            "walk", {"district_id": "register_district", "team_id": "walks_team"}
        ),
        TenantTable(
            "outing",
            {
                "walk_id": "walks_walk",
                "round_id": "walks_round",
                "team_id": "walks_team",
                "member_id": "campaigns_membership",
            },
        ),
        TenantTable("basemap"),
    ]
