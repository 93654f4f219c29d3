from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def campaign() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to="campaigns.campaign",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0009_words_and_links_for_phones"),
        ("register", "0011_defaults_for_imports"),
    ]

    operations = [
        migrations.AlterField("door", "campaign", campaign()),
        migrations.AlterField("elector", "campaign", campaign()),
        migrations.AddIndex(
            model_name="door",
            index=models.Index(
                condition=models.Q(("became__isnull", False)),
                fields=["campaign", "became"],
                name="door_became",
            ),
        ),
    ]
