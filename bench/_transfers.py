"""Real margin tables for the transfers: districts whose true table is known, and the British seats of 2019 and 2024.

Read from ../shared/data beside the checkout, which may not be there.
"""

import csv
import gzip
import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from hustings.core.psephology.transfers.margins import (
    DID_NOT_VOTE,
    Margins,
    Table,
    margins,
    with_nonvoters,
)

DATA = Path(__file__).parents[1].parent / "shared" / "data"
KNOWN = DATA / "transfers" / "split_votes_known.json.gz"
EARLIER = DATA / "elections" / "notional_2019_on_2024_boundaries.csv.gz"
LATER = DATA / "elections" / "uk_ge_candidates_2010_2024.csv.gz"
SEATS = DATA / "elections" / "uk_ge_constituencies_2010_2024.csv.gz"
OTHERS = "Others"
BEFORE = ("Con", "Lab", "LD", "Green", "SNP", "PC", "BRX")
RENUMBERED = {
    "S14000006": "S14000107",
    "S14000008": "S14000108",
    "S14000010": "S14000109",
    "S14000040": "S14000110",
    "S14000058": "S14000111",
}
"""Five Scottish seats have a newer code in the later file."""
AFTER = ("Con", "Lab", "LD", "Green", "SNP", "PC", "RUK", "Ind")


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A district of New Zealand: its polling places' margins and its true table, rows × columns."""

    election: str
    name: str
    margins: Margins
    truth: Table


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """The 632 British seats, `before` with the notional figures; `nations` names the nation of each."""

    margins: Margins
    nations: tuple[str, ...]


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
def british_seats() -> Seats:
    """The 632 seats of Great Britain: 2019 on the boundaries of 2024, and 2024, those who did not vote included.

    Seats go by code; parties in few seats are Others.
    """
    first = {_code(row): row for row in _rows(EARLIER)}
    last = {
        row["ons_id"]: row
        for row in _rows(SEATS, "2024-07-04")
        if row["country"] != "Northern Ireland"
    }
    earlier = _by_seat(_rows(EARLIER), BEFORE, {"Brexit Party": "BRX"})
    later = _by_seat(_rows(LATER, "2024-07-04"), AFTER, {})
    codes = sorted(last)
    before = _table(earlier, BEFORE, {code: first[code]["electorate"] for code in codes})  # fmt: skip
    after = _table(later, AFTER, {code: last[code]["electorate"] for code in codes})
    given = margins(
        before,
        after,
        rows=(*BEFORE, OTHERS, DID_NOT_VOTE),
        columns=(*AFTER, OTHERS, DID_NOT_VOTE),
        areas=[last[code]["constituency"] for code in codes],
    )
    return Seats(given, tuple(last[code]["country"] for code in codes))


def _rows(path: Path, day: str = "") -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if not day or row["election_date"] == day]


def _by_seat(
    rows: list[dict[str, str]], options: tuple[str, ...], called: dict[str, str]
) -> dict[tuple[str, str], int]:
    votes: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        party = called.get(row["party_abbr"], row["party_abbr"])
        option = party if party in options else OTHERS
        votes[_code(row), option] += int(row["votes"])
    return votes


def _code(row: dict[str, str]) -> str:
    return RENUMBERED.get(row["ons_id"], row["ons_id"])


def _table(
    votes: dict[tuple[str, str], int],
    options: tuple[str, ...],
    electorates: dict[str, str],
) -> Table:
    cast = [
        [votes.get((code, option), 0) for option in (*options, OTHERS)]
        for code in electorates
    ]
    people = [int(number) for number in electorates.values()]
    return with_nonvoters(cast, people, areas=list(electorates))
