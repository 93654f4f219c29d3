"""The Scottish wards of 2012 and 2017: real ballots, and the stage tables that councils published."""

import csv
import gzip
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from hustings.core.counting.poll import Candidate, Poll
from tests.published import published

Published = dict[int, dict[int, Fraction]]
"""A ward's published totals: stage, then the candidate's number on the paper."""


def wards(year: int) -> Iterator[tuple[str, Poll]]:
    """Each ward's file name and its ballots; candidates are named by their numbers."""
    with tarfile.open(published("stv", f"scotland_{year}.tar.xz")) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".csv") else None
            if file is not None:
                yield member.name.rsplit("/", 1)[-1], _poll(file.read())


def _poll(text: bytes) -> Poll:
    first, *lines = text.splitlines()
    size, seats = map(int, first.split(b",")[:2])
    papers: dict[bytes, int] = {}
    for line in lines:
        if line.startswith(b'"'):
            break
        many, *marks = (int(word) for word in line.split(b",") if word)
        papers[bytes(marks)] = papers.get(bytes(marks), 0) + many
    names = tuple(Candidate(str(number)) for number in range(1, size + 1))
    return Poll("", seats, names, papers)


def stage_tables() -> dict[str, Published]:
    """What was published for 2017, by file."""
    tables: dict[str, Published] = defaultdict(lambda: defaultdict(dict))
    path = published("stv", "scotland_2017_official_stages.csv.gz")
    with gzip.open(path, "rt", newline="") as text:
        for row in csv.DictReader(text):
            stage = tables[row["file"]][int(row["stage"])]
            stage[int(row["candidate_no"])] = Fraction(row["published_total"])
    return tables


def index() -> dict[str, dict[str, str]]:
    with published("stv", "scotland_index.csv").open(newline="") as text:
        return {row["file"]: row for row in csv.DictReader(text)}
