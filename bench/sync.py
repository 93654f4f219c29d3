"""500 phones hand in 150 events each within the same minute, against the real server; and how much it stores at most.

The phones' batches are made and sealed beforehand, since that is work of 500 phones and not of the server's.
"""

import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import psutil

from bench.figures import Figure

PHONES, EVENTS, WITHIN = 500, 150, 60.0
AT_MOST, AT_ONCE, ROUNDS = 2.0, 8, 96
COMMAND = [sys.executable, "-m", "hustings.cli"]


def run() -> list[Figure]:
    place = Path(tempfile.mkdtemp(prefix="hustings-sync-"))
    try:
        with _server(place) as (port, process):
            _manage(place, FILL.format(place=str(place)))
            batches = sorted(place.glob("batch-*.json"))
            in_a_minute, fast = batches[:PHONES], batches[PHONES:]
            peak, took = _with_peak(
                process, lambda: _all_in_a_minute(port, in_a_minute)
            )
            stored, floor = _as_fast_as_it_goes(port, fast), _pgbench(place)
            kept = int(_manage(place, COUNT).split()[-1])
        made = len(batches) * EVENTS
        took.sort()
        return [
            Figure(f"{PHONES} phones × {EVENTS} events in {WITHIN:.0f} s: p95", took[int(len(took) * 0.95)], "s", limit=AT_MOST, peak_mib=peak),
            Figure("the longest", took[-1], "s"),
            Figure("events lost or doubled", abs(made - kept), "", limit=0),
            Figure("stored a second, beside pgbench -N -c 8", stored, "/s", floor=floor),
        ]  # fmt: skip
    finally:
        shutil.rmtree(place, ignore_errors=True)


FILL = (
    "from bench._phones import fill; "
    f"fill({{place!r}}, {PHONES + ROUNDS}, {EVENTS}, {PHONES * EVENTS})"
)
COUNT = "from hustings.apps.ledger.models import Event; print(Event.objects.count())"


def _all_in_a_minute(port: int, batches: Sequence[Path]) -> list[float]:
    """Each phone at a moment of its own; gives how long each waited for its answer."""
    lots = random.Random(1)
    moments = sorted(lots.uniform(0, WITHIN) for _ in batches)
    begun = time.perf_counter()

    def one(given: tuple[float, Path]) -> float:
        moment, batch = given
        body = batch.read_bytes()
        time.sleep(max(0, begun + moment - time.perf_counter()))
        return _hand_in(port, body)

    with ThreadPoolExecutor(max_workers=len(batches)) as pool:
        return list(pool.map(one, zip(moments, batches, strict=True)))


def _as_fast_as_it_goes(port: int, batches: Sequence[Path]) -> float:
    """Events stored a second, with eight phones at a time."""
    bodies = [batch.read_bytes() for batch in batches]
    begun = time.perf_counter()
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        list(pool.map(lambda body: _hand_in(port, body), bodies))
    return len(bodies) * EVENTS / (time.perf_counter() - begun)


def _hand_in(port: int, body: bytes) -> float:
    begun = time.perf_counter()
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    wire.request("POST", "/door/api/events", body, {"Content-Type": "application/json"})
    answer = wire.getresponse()
    said = json.loads(answer.read())
    took = time.perf_counter() - begun
    results = {each["result"] for each in said["results"]}
    if results != {"kept"}:
        raise RuntimeError(f"expected all kept, got {results}")
    return took


def _pgbench(place: Path) -> float:
    """Transactions a second of pgbench's simple update, eight clients, on the same PostgreSQL."""
    way = json.loads((place / "database").read_text())
    env = os.environ | way
    pgbench = shutil.which("pgbench")
    if pgbench is None:
        return 0.0
    database = "pgbench_beside"
    for words in (["createdb", database], [pgbench, "-i", "-q", "-s", "10", database]):
        subprocess.run(words, env=env, check=True, capture_output=True)
    done = subprocess.run(
        [pgbench, "-N", "-c", "8", "-T", "15", database],
        env=env, check=True, capture_output=True, text=True,
    )  # fmt: skip
    line = next(each for each in done.stdout.splitlines() if each.startswith("tps"))
    return float(line.split("=")[1].split()[0])


@contextmanager
def _server(place: Path) -> Iterator[tuple[int, psutil.Process]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)],
        env=_home(place), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(port)
        yield port, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            wire = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            wire.request("GET", "/accounts/sign-in/")
            if wire.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("the server did not come up")


def _manage(place: Path, code: str) -> str:
    done = subprocess.run(
        [*COMMAND, "manage", "shell", "-v0", "-c", code],
        env=_home(place), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout


def _home(place: Path) -> dict[str, str]:
    paths = [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    return os.environ | {
        "HUSTINGS_HOME": str(place / "home"),
        "DJANGO_SETTINGS_MODULE": "hustings.web.settings",
        "PYTHONPATH": os.pathsep.join(paths),
    }


def _with_peak(
    process: psutil.Process, act: Callable[[], list[float]]
) -> tuple[float, list[float]]:
    """The most memory that web and worker had together meanwhile, in MiB, PostgreSQL apart."""
    done, most = Event(), [0.0]

    def look() -> None:
        while not done.wait(0.5):
            ours = [process, *process.children(recursive=True)]
            most[0] = max(most[0], sum(map(_resident, ours)) / 2**20)

    looking = Thread(target=look, daemon=True)
    looking.start()
    try:
        took = act()
    finally:
        done.set()
        looking.join()
    return most[0], took


def _resident(process: psutil.Process) -> int:
    try:
        if "postgres" in process.name():
            return 0
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
