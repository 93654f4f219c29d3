import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0009_words_and_links_for_phones"),
        ("ledger", "0007_erasures_at_once"),
    ]

    operations = [
        # Every query starts from a campaign: the primary key serves it.
        migrations.RemoveIndex(model_name="event", name="event_by_id"),
        migrations.AlterField(
            "event",
            "campaign",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="campaigns.campaign",
            ),
        ),
    ]
