"""The invented register as the files that councils really send: each supplier's own layout, down to its oddities.

Each council has a folder. Files are numbered in the order in which they arrive: the full register first, one file a
district, some of them in one ZIP; then the updates by month; then the absent voters' lists. The encodings differ as they
do in life: Windows' own with no-break spaces from one supplier, a byte-order mark from another.
"""

import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from hustings.core.demonstration.constituency import Constituency, RegisterChange
from hustings.core.demonstration.december import next_register
from hustings.core.demonstration.people import Elector
from hustings.core.demonstration.places import DISTRICTS, Council, District, Door
from hustings.core.register.addresses import NO_HINTS, Hints
from hustings.core.register.cells import MONTHS
from hustings.core.register.layouts import (
    democracy_counts,
    eros,
    glasgow,
    idox,
    xpress,
)
from hustings.core.register.layouts.layout import Layout
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.rows import AbsentKind, AbsentRow, RegisterRow

LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for module in (democracy_counts, eros, glasgow, idox, xpress)
    for layout in module.LAYOUTS
}
UPDATE_OF = {
    "xpress-14": "xpress-update",
    "xpress-13": "xpress-update",
    "eros-21": "eros-update",
    "eros-20": "eros-update",
    "eros-7": "eros-update",
    "eros-uprn": "eros-update",
    "idox-positional": "idox-positional-update",
    "democracy-counts-2016": "democracy-counts-2016-update",
    "democracy-counts-2026": "democracy-counts-2026-update",
    "democracy-counts-2026-suffix": "democracy-counts-2026-update",
}
ABSENT_OF = {"marrowby": "xpress-absent", "ashenholt": "eros-absent"}
IN_PARTS = ("glasgow", "idox-positional", "idox-positional-update", "xpress-update")
"""Layouts that give flat, house number and street in columns of their own."""
ENCODINGS = {
    "xpress-13": "cp1252",
    "democracy-counts-2016": "utf-8-sig",
    "democracy-counts-2026": "utf-8-sig",
}
ZIPPED = ("RA", "RB", "RC", "RD")
README = """Everything in this folder is invented: every person, address, number and vote.

It is the electoral register of {name}, a constituency that does not exist, as two councils
might send it: {electors:,} electors in {districts} polling districts (seed {seed}).
Postcodes that start with QM are not in use. Any likeness to a real person is chance.

Each council's folder is read in the order of the file names: 1 the full register, 2 the updates
by month, 3 the absent voters' lists. Read one council at a time, because both have districts
AA, AB and AC:

    hustings register read {folder}/* --authority "{council}"
"""


def write_files(constituency: Constituency, out: Path) -> list[Path]:
    """Write the register, its updates, the absent lists and a README under `out`; give the paths in reading order."""
    written = [
        path
        for council in constituency.councils
        for path in _write(out / council.folder, _contents(constituency, council))
    ]
    readme = out / "README.txt"
    first = constituency.councils[0]
    readme.write_text(
        README.format(
            name=constituency.name,
            electors=len(constituency.electors),
            districts=len(constituency.districts),
            seed=constituency.seed,
            folder=first.folder,
            council=first.name,
        ),
        encoding="utf-8",
        newline="\r\n",
    )
    return [*written, readme]


def write_next_register(constituency: Constituency, out: Path) -> list[Path]:
    """Write the register of the next 1 December, everybody renumbered, into folders of its own under `out`."""
    electors = next_register(constituency).electors
    return [
        path
        for council in constituency.councils
        for path in _write(
            out / f"{council.folder}-next-december",
            _registers(council, electors, constituency.doors),
        )
    ]


def _write(folder: Path, contents: Iterable[tuple[str, bytes]]) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents:
        path = folder / name
        path.write_bytes(content)
        yield path


