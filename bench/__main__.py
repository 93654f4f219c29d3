"""Prints every benchmark's figures: `make bench`, or `python -m bench printing` for some of them.

A module here with a function `run()` that returns a list of Figure is a benchmark. Figures are shown, never asserted:
a machine that is busy is no reason to fail.
"""

import sys
from importlib import import_module
from pkgutil import iter_modules

import bench
from bench.figures import Figure

COLUMNS = ("", "value", "floor", "ratio", "limit", "peak MiB", "kept")


def main(wanted: list[str]) -> None:
    print(_line(COLUMNS))
    for module in iter_modules(bench.__path__):
        if module.name.startswith("_") or (wanted and module.name not in wanted):
            continue
        run = getattr(import_module(f"bench.{module.name}"), "run", None)
        for figure in run() if run else []:
            print(_line(_cells(figure)), flush=True)


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        f"{figure.value:,.2f} {figure.unit}",
        _shown(figure.floor, ",.2f"),
        _shown(figure.ratio, ".1f"),
        _shown(figure.limit, ",.0f"),
        _shown(figure.peak_mib, ",.0f"),
        "-" if figure.limit is None else ("yes" if figure.kept else "NO"),
    )


def _shown(number: float | None, form: str) -> str:
    return "-" if number is None else format(number, form)


def _line(cells: tuple[str, ...]) -> str:
    return f"{cells[0]:<58}" + "".join(f"{cell:>12}" for cell in cells[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
