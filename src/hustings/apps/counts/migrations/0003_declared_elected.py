from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("counts", "0002_keys")]

    operations = [
        migrations.AddField(
            "candidacy",
            "is_elected",
            models.BooleanField("declared elected", default=False),
        ),
    ]
