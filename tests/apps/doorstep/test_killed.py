"""The real server, killed in the middle of taking a batch in: what it answered is there, the rest is sent again."""

import http.client
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from bench.sync import COUNT
from tests.cli.test_serve import Server
from tests.engine.homes import kill, new_home

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("HUSTINGS_DATABASE_URL")),
    reason="these are about the embedded server",
)
PHONES, EVENTS = 12, 120
FILL = (
    "from bench._phones import fill; "
    f"fill({{place!r}}, {PHONES}, {EVENTS}, {PHONES * EVENTS})"
)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
    with new_home(monkeypatch) as place:
        yield place


def test_a_server_killed_in_the_middle_of_a_sync_loses_and_doubles_nothing(
    home: Path,
) -> None:
    sync_through_kills(home, times=3)


@pytest.mark.soak
def test_a_server_killed_fifty_times_loses_and_doubles_nothing(home: Path) -> None:
    sync_through_kills(home, times=50)


def sync_through_kills(home: Path, *, times: int) -> None:
    lots = random.Random(1)
    server = Server()
    try:
        manage(FILL.format(place=str(home)))
        batches = [each.read_bytes() for each in sorted(home.glob("batch-*.json"))]
        for _ in range(times):
            killing = threading.Timer(lots.uniform(0.0, 0.6), kill_web, [server])
            killing.start()
            batch = lots.choice(batches)
            hand_in(server.port, batch)
            killing.join()
            server.wait_for_answer()
        for batch in batches:
            assert hand_in(server.port, batch) <= {"kept", "already"}
        assert int(manage(COUNT).split()[-1]) == PHONES * EVENTS
        assert hand_in(server.port, batches[0]) == {"already"}
    finally:
        server.stop()


def kill_web(server: Server) -> None:
    """Kill -9 to the process that serves pages, with its children; `serve` starts it again."""
    web = next(p for p in server.processes() if "web" in p.cmdline()[-5:])
    victims = [web, *web.children(recursive=True)]
    for victim in victims:
        kill(victim)
    psutil.wait_procs(victims, timeout=10)


def hand_in(port: int, body: bytes) -> set[str]:
    """What became of the batch's events; nothing where the server went away in the middle."""
    json_text = {"Content-Type": "application/json"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as wire:
        try:
            wire.request("POST", "/door/api/events", body, json_text)
            answer = wire.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
            return set()
    assert answer.status == 200, said[:300]
    return {each["result"] for each in json.loads(said)["results"]}


def manage(code: str) -> str:
    words = [sys.executable, "-m", "hustings.cli", "manage", "shell", "-v0", "-c", code]
    root = str(Path(__file__).parents[3])
    paths = os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        words,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
