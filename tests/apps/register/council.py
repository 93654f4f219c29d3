"""A council's files in the tests: small registers in one supplier's layout, all people invented."""

from collections.abc import Iterable
from pathlib import Path

from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, Council
from hustings.apps.register.actions import (
    Sent,
    agree,
    apply_import,
    make_preview,
    start_import,
)
from hustings.apps.register.models import Elector, Import
from tests.factories import TESTER

FULL = "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Surname,Elector Forename,PostCode,Address1,Address2,Address3,Address4,Address5,Address6"
UPDATE = "PD,ENO,Status,Title,First Name,Initials,Surname,Suffix,Date Of Attainment,Franchise Flag,Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Address 7,Address 8,Address 9,Post Code,Register Code,Clerical Error,Opt Out Flag"


def full(*people: str) -> str:
    """A register: each of `people` is "AB,12,1,F,,Begum,Asha,EX1 1AA,12 Mill Road" and is filled up with commas."""
    return "\n".join([FULL, *(_filled(p, 14) for p in people)]) + "\n"


def update(*people: str, month: str = "February") -> str:
    """Changes: each of `people` is "AB,12,M,,Asha,,Begum,,,,12 Mill Road"."""
    title = f"Monthly Additions Amendments Deletions {month}"
    return "\n".join([title, UPDATE, *(_filled(p, 23) for p in people)]) + "\n"


def _filled(row: str, width: int) -> str:
    return row + "," * (width - 1 - row.count(","))


THREE = full(
    "AB,1,0,,,Begum,Asha,EX1 1AA,12 Mill Road,Exampleton",
    "AB,2,0,,,Begum,Omar,EX1 1AA,12 Mill Road,Exampleton",
    "AB,2,1,F,,Okoro,Chidi,,7 Elm Street,Exampleton",
)
"""Two at one door and one abroad."""


def make_council(campaign: Campaign, name: str = "Exampleton") -> Council:
    with acting(TESTER, "make a council"):
        return Council.objects.get_or_create(campaign=campaign, name=name)[0]


def previewed(
    council: Council, folder: Path, *texts: str | bytes, names: Iterable[str] = ()
) -> Import:
    """The import of these files, previewed."""
    sent = []
    given = [*names] or [f"file{n}.csv" for n in range(1, len(texts) + 1)]
    for name, text in zip(given, texts, strict=True):
        path = folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        sent.append(Sent(name, path))
    started = start_import(council=council, files=sent, by=TESTER, at=now())
    make_preview(of_import=started, by=TESTER, at=now(), report=lambda *_: None)
    return started


def applied(
    council: Council,
    folder: Path,
    *texts: str | bytes,
    yes: Iterable[str] = (),
    names: Iterable[str] = (),
) -> Import:
    """The import of these files, previewed and applied."""
    found = previewed(council, folder, *texts, names=names)
    agree(of_import=found, to=[*yes], by=TESTER)
    return apply_import(of_import=found, by=TESTER, at=now())


def names(council: Council) -> dict[str, str]:
    """Who is on the register: number and name."""
    electors = Elector.objects.filter(district__council=council).on_the_register()
    return {
        e.full_number: e.name
        for e in electors.select_related("district").in_number_order()
    }
