"""A roll is looked at before it is applied, found by its first letters, and leaves its figures behind when it is erased."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from hustings.apps.campaigns.tenancy import TenantTable, reference

BALLOT = {"ballot_id": "selection_ballot"}


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0010_scrutineers"),
        ("selection", "0003_what_was_counted_and_signed"),
    ]

    operations = [
        migrations.AddField(
            model_name="ballot",
            name="roll_figures",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="voter",
            name="search",
            field=models.CharField(default="", editable=False, max_length=320),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="voter",
            name="given_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="campaigns.membership",
            ),
        ),
        migrations.RunSQL(
            reference("selection_voter", "given_by_id", "campaigns_membership"),
            "ALTER TABLE selection_voter DROP CONSTRAINT selection_voter_given_by_id_here",
        ),
        migrations.CreateModel(
            name="RollFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("columns", models.JSONField(default=dict)),
                ("sent_by", models.CharField(max_length=150)),
                ("sent_at", models.DateTimeField()),
                (
                    "ballot",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="selection.ballot",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "ballot"), name="one_roll_file_per_ballot"
                    )
                ]
            },
        ),
        TenantTable("rollfile", BALLOT),
    ]
