"""Files such as councils send, of any size, all people invented; and a campaign to read them into."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from uuid import uuid4

import xlsxwriter
from django.utils.timezone import now

import bench.database  # noqa: F401 - makes Django ready for what follows
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, Council
from hustings.apps.register.actions import (
    Sent,
    apply_import,
    make_preview,
    start_import,
)
from hustings.apps.register.models import Import
from hustings.core.demonstration.lots import lots

ELECTORS, DISTRICTS, CHANGES = 75_000, 25, 5_000
BY = Actor("bench", "the benchmark")
SURNAMES = [
    "Begum",
    "Okoro",
    "Nowak",
    "Evans",
    "Campbell",
    "Tran",
    "Silva",
    "Kaya",
    "Osman",
    "Smith",
    "Jones",
    "Patel",
    "Khan",
    "Lee",
    "Ibáñez",
]
FORENAMES = [
    "Asha",
    "Omar",
    "Chidi",
    "Ewa",
    "Gwen",
    "Ian",
    "Maria",
    "Linh",
    "Jo",
    "Ayse",
    "Sam",
    "Tom",
    "Priya",
    "Zara",
    "Íñigo",
]
STREETS = [
    "Mill",
    "Elm",
    "Oak",
    "Church",
    "Station",
    "Park",
    "Queen",
    "King",
    "High",
    "London",
    "Green",
    "Hill",
    "North",
    "West",
    "Albert",
    "Grove",
    "York",
    "Ash",
]
FULL = (
    "Elector Number Prefix", "Elector Number", "Elector Number Suffix", "Elector Markers", "Elector DOB", "Elector Surname",
    "Elector Forename", "PostCode", "Address1", "Address2", "Address3", "Address4", "Address5", "Address6",
)  # fmt: skip
UPDATE = (
    "PD", "ENO", "Status", "Title", "First Name", "Initials", "Surname", "Suffix", "Date Of Attainment", "Franchise Flag",
    *(f"Address {line}" for line in range(1, 10)), "Post Code", "Register Code", "Clerical Error", "Opt Out Flag",
)  # fmt: skip


def import_file(council: Council, path: Path) -> None:
    apply_import(of_import=previewed(council, path), by=BY, at=now())


def previewed(council: Council, path: Path) -> Import:
    sent = [Sent(path.name, path)]
    started = start_import(council=council, files=sent, by=BY, at=now())
    make_preview(of_import=started, by=BY, at=now(), report=lambda *_: None)
    return started


def make_council() -> Council:
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


def write_files(place: Path) -> tuple[Path, Path, Path]:
    """A register as CSV and as XLSX, and a month's changes to it."""
    full, book, update = (
        place / n for n in ("full.csv", "full.xlsx", "update02feb.csv")
    )
    people = list(_people(lots(1, "benchmark")))
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
