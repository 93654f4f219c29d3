"""Which column of a file holds what.

Each supplier's layout, and each one that a campaign describes by itself on the column-mapping screen, is such a mapping:
for the district, the number, the name and so on, the heading of the column that holds it. Headings are compared without
regard to capitals, spaces, dots and underscores, and several spellings of one heading stand beside each other with a bar
between them (`First Name | First Names`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from hustings.core.register.rows import Change, DateLabel, Kind

NOT_A_LETTER = re.compile(r"[^a-z0-9]")


class NumberStyle(StrEnum):
    """How a file writes elector numbers."""

    COLUMNS = "columns"
    """District and number in columns of their own; the number may carry its suffix (`100/1`, `3.5`)."""
    LAST_HYPHEN = "last-hyphen"
    """One string, parted at its last hyphen (Xpress): `KD-2/2-289/1`."""
    JOINED = "joined"
    """One string, parted after the longest district known: `PD1-136-0`."""


LISTS = ("forenames", "address", "parts", "months")
SINGLE = (
    "district", "number", "suffix", "whole_number", "marker", "attainer_date", "surname", "initials", "name", "title",
    "name_suffix", "postcode", "uprn", "opt_out", "change", "register_month", "authority", "absent_kind", "proxy_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The headings of a layout; "" or an empty tuple where it has no such column.

    `number` is the number within the district, or the whole number where `style` says so. `name` is a column with
    surname first and forenames behind. `parts` are flat, building, house number and street in columns of their own.
    `months` are the created, changed and deleted months of an Xpress update. `change` says what a row asks for, by
    `codes`. `absent_kind` is a column that says postal or proxy.
    """

    kind: Kind = Kind.FULL
    style: NumberStyle = NumberStyle.COLUMNS
    district: str = ""
    number: str = ""
    suffix: str = ""
    whole_number: str = ""
    marker: str = ""
    attainer_date: str = ""
    surname: str = ""
    forenames: tuple[str, ...] = ()
    initials: str = ""
    name: str = ""
    title: str = ""
    name_suffix: str = ""
    address: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    only_parts: bool = False
    """Whether the address is in `parts` and `address` only adds to it (Glasgow), rather than repeating it (Xpress)."""
    decimals: bool = False
    """Whether a number's suffix is a decimal fraction (Democracy Counts): 3.50 is 3.5."""
    postcode: str = ""
    uprn: str = ""
    opt_out: str = ""
    change: str = ""
    codes: Mapping[str, Change] = field(default_factory=dict)
    months: tuple[str, ...] = ()
    register_month: str = ""
    authority: str = ""
    absent_kind: str = ""
    proxy_name: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """A mapping laid over one file's headings.

    `at` has the index of each single column that the file has, `lists` those of forenames, address, parts (-1 where
    missing) and months. `headings` is empty for a positional layout; `width` is how many cells each row must have.
    """

    mapping: ColumnMapping
    headings: tuple[str, ...]
    width: int
    at: Mapping[str, int]
    lists: Mapping[str, tuple[int, ...]]

    def index(self, entry: str) -> int:
        """The index of a single column, -1 where the file has none."""
        return self.at.get(entry, -1)

    @property
    def date_label(self) -> DateLabel:
        """What the heading of the attainer's column says: of birth, of attainment, or nothing clear."""
        heading = folded(self.heading(self.at.get("attainer_date")))
        if "dob" in heading or "birth" in heading:
            return DateLabel.BIRTH
        return (
            DateLabel.ATTAINMENT
            if "attain" in heading or heading == "do18"
            else DateLabel.UNKNOWN
        )

    @property
    def carried(self) -> frozenset[str]:
        """The fields of a row that a file with these columns speaks of; about the others it says nothing."""
        fields = {
            entry
            for entry in ("marker", "attainer_date", "title", "name_suffix", "uprn")
            if entry in self.at
        }
        if "attainer_date" in self.at:
            fields.add("attainer_text")
        if "surname" in self.at or "name" in self.at:
            fields |= {"surname", "forenames"}
        if self.lists["address"] or any(at >= 0 for at in self.lists["parts"]):
            fields |= {"address", "postcode"}
        if "opt_out" in self.at:
            fields |= {"opted_out", "uprn"}
        return frozenset(fields)

    def heading(self, index: int | None) -> str:
        """What a column is called in a refusal: its heading, or its place counted from 1."""
        if index is None or index < 0:
            return ""
        return (
            self.headings[index]
            if index < len(self.headings)
            else f"column {index + 1}"
        )


def folded(heading: str) -> str:
    """A heading without capitals, spaces, dots, underscores and all else that is no letter or digit."""
    return NOT_A_LETTER.sub("", heading.lower())


def spellings(entry: str) -> list[str]:
    """The folded spellings of a mapping's entry: `First Name | First Names` are two."""
    return [folded(each) for each in entry.split("|") if folded(each)]


def bind(mapping: ColumnMapping, headings: Sequence[str]) -> Columns:
    """The mapping laid over a file's headings; entries that the file lacks are left out."""
    trimmed = tuple(heading.strip() for heading in headings)
    while trimmed and not trimmed[-1]:
        trimmed = trimmed[:-1]
    places: dict[str, int] = {}
    for index, heading in enumerate(trimmed):
        places.setdefault(folded(heading), index)
    entries = {name: getattr(mapping, name) for name in SINGLE}
    at = {
        name: place
        for name, entry in entries.items()
        if (place := _place(places, entry)) >= 0
    }
    lists = {
        name: tuple(_place(places, entry) for entry in getattr(mapping, name))
        for name in LISTS
    }
    for name in ("address", "forenames"):
        lists[name] = tuple(place for place in lists[name] if place >= 0)
    return Columns(mapping, trimmed, len(trimmed), at, lists)


def lacking(mapping: ColumnMapping, headings: Sequence[str]) -> list[str]:
    """The columns that a mapping names and a file with these headings has not."""
    have = set(map(folded, headings))
    named = [getattr(mapping, name) for name in SINGLE]
    named += [entry for name in LISTS for entry in getattr(mapping, name)]
    return [each for each in named if each and have.isdisjoint(spellings(each))]


def _place(places: Mapping[str, int], entry: str) -> int:
    return next(
        (places[spelling] for spelling in spellings(entry) if spelling in places), -1
    )
