"""A plan put into the register: a few statements on whole tables, inside the caller's one transaction."""

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from hustings.apps.register.importing.copying import NULL
from hustings.apps.register.importing.plan_doors import DOOR
from hustings.apps.register.importing.plan_file import blocks
from hustings.apps.register.importing.planning import ELECTOR

DISTRICT = ("id", "campaign_id", "council_id", "code", "name")
PRIOR = ("id", "campaign_id", "elector_id", "district_id", "number", "suffix", "until")
QUESTION = (
    "id", "campaign_id", "of_import_id", "earlier_id", "later_id", "score", "why", "state", "answered_by",
)  # fmt: skip
# Tables of the length of one transaction, for what changes rows that stand.
WAITING = {
    "moved": "id uuid, position integer",
    "closed": "id uuid",
    "missing": "id uuid",
    "absent": "id uuid, campaign_id uuid, elector_id uuid, kind text, added_at timestamptz",
    "left_lists": "elector_id uuid, kind text",
    "corrections": "id uuid, council_value text",
}
MANY = 2_000
"""Rows written from which on the database looks at the tables anew, to plan the next pages well."""
KEPT_AS_THEY_ARE = {"id", "campaign_id", "opened_on", "door_id"}


def apply_plan(
    path: Path, campaign: UUID, *, at: datetime, absent_too: bool, lists_too: bool
) -> dict[str, int]:
    """Write the plan; gives how many rows each statement wrote, by the plan's members.

    `absent_too` closes those whom the full files no longer have, `lists_too` takes off the absent lists those whom
    the new lists no longer have. Must run inside a transaction with an actor.
    """
    with connection.cursor() as cursor:
        _put_aside(cursor, path)
        done = {
            "districts": _copy(
                cursor, path, "districts", "register_district", DISTRICT
            ),
            "doors": _copy(cursor, path, "doors", "register_door", DOOR),
            "moved": _run(cursor, MOVE, campaign),
            "closed": _run(cursor, CLOSE, at.date(), campaign),
        }
        _run(cursor, NAME_SHARED, campaign)
        if absent_too:
            done["missing"] = _run(cursor, CLOSE_MISSING, at.date(), campaign)
        _run(cursor, PARK, at.date(), campaign)
        done["changed"] = _run(cursor, CHANGE, campaign)
        done["electors"] = _copy(cursor, path, "electors", "register_elector", ELECTOR)
        done["absent"] = _run(cursor, LIST)
        if lists_too:
            done["left_lists"] = _run(cursor, UNLIST, at, campaign)
        done["corrections"] = _run(cursor, COUNCIL_SAYS, campaign)
        done["prior"] = _copy(cursor, path, "prior", "register_priornumber", PRIOR)
        done["questions"] = _copy(
            cursor, path, "questions", "register_numbermatch", QUESTION
        )
        if sum(done.values()) > MANY:
            cursor.execute("SELECT register_take_statistics()")
    return done


def _put_aside(cursor: CursorWrapper, path: Path) -> None:
    """The lines that change what stands, in tables that go with the transaction."""
    for name in (*WAITING, "changed"):
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.plan_{name}")
    for name, columns in WAITING.items():
        cursor.execute(f"CREATE TEMP TABLE plan_{name} ({columns}) ON COMMIT DROP")
        _copy(cursor, path, name, f"plan_{name}", ())
        cursor.execute(f"ANALYZE plan_{name}")
    cursor.execute(
        "CREATE TEMP TABLE plan_changed (LIKE register_elector) ON COMMIT DROP"
    )
    cursor.execute("ALTER TABLE plan_changed ADD same_door boolean")
    _copy(cursor, path, "changed", "plan_changed", (*ELECTOR, "same_door"))
    cursor.execute("ANALYZE plan_changed")


def _copy(
    cursor: CursorWrapper, path: Path, member: str, table: str, columns: tuple[str, ...]
) -> int:
    named = f"({', '.join(columns)})" if columns else ""
    with cursor.copy(f"COPY {table} {named} FROM STDIN WITH (NULL '{NULL}')") as copy:
        for block in blocks(path, member):
            copy.write(block)
    return max(0, int(cursor.rowcount))


def _run(cursor: CursorWrapper, statement: str, *values: UUID | date | datetime) -> int:
    cursor.execute(statement, values)
    return int(cursor.rowcount)


CLOSE = """
UPDATE register_elector e SET closed_on = %s FROM plan_closed p
WHERE e.campaign_id = %s AND e.id = p.id AND e.closed_on IS NULL
"""
CLOSE_MISSING = CLOSE.replace("plan_closed", "plan_missing")
# Letters that two councils use say which council they are of, wherever they stand.
NAME_SHARED = """
UPDATE register_district d SET name = c.name FROM campaigns_council c
WHERE d.campaign_id = %s AND d.name = '' AND c.campaign_id = d.campaign_id AND c.id = d.council_id
    AND EXISTS (SELECT FROM register_district o
        WHERE o.campaign_id = d.campaign_id AND o.code = d.code AND o.council_id <> d.council_id)
"""
MOVE = """
UPDATE register_door d SET position = p.position FROM plan_moved p WHERE d.campaign_id = %s AND d.id = p.id
"""
# At a renumbering people take one another's numbers: those who change number first stand aside as closed.
PARK = """
UPDATE register_elector e SET closed_on = %s FROM plan_changed p
WHERE e.campaign_id = %s AND e.id = p.id AND e.closed_on IS NULL
  AND (e.district_id, e.number, e.suffix) <> (p.district_id, p.number, p.suffix)
"""
CHANGE = f"""
UPDATE register_elector e SET
    {", ".join(f"{c} = p.{c}" for c in ELECTOR if c not in KEPT_AS_THEY_ARE)},
    door_id = CASE WHEN p.same_door THEN e.door_id ELSE p.door_id END
FROM plan_changed p WHERE e.campaign_id = %s AND e.id = p.id
"""  # noqa: S608 - column names of our own
LIST = """
INSERT INTO register_absentvoter (id, campaign_id, elector_id, kind, added_at)
SELECT p.id, p.campaign_id, p.elector_id, p.kind, p.added_at FROM plan_absent p WHERE NOT EXISTS (
    SELECT 1 FROM register_absentvoter a WHERE a.campaign_id = p.campaign_id AND a.elector_id = p.elector_id
      AND a.kind = p.kind AND a.removed_at IS NULL)
"""
UNLIST = """
UPDATE register_absentvoter a SET removed_at = %s FROM plan_left_lists p
WHERE a.campaign_id = %s AND a.elector_id = p.elector_id AND a.kind = p.kind AND a.removed_at IS NULL
"""
COUNCIL_SAYS = """
UPDATE register_correction c SET council_value = p.council_value FROM plan_corrections p
WHERE c.campaign_id = %s AND c.id = p.id
"""
