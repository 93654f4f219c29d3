"""A campaign's own list of doors, as a spreadsheet: address lines and a postcode.

Any of the usual headings will do: `Address`, `Address 1`, `Address 2` and so on, or `Number` and `Street` with `Flat`
and `Building`, and `Postcode`. Each row is a door; a row that is none is told with its line and column, and the
others are read all the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hustings.core.register.addresses import Address, tidy_postcode
from hustings.core.register.doors import Door, read_door
from hustings.core.register.layouts.mapping import folded
from hustings.core.register.rows import Refusal
from hustings.core.register.sources import Source, find_tables
from hustings.core.register.tables import Table, UnreadableFile, cut

MOST = 20_000
"""Doors of one list."""
HEAD = 20
"""Lines in which the headings are looked for."""
_LINE = re.compile(r"(?:address|addr|property ?address|add)(?: ?line)? ?\d{0,2}")
_WORDS = {
    "flat": ("flat", "flat number", "unit", "sub building", "subhouse"),
    "building": ("building", "building name", "house name", "housename"),
    "number": ("number", "house number", "housenumber", "house", "door number", "no"),
    "street": ("street", "street name", "streetname", "road", "thoroughfare"),
}
_POSTCODES = ("postcode", "post code", "post_code", "pcode")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}")
EXPECTED = (
    "headings such as Address 1, Address 2 and Postcode, or Number, Street and Postcode"
)


@dataclass(frozen=True, slots=True)
class DoorList:
    """The doors of a list, each once, and the rows that are none."""

    doors: tuple[Door, ...]
    addresses: tuple[Address, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of an address stand; private to this module."""

    headings: tuple[str, ...]
    lines: tuple[int, ...]
    parts: dict[str, int]
    postcode: int | None

    def heading(self, index: int | None) -> str:
        known = index is not None and index < len(self.headings)
        return self.headings[index or 0] if known else ""


def read_door_list(source: Source) -> DoorList:
    """The doors of every table in the file. `UnreadableFile` where there is no table, or none with such headings."""
    found: dict[str, tuple[Door, Address]] = {}
    refused: list[Refusal] = []
    tables = find_tables(source).tables
    if not tables:
        raise UnreadableFile(source.name, "there is no table in it. Send CSV or XLSX.")
    for table in tables:
        for read in _rows(table):
            if isinstance(read, Refusal):
                refused.append(read)
            else:
                found.setdefault(read[0].identity, read)
            if len(found) > MOST:
                raise UnreadableFile(
                    source.name, f"it has more than {MOST:,} doors. Send it in parts."
                )
    doors, addresses = zip(*found.values(), strict=True) if found else ((), ())
    return DoorList(tuple(doors), tuple(addresses), tuple(refused))


def _rows(table: Table) -> Iterator[tuple[Door, Address] | Refusal]:
    columns: _Columns | None = None
    delimiter = table.delimiters[0] if table.delimiters else ","
    for place, record in enumerate(table.records(delimiter)):
        if columns is None:
            columns = _columns(record.cells)
            if columns is None and place >= HEAD:
                break
            continue
        if record.fault:
            fault = record.fault
            yield Refusal(
                table.name,
                record.line,
                columns.heading(fault.column),
                fault.value,
                fault.expected,
            )
            continue
        yield _read(table.name, record.line, record.cells, columns)
    if columns is None:
        raise UnreadableFile(table.name, f"no {EXPECTED} were found.")


def _columns(cells: Sequence[str]) -> _Columns | None:
    """The columns, if these cells are headings."""
    names = [" ".join(re.sub(r"[._]", " ", cell).lower().split()) for cell in cells]
    plain = {folded(name): place for place, name in reversed(list(enumerate(names)))}
    lines = tuple(place for place, name in enumerate(names) if _LINE.fullmatch(name))
    parts = {
        part: plain[folded(word)]
        for part, words in _WORDS.items()
        for word in words
        if folded(word) in plain
    }
    codes = [plain[folded(word)] for word in _POSTCODES if folded(word) in plain]
    if not lines and "street" not in parts:
        return None
    return _Columns(tuple(cells), lines, parts, codes[0] if codes else None)


def _read(
    name: str, line: int, cells: Sequence[str], columns: _Columns
) -> tuple[Door, Address] | Refusal:
    def cell(index: int | None) -> str:
        return (
            " ".join(cells[index].split())
            if index is not None and index < len(cells)
            else ""
        )

    def refuse(index: int | None, value: str, expected: str) -> Refusal:
        return Refusal(
            name, line, columns.heading(index), cut(value), expected, tuple(cells)
        )

    postcode = tidy_postcode(cell(columns.postcode))
    if postcode and not _POSTCODE.fullmatch(postcode):
        return refuse(
            columns.postcode,
            cell(columns.postcode),
            "a postcode such as EX1 1AA, or nothing",
        )
    lines = [cell(index) for index in columns.lines]
    parts = {part: cell(index) for part, index in columns.parts.items()}
    house = f"{parts.get('number', '')} {parts.get('street', '')}".strip()
    lines = [parts.get("flat", ""), parts.get("building", ""), house, *lines]
    address = Address(tuple(filter(None, lines)), postcode)
    door = read_door(address)
    first = columns.lines[0] if columns.lines else columns.parts.get("street")
    if door is None or not _is_a_door(door):
        return refuse(
            first,
            ", ".join(address.lines),
            "an address with a house number, a flat or a house’s name",
        )
    return door, address


def _is_a_door(door: Door) -> bool:
    return door.number is not None or bool(door.flat or door.building)
