"""Doors in walking order, as a sheet of paper lists them: streets, their sides, doors, and the people behind each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resident:
    """An elector at a door. `marks` (a postal voter, say) and `earlier` answers are voting data."""

    number: str
    name: str
    marks: str = ""
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    address: str
    residents: tuple[Resident, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """One street, or one side of it, in walking order. `side` is a word: odd, even, or none."""

    street: str
    doors: tuple[Door, ...]
    side: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person carries: its number, such as AB-07, its district, and its stretches.

    `link` is the address that opens the walk on a phone, drawn as a QR code, and `code` what to type instead; "" for
    sheets that are no walk of their own.
    """

    number: str
    district: str
    stretches: tuple[Stretch, ...]
    link: str = ""
    code: str = ""
