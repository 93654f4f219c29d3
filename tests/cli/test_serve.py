"""`hustings serve` as a whole: up with one command, joined by others, down together, up again after a power cut."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from hustings.engine.cluster import data_folder
from hustings.engine.home import home as home_folder
from tests.engine.homes import kill, new_home, set_up_home

pytestmark = [
    pytest.mark.skipif(
        bool(os.environ.get("HUSTINGS_DATABASE_URL")),
        reason="these are about the embedded server",
    ),
]
HUSTINGS = [sys.executable, "-m", "hustings.cli"]


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home that was set up before."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
    with set_up_home(monkeypatch) as place:
        yield place


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a home will be: it is made by what is tested."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
    with new_home(monkeypatch) as place:
        yield place


class Server:
    """A running `hustings serve` and its address.

    What it says goes to a file: into a pipe that nobody reads it could write no more than a few errors.
    """

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        home_folder().mkdir(parents=True, exist_ok=True)
        self.log = home_folder() / f"said-{self.port}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*HUSTINGS, "serve", "--port", str(self.port)],
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait_for_answer()

    def wait_for_answer(self, seconds: float = 300) -> None:
        until = time.monotonic() + seconds
        while not self.answers():
            assert self.process.poll() is None, self.ended()
            assert time.monotonic() < until
            time.sleep(0.2)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/", timeout=5
            ) as page:
                return bool(page.status == 200)
        except OSError:
            return False

    def processes(self) -> list[psutil.Process]:
        """Everything that belongs to it: web, worker and PostgreSQL with their children."""
        ours = psutil.Process(self.process.pid)
        postmaster = psutil.Process(
            int((data_folder() / "postmaster.pid").read_text().split()[0])
        )
        return [
            ours,
            *ours.children(recursive=True),
            postmaster,
            *postmaster.children(recursive=True),
        ]

    def stop(self) -> str:
        self.process.send_signal(signal.SIGTERM)
        return self.ended()

    def ended(self) -> str:
        """Wait for its end; gives what it said."""
        self.process.wait(timeout=60)
        return self.log.read_text()


def hustings(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*HUSTINGS, *words], capture_output=True, text=True, check=False
    )


def test_everything_starts_from_nothing_and_stops_together(nothing: Path) -> None:
    assert not nothing.exists()
    server = Server()
    parts = server.processes()
    assert len(parts) > 5

    said = server.stop()

    assert server.process.returncode == 0, said
    assert [
        p for p in parts if p.is_running() and p.status() != psutil.STATUS_ZOMBIE
    ] == []


def test_a_command_joins_the_running_server_and_leaves_it_up(home: Path) -> None:
    server = Server()
    try:
        done = hustings("manage", "check")
        assert done.returncode == 0, done.stderr
        assert server.answers()
    finally:
        server.stop()


def test_it_comes_back_after_everything_was_killed_at_once(home: Path) -> None:
    server = Server()
    before = hustings("manage", "shell", "-v0", "-c", MAKE_USER)
    assert before.returncode == 0, before.stderr
    victims = server.processes()
    for victim in victims:
        kill(victim)
    psutil.wait_procs(victims, timeout=10)
    server.ended()

    server = Server()
    try:
        found = hustings("manage", "shell", "-v0", "-c", COUNT_USERS)
        assert found.stdout.strip().endswith("1"), found.stderr
    finally:
        server.stop()


def test_a_dead_web_process_is_started_again(home: Path) -> None:
    server = Server()
    try:
        web = next(p for p in server.processes() if "web" in p.cmdline()[-5:])
        for victim in [web, *web.children(recursive=True)]:
            kill(victim)
        time.sleep(1)
        server.wait_for_answer()
    finally:
        server.stop()


def test_a_taken_port_is_told_and_nothing_is_left_running(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = hustings("serve", "--port", str(other.getsockname()[1]))
    assert done.returncode == 1
    assert "--port NUMBER with hustings, PORT=NUMBER with make run" in done.stderr
    assert not (data_folder() / "postmaster.pid").exists()


MAKE_USER = "from hustings.apps.accounts.models import User; User.objects.create(username='kept')"
COUNT_USERS = "from hustings.apps.accounts.models import User; print(User.objects.filter(username='kept').count())"
