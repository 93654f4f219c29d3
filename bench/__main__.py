"""Prints every benchmark's figures: `make bench`, or `python -m bench printing` for some of them.

A module here with a function `run()` that gives Figures is a benchmark; each runs in a process of its own, so that none
finds memory that another has left. Figures are shown, never asserted: a machine that is busy is no reason to fail.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

import bench
from bench.figures import Figure

COLUMNS = ("", "value", "floor", "ratio", "limit", "peak MiB", "kept")


def main(wanted: list[str]) -> int:
    """Print the table and what to make of it; 1 where a benchmark did not finish."""
    figures: list[Figure] = []
    unfinished: list[str] = []
    print(_line(COLUMNS))
    for name in wanted or _benchmarks():
        with subprocess.Popen(
            [sys.executable, "-m", "bench.alone", name],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        ) as process:
            for line in process.stdout or ():
                figures.append(Figure.loads(line))
                print(_line(_cells(figures[-1])), flush=True)
        if process.returncode:
            unfinished.append(name)
    print("\n" + "\n".join(_verdict(figures, unfinished)))
    return 1 if unfinished else 0


def _benchmarks() -> list[str]:
    """The modules that have a `run`, without importing them: that would make a database ready."""
    return [
        module.name
        for module in iter_modules(bench.__path__)
        if not module.name.startswith("_") and "\ndef run(" in _source(module.name)
    ]


def _source(name: str) -> str:
    found = find_spec(f"bench.{name}")
    return Path(found.origin).read_text() if found and found.origin else ""


def _verdict(figures: list[Figure], unfinished: list[str]) -> Iterator[str]:
    limited = [figure for figure in figures if figure.limit is not None]
    over = [figure for figure in limited if not figure.kept]
    yield f"{len(limited) - len(over)} of {len(limited)} limits kept."
    for figure in over:
        yield f"OVER ITS LIMIT: {figure.name.strip()}: {figure.value:,.2f} {figure.unit}, at most {figure.limit:,g}."
    for name in unfinished:
        yield f"NOT FINISHED: {name}; what went wrong stands above."


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        f"{figure.value:,.2f} {figure.unit}",
        _shown(figure.floor, ",.2f"),
        _shown(figure.ratio, ".1f"),
        _shown(figure.limit, ",.2f"),
        _shown(figure.peak_mib, ",.0f"),
        "-" if figure.limit is None else ("yes" if figure.kept else "NO"),
    )


def _shown(number: float | None, form: str) -> str:
    return "-" if number is None else format(number, form)


def _line(cells: tuple[str, ...]) -> str:
    return f"{cells[0]:<58}" + "".join(f"{cell:>12}" for cell in cells[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
