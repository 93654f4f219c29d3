"""A record stays the same byte for byte, says what it was given, and a signature says which account it is of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("selection", "0002_keys")]

    operations = [
        migrations.AlterField(
            model_name="countrecord", name="record", field=models.TextField()
        ),
        migrations.AddField(
            model_name="countrecord",
            name="given",
            field=models.JSONField(default=dict),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="signature",
            name="account",
            field=models.JSONField(default=dict),
            preserve_default=False,
        ),
    ]
