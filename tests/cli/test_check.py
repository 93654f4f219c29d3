"""`hustings check --deploy` says what is wrong: each thing once right and once wrong, and a whole new server."""

import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from hustings.apps.campaigns.audit import acting
from hustings.apps.doorstep.models import Phone
from hustings.apps.jobs.actions import CHANNEL
from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import _own_connection
from hustings.cli import findings, machine
from hustings.cli.findings import Answer, Finding, State
from tests.apps.doorstep.phones import enrolled
from tests.engine.homes import set_up_home
from tests.factories import START, TESTER, make_campaign, make_member

DAY = timedelta(days=1)
NEW = SimpleNamespace(made_at=START)
HSTS = {"strict-transport-security": "max-age=1"}
SITE = "https://hustings.example.org"


def copies(*, has_keys: bool = True, last: Any = NEW, worrying: bool = False) -> Any:
    return SimpleNamespace(has_keys=has_keys, last=last, is_worrying=worrying)


GOOD = [
    findings.database(150_000),
    findings.copies(copies()),
    findings.home(Path("/srv"), []),
    findings.space(10 * findings.GIGABYTE, findings.GIGABYTE),
    findings.clock({"phones": timedelta(seconds=-59), "the database": None}),
    findings.debug(on=False),
    findings.secret("".join(map(chr, range(65, 125)))),
    findings.names(["hustings.example.org", "localhost", "[::1]"], [SITE, "https://[::1]"]),
    findings.https([SITE]),
    findings.demonstration(0),
    findings.worker(1, None),
    findings.worker(2, timedelta(minutes=9)),
    findings.address(SITE, Answer(200, HSTS)),
]  # fmt: skip
WRONG = [
    (findings.database(140_012), "14 is too old"),
    (findings.copies(copies(has_keys=False)), "backup-key"),
    (findings.copies(copies(last=None)), "hustings backup FILE"),
    (findings.copies(copies(worrying=True)), "01 Apr 2026"),
    (findings.home(Path("/srv"), [Path("/srv/keys/django")]), "/srv/keys/django"),
    (findings.space(findings.GIGABYTE, 1), "2 GB"),
    (findings.space(10 * findings.GIGABYTE, 6 * findings.GIGABYTE), "12 GB"),
    (findings.clock({"phones": DAY, "the database": timedelta(0)}), "phones: 24 hours"),
    (findings.clock({"phones": timedelta(seconds=-61)}), "61 seconds"),
    (findings.debug(on=True), "HUSTINGS_DEBUG"),
    (findings.secret("short"), "HUSTINGS_SECRET_KEY"),
    (findings.secret("a" * 80), "HUSTINGS_SECRET_KEY"),
    (findings.secret("django-insecure-" + "".join(map(chr, range(65, 125)))), "guess"),
    (findings.names(["*"], [SITE]), "any name"),
    (findings.names([".example.org"], [SITE]), "any name"),
    (findings.names(["localhost"], [SITE]), "lacks the name"),
    (findings.https([]), "HUSTINGS_ORIGINS"),
    (findings.https([SITE, "http://hustings.example.org"]), "is not https"),
    (findings.demonstration(7), "7 log-ins"),
    (findings.worker(0, None), "hustings-worker"),
    (findings.worker(1, timedelta(minutes=11)), "11 minutes"),
    (findings.address(SITE, Answer(trouble="refused")), "ports 80 and 443"),
    (findings.address(SITE, Answer(trouble="x", is_certificate=True)), "not believed"),
    (findings.address(SITE, Answer(502)), "hustings-web"),
    (findings.address(SITE, Answer(400)), "HUSTINGS_HOSTS"),
    (findings.address(SITE, Answer(500)), "journalctl"),
    (findings.address(SITE, Answer(200, {})), "behind https"),
]


@pytest.mark.parametrize("finding", GOOD, ids=lambda each: each.name)
def test_what_is_good_asks_for_nothing(finding: Finding) -> None:
    assert (finding.state, finding.do) == (State.GOOD, "")


@pytest.mark.parametrize(("finding", "words"), WRONG)
def test_what_is_wrong_says_so_and_what_to_do(finding: Finding, words: str) -> None:
    assert finding.state is State.WRONG
    assert finding.do
    assert words in f"{finding.says} {finding.do}"


def test_a_clock_that_nobody_can_vouch_for_is_unsure_and_no_fault() -> None:
    found = findings.clock({"phones": None})
    assert found.state is State.UNSURE
    assert found.do


