"""Counting: real Scottish wards beside pref_voting, pyrankvote and VoteKit in the same run, Meek, and a million papers.

The peers live in an environment of their own under var/, made here at the first run (that needs the network; without it
the figures stand alone). The floor of a ward's figure is a peer's median, so a ratio of 0.1 is ten times as fast. Our
count keeps every stage and transfer; the peers' give the winners. Meek and the million are measured twice: as the
standard library counts them, and with compiled help (the extra `fast`), whose import has a line of its own.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import _peer_environment as peers
from bench._papers import ROOT, million, wards
from bench.figures import Figure, measure
from hustings.core.counting.by_rules import count_by
from hustings.core.counting.catalogue import rules_named
from hustings.core.counting.compiled.loading import is_installed
from hustings.core.counting.files.layout import Asked
from hustings.core.counting.files.reading import read_poll
from hustings.core.counting.poll import Poll

NAMES = ("pref_voting", "pyrankvote", "votekit")
TIMES_COUNT, TIMES_PARSED = 15, 10
"""At least so many times as fast as pref_voting."""
MEEK_MS, MILLION_S, MILLION_MIB = 10.0, 3.0, 250.0
ROUNDS = 3
CODE = "machine-code"
COMPILED_MEEK_MS, COMPILED_MILLION_S, COMPILED_MIB = 1.0, 1.0, 400.0
"""With the extra `fast`; seconds after import."""
ONE = """
import sys
from pathlib import Path
from time import perf_counter, process_time
from hustings.core.counting.by_rules import count_by
from hustings.core.counting.catalogue import rules_named
from hustings.core.counting.compiled.loading import load
from hustings.core.counting.files.layout import Asked
from hustings.core.counting.files.reading import read_poll
from hustings.core.counting.shown.as_json import dumps
given, made, *code = map(Path, sys.argv[1:])
for folder in code:
    load(folder)
imported, begun = process_time(), perf_counter()
with given.open("rb") as file:
    poll = read_poll(file, "million", Asked(machine_code=code[0] if code else None)).poll
made.write_text(dumps(count_by(rules_named("scotland"), poll)), encoding="utf-8")
print(imported, process_time(), perf_counter() - begun)
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
    if is_installed():
        asked = Asked(machine_code=paths[0].parent / CODE)
        packed = [_parsed(path, asked) for path in paths]
        meek = median(_ms(_by_meek, poll) for poll in packed)
        yield Figure("a ward by Meek, compiled", meek, "ms", limit=COMPILED_MEEK_MS)


def _million(folder: Path) -> Iterator[Figure]:
    path = folder / "million.blt"
    kinds = million(path)
    plain = _alone(path)
    name = f"a million papers ({kinds:,} kinds), BLT to JSON"
    yield Figure(name, plain.seconds, "s", limit=MILLION_S, peak_mib=plain.peak_mib)
    yield Figure("  the same, processor's time", plain.processor, "s", limit=MILLION_S)
    yield Figure("  the same, memory", plain.peak_mib, "MiB", limit=MILLION_MIB)
    if is_installed():
        yield from _million_compiled(path, plain)
    else:
        print("numba (the extra fast) is not installed; its figures are left out.", file=sys.stderr)  # fmt: skip


def _million_compiled(path: Path, plain: "Alone") -> Iterator[Figure]:
    code = path.parent / CODE
    first, done = _alone(path, code), _alone(path, code)
    if done.record != plain.record:
        raise AssertionError("the compiled count's record differs")
    yield Figure("  the same compiled, after import", done.after_import, "s", limit=COMPILED_MILLION_S)  # fmt: skip
    yield Figure("    processor's time", done.worked, "s", limit=COMPILED_MILLION_S)
    yield Figure("    memory", done.peak_mib, "MiB", limit=COMPILED_MIB)
    yield Figure("    import before it, processor's time", done.imported, "s")
    yield Figure("    import where machine code must first be made", first.imported, "s")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alone:
    """A count of the million in a process of its own. Times are seconds; `after_import` is the clock's, as `seconds`."""

    seconds: float
    processor: float
    imported: float
    """The processor's time for imports."""
    after_import: float
    peak_mib: float
    record: bytes

    @property
    def worked(self) -> float:
        """The processor's time after import."""
        return self.processor - self.imported


def _alone(path: Path, *code: Path) -> Alone:
    """`code` is the folder of machine code, where compiled help is wanted."""
    made = path.with_suffix(".json")
    command = [sys.executable, "-c", ONE, *map(str, (path, made, *code))]
    said: list[str] = []
    done = measure(lambda: said.append(_output(command)))
    # The process that watches holds some memory itself: what it held before is not the count's.
    before = measure(lambda: None).peak_mib
    imported, processor, clock = map(float, said[0].split())
    return Alone(done.seconds, processor, imported, clock, done.peak_mib - before, made.read_bytes())  # fmt: skip


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


def _parsed(path: Path, asked: Asked | None = None) -> Poll:
    with path.open("rb") as file:
        return read_poll(file, path.name, asked).poll


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
