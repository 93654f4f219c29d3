"""Old and new seats over one another: parts from 0 to 1 that add up to each seat's people, or it is told."""

import gzip
from collections import defaultdict

import pytest

from hustings.core.errors import HustingsError
from hustings.core.psephology.overlaps import (
    Overlap,
    Parts,
    is_overlaps,
    read_overlaps,
)
from tests.published import published

OLD, NEW, OTHER = "E14000530", "E14001063", "E14001064"
WHOLE = f"{OLD}{NEW},{OLD},Oldham,{NEW},Newham,0.6,1,0.5,1,0.7,1"
REST = f"{OLD}{OTHER},{OLD},Oldham,{OTHER},Otherham,0.4,1,0.5,1,0.3,1"


def test_a_pair_of_seats_has_its_parts() -> None:
    found = read_overlaps(f"\ufeff{WHOLE}\n{REST}\n", file="o.csv")
    assert found.pairs[0] == Overlap(OLD, "Oldham", NEW, "Newham", Parts(0.6, 1), Parts(0.5, 1), Parts(0.7, 1))  # fmt: skip
    assert (len(found.pairs), found.refused, found.doubts) == (2, (), ())


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (WHOLE, "o.csv, line 2: Oldham and Newham: the two seats are entered twice."),
        (f"{REST},x", "12 cells were found where 11 were expected."),
        (REST.replace("0.3", "1.3"), "'1.3' was found where a part from 0 to 1"),
        (REST.replace("0.3", "-1"), "'-1' was found where a part from 0 to 1"),
        (REST.replace("0.3", "nan"), "'nan' was found where a part from 0 to 1"),
        (REST.replace(f",{OLD},", ",E14000531,"), "was found where 'E14000531E14001064' was expected."),
    ],
    ids=["twice", "cells", "more than all", "minus", "no number", "codes"],
)  # fmt: skip
def test_a_row_that_cannot_be_is_told(row: str, told: str) -> None:
    found = read_overlaps(f"{WHOLE}\n{row}\n{REST}x", file="o.csv")
    assert told in found.refused[0]
    assert [each.new_name for each in found.pairs] == ["Newham"]


def test_empty_lines_are_passed_over_and_a_broken_row_is_refused() -> None:
    found = read_overlaps(f"{WHOLE}\n\n{REST}\n\n", file="o.csv")
    assert (len(found.pairs), found.refused) == (2, ())
    with pytest.raises(HustingsError, match=r"o\.csv, line 2: the row cannot be read"):
        read_overlaps(f'{WHOLE}\n"{REST}', file="o.csv")


def test_people_who_are_nowhere_are_told() -> None:
    found = read_overlaps(WHOLE, file="o.csv")
    assert found.doubts == ("o.csv: Oldham (E14000530): the parts of its people add up to 70.0 %.",)  # fmt: skip


def test_it_is_known_by_its_first_cell() -> None:
    assert is_overlaps(WHOLE)
    assert not is_overlaps("ons_id,constituency\nE14000530,Oldham")


def test_the_publishers_own_file() -> None:
    """In the file each old and each new seat's parts add up; 650 of each, as Parliament had."""
    packed = published("elections", "constituency_area_overlaps_2010_2024.csv.gz")
    found = read_overlaps(gzip.decompress(packed.read_bytes()).decode(), file="o.csv")
    assert (len(found.pairs), found.refused, found.doubts) == (1438, (), ())
    by_old: dict[str, float] = defaultdict(float)
    for each in found.pairs:
        by_old[each.old] += each.people.of_old
    assert len(by_old) == len({each.new for each in found.pairs}) == 650
    hackney = {e.new_name: e.people.of_old for e in found.pairs if e.old_name == "Hackney South and Shoreditch"}  # fmt: skip
    assert hackney["Islington South and Finsbury"] == 0.072333573
