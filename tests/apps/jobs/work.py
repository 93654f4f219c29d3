"""Work for the tests of the worker."""

import contextlib
import os
import time
from pathlib import Path

import psycopg
from django.db import DatabaseError, connection, transaction

from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import Report
from hustings.core.errors import HustingsError
from hustings.engine.address import application


def count_to_three(job: Job, report: Report) -> dict[str, object]:
    for n in (1, 2, 3):
        report(n, 3, f"{n} of 3")
    return {"counted": 3}


def ask_for_another_file(job: Job, report: Report) -> dict[str, object]:
    raise HustingsError("Send another file.")


def break_down(job: Job, report: Report) -> dict[str, object]:
    raise ZeroDivisionError


def lose_the_database_the_first_time(job: Job, report: Report) -> dict[str, object]:
    mark = Path(str(job.arguments["mark"]))
    if not mark.exists():
        mark.touch()
        _throw_out_who_asks()
        Job.objects.count()
    return {"finished": "the second time"}


def lose_the_database_each_time(job: Job, report: Report) -> dict[str, object]:
    """It even tries to go on, on a connection that is no more."""
    with transaction.atomic():
        _throw_out_who_asks()
        with contextlib.suppress(DatabaseError):
            Job.objects.count()
        Job.objects.count()
    return {}


def _throw_out_who_asks() -> None:
    """End this connection from another one, as a server does that is stopped or short of memory."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (own,) = cursor.fetchone()
    with psycopg.connect(application().conninfo(), autocommit=True) as keeper:
        keeper.execute("SELECT pg_terminate_backend(%s, 5000)", [own])


def hang_the_first_time(job: Job, report: Report) -> dict[str, object]:
    mark = Path(str(job.arguments["mark"]))
    if not mark.exists():
        mark.write_text(str(os.getpid()))
        time.sleep(60)
    return {"finished": "the second time"}