def _contents(
    constituency: Constituency, council: Council
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each of a council's files, in reading order."""
    yield from _registers(council, constituency.register, constituency.doors)
    yield from _updates(constituency, council)
    absent = LAYOUTS[ABSENT_OF[council.folder]]
    absentees = (
        _absent_row(elector, elector.absent)
        for elector in constituency.electors
        if elector.absent and DISTRICTS[elector.district].council is council
    )
    name = f"3-absent-{absent.name.removesuffix('-absent')}.csv"
    yield name, absent.dumps(absentees).encode()


def _registers(
    council: Council, electors: Sequence[Elector], doors: tuple[Door, ...]
) -> Iterator[tuple[str, bytes]]:
    """The full register, one file a district, some of them in one ZIP."""
    by_district: dict[int, list[Elector]] = {}
    for elector in electors:
        by_district.setdefault(elector.district, []).append(elector)
    zipped: list[tuple[str, bytes]] = []
    for district, people in by_district.items():
        of = DISTRICTS[district]
        if of.council is not council:
            continue
        rows = (register_row(elector, doors, of.layout) for elector in people)
        content = _encoded(LAYOUTS[of.layout].dumps(rows), of.layout)
        name = f"1-register-{of.letters.replace('/', '-')}-{of.layout}.csv"
        if of.letters in ZIPPED:
            zipped.append((name, content))
        else:
            yield name, content
    if zipped:
        yield "1-register-eros.zip", _zip(zipped)


def _updates(
    constituency: Constituency, council: Council
) -> Iterator[tuple[str, bytes]]:
    """Each supplier's update of each month, all of its districts in one file."""
    grouped: dict[tuple[int, str], list[RegisterChange]] = {}
    for change in constituency.changes:
        of = DISTRICTS[change.elector.district]
        if of.council is council:
            order = constituency.months.index(change.month)
            grouped.setdefault((order, UPDATE_OF[of.layout]), []).append(change)
    for (order, name), changes in sorted(grouped.items()):
        month = constituency.months[order]
        layout = LAYOUTS[name]
        rows = [
            replace(
                register_row(c.elector, constituency.doors, name),
                change=c.change,
                authority=council.name if name == "xpress-update" else "",
            )
            for c in changes
        ]
        supplier = name.removesuffix("-update")
        yield (
            f"2-update-{order + 1}-{MONTHS[month - 1]}-{supplier}.csv",
            _encoded(layout.dumps(rows, month), supplier),
        )


def register_row(elector: Elector, doors: tuple[Door, ...], layout: str) -> RegisterRow:
    """One elector as a row of a council's file in `layout`."""
    of = DISTRICTS[elector.district]
    door = None if elector.door is None else doors[elector.door]
    hints = _hints(door) if door and layout in IN_PARTS else NO_HINTS
    return RegisterRow(
        number=_number(elector, of, layout),
        surname=elector.surname,
        forenames=elector.forenames,
        title=elector.title if "eros" in layout or "democracy" in layout else "",
        address=_lines(door, hints, layout),
        postcode=door.postcode if door else "",
        marker=elector.marker,
        attainer_date=elector.attains_on,
        uprn=elector.uprn if layout == "eros-uprn" or "2026" in layout else "",
        opted_out=elector.opted_out,
        hints=hints,
    )


def _number(elector: Elector, of: District, layout: str) -> ElectorNumber:
    raw = f"{elector.number}.{elector.suffix or '000'}" if "democracy" in layout else ""
    return ElectorNumber(of.letters, elector.number, elector.suffix, raw)


def _lines(door: Door | None, hints: Hints, layout: str) -> tuple[str, ...]:
    if door is None:
        return ()
    if layout != "glasgow":
        return door.lines
    street = f"{hints.number} {hints.street}".strip()
    return (
        *(part for part in (hints.flat, hints.building, street) if part),
        door.locality,
    )


def _hints(door: Door) -> Hints:
    return Hints(
        flat=door.flat, building=door.building, number=door.number, street=door.street
    )


def _absent_row(elector: Elector, kind: AbsentKind) -> AbsentRow:
    of = DISTRICTS[elector.district]
    number = ElectorNumber(of.letters, elector.number, elector.suffix)
    return AbsentRow(number, kind, elector.surname, elector.forenames, of.council.name)


def _encoded(text: str, layout: str) -> bytes:
    """The text as this supplier's program writes it; Windows' own encoding has no letter for some names."""
    encoding = ENCODINGS.get(layout, "utf-8")
    if encoding != "cp1252":
        return text.encode(encoding)
    spaced = text.replace("García ", "García\xa0").replace("Bent-", "Bent\xad-")
    return "".join(map(_in_windows, spaced)).encode(encoding)


_NO_LETTER = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ş": "s"})


def _in_windows(letter: str) -> str:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", letter.translate(_NO_LETTER))
        return "".join(c for c in plain if c.isascii())
    return letter


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files in one ZIP, the same bytes whenever it is made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(
                zipfile.ZipInfo(name, (2027, 1, 4, 9, 0, 0)),
                content,
                zipfile.ZIP_DEFLATED,
            )
    return packed.getvalue()
