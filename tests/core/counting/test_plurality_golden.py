"""Plurality against five general elections: the published totals elect whoever was declared.

The two files spell some members' names in different ways, so it is the party and the majority that are compared.
"""

import csv
import gzip
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from hustings.core.counting.plurality import count_plurality
from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.rules import Given

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "elections"


def rows(what: str) -> Iterator[dict[str, str]]:
    file = DATA / f"uk_ge_{what}_2010_2024.csv.gz"
    if not file.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"The published results are missing: {file}")
        pytest.skip("the published results (shared/data) are not on this machine")
    with gzip.open(file, "rt", encoding="utf-8-sig") as text:
        yield from csv.DictReader(text)


def test_each_of_3250_seats_elects_who_was_declared() -> None:
    standing = defaultdict(list)
    for row in rows("candidates"):
        standing[row["election_date"], row["ons_id"]].append(row)
    declared = 0
    for seat in rows("constituencies"):
        found = standing[seat["election_date"], seat["ons_id"]]
        candidates = tuple(
            Candidate(f"{place} {each['surname']}", slate=each["party_abbr"])
            for place, each in enumerate(found)
        )
        papers = {bytes([i]): int(each["votes"]) for i, each in enumerate(found, 1)}
        count = count_plurality(Poll("", 1, candidates, papers), Given())
        assert count.valid == int(seat["valid_votes"])
        party = {each.name: each.slate for each in candidates}[count.elected[0]]
        first, second, *_ = sorted(count.stages[0].votes.values(), reverse=True)
        assert (party, first - second) == (seat["first_party"], int(seat["majority"]))
        declared += 1
    assert declared == 3250
