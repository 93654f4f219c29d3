"""The real server, killed in the middle of taking batches in: what it answered is there, the rest is sent again.

Phones hand in several at a time while the worker is killed, then the pages' processes, then one of PostgreSQL's own, then
PostgreSQL itself, then everything at once as in a power cut, each at a moment of chance. Then the ledger is looked at behind the
server's back. Of the worker's death no phone may notice anything, and another takes its place.
"""

import http.client
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import LiteralString

import psutil
import psycopg
import pytest

from hustings.engine.address import owner
from hustings.engine.cluster import data_folder
from tests.cli.test_serve import Server
from tests.engine.homes import kill, set_up_home

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("HUSTINGS_DATABASE_URL")),
    reason="these are about the embedded server",
)
AT_ONCE, EVENTS, DOORS = 3, 60, 600
FILL = (
    f"from bench._phones import fill; fill({{place!r}}, {{phones}}, {EVENTS}, {DOORS})"
)
HAS_IT = {"kept", "already"}


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
    with set_up_home(monkeypatch) as place:
        yield place


@dataclass
class Batch:
    """What one phone has to hand in, as it lies in its outbox until the server has said that it has it."""

    body: bytes
    ids: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.ids = [each["id"] for each in json.loads(self.body)["events"]]


@dataclass
class Tally:
    """What the kills came to: batches that were cut, by how much of them was in the ledger then."""

    kills: Counter[str] = field(default_factory=Counter)
    batches: Counter[str] = field(default_factory=Counter)

    def note(self, batch: Batch, said: set[str], stored: int) -> None:
        if said:
            self.batches["answered in time"] += 1
            assert (said, stored) == ({"kept"}, len(batch.ids)), "answered, and lost"
        elif stored == 0:
            self.batches["cut before the commit"] += 1
        else:
            assert stored == len(batch.ids), "half a batch"
            self.batches["cut after the commit"] += 1

    @property
    def cutting(self) -> int:
        """The kills that cut somebody off."""
        others = self.kills["after the last answer"] + self.kills[THE_WORKER]
        return self.kills.total() - others


def test_a_server_killed_in_the_middle_of_a_sync_loses_and_doubles_nothing(
    home: Path,
) -> None:
    sync_through_kills(home, times=4)


@pytest.mark.soak
def test_a_server_killed_fifty_times_loses_and_doubles_nothing(home: Path) -> None:
    sync_through_kills(home, times=50)


def sync_through_kills(home: Path, *, times: int) -> None:
    """Kill until that many kills have cut phones off; then everything is sent again, and everything is there once."""
    lots, tally, server = random.Random(1), Tally(), Server()
    rounds = (2 * times + 4) * len(KILLS) // (len(KILLS) - 1)
    try:
        manage(FILL.format(place=str(home), phones=AT_ONCE * (rounds + 2)))
        batches = [Batch(f.read_bytes()) for f in sorted(home.glob("batch-*.json"))]
        left = deque(batches)
        usual = min(undisturbed(server, take(left)) for _ in range(2))
        for how in cycle(KILLS):
            some, victims = take(left), KILLS[how](server)
            said = handed_in_through(server, some, victims, lots.uniform(0, usual))
            server = up_again(server)
            for batch, heard in zip(some, said, strict=True):
                tally.note(batch, heard, stored(batch))
                assert until_heard(server, batch) <= HAS_IT
            if how == THE_WORKER:
                assert victims and all(said), "the worker's death cut a phone off"
                another_worker(server, victims)
            cut = how == THE_WORKER or not all(said)
            tally.kills[how if cut else "after the last answer"] += 1
            if tally.cutting == times:
                break
        everything_is_there_once(server, batches[: len(batches) - len(left)])
    finally:
        server.stop()
    print(f"Killed: {dict(tally.kills)}. Batches of {EVENTS}: {dict(tally.batches)}.")


def take(left: "deque[Batch]") -> list[Batch]:
    """The batches of the next phones."""
    return [left.popleft() for _ in range(AT_ONCE)]


def handed_in_through(
    server: Server,
    some: Sequence[Batch],
    victims: Sequence[psutil.Process],
    moment: float,
) -> list[set[str]]:
    """What phones heard that handed in together when, so many seconds later, these processes were killed."""
    with ThreadPoolExecutor(len(some)) as phones:
        waiting = [phones.submit(hand_in, server.port, batch.body) for batch in some]
        time.sleep(moment)
        for victim in victims:
            kill(victim)
        psutil.wait_procs(victims, timeout=10)
        return [each.result() for each in waiting]


