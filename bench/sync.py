"""500 phones hand in 150 events each within the same minute, against the real server; and how much it stores at most.

The phones' batches are made and sealed beforehand, since that is work of 500 phones and not of the server's. SYNC_PHONES
and SYNC_WITHIN make it smaller, for a look at what a change did.

How much it stores: eight senders at a time hand in batches of 150 new events, each batch over a connection of its own, from
the first byte of the request to the last of the answer. That is `hustings serve` with its two web processes as it always
runs: HTTP, unsealing (a P-256 exchange for each event), judging, the ledger with its keys, checks, indexes and audit entry,
and a commit that is on the disk. Beside it `pgbench -N -c 8`, over the socket, in a database of its own (scale 10) on the
same PostgreSQL with the same settings, `synchronous_commit` and `fsync` on in both. The two take turns on the same
processors, and of the turns the middle one counts. Both times have their senders in them, which run on this machine too: ours
are eight threads of Python, pgbench's its own. The processor time leaves both out: with us it is that of web, worker and
PostgreSQL, with pgbench that of PostgreSQL alone.

The two are not alike: a transaction of pgbench is three statements and a commit for itself; an event is one of 150 in a
commit, but sealed, judged and answered by itself.
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from threading import Event, Thread

import psutil

from bench.figures import Figure
from hustings.engine.programs import program

PHONES, EVENTS, WITHIN = (
    int(os.environ.get("SYNC_PHONES", 500)),
    150,
    float(os.environ.get("SYNC_WITHIN", 60)),
)
AT_MOST, AT_ONCE, ROUNDS, TURNS = 2.0, 8, 300, 3
BESIDE = "pgbench_beside"
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
            ours, theirs = _beside_pgbench(place, port, process, fast)
            kept = int(_manage(place, COUNT).split()[-1])
        made = len(batches) * EVENTS
        took.sort()
        return [
            Figure(f"{PHONES} phones × {EVENTS} events in {WITHIN:.0f} s: p95", took[int(len(took) * 0.95)], "s", limit=AT_MOST, peak_mib=peak),
            Figure("the longest", took[-1], "s"),
            Figure("events lost or doubled", abs(made - kept), "", limit=0),
            Figure("an event stored, beside a transaction of pgbench -N -c 8", ours.each, "ms", floor=theirs.each, limit=theirs.each),
            Figure("the same by processor time, the senders' apart", ours.worked, "ms", floor=theirs.worked, limit=theirs.worked),
            Figure("events stored a second, beside its transactions", 1000 / ours.each, "/s", floor=1000 / theirs.each),
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


@dataclass(frozen=True, slots=True)
class Pace:
    """How long one of them takes where eight at a time are asked for, and how much of the processors' time; both in ms."""

    each: float
    worked: float


def _beside_pgbench(
    place: Path, port: int, server: psutil.Process, batches: Sequence[Path]
) -> tuple[Pace, Pace]:
    """Ours and pgbench's by turns, so that what else the machine does falls on both; the middle one of each."""
    bodies = [batch.read_bytes() for batch in batches]
    way, postgres = json.loads((place / "database").read_text()), _postgres(place)
    env = os.environ | way
    _pgbench(env, "-i", "-q", "-s", "10")
    ours, theirs = [], []
    for turn in range(TURNS):
        handing_in = partial(_as_fast_as_it_goes, port, bodies[turn::TURNS])
        ours.append(_pace([server, postgres], handing_in))
        theirs.append(_pace([postgres], lambda: _transactions(env)))
    return _middle(ours), _middle(theirs)


def _pace(watched: Sequence[psutil.Process], work: Callable[[], int]) -> Pace:
    begun, before = time.perf_counter(), _worked(watched)
    done = work()
    took = time.perf_counter() - begun
    worked = _worked(watched) - before
    return Pace(1000 * took / done, 1000 * worked / done)


def _middle(paces: Sequence[Pace]) -> Pace:
    return Pace(median(p.each for p in paces), median(p.worked for p in paces))


def _worked(watched: Sequence[psutil.Process]) -> float:
    """Seconds of processor time of these and all their children, those that have ended among them."""
    while True:
        theirs = {c for each in watched for c in each.children(recursive=True)}
        try:
            times = [each.cpu_times() for each in theirs.union(watched)]
        except (
            psutil.NoSuchProcess
        ):  # one was about to end: it counts with its parent's
            time.sleep(0.1)
            continue
        return sum(
            t.user + t.system + t.children_user + t.children_system for t in times
        )


def _postgres(place: Path) -> psutil.Process:
    (found,) = (place / "home" / "postgres").glob("*/postmaster.pid")
    return psutil.Process(int(found.read_text().split()[0]))


def _as_fast_as_it_goes(port: int, bodies: Sequence[bytes]) -> int:
    """Hand all in, eight phones at a time; gives how many events."""
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        list(pool.map(lambda body: _hand_in(port, body), bodies))
    return len(bodies) * EVENTS


def _transactions(env: Mapping[str, str]) -> int:
    """Let pgbench do simple updates for some seconds, eight clients; gives how many."""
    said = _pgbench(env, "-N", "-c", "8", "-T", "5")
    mark = "number of transactions actually processed:"
    line = next(each for each in said.splitlines() if each.startswith(mark))
    return int(line.removeprefix(mark).split("/")[0])


def _pgbench(env: Mapping[str, str], *words: str) -> str:
    """What pgbench says, in a database of its own on the same PostgreSQL, whose wheel brings it."""
    if words[0] == "-i":
        _said(program("createdb"), BESIDE, env=env)
    return _said(program("pgbench"), *words, BESIDE, env=env)


def _said(path: Path, *words: str, env: Mapping[str, str]) -> str:
    return subprocess.run(
        [str(path), *words], env=env, check=True, capture_output=True, text=True
    ).stdout


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
