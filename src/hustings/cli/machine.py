"""Looking at the server: its database, folders, clock, worker and public address."""

import http.client
import shutil
import ssl
import stat
import statistics
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from hustings.cli.findings import Answer

WAIT = 10  # seconds for the own address to answer
# Phones that have spoken within a day tell the time between them; fewer than three may all be wrong.
PHONES_SPOKE, ENOUGH_PHONES = timedelta(days=1), 3
PRIVATE = ("keys", "files", "backups", "journal")
READABLE = stat.S_IRGRP | stat.S_IWGRP | stat.S_IROTH | stat.S_IWOTH


def database_version() -> int:
    """As PostgreSQL counts: 150004 is 15.4."""
    from django.db import connection

    connection.ensure_connection()
    return int(connection.pg_version)  # type: ignore[attr-defined]  # PostgreSQL's own


def database_bytes() -> int:
    return int(_number("SELECT pg_database_size(current_database())") or 0)


def free_bytes(place: Path) -> int:
    return shutil.disk_usage(place).free


def open_to_others(home: Path) -> list[Path]:
    """The home, its private folders and its keys, as far as other users may read or write them.

    That a folder may be passed through is no harm, and needed where PostgreSQL runs as a user of its own.
    """
    places = [home, *(home / name for name in PRIVATE)]
    return [p for p in places if p.exists() and p.stat().st_mode & READABLE] + [
        key for key in _keys(home) if key.stat().st_mode & READABLE
    ]


def clocks() -> dict[str, timedelta | None]:
    """By how much each is ahead of this machine's clock; None where it cannot be asked."""
    from hustings.engine.address import is_served

    # An embedded database goes by this machine's own clock and can tell nothing.
    return {
        "the database": _database_clock() if is_served() else None,
        "the network's time": _network_time(),
        "phones": _phones_clock(),
    }


def workers() -> int:
    """How many workers listen for jobs now, on this machine or another: each holds a session that said so."""
    from hustings.apps.jobs.actions import CHANNEL

    listening = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query = %s"
    return int(_number(listening, f"LISTEN {CHANNEL}") or 0)


def longest_waiting() -> timedelta | None:
    """For how long the job has waited that has waited longest."""
    from django.utils.timezone import now

    from hustings.apps.jobs.models import Job

    first = Job.objects.waiting().first_come().first()
    return now() - first.queued_at if first else None


def ask(origin: str) -> Answer:
    """What the app's page answers at this public address, asked as a phone would."""
    parts = urlsplit(origin)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    try:
        line = kind(parts.hostname or "", parts.port, timeout=WAIT)
        line.request("GET", "/door/")
        said = line.getresponse()
    except ssl.SSLCertVerificationError as problem:
        return Answer(trouble=problem.verify_message, is_certificate=True)
    except (OSError, http.client.HTTPException) as problem:
        return Answer(trouble=str(problem) or type(problem).__name__)
    headers = {name.lower(): value for name, value in said.getheaders()}
    line.close()
    return Answer(said.status, headers)


def ahead(answer: Answer) -> timedelta | None:
    """By how much the clock of whoever answered is ahead of this machine's; None if it does not say."""
    try:
        said = parsedate_to_datetime((answer.headers or {}).get("date", ""))
    except ValueError:
        return None
    return said - datetime.now(UTC)


def _keys(home: Path) -> Iterator[Path]:
    return (path for path in (home / "keys").glob("*") if path.is_file())


def _database_clock() -> timedelta | None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        row = cursor.fetchone()
    return row[0] - datetime.now(UTC) if row else None


def _network_time() -> timedelta | None:
    """Nothing, if the system says that its clock follows the network's; None if it does not say so."""
    program = shutil.which("timedatectl")
    if program is None:
        return None
    command = [program, "show", "--property=NTPSynchronized", "--value"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=WAIT, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return timedelta(0) if done.stdout.strip() == "yes" else None


def _phones_clock() -> timedelta | None:
    """The middle one of the phones that spoke lately: a network sets each of their clocks."""
    from django.utils.timezone import now

    from hustings.apps.doorstep.models import Phone

    spoke = Phone.objects.filter(last_seen_at__gt=now() - PHONES_SPOKE)
    behind = list(spoke.values_list("clock_offset", flat=True))
    if len(behind) < ENOUGH_PHONES:
        return None
    return timedelta(milliseconds=-statistics.median(behind))


def _number(statement: str, *values: str) -> int | None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return row[0] if row else None
