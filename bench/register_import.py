"""Reading a register of 75,000 electors into the database: CSV, XLSX, and an update of 5,000 rows.

The floor is the least that any program must do: read the same file with `csv`, and COPY rows that somebody else has
made ready into the same tables, with their keys, indexes, references and audit triggers.
"""

import csv
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from uuid import uuid4

import xlsxwriter
from django.db import connection
from django.utils.timezone import now

import bench.database  # noqa: F401 - first, since it makes Django ready
from bench.figures import Figure, Measured, measure
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, Council
from hustings.apps.jobs.actions import path_of
from hustings.apps.register.actions import (
    Sent,
    apply_import,
    make_preview,
    start_import,
)
from hustings.apps.register.importing.applying import apply_plan
from hustings.apps.register.models import Import

ELECTORS, DISTRICTS, CHANGES = 75_000, 25, 5_000
BY = Actor("bench", "the benchmark")
SURNAMES = ["Begum", "Okoro", "Nowak", "Evans", "Campbell", "Tran", "Silva", "Kaya", "Osman", "Smith", "Jones", "Patel", "Khan", "Lee", "Ibáñez"]
FORENAMES = (
    ["Asha", "Omar", "Chidi", "Ewa", "Gwen", "Ian", "Maria", "Linh", "Jo", "Ayse", "Sam", "Tom", "Priya", "Zara", "Íñigo"]
)
STREETS = ["Mill", "Elm", "Oak", "Church", "Station", "Park", "Queen", "King", "High", "London", "Green", "Hill", "North", "West", "Albert", "Grove", "York", "Ash"]
FULL = (
    "Elector Number Prefix", "Elector Number", "Elector Number Suffix", "Elector Markers", "Elector DOB", "Elector Surname",
    "Elector Forename", "PostCode", "Address1", "Address2", "Address3", "Address4", "Address5", "Address6",
)  # fmt: skip
UPDATE = (
    "PD", "ENO", "Status", "Title", "First Name", "Initials", "Surname", "Suffix", "Date Of Attainment", "Franchise Flag",
    *(f"Address {line}" for line in range(1, 10)), "Post Code", "Register Code", "Clerical Error", "Opt Out Flag",
)  # fmt: skip


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as place:
        full, book, update = _files(Path(place))
        floor_council, council, other = _council(), _council(), _council()
        floor = _floor(floor_council, full)
        stored = measure(partial(_import, council, full))
        from_book = measure(partial(_import, other, book))
        update_floor = _floor(floor_council, update)
        updated = measure(partial(_import, council, update))
    return [
        _figure("75,000 electors from CSV, read, checked and stored", stored, floor, 8),
        Figure("  its processor time, without the database's", stored.processor, "s", floor.processor),
        Figure("  its ratio to the floor", stored.seconds / floor.seconds, "x", limit=3),
        Figure("  its peak memory", stored.peak_mib, "MiB", limit=400),
        _figure("the same from XLSX", from_book, stored, 2 * stored.seconds),
        _figure("5,000 changes applied to 75,000 electors", updated, update_floor, 2),
    ]  # fmt: skip


def _figure(name: str, measured: Measured, floor: Measured, limit: float) -> Figure:
    return Figure(name, measured.seconds, "s", floor.seconds, limit, measured.peak_mib)


def _import(council: Council, path: Path) -> None:
    apply_import(of_import=_previewed(council, path), by=BY, at=now())


def _previewed(council: Council, path: Path) -> Import:
    sent = [Sent(path.name, path)]
    started = start_import(council=council, files=sent, by=BY, at=now())
    make_preview(of_import=started, by=BY, at=now(), report=lambda *_: None)
    return started


def _floor(council: Council, path: Path) -> Measured:
    """Read the file with `csv` and store rows made ready beforehand."""
    ready = _previewed(council, path)
    measured = measure(partial(_read_and_copy, ready, path))
    with acting(BY, "note what was stored"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE register_registerstate SET version = version + 1 WHERE campaign_id = %s",
            [council.campaign_id],
        )
    return measured


def _read_and_copy(ready: Import, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))
    if ready.plan is None or not rows:
        raise RuntimeError("nothing was made ready")
    with acting(BY, "store what was made ready"):
        apply_plan(
            path_of(ready.plan),
            ready.campaign_id,
            at=now(),
            absent_too=False,
            lists_too=False,
        )


def _council() -> Council:
    with acting(BY, "make a campaign"):
        campaign = Campaign.objects.create(
            name=f"Benchmark {uuid4().hex[:8]}",
            candidate="Ada Example",
            election="uk-parliament",
            nation="england",
            constituency="Example North",
            polling_day=date(2026, 5, 7),
            erase_on=date(2026, 8, 7),
            created_at=now(),
        )
        return Council.objects.create(campaign=campaign, name="Exampleton")


def _files(place: Path) -> tuple[Path, Path, Path]:
    """A register as CSV and as XLSX, and a month's changes to it."""
    full, book, update = (
        place / n for n in ("full.csv", "full.xlsx", "update02feb.csv")
    )
    people = list(_people(Random(1)))  # noqa: S311 - the same people each time, on purpose
    _write(full, [FULL, *people])
    workbook = xlsxwriter.Workbook(str(book), {"constant_memory": True})
    sheet = workbook.add_worksheet()
    for line, row in enumerate([FULL, *people]):
        sheet.write_row(line, 0, row)
    workbook.close()
    _write(
        update,
        [("Monthly Additions Amendments Deletions February",), UPDATE, *_changes()],
    )
    return full, book, update


def _write(path: Path, rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(rows)


def _people(chance: Random) -> Iterator[tuple[str, ...]]:
    for district in range(DISTRICTS):
        for number in range(1, ELECTORS // DISTRICTS + 1):
            street, house = divmod(number // 2, 40)
            yield (
                f"A{chr(65 + district)}", str(number), "0", chance.choice(["", "", "", "", "", "", "", "G", "F", "L"]), "",
                chance.choice(SURNAMES) + chance.choice(["", "son", f"-{chance.choice(SURNAMES)}"]),
                f"{chance.choice(FORENAMES)} {chance.choice(FORENAMES)}", f"EX{district + 1} {street % 9}AA",
                _address(street, house), "Exampleton", "Exampleshire", "", "", "",
            )  # fmt: skip


def _address(street: int, house: int) -> str:
    kind = "Road" if street < len(STREETS) else "Street"
    return f"{house + 1} {STREETS[street % len(STREETS)]} {kind}"


def _changes() -> Iterator[tuple[str, ...]]:
    """One in ten struck off, three added, six amended."""
    for place in range(CHANGES):
        district, number = place % DISTRICTS, place // DISTRICTS * 15 + 1
        suffix, status = {
            0: ("", "D"),
            1: ("/1", "A"),
            2: ("/1", "A"),
            3: ("/1", "A"),
        }.get(place % 10, ("", "M"))
        street, house = divmod(number // 2, 40)
        yield (
            f"A{chr(65 + district)}", f"{number}{suffix}", status, "", "Jo Asha", "", SURNAMES[place % 15], "", "", "",
            _address(street, house + (1 if status == "A" else 0)), "Exampleton", "", "", "", "", "", "", "",
            f"EX{district + 1} {street % 9}AA", "", "", "",
        )  # fmt: skip
