"""Erasure: of all personal data of a campaign when its time has come, or of what one person told us.

Everything of a campaign goes that is not named here as kept. What stays is nobody's data: the election,
its result, the ladder, the numbers of the canvass by district, and the bare facts of the audit trail.
Only the owner's role can do this: the worker and the commands have it, the web process has not.
"""

import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import connections
from django.db.models import Model
from psycopg import sql

from hustings.apps.accounts.second_factor import forget_second_factors
from hustings.apps.accounts.sessions import end_sessions_of
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, CampaignRow
from hustings.apps.campaigns.rights import May
from hustings.apps.doorstep.office import held_about
from hustings.apps.jobs.models import StoredFile
from hustings.apps.newcomers.queries import events_of
from hustings.apps.register.models import Elector, Newcomer
from hustings.apps.safekeeping.models import Erasure
from hustings.apps.safekeeping.person import rows_of_person
from hustings.engine import journal
from hustings.engine.home import folder

OWNER = "owner"
# Tables whose rows are no person's data, or which are emptied rather than deleted.
KEPT = frozenset(
    {
        "campaigns_auditentry",
        "campaigns_council",
        "campaigns_consentwording",
        "campaigns_membership",
        "campaigns_privacynotice",
        "campaigns_rung",
        "campaigns_tick",
        "canvass_answerscale",
        "counts_candidacy",
        "counts_result",
        "ledger_event",
        "register_columnmapping",
        "register_district",
        "register_registerstate",
        "safekeeping_erasure",
    }
)
TOTALS = """
SELECT d.code, e.kind,
    coalesce(e.payload->>'answer', e.payload->>'outcome', ''), count(*)
FROM ledger_event e LEFT JOIN register_district d ON d.campaign_id = e.campaign_id AND d.id = e.district_id
WHERE e.campaign_id = %s AND e.kind <> 'void' AND NOT EXISTS (
    SELECT 1 FROM ledger_event v WHERE v.campaign_id = e.campaign_id AND v.voids_id = e.id)
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
# Agents stay until their access is ended: they answer for the campaign, and must see what was erased and what
# is left. So do those who may create campaigns on this server.
LEAVING = """
SELECT id, name, username FROM accounts_user
WHERE id IN (SELECT user_id FROM campaigns_membership WHERE campaign_id = %(campaign)s)
  AND NOT may_create_campaigns AND NOT EXISTS (
    SELECT 1 FROM campaigns_membership m JOIN campaigns_campaign c ON c.id = m.campaign_id
    WHERE m.user_id = accounts_user.id AND (m.campaign_id <> %(campaign)s AND c.erased_at IS NULL
      OR m.campaign_id = %(campaign)s AND m.role = 'agent' AND m.ended_at IS NULL))
"""
EMPTY_EVENTS = """
SELECT ledger_erase(%(campaign)s, coalesce(array_agg(id), '{}'), false) FROM ledger_event
WHERE campaign_id = %(campaign)s AND payload <> '{}'
    AND (elector_id = ANY (%(ids)s) OR newcomer_id = ANY (%(ids)s) OR id = ANY (%(strayed)s))
"""
FORGET_NEWCOMERS = """
UPDATE register_newcomer SET surname = '', forenames = '', address = '{}', postcode = '', door_id = NULL,
    door_of_ours_id = NULL, district_id = NULL, settled_at = coalesce(settled_at, %(at)s)
WHERE campaign_id = %(campaign)s AND id = ANY (%(ids)s)
"""
FORGET_HELD = """
UPDATE doorstep_held SET sealed = '', settled_at = %(at)s, accepted = false
WHERE campaign_id = %(campaign)s AND id = ANY (%(held)s)
"""
FORGET_SHEETS = """
DELETE FROM jobs_storedfile WHERE campaign_id = %(campaign)s AND "right" = ANY (%(sheets)s)
"""
FORGET_PEOPLE = """
UPDATE accounts_user SET name = 'A former helper', username = 'gone-' || id, email = '', first_name = '',
    last_name = '', password = '!', is_active = false
