"""The way of a campaign over the 1 December: files of two years through the real readers into matching."""

from pathlib import Path

import pytest

from hustings.core.demonstration.constituency import Constituency, make_constituency
from hustings.core.demonstration.december import NextRegister, next_register
from hustings.core.demonstration.files import write_files, write_next_register
from hustings.core.demonstration.people import Key
from hustings.core.demonstration.places import COUNCILS
from hustings.core.register.addresses import Address
from hustings.core.register.doors import read_doors
from hustings.core.register.matching import Entry, match
from hustings.core.register.reading import read_register
from hustings.core.register.reconcile import Choices
from hustings.core.register.sources import path_sources


@pytest.fixture(scope="module")
def constituency() -> Constituency:
    return make_constituency(8, 8_000)


@pytest.fixture(scope="module")
def december(constituency: Constituency) -> NextRegister:
    return next_register(constituency)


def test_everybody_is_renumbered_from_one_without_suffixes(
    december: NextRegister,
) -> None:
    numbers: dict[int, list[int]] = {}
    for elector in december.electors:
        assert not elector.suffix
        numbers.setdefault(elector.district, []).append(elector.number)
    assert all(each == list(range(1, len(each) + 1)) for each in numbers.values())


def test_most_stay_and_as_many_come_as_went(
    constituency: Constituency, december: NextRegister
) -> None:
    assert len(december.electors) == len(constituency.electors)
    assert 0.9 < len(december.stayed) / len(december.electors) < 0.96
    assert len({new for _, new in december.stayed}) == len(december.stayed)


def entries(files: list[Path], authority: str) -> list[Entry]:
    rows = [
        e.row
        for e in read_register(
            path_sources(files), choices=Choices(authority=authority)
        ).register.open()
    ]
    doors = read_doors([Address(row.address, row.postcode, row.hints) for row in rows])
    return [
        Entry(
            str(row.number), row.surname, row.forenames, row.number.district,
            door.identity if door else "", door.street_key if door else "", row.postcode, row.attainer_date,
        )
        for row, door in zip(rows, doors, strict=True)
    ]  # fmt: skip


def as_text(key: Key) -> str:
    return f"{key.district}-{key.number}" + (f"/{key.suffix}" if key.suffix else "")


def test_people_are_followed_over_the_renumbering_through_the_real_files(
    constituency: Constituency, december: NextRegister, tmp_path: Path
) -> None:
    """Each council by itself: no more than one link in 500 wrong, 95 in 100 of those who stayed linked."""
    write_files(constituency, tmp_path)
    write_next_register(constituency, tmp_path)
    stayed, linked, wrong = 0, 0, 0
    for council in COUNCILS:
        old = entries(sorted((tmp_path / council.folder).iterdir()), council.name)
        new = entries(
            sorted((tmp_path / f"{council.folder}-next-december").iterdir()),
            council.name,
        )
        truth = {
            as_text(before): as_text(after)
            for before, after in december.stayed
            if before.authority == after.authority == council.name
        }
        found = match(old, new).sure
        stayed += len(truth)
        linked += len(found)
        wrong += sum(truth.get(link.old) != link.new for link in found)
    print(f"{stayed} stayed, {linked} linked, {wrong} wrongly")
    assert wrong <= linked / 500
    assert linked - wrong >= 0.95 * stayed
