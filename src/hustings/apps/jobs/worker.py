"""The worker: takes queued jobs one at a time and says how far each has come.

A worker holds a lock in the database, named after its job, on a connection of its own. When the worker
dies the lock goes with it, so a job that is under way without its lock is known at once to be
orphaned and is queued again. Three times is enough: then the job has failed.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import (
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)
from django.utils.module_loading import import_string
from django.utils.timezone import localtime, now

from hustings.apps.jobs.actions import CHANNEL, enqueue_for_server
from hustings.apps.jobs.models import Job
from hustings.core.errors import HustingsError
from hustings.engine.address import application

log = logging.getLogger(__name__)
ATTEMPTS = 3
AWAY = 1  # seconds until a database that went away is asked again
NIGHT = 3  # the hour at which the nightly jobs fall due
TELL = "UPDATE jobs_job SET done = %s, total = %s, saying = %s WHERE id = %s"
Report = Callable[[int, int, str], None]
Work = Callable[[Job, Report], dict[str, object]]


class DatabaseAway(Exception):
    """The database went away in the middle of a job, which stands as under way: it is taken up again as an orphan."""


def work_until(stop: threading.Event, wait_seconds: float = 5) -> None:
    """Take jobs until `stop` is set: at once when told of a new one, otherwise at each wait's end.

    A database that goes away, as while it recovers, is waited for.
    """
    while not stop.is_set():
        try:
            _work_until(stop, wait_seconds)
        except (psycopg.OperationalError, OperationalError, DatabaseAway) as problem:
            log.warning("the database is away and is asked again: %s", problem)
            connection.close()
            stop.wait(AWAY)


def _work_until(stop: threading.Event, wait_seconds: float) -> None:
    with _own_connection() as ears:
        ears.execute(f"LISTEN {CHANNEL}")
        while not stop.is_set():
            close_old_connections()
            requeue_orphans()
            queue_nightly(now())
            if not run_next():
                for _ in ears.notifies(timeout=wait_seconds, stop_after=1):
                    pass


def run_next() -> bool:
    """Run the job that has waited longest, if any; gives whether there was one."""
    with _own_connection() as lock:
        job = _take(lock)
        if job is None:
            return False
        with _reporting(job, lock) as report:
            _run(job, report)
        return True


def run_waiting() -> int:
    """Run all that is queued in this process, on this connection; gives how many. For tests and commands."""
    count = 0
    while (job := Job.objects.waiting().first_come().first()) is not None:
        _start(job)
        _run(job, partial(_write_progress, job.id))
        count += 1
    return count


def requeue_orphans() -> None:
    """Queue again what is under way without a living worker; give up on it after three attempts."""
    with _own_connection() as probe:
        for job in Job.objects.filter(state=Job.State.RUNNING):
            if not _lock(probe, job.id):
                continue
            Job.objects.filter(id=job.id, state=Job.State.RUNNING).update(
                **_after_a_death(job)
            )
            probe.execute(
                "SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [str(job.id)]
            )


def queue_nightly(at: datetime) -> None:
    """Queue the server's nightly jobs once they are due; several workers queue them once."""
    local = localtime(at)
    due = local.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    due -= timedelta(days=1) if local < due else timedelta(0)
    for kind, title in settings.NIGHTLY.items():
        if Job.objects.filter(kind=kind, campaign=None, queued_at__gte=due).exists():
            continue
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [kind]
            )
            if not Job.objects.filter(
                kind=kind, campaign=None, queued_at__gte=due
            ).exists():
                enqueue_for_server(kind=kind, title=title, at=at)


def _take(lock: "psycopg.Connection[Any]") -> Job | None:
    with transaction.atomic():
        waiting = Job.objects.waiting().first_come().select_for_update(skip_locked=True)
        job = waiting.first()
        if job is None or not _lock(lock, job.id):
            return None
        _start(job)
        return job


def _start(job: Job) -> None:
    job.state, job.started_at, job.attempts = Job.State.RUNNING, now(), job.attempts + 1
    job.save(update_fields=["state", "started_at", "attempts"])


def _run(job: Job, report: Report) -> None:
    try:
        work: Work = import_string(settings.JOBS[job.kind])
        result = work(job, report)
    except HustingsError as problem:
        _finish(job, Job.State.FAILED, str(problem), {})
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong in one job, the worker goes on to the next
        if _is_database_away(problem):
            raise DatabaseAway(str(problem)) from problem
        log.exception("job %s (%s) did not work", job.id, job.kind)
        _finish(
            job,
            Job.State.FAILED,
            "Something went wrong on our side; the server's log says what.",
            {},
        )
    else:
        _finish(job, Job.State.DONE, "", result)


def _is_database_away(problem: BaseException) -> bool:
    """Whether the connection was lost, here or in what led to it: PostgreSQL says so in two classes of its codes, or nothing."""
    led: BaseException | None = problem
    while led is not None:
        if isinstance(led, psycopg.OperationalError):
            return led.sqlstate is None or led.sqlstate.startswith(("08", "57P"))
        led = led.__cause__ or led.__context__
    return False


def _finish(job: Job, state: Job.State, saying: str, result: dict[str, object]) -> None:
    Job.objects.filter(id=job.id).update(
        state=state, saying=saying[:300], result=result, finished_at=now()
    )


def _after_a_death(job: Job) -> dict[str, object]:
    if job.attempts < ATTEMPTS:
        return {
            "state": Job.State.QUEUED,
            "saying": "Interrupted; it will be tried again.",
        }
    saying = f"Interrupted {ATTEMPTS} times. Ask for it again."
    return {"state": Job.State.FAILED, "saying": saying, "finished_at": now()}


@contextmanager
def _reporting(job: Job, own: "psycopg.Connection[Any]") -> Iterator[Report]:
    """A way to report that is seen at once, though the job's own transaction is still open."""
    latest: tuple[int, int, str] | None = None
    over = threading.Event()

    def write() -> None:
        nonlocal latest
        while not over.wait(0.5):
            told, latest = latest, None
            if told is not None:
                try:
                    own.execute(TELL, [*told, job.id])
                except psycopg.OperationalError:  # the job itself comes to know of it
                    return

    def report(done: int, total: int, saying: str) -> None:
        nonlocal latest
        latest = (done, total, saying[:300])

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    try:
        yield report
    finally:
        over.set()
        writer.join()


def _write_progress(job: UUID, done: int, total: int, saying: str) -> None:
    Job.objects.filter(id=job).update(done=done, total=total, saying=saying[:300])


def _lock(on: "psycopg.Connection[Any]", job: UUID) -> bool:
    row = on.execute(
        "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [str(job)]
    ).fetchone()
    return bool(row and row[0])


def _own_connection() -> "psycopg.Connection[Any]":
    """A connection beside Django's, to the same database and with all that its address says, `sslmode` and the like."""
    way = application().to(str(connection.settings_dict["NAME"]))
    return psycopg.connect(way.conninfo(), autocommit=True)
