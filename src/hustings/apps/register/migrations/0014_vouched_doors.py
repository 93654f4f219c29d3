from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0013_where_newcomers_were_met"),
    ]

    operations = [
        migrations.AddField(
            model_name="door",
            name="is_vouched",
            field=models.BooleanField(db_default=True, default=True),
        ),
    ]