def test_whatever_others_may_read_of_the_home_is_found(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "keys").mkdir(parents=True, mode=0o700)
    home.chmod(0o711)  # passed through, as PostgreSQL's own user must
    key = home / "keys" / "django"
    key.touch(mode=0o600)
    assert machine.open_to_others(home) == []
    key.chmod(0o640)
    home.chmod(0o755)
    assert machine.open_to_others(home) == [home, key]


@pytest.mark.django_db
def test_a_worker_is_known_by_its_listening() -> None:
    assert machine.workers() == 0
    with _own_connection() as ears:
        ears.execute(f"LISTEN {CHANNEL}")
        with (
            connection.cursor() as cursor
        ):  # within a transaction it would be seen as it was
            cursor.execute("SELECT pg_stat_clear_snapshot()")
        assert machine.workers() == 1


@pytest.mark.django_db
def test_the_job_that_waits_longest_is_the_one_that_counts() -> None:
    assert machine.longest_waiting() is None
    for hours in (1, 3):
        at = datetime.now(UTC) - timedelta(hours=hours)
        Job.objects.create(kind="jobs.remove-expired", title="Tidy", queued_at=at)
    waited = machine.longest_waiting()
    assert waited
    assert timedelta(hours=3) <= waited < timedelta(hours=3, minutes=1)


@pytest.mark.django_db
def test_three_phones_tell_the_time_and_two_do_not() -> None:
    agent = make_member(make_campaign())
    offsets = [-7_200_000, -7_199_000, 5]  # ours is two hours behind, say two of three
    for count, offset in enumerate(offsets, start=1):
        phone = enrolled(agent).phone
        with acting(TESTER, "speak"):
            Phone.objects.filter(pk=phone.pk).update(
                clock_offset=offset, last_seen_at=datetime.now(UTC)
            )
        told = machine.clocks()["phones"]
        assert (told is None) == (count < 3)
    assert told == timedelta(seconds=7199)
    assert findings.clock({"phones": told}).state is State.WRONG


@pytest.mark.django_db
def test_the_database_says_its_version_and_size() -> None:
    assert machine.database_version() >= 150_000
    assert machine.database_bytes() > 1_000_000
    assert connection.vendor == "postgresql"


class Site(http.server.BaseHTTPRequestHandler):
    """A public address whose clock is an hour ahead."""

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        self.send_response_only(503 if self.path != "/door/" else 200)
        ahead = datetime.now(UTC) + timedelta(hours=1)
        self.send_header("Date", format_datetime(ahead, usegmt=True))
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_own_address_is_asked_for_the_app_and_for_the_time(site: str) -> None:
    answer = machine.ask(site)
    assert answer.status == 200
    ahead = machine.ahead(answer)
    assert ahead
    assert timedelta(minutes=59) < ahead < timedelta(minutes=61)
    assert machine.ahead(Answer(trouble="none")) is None


def test_an_address_that_does_not_answer_says_why(site: str) -> None:
    assert machine.ask(site.replace("http:", "https:")).trouble
    assert machine.ask("https://127.0.0.1:1").trouble
    assert machine.ask("https://nowhere.invalid").trouble


@pytest.mark.skipif(
    bool(os.environ.get("HUSTINGS_DATABASE_URL")), reason="a home of its own"
)
def test_a_new_server_is_told_all_that_is_wrong_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def check(*words: str) -> tuple[int, Any]:
        command = [sys.executable, "-m", "hustings.cli", "check", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        return done.returncode, done.stdout

    with set_up_home(monkeypatch) as home:
        monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
        monkeypatch.setenv("HUSTINGS_DEBUG", "1")
        monkeypatch.setenv("HUSTINGS_SECRET_KEY", "changeme")
        monkeypatch.setenv("HUSTINGS_HOSTS", "*")
        home.chmod(0o755)
        code, said = check("--deploy", "--json")
        found = {each["name"]: each for each in json.loads(said)["findings"]}
        wrong = {name for name, each in found.items() if each["state"] == "wrong"}
        assert (code, json.loads(said)["ok"]) == (1, False)
        assert wrong == {"copies", "home folder", "debug", "secret", "names", "HTTPS", "worker"}  # fmt: skip
        assert all(found[name]["do"] for name in wrong)

        code, said = check()
        assert code == 1
        assert "WRONG  copies: " in said
        assert "→ hustings backup-key" in said
        assert "HTTPS" not in said
