"""Files that tell where doors stand: the ONS postcode directory, OS Open UPRN, or a list of the campaign's own.

They are read row by row, however long: of the two million postcodes of the country only those of our own doors are kept.
A row of ours that cannot be right (no number, outside the United Kingdom, or a hundred miles from everybody else) is left
out by itself and told with its line.
"""

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import IO, BinaryIO, Protocol, TextIO

from hustings.core.register.doors import Address, read_door
from hustings.core.register.sources import Source
from hustings.core.register.tables import UnreadableFile
from hustings.core.walks.grid import from_grid
from hustings.core.walks.places import Point, metres

LONGEST = 65_536
TOLD = 200
"""Rows not read that are told one by one; the rest are counted."""
EVERY = 100_000
SOUTH, NORTH, WEST, EAST = 49.8, 60.95, -8.7, 1.85
"""The United Kingdom, from Scilly to Unst and from Fermanagh to Lowestoft."""
FAR = 160_000.0
NAMES = {
    "uprn": ("uprn",),
    "postcode": ("pcds", "pcd", "pcd7", "pcd8", "pcd2", "postcode", "postalcode"),
    "address": ("address", "fulladdress"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "long", "lon", "lng"),
    "east": ("oseast1m", "east1m", "eastings", "easting", "xcoordinate"),
    "north": ("osnrth1m", "north1m", "northings", "northing", "ycoordinate"),
}
EXPECTED = (
    "no line of headings tells where anything is. Expected are a UPRN, a postcode or an address, and with it latitude and "
    "longitude or easting and northing; the names of the columns are in the guide."
)