WHERE id = ANY (%(people)s)
"""
# Who did what to a way of signing in stays with the user's number; the names go.
FORGET_NAMES = """
UPDATE accounts_securityentry SET by = '' WHERE user_id = ANY (%(people)s) OR by = ANY (%(names)s)
"""
# A job says which rows it was about and what came of it. Those still waiting will never run; the one that
# erases is itself under way and says its last word afterwards.
EMPTY_JOBS = """
UPDATE jobs_job SET arguments = '{}', result = '{}', requested_by_id = NULL,
    saying = CASE WHEN state = 'queued' THEN 'The campaign''s data were erased first.' ELSE '' END,
    finished_at = CASE WHEN state = 'queued' THEN %(at)s ELSE finished_at END,
    state = CASE WHEN state = 'queued' THEN 'failed' ELSE state END
WHERE campaign_id = %(campaign)s
"""
END_CAMPAIGN = """
UPDATE campaigns_campaign SET erased_at = %(at)s, return_address = '', imprint_promoter = '', imprint_printer = '',
    contact_address = '', contact_email = '' WHERE id = %(campaign)s
"""
END_MEMBERSHIPS = """
UPDATE campaigns_membership SET ended_at = %(at)s
WHERE campaign_id = %(campaign)s AND ended_at IS NULL AND role <> 'agent'
"""
FORGET_ACTORS = (
    "UPDATE campaigns_auditentry SET actor_name = '' WHERE campaign_id = %(campaign)s"
)
# Sheets that show what people told us; a register that was sent in does not.
SHOW_ANSWERS = (May.PRINT_WALK_SHEETS.value, May.SEE_KNOCKING_UP.value)


def erased_tables() -> list[str]:
    """The tables of a campaign whose rows go: all but those named as kept."""
    models: Iterable[type[Model]] = apps.get_models()
    tables = {m._meta.db_table for m in models if issubclass(m, CampaignRow)}
    return sorted(tables - KEPT)


def erase_campaign(*, campaign: Campaign, by: Actor, at: datetime) -> Erasure:
    """Erase the campaign's personal data; gives what went and what the campaign amounted to."""
    erasure = erase_rows_of(campaign=campaign, by=by, at=at)
    clear_away(campaign=campaign.id, at=at)
    return erasure


def erase_rows_of(*, campaign: Campaign, by: Actor, at: datetime) -> Erasure:
    """The part of a campaign's erasure that lies in the database, in one transaction."""
    key = {"campaign": campaign.id, "at": at}
    with acting(by, "erase the campaign's personal data", using=OWNER):
        # Whoever writes to the campaign at this moment has finished first, and is erased with the rest.
        _rows(
            "SELECT 1 FROM campaigns_campaign WHERE id = %s FOR UPDATE", [campaign.id]
        )
        totals = [list(row) for row in _rows(TOTALS, [campaign.id])]
        erase = "SELECT ledger_erase(%s, NULL, true)"
        gone = {"ledger_event": _number(erase, [campaign.id])}
        for table in erased_tables():
            gone[table] = _delete(table, campaign.id)
        gone["accounts_user"] = _forget_people(campaign.id)
        for statement in (EMPTY_JOBS, END_MEMBERSHIPS, END_CAMPAIGN):
            _run(statement, key)
        erasure = _keep_report(campaign.id, at, gone, {"events": totals})
        # Last, since what was done just now is in the trail too.
        _run(FORGET_ACTORS, key)
    return erasure


def clear_away(*, campaign: UUID, at: datetime) -> None:
    """The part outside the database: the campaign's files go, and the promise is noted for later restores."""
    shutil.rmtree(folder("files") / str(campaign), ignore_errors=True)
    promise = journal.Entry(
        at.isoformat(), "erase-campaign", str(campaign), str(campaign)
    )
    if promise not in journal.since(at):
        journal.note(promise)


def _forget_people(campaign: UUID) -> int:
    """Take name, password, second factor and sessions from whoever belongs to no other campaign."""
    leaving = _rows(LEAVING, {"campaign": campaign})
    people = [row[0] for row in leaving]
    names = [name for row in leaving for name in row[1:] if name]
    _run(FORGET_NAMES, {"people": people, "names": names})
    forget_second_factors(people, using=OWNER)
    end_sessions_of(people, using=OWNER)
    return _run(FORGET_PEOPLE, {"people": people})


