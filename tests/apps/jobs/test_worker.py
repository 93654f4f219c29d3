import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.utils.timezone import now
from pytest_django import Settings

from hustings.apps.jobs.actions import enqueue, enqueue_for_server
from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import (
    ATTEMPTS,
    queue_nightly,
    requeue_orphans,
    run_next,
    run_waiting,
    work_until,
)
from hustings.engine.address import application
from tests.factories import START, make_campaign, make_member

WORK = "tests.apps.jobs.work"


@pytest.fixture(autouse=True)
def work(settings: Settings) -> None:
    names = [
        "count_to_three",
        "ask_for_another_file",
        "break_down",
        "hang_the_first_time",
        "lose_the_database_the_first_time",
        "lose_the_database_each_time",
    ]
    settings.JOBS = {name: f"{WORK}.{name}" for name in names}


def queued(kind: str, **arguments: object) -> Job:
    member = make_member(make_campaign())
    return enqueue(kind=kind, title="A job", by=member, arguments=arguments, at=START)


@pytest.mark.django_db
def test_a_job_is_done_and_keeps_its_result() -> None:
    job = queued("count_to_three")

    assert run_waiting() == 1

    job.refresh_from_db()
    assert (job.state, job.result, job.done, job.total) == (
        "done",
        {"counted": 3},
        3,
        3,
    )


@pytest.mark.django_db
def test_a_refusal_is_told_in_its_own_words() -> None:
    job = queued("ask_for_another_file")
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.saying) == ("failed", "Send another file.")


@pytest.mark.django_db
def test_a_fault_of_ours_shows_no_inside(caplog: pytest.LogCaptureFixture) -> None:
    job = queued("break_down")
    run_waiting()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "ZeroDivision" not in job.saying
    assert "ZeroDivision" in caplog.text


@pytest.mark.django_db
def test_nightly_jobs_are_queued_once_a_night(settings: Settings) -> None:
    settings.NIGHTLY = {"count_to_three": "Count"}
    evening = START.replace(hour=20)
    for at in (evening, evening + timedelta(hours=1), evening + timedelta(hours=9)):
        queue_nightly(at)
    assert Job.objects.filter(kind="count_to_three").count() == 2


def test_two_workers_share_the_queue_and_take_each_job_once(committed: str) -> None:
    for _ in range(20):
        enqueue_for_server(kind="count_to_three", title="Count", at=now())

    def take_all() -> None:
        while run_next():
            pass
        connections["default"].close()

    threads = [threading.Thread(target=take_all) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(Job.objects.values_list("state", "attempts")) == [("done", 1)] * 20


def test_a_waiting_worker_wakes_when_a_job_is_queued(committed: str) -> None:
    stop = threading.Event()

    def listen() -> None:
        work_until(stop, wait_seconds=300)
        connections["default"].close()

    worker = threading.Thread(target=listen)
    worker.start()
    try:
        time.sleep(0.5)
        assert state_in_the_end(count()) == "done"
    finally:
        stop.set()
        count()
        worker.join(20)


def test_a_worker_outlives_a_database_that_goes_away(committed: str) -> None:
    with worker_in_a_thread() as ended:
        assert state_in_the_end(count()) == "done"
        throw_everybody_out(committed)
        connections["default"].close()

        assert state_in_the_end(count()) == "done"
    assert ended == []


def test_a_job_that_lost_the_database_is_taken_up_again(
    committed: str, tmp_path: Path
) -> None:
    with worker_in_a_thread() as ended:
        job = queued("lose_the_database_the_first_time", mark=str(tmp_path / "mark"))
        assert state_in_the_end(job) == "done"
        job.refresh_from_db()
        assert (job.attempts, job.result) == (2, {"finished": "the second time"})

        job = queued("lose_the_database_each_time")
        assert state_in_the_end(job) == "failed"
        job.refresh_from_db()
        assert job.attempts == ATTEMPTS
        assert job.saying.startswith(f"Interrupted {ATTEMPTS} times.")
        assert state_in_the_end(count()) == "done"
    assert ended == []


@contextmanager
def worker_in_a_thread() -> Iterator[list[Exception]]:
    """A worker while the block runs; gives what ended it before its time."""
    stop, ended = threading.Event(), []

    def listen() -> None:
        try:
            work_until(stop, wait_seconds=300)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it must not end the worker
            ended.append(problem)
        connections["default"].close()

    worker = threading.Thread(target=listen)
    worker.start()
    try:
        yield ended
    finally:
        stop.set()
        count()
        worker.join(20)


def count() -> Job:
    return enqueue_for_server(kind="count_to_three", title="Count", at=now())


def state_in_the_end(job: Job) -> str:
    """The job's state once it is over, or after a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until and not Job.objects.get(id=job.id).is_over:
        time.sleep(0.05)
    return Job.objects.get(id=job.id).state


def throw_everybody_out(database: str) -> None:
    """As PostgreSQL does when one of its processes has died."""
    with psycopg.connect(application().to(database).conninfo()) as way:
        way.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND pid <> pg_backend_pid() AND usename = current_user",
            [database],
        )


SCRIPT = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from django.conf import settings
settings.DATABASES["default"]["NAME"] = settings.DATABASES["owner"]["NAME"] = {name!r}
settings.JOBS = {jobs!r}
django.setup()
from hustings.apps.jobs.worker import run_next
run_next()
"""


def start_worker(database: str) -> "subprocess.Popen[bytes]":
    script = SCRIPT.format(name=database, jobs=dict(settings.JOBS))
    environment = os.environ | {
        "HUSTINGS_TEST_HOME": os.environ["HUSTINGS_HOME"],
        "PYTHONPATH": "src:.",
    }
    return subprocess.Popen([sys.executable, "-c", script], env=environment)


def test_a_job_whose_worker_was_killed_is_done_by_the_next(
    committed: str, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    job = enqueue_for_server(kind="hang_the_first_time", title="Hang", at=now())
    Job.objects.filter(id=job.id).update(arguments={"mark": str(mark)})
    worker = start_worker(committed)
    until = time.monotonic() + 60
    while not mark.exists() and time.monotonic() < until:
        time.sleep(0.05)
    requeue_orphans()
    assert Job.objects.get(id=job.id).state == "running"  # its worker lives

    worker.send_signal(signal.SIGKILL)
    worker.wait()
    time.sleep(0.3)
    requeue_orphans()

    assert Job.objects.get(id=job.id).state == "queued"
    assert run_next()
    assert Job.objects.get(id=job.id).result == {"finished": "the second time"}


def test_a_job_that_kills_its_worker_each_time_is_given_up(committed: str) -> None:
    job = enqueue_for_server(kind="count_to_three", title="Count", at=now())
    Job.objects.filter(id=job.id).update(state="running", attempts=ATTEMPTS)

    requeue_orphans()

    assert Job.objects.get(id=job.id).state == "failed"
