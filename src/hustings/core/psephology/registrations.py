"""Parties as they are registered: under which number, where, since when, until when.

A party must be registered with the Electoral Commission for its name to stand on ballot papers (Political Parties,
Elections and Referendums Act 2000, s 22); in Great Britain and in Northern Ireland it has a number each. UK Parliament
publishes a list of them beside its results, by the names under which it knows parties, several for some numbers.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError
from hustings.core.psephology.publishers import Loaded, Remark
from hustings.core.spelling import folded

NUMBER = re.compile(r"PP\d+")
NONE = frozenset({"", "-"})
"""What stands in the place of a number for those who are no party: independents, the Speaker, parties of before 1999."""


@dataclass(frozen=True, slots=True)
class Registration:
    """A party's entry in the register, under one of the names that Parliament has for it; None is not known or not yet."""

    number: str
    name: str
    jurisdiction: str
    since: date | None
    until: date | None
    renamed: date | None
    """When its first name in the register was changed last."""


@dataclass(frozen=True, slots=True)
class Registrations:
    """A list of registrations; rows that could not be read; and `doubts`, rows with a number of another form, passed over."""

    entries: tuple[Registration, ...]
    refused: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = ()

    @property
    def numbers(self) -> frozenset[str]:
        """All numbers that are registered, or were."""
        return frozenset(each.number for each in self.entries)


def read_registrations(table: Table) -> Registrations:
    """The entries that have a number; a day that is none, and a name twice, are left out and told."""
    entries: dict[tuple[str, str], Registration] = {}
    refused, doubts = [], []
    for row in table.rows:
        number = row.text("electoral commission id")
        try:
            if NUMBER.fullmatch(number):
                entry = _entry(row)
                if entries.setdefault((number, entry.name), entry) is not entry:
                    raise HustingsError("the name is entered twice under this number.")
            elif number not in NONE:
                doubts.append(_remark(row, f"{number!r} was found where a number such as PP53 was expected. The row is passed over."))  # fmt: skip
        except HustingsError as problem:
            refused.append(_remark(row, str(problem)))
    return Registrations(tuple(entries.values()), tuple(refused), tuple(doubts))


def _remark(row: Row, said: str) -> Remark:
    number = row.text("electoral commission id")
    return Remark(row.file, row.line, number, row.text("mnis name"), said)


def _entry(row: Row) -> Registration:
    return Registration(
        number=row.text("electoral commission id"),
        name=row.text("mnis name"),
        jurisdiction=row.text("jurisdiction"),
        since=_day(row, "registered on"),
        until=_day(row, "deregistered on"),
        renamed=_day(row, "primary ec name last updated on"),
    )


def _day(row: Row, column: str) -> date | None:
    written = row.text(column)
    if not written:
        return None
    try:
        return datetime.strptime(written, "%d/%m/%Y").date()  # noqa: DTZ007  # a day has no zone
    except ValueError as problem:
        raise HustingsError(f"column {column}: {written!r} was found where a day such as 14/01/1999 was expected.") from problem  # fmt: skip


def unknown_numbers(found: Loaded, known: frozenset[str]) -> Iterator[str]:
    """What is to be told of the numbers in a file of candidates that no registration has, one line for each number."""
    for number, (first, times) in sorted(found.numbers.items()):
        if number not in known:
            more = f" and {times - 1} more rows" if times > 1 else ""
            yield f"{first}: {number} is a party number unknown: the list of registrations that is loaded does not have it (this row{more})."


def called(entries: Iterable[Registration], names: Iterable[str]) -> list[Registration]:
    """The entries under any of these names, the oldest number first."""
    sought = {_fold(each) for each in names}
    found = [each for each in entries if _fold(each.name) in sought]
    return sorted(found, key=lambda each: (int(each.number[2:]), each.name))


def _fold(name: str) -> str:
    return folded(name).removeprefix("the ")
