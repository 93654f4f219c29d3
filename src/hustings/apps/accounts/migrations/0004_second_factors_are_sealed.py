from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from hustings.apps.accounts.second_factor import rewrite_secrets
from hustings.engine.sealing import open_text, seal_text, sealing_key


def seal(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    held = apps.get_model("mfa", "Authenticator").objects
    rewrite_secrets(
        held.using(schema_editor.connection.alias).all(),
        lambda text: seal_text(text, sealing_key()),
    )


def open_again(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    held = apps.get_model("mfa", "Authenticator").objects
    rewrite_secrets(
        held.using(schema_editor.connection.alias).all(),
        lambda text: open_text(text, sealing_key()),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_user_may_create_campaigns"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal, open_again)]
