from django.db import migrations

from hustings.apps.ledger.rules import (
    ADMIT_EVENTS,
    ADMIT_NO_LONGER,
    DOOR_ALONE_NO_LONGER,
    WHAT_EACH_KIND_HELD,
    WHAT_EACH_KIND_HOLDS,
    WITHOUT_CONSENT_THE_DOOR_ALONE,
)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_kinds_and_indexes")]

    operations = [
        migrations.RunSQL(WHAT_EACH_KIND_HOLDS, WHAT_EACH_KIND_HELD),
        migrations.RunSQL(WITHOUT_CONSENT_THE_DOOR_ALONE, DOOR_ALONE_NO_LONGER),
        migrations.RunSQL(ADMIT_EVENTS, ADMIT_NO_LONGER),
    ]
