"""What a table has that Django cannot say: that it is only ever added to."""

from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AppendOnly(Operation):
    """Take from the application's role everything but reading and adding."""

    reversible = True

    def __init__(self, name: str) -> None:
        self.name = name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Django's own picture of the model does not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table = to_state.apps.get_model(app_label, self.name)._meta.db_table
        schema_editor.execute(
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {application_role()}",
            params=None,
        )

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table = from_state.apps.get_model(app_label, self.name)._meta.db_table
        schema_editor.execute(
            f"GRANT UPDATE, DELETE ON {table} TO {application_role()}", params=None
        )

    def describe(self) -> str:
        return f"{self.name} may only be added to"


def application_role() -> str:
    """The application's role, quoted for SQL."""
    name = str(settings.DATABASES["default"]["USER"])
    return '"' + name.replace('"', '""') + '"'
