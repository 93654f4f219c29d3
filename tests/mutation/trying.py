"""Tries mutants: `python -m tests.mutation.trying TESTS < trials`, a JSON line each way for every mutant.

Code and tests are loaded once; each mutant is a fork of that, in which one function is given its changed code and the
tests run until one fails. Where it is no function that changes (a table, a default), everything is loaded anew around
the changed module. A mutant that runs on or takes all memory is noticed too: how long each file of tests takes, and
that it passes, is seen first with nothing changed.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from time import process_time
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.mutation.mutants import mutated

EXAMPLES = 25
SECONDS, TIMES, MEMORY = 3, 3, 2 << 30
"""So many seconds, and so many times what a file takes; of the processor, as others may be at work on the machine."""


@dataclass
class Changed(MetaPathFinder):
    """Finds the one module, and loads it with the change; nothing else."""

    module: str
    number: int

    def find_spec(
        self, fullname: str, path: Any, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname == self.module else None
        if spec and spec.origin:
            spec.loader = _Loader(fullname, spec.origin, self.number)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, number: int) -> None:
        super().__init__(fullname, path)
        self.number = number

    def get_code(self, fullname: str) -> CodeType:
        source = Path(self.path).read_text(encoding="utf-8")
        return compile(mutated(source, self.number), self.path, "exec")


def survives(module: str, number: int, tests: list[str]) -> bool:
    """Whether no test notices. In a fork, so that the next mutant finds everything as it was."""
    limits = {path: SECONDS + TIMES * unchanged(path) for path in tests}
    return _in_a_fork(limits, lambda: _change(module, number))[0]


@cache
def unchanged(path: str) -> int:
    """The seconds of the processor that these tests take with the code as it is, rounded up."""
    passes, seconds = _in_a_fork({path: 10**6}, lambda: None)
    if not passes:
        sys.exit(f"with nothing changed these tests fail: {path}")
    return int(seconds) + 1


def _in_a_fork(
    limits: dict[str, int], change: Callable[[], None]
) -> tuple[bool, float]:
    """Whether tests pass, each file within its seconds of the processor, and how many they took."""
    child = os.fork()
    if child:
        _, status, used = os.wait4(child, 0)
        return status == 0, used.ru_utime + used.ru_stime
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    change()
    os._exit(any(_fail(path, limit) for path, limit in limits.items()))


def _change(module: str, number: int) -> None:
    if not changed_in_place(sys.modules[module], number):
        for name in [each for each in sys.modules if each.startswith(_OURS)]:
            del sys.modules[name]
        sys.meta_path.insert(0, Changed(module, number))


_OURS = ("hustings.core.counting", "tests.core", "tests.golden")


def changed_in_place(module: ModuleType, number: int) -> bool:
    """Gives the changed function its new code, wherever it is held already; False where no function changes."""
    path = str(module.__file__)
    tree = mutated(Path(path).read_text(encoding="utf-8"), number)
    again = ModuleType(module.__name__)
    vars(again).update(__file__=path)
    try:
        exec(compile(tree, path, "exec"), vars(again))  # noqa: S102 - our own module
    except Exception:  # noqa: BLE001 - such a mutant is found when it is loaded
        return False
    before, after = functions(module), functions(again)
    found = False
    for name, each in before.items():
        if name in after and after[name].__code__ != each.__code__:
            each.__code__ = after[name].__code__
            found = True
    return found


def functions(module: ModuleType) -> dict[str, FunctionType]:
    """The module's own functions and methods by their names."""
    held = [(name, each) for name, each in vars(module).items()]
    for _, each in list(held):
        if isinstance(each, type) and each.__module__ == module.__name__:
            held += [(f"{each.__name__}.{name}", part) for name, part in vars(each).items()]  # fmt: skip
    found = {name: _function(each) for name, each in held}
    return {n: f for n, f in found.items() if f and f.__module__ == module.__name__}


def _function(held: object) -> FunctionType | None:
    if isinstance(held, property):
        held = held.fget
    if isinstance(held, cached_property):
        held = held.func
    return held if isinstance(held, FunctionType) else None


_SILENT = ["-x", "-q", "--assert=plain", "--noconftest", "-c", os.devnull, "--rootdir=.", "-p", "no:cacheprovider", "-p", "no:django", "-p", "no:xdist"]  # fmt: skip


class _FewExamples:
    """A plug-in by which a property is tried on a few examples, also where its test asks for more."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for test in (getattr(item, "obj", None) for item in items):
            asked = getattr(test, _SETTINGS, None)
            if asked:
                few = settings(asked, max_examples=min(EXAMPLES, asked.max_examples))
                setattr(test, _SETTINGS, few)


_SETTINGS = "_hypothesis_internal_use_settings"


def _fail(path: str, limit: int) -> bool:
    ends = int(process_time()) + 1 + limit
    resource.setrlimit(resource.RLIMIT_CPU, (ends, resource.RLIM_INFINITY))
    return pytest.main([*_SILENT, path], plugins=[_FewExamples()]) != 0


def main() -> None:
    settings.register_profile(
        "mutants",
        database=None,
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutants")
    with redirect_stdout(sys.stderr):
        ready = pytest.main([*_SILENT, "--collect-only", "-qq", *sys.argv[1:]])
    if ready:
        sys.exit("the tests cannot be loaded")
    for line in sys.stdin:
        trial = json.loads(line)
        print(json.dumps(survives(**trial)), flush=True)


if __name__ == "__main__":
    main()
