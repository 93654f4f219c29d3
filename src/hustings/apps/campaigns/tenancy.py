"""What a campaign's table has that Django cannot say: its key, its references and its audit trigger.

Every row about a person belongs to one campaign. The primary key is (campaign_id, id) and a reference
names both columns, so that a row can never point into another campaign, and so that the database
could be spread over several servers by campaign.
"""

from collections.abc import Mapping

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

EVENTS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}


class TenantTable(Operation):
    """Give a model's table its composite key, its composite references and its audit trigger.

    `references` maps a column to the table it points into; both then lie in the same campaign.
    """

    reversible = True

    def __init__(
        self,
        name: str,
        references: Mapping[str, str] | None = None,
        *,
        audited_by_trigger: bool = True,
    ) -> None:
        self.name = name
        self.references = dict(references or {})
        self.audited_by_trigger = audited_by_trigger

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
        trail = audited(table) if self.audited_by_trigger else []
        for statement in [*_keys(table), *self._references(table), *trail]:
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table = from_state.apps.get_model(app_label, self.name)._meta.db_table
        for event in EVENTS if self.audited_by_trigger else ():
            schema_editor.execute(
                f"DROP TRIGGER audit_{event.lower()} ON {table}", params=None
            )
        for column in self.references:
            schema_editor.execute(
                f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_here",
                params=None,
            )
        schema_editor.execute(
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey", params=None
        )
        schema_editor.execute(f"ALTER TABLE {table} ADD PRIMARY KEY (id)", params=None)

    def describe(self) -> str:
        return f"Key {self.name} by campaign and audit its writes"

    def _references(self, table: str) -> list[str]:
        return [
            reference(table, column, target)
            for column, target in self.references.items()
        ]


def reference(table: str, column: str, target: str) -> str:
    """The statement that ties `column` to a row of `target` in the same campaign."""
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_here FOREIGN KEY (campaign_id, {column}) "
        f"REFERENCES {target} (campaign_id, id) DEFERRABLE INITIALLY DEFERRED"
    )


def audited(table: str, function: str = "hustings_audit") -> list[str]:
    """The statements that write an audit entry for each statement that writes to `table`."""
    return [
        f"CREATE TRIGGER audit_{event.lower()} AFTER {event} ON {table} "
        f"REFERENCING {transition} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        for event, transition in EVENTS.items()
    ]


def _keys(table: str) -> list[str]:
    return [
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey",
        f"ALTER TABLE {table} ADD PRIMARY KEY (campaign_id, id)",
    ]


# Once a campaign is erased the application adds nothing to it, however late an import or a phone may be. A write
# holds its campaign's key until it is committed, so that an erasure waits for it and takes it along.
_NOTHING_NEW_ONCE_ERASED = """
    IF TG_OP = 'INSERT' AND session_user <> current_user THEN
        PERFORM FROM campaigns_campaign WHERE id IN (SELECT campaign_id FROM changed) FOR KEY SHARE;
        IF EXISTS (SELECT FROM campaigns_campaign
                WHERE erased_at IS NOT NULL AND id IN (SELECT campaign_id FROM changed)) THEN
            RAISE EXCEPTION 'the campaign is over and its data are erased: nothing is added to %', TG_TABLE_NAME
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;"""
# Who acts is set for one transaction by `audit.acting`; a write without it is refused, whatever program made it.
# Record ids are listed up to a hundred; beyond that the count stands for them.
_AUDIT = """
CREATE OR REPLACE FUNCTION <name>() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor text := current_setting('hustings.actor', true);
BEGIN
    IF coalesce(actor, '') = '' THEN
        RAISE EXCEPTION 'a write to % names no actor', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege', HINT = 'Write inside acting(...).';
    END IF;<checks>
    INSERT INTO campaigns_auditentry
        (campaign_id, id, at, actor, actor_name, verb, operation, "table", records, rows)
    SELECT <key>, gen_random_uuid(), clock_timestamp(), actor,
        current_setting('hustings.actor_name', true), current_setting('hustings.verb', true),
        lower(TG_OP), TG_TABLE_NAME,
        CASE WHEN count(*) <= 100 THEN array_agg(id ORDER BY id) END, count(*)
    FROM changed GROUP BY <key>;
    RETURN NULL;
END $$
"""


def _audit_function(name: str, *, key: str, checks: str = "") -> str:
    """The trigger function that writes the trail; `key` is the column that holds the campaign's id."""
    parts = {"<name>": name, "<key>": key, "<checks>": checks}
    text = _AUDIT
    for mark, part in parts.items():
        text = text.replace(mark, part)
    return text


AUDIT_FUNCTION = _audit_function(
    "hustings_audit", key="campaign_id", checks=_NOTHING_NEW_ONCE_ERASED
)
# The campaign itself: its key is its own id. It is never deleted, so only its making and its changes are noted.
CAMPAIGN_AUDIT_FUNCTION = _audit_function("hustings_audit_campaign", key="id")