TORN = "it is broken or under a password. Fetch it again, or unpack it yourself."
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom we look for: UPRNs without leading noughts, postcodes without spaces, `Door.identity`s."""

    uprns: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()
    identities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NotRead:
    """A row that was left out: file, line from 1, what it is about, and why."""

    file: str
    line: int
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line:,}: {self.what}: {self.why}"


@dataclass(slots=True)
class Located:
    """What files told: places by UPRN, by postcode and by identity, each with the file and line that told it."""

    places: dict[str, dict[str, tuple[Point, str, int]]] = field(
        default_factory=lambda: {"uprn": {}, "postcode": {}, "own": {}}
    )
    rows: int = 0
    files: list[str] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    not_read_in_all: int = 0

    def leave_out(self, row: NotRead) -> None:
        """Note a row that was not read."""
        self.not_read_in_all += 1
        if len(self.not_read) < TOLD:
            self.not_read.append(row)

    def by(self, kind: str) -> dict[str, Point]:
        """Places by key: of `uprn`, `postcode` or `own`."""
        return {key: found[0] for key, found in self.places[kind].items()}


def plain_postcode(text: str) -> str:
    """A postcode in capitals without spaces."""
    return "".join(text.split()).upper()


def plain_uprn(text: str) -> str:
    """A UPRN without what spreadsheets do to it: leading noughts, and a decimal point with noughts behind."""
    return text.strip().partition(".")[0].lstrip("0")


def locate(
    sources: Sequence[Source],
    wanted: Wanted,
    report: Callable[[int, str], None] = lambda rows, name: None,
) -> Located:
    """The places of what is wanted, by whichever of the files tells them; a later row leads over an earlier one.

    `report` is called now and then with the rows read. `UnreadableFile` where a file tells no places at all.
    """
    found = Located()
    for source in sources:
        try:
            known = [
                _read(name, text, wanted, found, report)
                for name, text in _texts(source)
            ]
        except BROKEN as problem:
            raise UnreadableFile(source.name, TORN) from problem
        if not any(known):
            raise UnreadableFile(source.name, EXPECTED)
    _leave_out_far(found)
    return found


def _texts(source: Source) -> Iterator[tuple[str, TextIO]]:
    """The file as text, or each CSV in it, unpacked as it is read."""
    with source.opened() as binary:
        start = binary.read(4)
        binary.seek(0)
        if start.startswith(b"PK"):
            yield from _members(source.name, binary)
        elif start.startswith(b"\x1f\x8b"):
            with gzip.open(binary) as unpacked:
                yield source.name, _text(unpacked)
        else:
            yield source.name, _text(binary)


def _members(name: str, binary: BinaryIO) -> Iterator[tuple[str, TextIO]]:
    with zipfile.ZipFile(binary) as archive:
        for member in archive.infolist():
            if member.filename.lower().endswith((".csv", ".txt")):
                with archive.open(member) as unpacked:
                    yield f"{name}/{member.filename}", _text(unpacked)


def _text(binary: IO[bytes] | gzip.GzipFile) -> TextIO:
    # What we look for is plain ASCII; a strange letter elsewhere in a row is no reason to miss it.
    return io.TextIOWrapper(binary, encoding="utf-8-sig", errors="replace", newline="")


class _Reader(Protocol):
    """A reader of CSV, as the standard library's."""

    @property
    def line_num(self) -> int: ...

    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where in a row what stands; -1 for what is not there."""

    uprn: int
    postcode: int
    address: int
    latitude: int
    longitude: int
    east: int
    north: int

    @property
    def kind(self) -> str:
        """By what the rows are known; "" where they tell no place."""
        degrees = self.latitude >= 0 and self.longitude >= 0
        if not degrees and (self.east < 0 or self.north < 0):
            return ""
        if self.address >= 0:
            return "own"
        if self.uprn >= 0:
            return "uprn"
        return "postcode" if self.postcode >= 0 else ""


def _columns(headings: Sequence[str]) -> _Columns:
    plain = ["".join(c for c in h.lower() if c.isalnum()) for h in headings]
    places = {
        meaning: next((plain.index(name) for name in names if name in plain), -1)
        for meaning, names in NAMES.items()
    }
    return _Columns(**places)


def _read(
    name: str,
    text: TextIO,
    wanted: Wanted,
    found: Located,
    report: Callable[[int, str], None],
) -> bool:
    """Read one file into `found`; whether it tells places at all."""
    reader = csv.reader(iter(lambda: text.readline(LONGEST), ""))
    columns = _columns(next(_rows(reader, name, Located()), []))
    if not columns.kind:
        return False
    found.files.append(name)
    for row in _rows(reader, name, found):
        found.rows += 1
        if found.rows % EVERY == 0:
            report(found.rows, name)
        key = _key(row, columns, wanted)
        if key:
            _keep(row, columns, key, (name, reader.line_num), found)
    return True


def _rows(reader: _Reader, name: str, found: Located) -> Iterator[list[str]]:
    """The rows that are rows; one whose quotation mark never closes is left out, and reading goes on below it."""
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            found.leave_out(NotRead(name, reader.line_num, "a row", str(problem)))
            continue
        if row:
            yield row


def _key(row: Sequence[str], columns: _Columns, wanted: Wanted) -> str:
    """What the row is about, if it is one of ours."""
    if columns.kind == "uprn":
        key = plain_uprn(_cell(row, columns.uprn))
        return key if key in wanted.uprns else ""
    postcode = plain_postcode(_cell(row, columns.postcode))
    if columns.kind == "postcode":
        return postcode if postcode in wanted.postcodes else ""
    lines = tuple(part.strip() for part in _cell(row, columns.address).split(","))
    door = (
        read_door(Address(lines, _cell(row, columns.postcode))) if any(lines) else None
    )
    key = door.identity if door else ""
    return key if key in wanted.identities else ""


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if 0 <= at < len(row) else ""


def _keep(
    row: Sequence[str],
    columns: _Columns,
    key: str,
    where: tuple[str, int],
    found: Located,
) -> None:
    what = _cell(row, columns.address) if columns.kind == "own" else key
    try:
        place = _place(row, columns)
    except ValueError as problem:
        found.leave_out(NotRead(*where, what, str(problem)))
        return
    found.places[columns.kind][key] = (place, *where)


def _place(row: Sequence[str], columns: _Columns) -> Point:
    """Where the row says it is; ValueError says why that cannot be."""
    latitude, longitude = _cell(row, columns.latitude), _cell(row, columns.longitude)
    if latitude.strip() and longitude.strip():
        place = Point(_figure(latitude), _figure(longitude))
    else:
        place = _from_grid(row, columns)
    if place.latitude > 99:
        raise ValueError("the file itself does not know where it is")
    if not (SOUTH <= place.latitude <= NORTH and WEST <= place.longitude <= EAST):
        raise ValueError(
            f"{place.latitude:.4f}, {place.longitude:.4f} is outside the United Kingdom"
        )
    return place


def _from_grid(row: Sequence[str], columns: _Columns) -> Point:
    east, north = _cell(row, columns.east), _cell(row, columns.north)
    if not east.strip() or not north.strip():
        raise ValueError("it gives no place")
    if plain_postcode(_cell(row, columns.postcode)).startswith("BT"):
        raise ValueError(
            "Northern Ireland’s grid is not read; use a file with latitude and longitude"
        )
    x, y = _figure(east), _figure(north)
    if not (0 <= x <= 700_000 and 0 <= y <= 1_300_000):
        raise ValueError(f"{x:.0f}, {y:.0f} is not on the British National Grid")
    return from_grid(x, y)


def _figure(text: str) -> float:
    try:
        figure = float(text)
    except ValueError:
        figure = float("nan")
    if figure != figure or abs(figure) > 1e9:
        raise ValueError(f"“{text.strip()[:20]}” is no figure")
    return figure


def _leave_out_far(found: Located) -> None:
    """Leave out what lies a hundred miles from the middle of all that was found: a slip of a digit."""
    spots = [place for told in found.places.values() for place, _, _ in told.values()]
    if len(spots) < 3:
        return
    middle = Point(
        median(spot.latitude for spot in spots),
        median(spot.longitude for spot in spots),
    )
    for told in found.places.values():
        for key, (spot, file, line) in list(told.items()):
            away = metres(spot, middle)
            if away > FAR:
                del told[key]
                why = f"it would be {away / 1000:,.0f} km from the rest of the area"
                found.leave_out(NotRead(file, line, key, why))


def place_of(
    places: Mapping[str, Mapping[str, Point]],
    *,
    uprn: str,
    postcode: str,
    identity: str,
) -> tuple[Point, str] | None:
    """The best place for a door, and by what: the campaign's own list, then the UPRN, then the postcode's middle."""
    keys = {
        "own": identity,
        "uprn": plain_uprn(uprn),
        "postcode": plain_postcode(postcode),
    }
    for kind, key in keys.items():
        if key and (spot := places.get(kind, {}).get(key)):
            return spot, kind
    return None
