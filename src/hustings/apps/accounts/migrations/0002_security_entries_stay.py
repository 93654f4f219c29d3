from django.db import migrations

from hustings.apps.accounts.tables import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [AppendOnly("securityentry")]
