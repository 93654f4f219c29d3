"""Real margin tables for the transfers: districts whose true table is known, and the British seats of 2019 and 2024.

Read from ../shared/data beside the checkout, which may not be there.
"""

import gzip
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from hustings.core.elections.results_table import read_table
from hustings.core.psephology.notional import read_notional
from hustings.core.psephology.publishers import read_elections
from hustings.core.psephology.transfers.margins import Margins, Table, margins
from hustings.core.psephology.transfers.polls import (
    GREAT_BRITAIN,
    Polls,
    notional_polls,
    polls_of,
)

DATA = Path(__file__).parents[1].parent / "shared" / "data"
KNOWN = DATA / "transfers" / "split_votes_known.json.gz"
EARLIER = DATA / "elections" / "notional_2019_on_2024_boundaries.csv.gz"
LATER = DATA / "elections" / "uk_ge_candidates_2010_2024.csv.gz"
SEATS = DATA / "elections" / "uk_ge_constituencies_2010_2024.csv.gz"
DAY = date(2024, 7, 4)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A district of New Zealand: its polling places' margins and its true table, rows × columns."""

    election: str
    name: str
    margins: Margins
    truth: Table


@cache
def known(path: Path = KNOWN) -> tuple[Known, ...]:
    """All districts whose table is known, in the file's order."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return tuple(_known(district) for district in json.load(file))


def _known(district: dict[str, object]) -> Known:
    truth = np.array(district["truth"], dtype=float)
    rows, columns = truth.shape
    given = margins(
        np.array(district["before"]),
        np.array(district["after"]),
        rows=[f"list {n + 1}" for n in range(rows)],
        columns=[f"candidate {n + 1}" for n in range(columns)],
    )
    return Known(str(district["election"]), str(district["district"]), given, truth)


@cache
def british_seats() -> tuple[Polls, Polls]:
    """2019 as estimated on the boundaries of 2024, and 2024: the seats of Great Britain."""
    candidates, seats, estimates = (
        read_table(path.read_bytes(), file=path.name)
        for path in (LATER, SEATS, EARLIER)
    )
    later = read_elections(candidates, seats).on(DAY)
    return notional_polls(read_notional(estimates)), polls_of(later).within(
        GREAT_BRITAIN
    )