def erase_person(*, elector: Elector, by: Actor, at: datetime) -> Erasure:
    """Erase what one person told us: answers, contacts, notes. The register row and do-not-contact stay."""
    return _erase_and_note(elector.campaign_id, elector.id, by, at)


def erase_newcomer(*, newcomer: Newcomer, by: Actor, at: datetime) -> Erasure:
    """Erase somebody who is on no register: name and address, and all that they told us.

    The bare id stays, so that a phone that sends again what it had sent before cannot bring them back.
    """
    return _erase_and_note(newcomer.campaign_id, newcomer.id, by, at)


def _erase_and_note(campaign: UUID, person: UUID, by: Actor, at: datetime) -> Erasure:
    rows, sheets = _rows_of(campaign, person), _sheets_of(campaign)
    erasure = erase_events_of(campaign=campaign, person=person, by=by, at=at)
    for sheet in sheets:
        (folder("files") / sheet).unlink(missing_ok=True)
    for row in rows:
        journal.note(
            journal.Entry(at.isoformat(), "erase-person", str(campaign), str(row))
        )
    return erasure


def _sheets_of(campaign: UUID) -> list[str]:
    """Where the printed sheets lie that may show what people told us."""
    stored = StoredFile.objects.using(OWNER).filter(campaign=campaign)
    return list(stored.filter(right__in=SHOW_ANSWERS).values_list("path", flat=True))


def erase_events_of(
    *, campaign: UUID, person: UUID, by: Actor, at: datetime
) -> Erasure:
    """Empty every event of one elector or newcomer, and of rows that turned out to be the same person, as the owner.

    What phones brought of them and is still held goes as well, and printed sheets that may show answers: they can
    be printed again.
    """
    with acting(by, "erase what a person told us", using=OWNER):
        ids = _rows_of(campaign, person)
        held = [each.pk for each, _ in held_about(campaign, ids, using=OWNER)]
        of = {
            "campaign": campaign,
            "ids": ids,
            "held": held,
            "at": at,
            "strayed": _strayed(campaign, ids),
            "sheets": list(SHOW_ANSWERS),
        }
        gone = {
            "ledger_event": _number(EMPTY_EVENTS, of),
            "register_newcomer": _run(FORGET_NEWCOMERS, of),
            "doorstep_held": _run(FORGET_HELD, of),
            "jobs_storedfile": _run(FORGET_SHEETS, of),
        }
        return _keep_report(campaign, at, gone, {}, person=person)


def _rows_of(campaign: UUID, person: UUID) -> list[UUID]:
    return rows_of_person(campaign=campaign, person=person, using=OWNER)


def _strayed(campaign: UUID, ids: list[UUID]) -> list[UUID]:
    """What the newcomers among them said and a wrong link, undone since, once carried to somebody else's row."""
    newcomers = Newcomer.objects.using(OWNER).filter(campaign=campaign, pk__in=ids)
    return [event for each in newcomers for event in events_of(each, using=OWNER)]


def _keep_report(
    campaign: UUID,
    at: datetime,
    gone: dict[str, int],
    totals: dict[str, object],
    person: UUID | None = None,
) -> Erasure:
    return Erasure.objects.using(OWNER).create(
        id=uuid4(),
        campaign_id=campaign,
        at=at,
        person=person,
        gone={t: n for t, n in gone.items() if n},
        totals=totals,
    )


def _rows(statement: str, values: Any) -> list[tuple[Any, ...]]:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _number(statement: str, values: Any) -> int:
    return int(_rows(statement, values)[0][0])


def _delete(table: str, campaign: UUID) -> int:
    statement = sql.SQL("DELETE FROM {} WHERE campaign_id = %s").format(
        sql.Identifier(table)
    )
    with connections[OWNER].cursor() as cursor:
        cursor.execute(statement, [campaign])
        return int(cursor.rowcount)


def _run(statement: str, values: Mapping[str, Any]) -> int:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
