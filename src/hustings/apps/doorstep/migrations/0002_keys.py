from django.db import migrations

from hustings.apps.campaigns.tenancy import TenantTable


class Migration(migrations.Migration):
    dependencies = [("doorstep", "0001_initial")]

    operations = [
        TenantTable("campaignkey"),
        TenantTable("phone", {"membership_id": "campaigns_membership"}),
        TenantTable("question"),
        TenantTable("held", {"phone_id": "doorstep_phone"}),
        TenantTable("notacceptedentry", {"phone_id": "doorstep_phone"}),
        TenantTable("dooradded", {"door_id": "register_door"}),
        TenantTable("stall"),
        TenantTable("callround"),
    ]
