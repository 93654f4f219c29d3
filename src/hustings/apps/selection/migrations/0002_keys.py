"""Every row of a ballot lives in one campaign, and each change of one is in the trail."""

from django.db import migrations

from hustings.apps.campaigns.tenancy import TenantTable

BALLOT = {"ballot_id": "selection_ballot"}
TYPIST = {"typist_id": "campaigns_membership"}
COUNTED_BY = {"counted_by_id": "campaigns_membership"}


class Migration(migrations.Migration):
    dependencies = [("selection", "0001_initial")]

    operations = [
        TenantTable("ballot"),
        TenantTable("nominee", BALLOT),
        TenantTable("limit", BALLOT),
        TenantTable("voter", BALLOT),
        TenantTable("sealedpaper", BALLOT | {"voter_id": "selection_voter"}),
        TenantTable("reading", BALLOT | TYPIST),
        TenantTable("papersfile", BALLOT),
        TenantTable("account", BALLOT),
        TenantTable("lot", BALLOT),
        TenantTable("countrecord", BALLOT | COUNTED_BY),
        TenantTable(
            "signature",
            {
                "record_id": "selection_countrecord",
                "signer_id": "campaigns_membership",
            },
        ),
    ]
