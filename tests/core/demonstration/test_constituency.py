"""The demonstration is invented, the same on every machine, and read in by the real readers without a row lost."""

import gzip
import hashlib
import os
import subprocess
import sys
import time
import zipfile
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hustings.core.demonstration.constituency import Constituency, make_constituency
from hustings.core.demonstration.files import LAYOUTS, write_files
from hustings.core.demonstration.places import COUNCILS, DISTRICTS
from hustings.core.demonstration.places import Door as Invented
from hustings.core.errors import HustingsError
from hustings.core.register.addresses import Address
from hustings.core.register.doors import Door, read_doors
from hustings.core.register.reading import read_register
from hustings.core.register.reconcile import Choices, Outcome
from hustings.core.register.rows import Change, Family, Kind
from hustings.core.register.sources import path_sources

REAL = (
    Path(__file__).parents[4]
    / "shared/data/elections/uk_ge_constituencies_2010_2024.csv.gz"
)


@pytest.fixture(scope="module")
def small() -> Constituency:
    return make_constituency(5, 6_000)


@pytest.fixture(scope="module")
def folder(small: Constituency, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo")
    write_files(small, out)
    return out


@pytest.fixture(scope="module")
def outcomes(folder: Path) -> dict[str, Outcome]:
    return {
        council.name: read_register(
            path_sources(sorted((folder / council.folder).iterdir())),
            choices=Choices(authority=council.name),
        )
        for council in COUNCILS
    }


def test_there_are_exactly_as_many_as_asked_for_before_and_after_the_updates(
    small: Constituency,
) -> None:
    assert len(small.register) == len(small.electors) == 6_000
    assert len({elector.key for elector in small.electors}) == 6_000


def test_two_councils_share_district_letters(small: Constituency) -> None:
    letters = Counter(of.letters for of in small.districts)
    assert len(small.districts) == 24
    assert {shared for shared, count in letters.items() if count > 1} == {
        "AA",
        "AB",
        "AC",
    }
    assert "KD-2/2" in letters


def test_the_register_has_what_makes_registers_hard() -> None:
    large = make_constituency(5, 20_000)
    people = large.electors
    assert any(e.suffix for e in large.register)
    assert {"", "F", "G", "B", "N"} <= {e.marker for e in people}
    assert all(not e.surname and e.door is None for e in people if e.marker == "N")
    attainers = [e.attains_on for e in people if e.attains_on]
    assert min(attainers) <= large.polling_day < max(attainers)
    assert len({e.absent for e in people}) == 4
    doors = large.doors
    assert any(d.number.endswith("A") for d in doors) and any(
        "-" in d.number for d in doors
    )
    assert any("Care Home" in d.building for d in doors)
    assert any("Narrowboat" in d.building for d in doors)
    assert any(not d.number and not d.flat for d in doors)


def test_no_postcode_is_a_real_one(small: Constituency) -> None:
    """No postcode area begins with Q (Royal Mail)."""
    assert all(door.postcode.startswith("QM") for door in small.doors)


def test_the_constituency_is_not_a_real_one(small: Constituency) -> None:
    if not REAL.exists():
        assert os.environ.get("CI") != "true", f"{REAL} is missing"
        pytest.skip("the published results are not here")
    with gzip.open(REAL, "rt", encoding="utf-8") as published:
        names = published.read().casefold()
    assert not any(word.casefold() in names for word in small.name.split(" and "))


def test_every_row_is_read_and_everybody_stands_where_we_put_them(
    small: Constituency, outcomes: dict[str, Outcome]
) -> None:
    for name, outcome in outcomes.items():
        assert outcome.refusals == () and outcome.warnings == ()
        got = {
            (e.row.number.district, e.row.number.number, e.row.number.suffix): e.row
            for e in outcome.register.open()
        }
        want = {
            (e.key.district, e.key.number, e.key.suffix): e
            for e in small.electors
            if e.key.authority == name
        }
        assert got.keys() == want.keys()
        for key, elector in want.items():
            assert got[key].marker == elector.marker
            assert got[key].attainer_date == elector.attains_on
            if (
                DISTRICTS[elector.district].layout != "xpress-13"
            ):  # Windows lacks some letters
                assert (got[key].surname, got[key].forenames) == (
                    elector.surname,
                    elector.forenames,
                )


def test_every_family_and_every_kind_of_file_is_there(
    outcomes: dict[str, Outcome],
) -> None:
    seen = {(f.family, f.kind) for outcome in outcomes.values() for f in outcome.files}
    families = set(Family) - {Family.MAPPED}
    assert {family for family, kind in seen if kind is Kind.FULL} == families
    assert {family for family, kind in seen if kind is Kind.UPDATE} == families - {
        Family.GLASGOW
    }
    assert {family for family, kind in seen if kind is Kind.ABSENT} == {
        Family.XPRESS,
        Family.EROS,
    }
    full = {layout.name for layout in LAYOUTS.values() if layout.kind is Kind.FULL}
    assert {of.layout for of in DISTRICTS} == full


def test_updates_add_amend_and_close(
    small: Constituency, outcomes: dict[str, Outcome]
) -> None:
    asked = Counter(change.change for change in small.changes)
    assert asked[Change.ADD] == asked[Change.CLOSE] == asked[Change.AMEND] > 40
    assert sum(o.counts.closed for o in outcomes.values()) == asked[Change.CLOSE]


@pytest.mark.parametrize(
    ("polling_day", "printed", "months"),
    [
        (date(2027, 5, 6), date(2026, 12, 1), (3, 4)),
        (date(2026, 11, 21), date(2025, 12, 1), (10, 11)),
        (date(2027, 2, 4), date(2026, 12, 1), (12, 1)),
        (date(2026, 12, 10), date(2026, 12, 1), (12,)),
    ],
)
def test_updates_come_in_the_months_between_the_register_and_any_polling_day(
    polling_day: date, printed: date, months: tuple[int, ...], tmp_path: Path
) -> None:
    made = make_constituency(1, 500, polling_day=polling_day)
    assert (made.printed, made.months) == (printed, months)
    write_files(made, tmp_path)
    for council in COUNCILS:
        outcome = read_register(
            path_sources(sorted((tmp_path / council.folder).iterdir())),
            choices=Choices(authority=council.name),
        )
        assert outcome.refusals == () and outcome.warnings == ()


def test_everybody_at_one_address_shares_one_door_and_nobody_elses(
    small: Constituency, outcomes: dict[str, Outcome]
) -> None:
    """As read from the files, through updates of other layouts, against the doors as they were invented."""
    for name, outcome in outcomes.items():
        mine = [e for e in small.electors if e.key.authority == name]
        rows = {
            (e.row.number.district, e.row.number.number, e.row.number.suffix): e.row
            for e in outcome.register.open()
        }
        ours = [rows[e.key.district, e.key.number, e.key.suffix] for e in mine]
        doors = read_doors(
            [Address(row.address, row.postcode, row.hints) for row in ours]
        )
        keys: dict[int, set[str]] = defaultdict(set)
        at: dict[str, set[int]] = defaultdict(set)
        for elector, door in zip(mine, doors, strict=True):
            assert (door is None) == (elector.door is None)
            if door and elector.door is not None:
                keys[elector.door].add(door.key(elector.key.district))
                at[door.key(elector.key.district)].add(elector.door)
                assert_same_place(door, small.doors[elector.door])
        assert all(len(each) == 1 for each in keys.values())
        assert all(len(each) == 1 for each in at.values())


def assert_same_place(got: Door, invented: Invented) -> None:
    assert (got.street, got.building) == (invented.street, invented.building)
    number = "" if got.number is None else f"{got.number}{got.letter}"
    assert (f"{number}-{got.end}" if got.end else number) == invented.number


def test_another_seed_is_another_constituency(small: Constituency) -> None:
    other = make_constituency(6, 6_000)
    assert {e.forenames + e.surname for e in other.electors[:50]} != {
        e.forenames + e.surname for e in small.electors[:50]
    }


def digest(folder: Path) -> str:
    made = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            made.update(
                path.relative_to(folder).as_posix().encode() + path.read_bytes()
            )
    return made.hexdigest()


def test_the_same_seed_gives_the_same_bytes_whatever_the_hashes(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from hustings.core.demonstration import constituency as c, files as f; "
        "f.write_files(c.make_constituency(9, 600), pathlib.Path(sys.argv[1]))"
    )
    for hashes in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / hashes)],
            env={**os.environ, "PYTHONHASHSEED": hashes},
            check=True,
        )
    assert digest(tmp_path / "1") == digest(tmp_path / "2")


