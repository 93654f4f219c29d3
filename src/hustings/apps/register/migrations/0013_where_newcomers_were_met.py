import django.db.models.deletion
from django.db import migrations, models

from hustings.apps.campaigns.tenancy import reference


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0012_tied_by_the_district"),
    ]

    operations = [
        migrations.AddField(
            model_name="newcomer",
            name="door_of_ours",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="register.door",
            ),
        ),
        migrations.RunSQL(
            reference("register_newcomer", "door_of_ours_id", "register_door"),
            "ALTER TABLE register_newcomer DROP CONSTRAINT register_newcomer_door_of_ours_id_here",
        ),
    ]
