"""Only the rules of a second round prefer the elder of two who are tied, and no ballot here is counted by those."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("selection", "0004_roll_files_and_who_gave")]

    operations = [migrations.RemoveField(model_name="nominee", name="born")]