def test_the_archive_does_not_know_when_it_was_made(folder: Path) -> None:
    with zipfile.ZipFile(next(folder.rglob("*.zip"))) as archive:
        assert {each.date_time for each in archive.infolist()} == {
            (2027, 1, 4, 9, 0, 0)
        }


@pytest.mark.parametrize("electors", [0, 499, 200_001])
def test_too_few_or_too_many_are_told(electors: int) -> None:
    with pytest.raises(HustingsError, match="Ask for 500 to 200,000"):
        make_constituency(1, electors)


def test_the_smallest_has_every_district_and_every_file(tmp_path: Path) -> None:
    least = make_constituency(1, 500)
    assert {e.district for e in least.electors} == set(range(24))
    assert len(write_files(least, tmp_path)) == 40


def test_who_may_vote_follows_marker_and_age(small: Constituency) -> None:
    adult = next(e for e in small.electors if not e.marker and not e.attains_on)
    assert adult.may_vote(small.polling_day)
    for marker, may in (
        ("F", True),
        ("N", True),
        ("G", False),
        ("B", False),
        ("L", False),
    ):
        assert replace(adult, marker=marker).may_vote(small.polling_day) is may
    assert replace(adult, attains_on=small.polling_day).may_vote(small.polling_day)


def test_a_whole_constituency_is_written_in_seconds(tmp_path: Path) -> None:
    begun = time.process_time()
    write_files(make_constituency(1, 72_000), tmp_path)
    assert time.process_time() - begun < 15  # four on an idle machine
