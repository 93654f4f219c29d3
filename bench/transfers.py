"""Vote transfers: error and intervals where the truth is known, the time of a table, and all British seats at once.

Errors are in votes in the wrong cell, of a hundred. Other programs' times on Aoraki 2002 (80 areas) are not measured
here: PyEI took 273 s, eiPack 295 s (both by sampling), nslphom 3.31 s, fastei 0.255 s.
"""

import sys
from collections.abc import Iterator
from statistics import mean, median
from time import process_time

import numpy as np

from bench._transfers import KNOWN, Known, british_seats, known
from bench.figures import Figure, measure
from hustings.core.psephology.transfers.country import country
from hustings.core.psephology.transfers.estimate import Transfers, estimate
from hustings.core.psephology.transfers.intervals import Interval, interval
from hustings.core.psephology.transfers.polls import paired
from hustings.core.psephology.transfers.proof import (
    covered,
    proportional,
    wrong_cell_percentage,
)

MOST_WRONG, AIM, MOST_OUTSIDE = 10.9, 9.7, 15.0
ROUNDS = 3
TABLE_MS, WITH_INTERVAL_MS, SEATS_S = 50.0, 1000.0, 20.0
ELECTIONS = ("NZ_2002", "NZ_2008")


def run() -> Iterator[Figure]:
    if not KNOWN.exists():
        print("The known tables (shared/data) are not on this machine.", file=sys.stderr)  # fmt: skip
        return
    estimate(known()[0].margins)
    done = [(district, *_measured(district)) for district in known()]
    for elections, name in (*(((e,), e) for e in ELECTIONS), (ELECTIONS, "all")):
        kept = [each for each in done if each[0].election in elections]
        guess = mean(wrong_cell_percentage(proportional(d.truth), d.truth) for d, *_ in kept)  # fmt: skip
        wrong = mean(each[1] for each in kept)
        outside = 100 * (1 - np.concatenate([each[2] for each in kept]).mean())
        yield Figure(f"{name}: in the wrong cell, beside proportional", wrong, "%", guess, MOST_WRONG)  # fmt: skip
        yield Figure(f"{name}: cells outside their 90 % interval", float(outside), "%", limit=MOST_OUTSIDE)  # fmt: skip
    yield Figure("all: in the wrong cell, the aim", mean(each[1] for each in done), "%", limit=AIM)  # fmt: skip
    yield Figure("a table, median of 139, processor's time", median(each[3] for each in done), "ms", limit=TABLE_MS)  # fmt: skip
    yield Figure("  with its interval, slowest of 139", max(each[4] for each in done), "ms", limit=WITH_INTERVAL_MS)  # fmt: skip
    yield Figure("  Aoraki 2002 (fastei 255, nslphom 3310, PyEI 273000)", done[0][4], "ms")  # fmt: skip
    yield _seats()


def _measured(district: Known) -> tuple[float, list[float], float, float]:
    """Error, which cells are covered (1 or 0), and milliseconds without and with the interval, the quickest of a few."""
    turns = [_turn(district) for _ in range(ROUNDS)]
    found, reach = turns[0][0]
    alone, both = (1000 * min(turn[1][n] for turn in turns) for n in (0, 1))
    within = covered(reach, district.truth).ravel().tolist()
    error = wrong_cell_percentage(found.table, district.truth)
    return error, within, alone, both


def _turn(
    district: Known,
) -> tuple[tuple[Transfers, Interval], tuple[float, float]]:
    started = process_time()
    found = estimate(district.margins)
    estimated = process_time()
    reach = interval(found)
    return (found, reach), (estimated - started, process_time() - started)


def _seats() -> Figure:
    """632 seats by nation out of two elections' figures, with the intervals of each seat's table."""
    earlier, later = british_seats()

    def work() -> None:
        found = country(paired(earlier, later))
        assert sum(1 for _ in found.flows_by_area()) == len(later.areas)  # noqa: S101

    done = measure(work)
    return Figure("632 British seats 2019 to 2024, with intervals", done.seconds, "s", limit=SEATS_S, peak_mib=done.peak_mib)  # fmt: skip
