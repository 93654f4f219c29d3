"""Killing the worker at any moment of an import leaves the register as before, or as after, and nothing between."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.utils.timezone import now

from hustings.apps.campaigns.models import Council, Membership
from hustings.apps.jobs.actions import enqueue
from hustings.apps.jobs.worker import requeue_orphans, run_next
from hustings.apps.register.actions import start_applying
from hustings.apps.register.models import Import
from tests.apps.register.council import applied, full, make_council, previewed, update
from tests.factories import make_campaign, make_member

PEOPLE = 400
COMMIT = 40
"""Statements that an import surely makes before it commits."""
SOAK = pytest.mark.skipif(
    "HUSTINGS_SOAK" not in os.environ, reason="a long proof; make soak runs it"
)

# Takes the next job, and kills itself without warning just before its n-th statement (0: never).
WORKER = """
import os, signal, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = settings.DATABASES["owner"]["NAME"] = {database!r}
django.setup()
from django.db import connection
from hustings.apps.jobs.worker import run_next
left = [{statement!r}]
def count(execute, sql, params, many, context):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
print("ready", flush=True)
with connection.execute_wrapper(count):
    run_next()
"""
STATE = """
SELECT md5(string_agg(row, '|' ORDER BY row)) FROM (
    SELECT concat_ws(',', d.code, e.number, e.suffix, e.surname, e.forenames, e.address, e.closed_on IS NULL, o.label,
        o.street, o.position, (SELECT string_agg(kind, ' ') FROM register_absentvoter a WHERE a.elector_id = e.id)) AS row
    FROM register_elector e JOIN register_district d ON d.id = e.district_id
    LEFT JOIN register_door o ON o.id = e.door_id WHERE e.campaign_id = %s) rows
"""


def state(campaign: UUID) -> str:
    """The register's whole contents, as one short text."""
    with connection.cursor() as cursor:
        cursor.execute(STATE, [campaign])
        return str(cursor.fetchone()[0])


def register() -> str:
    return full(
        *[
            f"AB,{n},0,,,Person{n % 90},Jo,EX1 1AA,{n} Mill Road"
            for n in range(1, PEOPLE)
        ]
    )


def changes() -> str:
    rows = [f"AB,{n},D,,Jo,,Gone" for n in range(1, PEOPLE, 7)]
    rows += [
        f"AB,{n},M,,Asha,,Changed{n},,,,{n} Elm Street" for n in range(2, PEOPLE, 7)
    ]
    rows += [
        f"AB,{n},A,,New,,Person{n},,,,{n - PEOPLE}A Mill Road"
        for n in range(PEOPLE, 2 * PEOPLE, 5)
    ]
    return update(*rows)


class Ready:
    """A campaign whose import waits to be applied, and its register before and after."""

    def __init__(self, folder: Path) -> None:
        twin = make_council(make_campaign())
        applied(twin, folder, register())
        applied(twin, folder, changes())
        self.after = state(twin.campaign_id)
        self.council: Council = make_council(make_campaign())
        applied(self.council, folder, register())
        self.before = state(self.council.campaign_id)
        self.member: Membership = make_member(self.council.campaign)
        self.waiting: Import = previewed(self.council, folder, changes())
        start_applying(of_import=self.waiting, agreed=[], by=self.member)
        assert self.before != self.after

    def now(self) -> str:
        return state(self.council.campaign_id)

    def ask(self) -> None:
        enqueue(
            kind="register.apply",
            title="Apply",
            by=self.member,
            arguments={"import": str(self.waiting.pk)},
            at=now(),
        )


def start_worker(database: str, statement: int = 0) -> "subprocess.Popen[bytes]":
    environment = os.environ | {
        "HUSTINGS_TEST_HOME": os.environ["HUSTINGS_HOME"],
        "PYTHONPATH": "src:.",
    }
    script = WORKER.format(database=database, statement=statement)
    return subprocess.Popen(
        [sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE
    )


def kill_at_statement(ready: Ready, database: str, statement: int) -> str:
    """What the register is after a worker died just before its statement of that number."""
    ready.ask()
    worker = start_worker(database, statement)
    worker.communicate(timeout=120)
    assert worker.returncode == -signal.SIGKILL
    return ready.now()


def finish(ready: Ready) -> None:
    """The next worker takes the job up again and ends it."""
    requeue_orphans()
    while run_next():
        pass
    assert ready.now() == ready.after
    ready.waiting.refresh_from_db()
    assert ready.waiting.state == Import.State.APPLIED


def test_killed_before_some_statement_the_register_is_as_before(
    committed: str, tmp_path: Path
) -> None:
    ready = Ready(tmp_path)
    for statement in sorted(random.Random(2).sample(range(10, COMMIT), 3)):
        assert kill_at_statement(ready, committed, statement) == ready.before
    finish(ready)


@pytest.mark.soak
@SOAK
def test_killed_before_each_statement_in_turn(committed: str, tmp_path: Path) -> None:
    ready = Ready(tmp_path)
    seen = []
    for statement in range(1, 3 * COMMIT):
        seen.append(kill_at_statement(ready, committed, statement))
        if seen[-1] == ready.after:
            break

    assert len(seen) > COMMIT
    assert seen == [ready.before] * (len(seen) - 1) + [ready.after]
    finish(ready)


@pytest.mark.soak
@SOAK
@pytest.mark.parametrize("seed", range(20))
def test_killed_at_a_moment_of_chance(
    committed: str, tmp_path: Path, seed: int
) -> None:
    ready = Ready(tmp_path)
    ready.ask()
    worker = start_worker(committed)
    assert worker.stdout is not None
    worker.stdout.readline()
    time.sleep(random.Random(seed).uniform(0, 0.6))
    worker.kill()
    worker.wait()
    worker.stdout.close()

    assert ready.now() in (ready.before, ready.after)
    finish(ready)
