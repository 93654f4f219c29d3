"""Counting: real Scottish wards beside pref_voting, pyrankvote and VoteKit in the same run, Meek, and a million papers.

The peers live in an environment of their own under var/, made here at the first run (that needs the network; without it
the figures stand alone). The floor of a ward's figure is a peer's median, so a ratio of 0.1 is ten times as fast. Our
count keeps every stage and transfer; the peers' give the winners.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import _peer_environment as peers
from bench._papers import ROOT, million, wards
from bench.figures import Figure, measure
from hustings.core.counting.by_rules import count_by
from hustings.core.counting.catalogue import rules_named
from hustings.core.counting.files.reading import read_poll
from hustings.core.counting.poll import Poll

NAMES = ("pref_voting", "pyrankvote", "votekit")
TIMES_COUNT, TIMES_PARSED = 15, 10
"""At least so many times as fast as pref_voting."""
MEEK_MS, MILLION_S, MILLION_MIB = 10.0, 3.0, 250.0
ROUNDS = 3
ONE = """
import sys
from pathlib import Path
from time import process_time
from hustings.core.counting.by_rules import count_by
from hustings.core.counting.catalogue import rules_named
from hustings.core.counting.files.reading import read_poll
from hustings.core.counting.shown.as_json import dumps
with Path(sys.argv[1]).open("rb") as file:
    poll = read_poll(file, "million").poll
Path(sys.argv[2]).write_text(dumps(count_by(rules_named("scotland"), poll)), encoding="utf-8")
print(process_time())
"""


def run() -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        real = wards(Path(folder), 50)
        if real:
            yield from _wards(real)
        else:
            print("The real wards (shared/data) are not on this machine.", file=sys.stderr)  # fmt: skip
        yield from _million(Path(folder))


def _wards(paths: Sequence[Path]) -> Iterator[Figure]:
    polls = [_parsed(path) for path in paths]
    count = median(_ms(_counted, poll) for poll in polls)
    parsed = median(_ms(_parsed_and_counted, path) for path in paths)
    for name in _peers():
        times = _peer(name, paths)
        if not times:
            yield Figure(f"a ward, beside {name}: it did not finish", count, "ms")
            continue
        theirs = median(each for _, each in times)
        whole = median(sum(each) for each in times)
        ours = name == "pref_voting"
        yield Figure(f"a ward, count with the whole record, beside {name}", count, "ms", theirs, theirs / TIMES_COUNT if ours else None)  # fmt: skip
        yield Figure(f"a ward from its BLT, beside {name}", parsed, "ms", whole, whole / TIMES_PARSED if ours else None)  # fmt: skip
    yield Figure("a ward, count with the whole record", count, "ms")
    yield Figure("a ward from its BLT to the record", parsed, "ms")
    meek = median(_ms(_by_meek, poll) for poll in polls)
    yield Figure("a ward by Meek", meek, "ms", limit=MEEK_MS)


def _million(folder: Path) -> Iterator[Figure]:
    path = folder / "million.blt"
    kinds = million(path)
    command = [sys.executable, "-c", ONE, str(path), str(folder / "record.json")]
    said: list[str] = []
    done = measure(lambda: said.append(_output(command)))
    # The process that watches holds some memory itself: what it held before is not the count's.
    alone = measure(lambda: None).peak_mib
    peak = done.peak_mib - alone
    yield Figure(f"a million papers ({kinds:,} kinds), BLT to JSON", done.seconds, "s", limit=MILLION_S, peak_mib=peak)  # fmt: skip
    yield Figure("  the same, processor's time", float(said[0]), "s", limit=MILLION_S)
    yield Figure("  the same, memory", peak, "MiB", limit=MILLION_MIB)


def _output(command: list[str]) -> str:
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def _ms(work: Callable[..., object], given: object) -> float:
    """The quickest of a few turns, as whatever else the machine does only ever adds."""
    return min(_once(work, given) for _ in range(ROUNDS)) * 1000


def _once(work: Callable[..., object], given: object) -> float:
    started = perf_counter()
    work(given)
    return perf_counter() - started


def _parsed(path: Path) -> Poll:
    with path.open("rb") as file:
        return read_poll(file, path.name).poll


def _counted(poll: Poll) -> object:
    return count_by(rules_named("scotland"), poll)


def _by_meek(poll: Poll) -> object:
    return count_by(rules_named("meek"), poll)


def _parsed_and_counted(path: Path) -> object:
    return _counted(_parsed(path))


def _peers() -> tuple[str, ...]:
    """The peers' names, once they are there."""
    if not peers.install():
        print("The peers could not be installed; their figures are left out.", file=sys.stderr)  # fmt: skip
        return ()
    return NAMES


def _peer(name: str, paths: Sequence[Path]) -> list[tuple[float, float]]:
    """Milliseconds of reading and of counting, for each ward: the quickest of a few turns, as for ours."""
    command = [str(peers.PYTHON), str(ROOT / "bench" / "_peers.py"), name, *map(str, paths)]  # fmt: skip
    turns: list[list[list[float]]] = []
    for _ in range(ROUNDS):
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            return []
        turns.append([json.loads(line) for line in done.stdout.splitlines()])
    return [
        (min(turn[0] for turn in ward), min(turn[1] for turn in ward))
        for ward in zip(*turns, strict=True)
    ]
