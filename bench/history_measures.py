"""What is worked out of a loaded election, each from nothing: measures, where to stand, two elections compared, re-runs.

Pages keep most of this in memory (`bench.history_pages`); here nothing is kept, so that a change of the working shows.
"""

import sys
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.figures import Figure
from hustings.core.elections.results_table import Table, read_table
from hustings.core.psephology import answers
from hustings.core.psephology.assumed import Assumed
from hustings.core.psephology.compared import seat_changes
from hustings.core.psephology.grouping import APART
from hustings.core.psephology.measured import all_measures, by_party, by_seat, pairs
from hustings.core.psephology.parties import standings
from hustings.core.psephology.past import Election
from hustings.core.psephology.publishers import read_elections
from hustings.core.psephology.reruns.asked import Asked, rerun_asked
from hustings.core.psephology.targets import measured, ranked, turnouts_before
from hustings.engine.garbage import look_seldom

ELECTIONS = Path(__file__).parents[1].parent / "shared" / "data" / "elections"
FILES = tuple(
    ELECTIONS / f"uk_ge_{kind}_2010_2024.csv.gz"
    for kind in ("candidates", "constituencies")
)
LIMIT_MS, TIMES = 100, 7
NEXT = Assumed(
    "the bench",
    {
        "Con": {"RUK": Fraction(1, 2), "LD": Fraction(1, 4)},
        "RUK": {"Con": Fraction(1, 2)},
        "Lab": {"LD": Fraction(1, 2), "Green": Fraction(1, 4)},
        "LD": {"Lab": Fraction(1, 2)},
        "Green": {"Lab": Fraction(1, 2)},
    },
)
HALF = Fraction(1, 2)
RERUNS = {
    "lists by region": Asked(rules="dhondt"),
    "lists by region, 5 per cent": Asked(rules="dhondt", threshold=Fraction(1, 20)),
    "additional members": Asked(rules="ams-scotland", list_part=HALF),
    "additional members, levelled": Asked(rules="ams-levelling", list_part=HALF),
    "transferable vote, own party only": Asked(rules="scotland"),
    "transferable vote, a table": Asked(rules="scotland", assumed=NEXT),
    "alternative vote, a table": Asked(rules="av", assumed=NEXT),
    "two rounds, a table": Asked(rules="two-round", assumed=NEXT),
}


def run() -> list[Figure]:
    if not all(file.exists() for file in FILES):
        print("The published results (shared/data) are not on this machine.", file=sys.stderr)  # fmt: skip
        return []
    candidates, seats = map(_table, FILES)
    look_seldom()
    *_, before, now = read_elections(candidates, seats).elections
    parts = measured(now, turnouts_before(now, before))
    return [
        _figure("every measure of 2024, with its rows", lambda: _every(before, now), LIMIT_MS),
        _figure("where to stand: the parts of 650 seats", lambda: measured(now), LIMIT_MS),
        _figure("where to stand: ranked by weights", lambda: ranked(parts), LIMIT_MS),
        _figure("2019 and 2024 seat by seat", lambda: seat_changes(before, now), LIMIT_MS),
        *(_figure(f"2024 again, first asked: {name}", partial(rerun_asked, now, asked), LIMIT_MS) for name, asked in RERUNS.items()),
    ]  # fmt: skip


def _every(before: Election, now: Election) -> None:
    all_measures(now, APART)
    by_party(standings(now, APART), len(now))
    by_seat(now)
    answers.turnout(now)
    for each in pairs(before, now):
        each.swing("Con", "Lab")


def _table(file: Path) -> Table:
    return read_table(file.read_bytes(), file=file.name)


def _figure(
    name: str, work: Callable[[], object], limit: float | None = None
) -> Figure:
    return Figure(name, median(_ms(work) for _ in range(TIMES)), "ms", limit=limit)


def _ms(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return 1000 * (perf_counter() - started)
