"""Register rows into a supplier's cells: the way back from reading."""

from collections.abc import Iterable, Mapping, Sequence

from hustings.core.register.addresses import NO_HINTS
from hustings.core.register.cells import MONTHS, shown_date
from hustings.core.register.layouts.mapping import Columns, NumberStyle
from hustings.core.register.layouts.names import initials_of, split_name
from hustings.core.register.layouts.places import composed
from hustings.core.register.numbers import (
    ElectorNumber,
    parse_joined,
    parse_number,
    split_at_last_hyphen,
)
from hustings.core.register.rows import AbsentKind, AbsentRow, Change, RegisterRow

ABSENT_WORDS = {
    AbsentKind.POSTAL: "Postal",
    AbsentKind.PROXY: "Proxy",
    AbsentKind.PROXY_POSTAL: "Proxy Postal",
}
SIGNS = "+-="


def row_cells(columns: Columns, row: RegisterRow, joint: str, month: int) -> list[str]:
    """One elector in the supplier's columns. `joint` parts number and suffix where they share a column."""
    cells = [""] * columns.width
    values = {
        "marker": row.marker,
        "attainer_date": shown_date(row.attainer_date) or row.attainer_text,
        "title": row.title,
        "name_suffix": row.name_suffix,
        "postcode": row.postcode,
        "uprn": row.uprn,
        "opt_out": row.uprn
        if row.uprn and "uprn" not in columns.at
        else "Y" * row.opted_out,
        "change": _code(columns.mapping.codes, row.change, month),
        "register_month": str(month),
        "authority": row.authority,
        **_number(columns, row.number, joint),
        **_name(
            row.surname,
            row.forenames,
            marked=row.opted_out and not _has_flag(columns, row),
        ),
    }
    for entry, at in columns.at.items():
        cells[at] = values.get(entry, "")
    _fill(cells, columns.lists["forenames"], _forenames(columns, row.forenames))
    _fill(cells, columns.lists["address"], _lines(columns, row))
    _fill(
        cells,
        columns.lists["parts"],
        (row.hints.flat, row.hints.building, row.hints.number, row.hints.street),
    )
    _fill(
        cells,
        columns.lists["months"],
        [str(number) for number in _months(row.change, month)],
    )
    return cells


def absent_cells(columns: Columns, row: AbsentRow) -> list[str]:
    """One absent voter in the supplier's columns; nothing of where the ballot is sent."""
    cells = [""] * columns.width
    values = {
        "absent_kind": ABSENT_WORDS[row.kind],
        "authority": row.authority,
        **_number(columns, row.number, "/"),
        **_name(row.surname, row.forenames, marked=False),
    }
    for entry, at in columns.at.items():
        cells[at] = values.get(entry, "")
    _fill(cells, columns.lists["forenames"], _forenames(columns, row.forenames))
    return cells


def _fill(cells: list[str], places: Sequence[int], texts: Iterable[str]) -> None:
    for at, text in zip(places, texts, strict=False):
        if at >= 0:
            cells[at] = text


def _has_flag(columns: Columns, row: RegisterRow) -> bool:
    return "opt_out" in columns.at and not (row.uprn and "uprn" not in columns.at)


def _number(columns: Columns, number: ElectorNumber, joint: str) -> Mapping[str, str]:
    """The number's cells, as they were written where that is known and still means the same."""
    style = columns.mapping.style
    if style is not NumberStyle.COLUMNS:
        parsed = (
            split_at_last_hyphen(number.raw)
            if style is NumberStyle.LAST_HYPHEN
            else parse_joined(number.raw)
        )
        return {"number": number.raw if parsed == number else str(number)}
    apart = {
        "district": number.district,
        "whole_number": f"{number.district}-{number.number}-{number.suffix or 0}",
    }
    if "suffix" in columns.at:
        none = "0" if "whole_number" in columns.at else ""
        return {**apart, "number": str(number.number), "suffix": number.suffix or none}
    decimals = columns.mapping.decimals
    if parse_number(number.raw, decimals=decimals) == (number.number, number.suffix):
        return {**apart, "number": number.raw}
    if joint == ".":
        return {**apart, "number": f"{number.number}.{number.suffix or '000'}"}
    return {**apart, "number": number.display}


def _name(surname: str, forenames: str, *, marked: bool) -> Mapping[str, str]:
    start = "(z) " if marked else ""
    plain = f"{surname} {forenames}".strip()
    whole = (
        plain
        if split_name(plain) == (surname, forenames)
        else f"{surname}, {forenames}"
    )
    return {
        "surname": start + surname,
        "name": start + whole if plain else "",
        "initials": initials_of(forenames),
    }


def _forenames(columns: Columns, forenames: str) -> list[str]:
    """The forenames in their columns: all in the one, or the first word and the rest."""
    if len(columns.lists["forenames"]) < 2:
        return [forenames]
    first, _, middle = forenames.partition(" ")
    return [first, middle]


def _lines(columns: Columns, row: RegisterRow) -> list[str]:
    """The address lines, the postcode last where it has no column; lines too many for the columns share the last."""
    lines = list(row.address)
    if columns.mapping.only_parts and row.hints != NO_HINTS:
        lines = lines[len(composed(row.hints)) :]
    if "postcode" not in columns.at and row.postcode:
        lines.append(row.postcode)
    room = len(columns.lists["address"])
    return (
        lines
        if len(lines) <= room
        else [*lines[: room - 1], ", ".join(lines[room - 1 :])]
    )


def _code(codes: Mapping[str, Change], change: Change, month: int) -> str:
    code = next((code for code, means in codes.items() if means is change), "")
    return f"{code}{MONTHS[month - 1].title()}" if code and code in SIGNS else code


def _months(change: Change, month: int) -> tuple[int, int, int]:
    """Created, changed and deleted month of an Xpress entry that asks for `change`."""
    created = month if change in (Change.ADD, Change.IGNORE) else 0
    deleted = month if change in (Change.CLOSE, Change.IGNORE) else 0
    return created, month if change is Change.AMEND else 0, deleted
