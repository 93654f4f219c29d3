"""Which tests stand for which module, and how many of its mutants they notice."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import IO

from tests.mutation.mutants import Place, places

ROOT = Path(__file__).parents[2]
COUNTING = "src/hustings/core/counting"
_TESTS = "tests/core/counting"
_STV = (
    f"{_TESTS}/stv/test_table.py",
    f"{_TESTS}/stv/test_ers97.py",
    f"{_TESTS}/stv/test_northern_ireland.py",
    f"{_TESTS}/stv/test_australia.py",
    f"{_TESTS}/test_countback.py",
    f"{_TESTS}/test_rule_pages.py",
    "tests/golden/test_small_counts.py",
    f"{_TESTS}/stv/test_properties.py",
)
_LIMITS = (
    f"{_TESTS}/test_practice_pages.py",
    f"{_TESTS}/stv/test_fillings.py",
    f"{_TESTS}/stv/test_constraints.py",
)
_CROSSES = (f"{_TESTS}/test_most_votes.py", f"{_TESTS}/test_motions.py")
_LISTS = (f"{_TESTS}/lists", f"{_TESTS}/test_pages_of_lists_and_rounds.py")
TESTS = {
    "stv/gregory": (*_STV, *_LIMITS),
    "stv/table": (*_STV, *_LIMITS),
    "stv/piles": (*_STV, *_LIMITS),
    "stv/ties": (f"{_TESTS}/stv/test_ties.py", *_STV, *_LIMITS),
    "stv/groups": (*_STV, *_LIMITS),
    "stv/rules": _STV,
    "stv/meek": (f"{_TESTS}/stv/test_meek.py", *_STV, *_LIMITS),
    "stv/bundles": (f"{_TESTS}/stv/test_meek.py", *_STV, *_LIMITS),
    "stv/dail": (f"{_TESTS}/stv/test_dail.py", *_STV),
    "stv/constraints": (*_LIMITS, f"{_TESTS}/test_countback.py"),
    "stv/fillings": _LIMITS,
    "draws": (*_CROSSES, f"{_TESTS}/lists/test_divisors.py"),
    "crosses": _CROSSES,
    "reopened": (f"{_TESTS}/test_reopened.py",),
    "lists/sheet": _LISTS,
    "lists/parties": _LISTS,
    "lists/divisors": _LISTS,
    "lists/remainders": _LISTS,
    "lists/additional": _LISTS,
}
"""The quickest to notice come first."""


@dataclass(frozen=True, slots=True)
class Mutant:
    module: str
    place: Place

    def __str__(self) -> str:
        place = self.place
        return f"{self.module}, line {place.line}, {place.kind}: {place.text}"


def mutants(modules: Sequence[str]) -> list[Mutant]:
    return [
        Mutant(module, place)
        for module in modules
        for place in places((ROOT / COUNTING / f"{module}.py").read_text("utf-8"))
    ]


def sample(many: int, seed: int) -> list[Mutant]:
    return Random(seed).sample(mutants(list(TESTS)), many)


def surviving(tried: Sequence[Mutant]) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant, and whether its tests let it pass."""
    tests = dict.fromkeys(path for each in tried for path in TESTS[each.module])
    with _trier(tests) as (asked, told):
        for mutant in tried:
            trial = {
                "module": f"hustings.core.counting.{mutant.module.replace('/', '.')}",
                "number": mutant.place.number,
                "tests": TESTS[mutant.module],
            }
            asked.write(json.dumps(trial) + "\n")
            asked.flush()
            yield mutant, json.loads(told.readline())


@contextmanager
def _trier(tests: Iterable[str]) -> Iterator[tuple[IO[str], IO[str]]]:
    """The process that tries mutants: what it is asked, and what it tells."""
    environment = os.environ | {"PYTHONPATH": f"src{os.pathsep}."}
    command = [sys.executable, "-m", "tests.mutation.trying", *tests]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:  # fmt: skip
        if not process.stdin or not process.stdout:
            raise AssertionError("both ways are pipes")
        try:
            yield process.stdin, process.stdout
        finally:
            process.stdin.close()
            process.terminate()