def everything_is_there_once(server: Server, batches: Sequence[Batch]) -> None:
    """Each event that a phone made, and no other; and another sending changes nothing."""
    made = {each for batch in batches for each in batch.ids}
    for _ in range(2):
        kept = [str(row[0]) for row in ledger("SELECT id FROM ledger_event")]
        lost, doubled = len(made - set(kept)), len(kept) - len(set(kept))
        print(f"{len(kept)} events kept, {lost} lost, {doubled} doubled")
        assert sorted(kept) == sorted(made)
        for batch in batches[-AT_ONCE:]:
            assert until_heard(server, batch) == {"already"}


def undisturbed(server: Server, some: Sequence[Batch]) -> float:
    """Seconds until phones that hand in together, and that nothing disturbs, all have their answers."""
    begun = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as phones:
        said = phones.map(lambda batch: hand_in(server.port, batch.body), some)
        assert list(said) == [{"kept"}] * AT_ONCE
    return time.monotonic() - begun


def web(server: Server) -> list[psutil.Process]:
    """The processes that serve pages; `serve` starts them again."""
    first = doing(server, "web")[0]
    return [first, *first.children(recursive=True)]


def worker(server: Server) -> list[psutil.Process]:
    """The process that does the jobs; `serve` starts it again."""
    return doing(server, "work")


def doing(server: Server, what: str) -> list[psutil.Process]:
    """Its living processes that were begun with this word."""
    found = []
    for process in server.processes():
        with suppress(psutil.Error):  # dead, and not yet buried
            if what in process.cmdline()[-5:]:
                found.append(process)
    return found


def another_worker(server: Server, dead: Sequence[psutil.Process]) -> None:
    """Wait for the one that takes its place."""
    until = time.monotonic() + 60
    while not set(worker(server)) - set(dead):
        assert time.monotonic() < until, "nobody does the jobs any more"
        time.sleep(0.2)


def one_of_the_database(server: Server) -> list[psutil.Process]:
    """One of PostgreSQL's own, whereupon it throws everybody out and recovers."""
    postmaster = next(p for p in server.processes() if p.name() == "postgres")
    return postmaster.children()[:1]


def the_database(server: Server) -> list[psutil.Process]:
    """PostgreSQL itself, as a system short of memory does; `serve` starts it again."""
    return [next(p for p in server.processes() if p.name() == "postgres")]


# The last is as a power cut: the server itself, and PostgreSQL with it.
THE_WORKER = "the worker"
KILLS: dict[str, Callable[[Server], list[psutil.Process]]] = {
    THE_WORKER: worker,
    "the pages": web,
    "one of the database": one_of_the_database,
    "the database": the_database,
    "everything": Server.processes,
}


def up_again(server: Server) -> Server:
    """The server once it answers: by itself, or started by hand where everything was dead."""
    if server.process.poll() is not None:
        server.ended()
        return Server()
    server.wait_for_answer()
    return server


def stored(batch: Batch) -> int:
    """How many of the batch's events are in the ledger, whatever the phone has heard."""
    return len(ledger("SELECT 1 FROM ledger_event WHERE id = ANY (%s)", batch.ids))


def ledger(query: LiteralString, *values: list[str]) -> list[tuple[object, ...]]:
    with closing(database()) as connection:
        return connection.execute(query, values).fetchall()


def database() -> "psycopg.Connection[tuple[object, ...]]":
    """A way in behind the server's back, once PostgreSQL has recovered."""
    until = time.monotonic() + 60
    while True:
        try:
            return psycopg.connect(owner().conninfo())
        except psycopg.OperationalError:
            log = data_folder() / "server.log"
            assert time.monotonic() < until, log.read_text()[-4000:]
            time.sleep(0.2)


def until_heard(server: Server, batch: Batch) -> set[str]:
    """The phone sends until it has an answer to each."""
    for _ in range(20):
        if said := hand_in(server.port, batch.body):
            return said
        time.sleep(0.5)
    raise AssertionError("never answered")


def hand_in(port: int, body: bytes) -> set[str]:
    """What became of the batch's events; nothing where the server went away in the middle, or its database did."""
    json_text = {"Content-Type": "application/json"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as wire:
        try:
            wire.request("POST", "/door/api/events", body, json_text)
            answer = wire.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException):
            return set()
    if answer.status >= 500:
        return set()
    assert answer.status == 200, said[:300]
    return {each["result"] for each in json.loads(said)["results"]}


def manage(code: str) -> None:
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
