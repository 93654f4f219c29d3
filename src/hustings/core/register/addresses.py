"""An address as a council writes it, taken apart: flat, building, number, street.

Councils write one door in many ways: "12 Mill Road", "Flat 3" above "12 Mill Road", "12 Mill Road" above "Flat 3",
"12/3 Mill Road" in Edinburgh, "Flat 2/1, 12 Mill Road" in Glasgow, "4- 6 Mill Road", "The Cottage, Mill Road",
"12 Tower House" above "Mill Road". We cut the lines at commas, see what each piece can be (a flat, a number, a name)
and ask which name is the street: one that ends like a street ("Road", "Street"), with a number before it if any has
one. Where that leaves two answers we take the likelier, mark the reading `unsure` and a person puts it right: a wrong
street is worse than a question.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from hustings.core.register.address_parts import Kind, Part, scan
from hustings.core.register.streets import (
    Rank,
    is_no_village,
    rank,
    split_run_on,
    street_key,
)


@dataclass(frozen=True, slots=True)
class Hints:
    """What some councils give in columns of their own, each as written; "" where they do not.

    Glasgow: FLAT, HOUSENAME, HOUSENUMBER, STREETNAME. Xpress updates: PropertyAddressPrefix as flat,
    PropertyAddressNumber, StreetName. Idox positional: prefix as flat, number, street. Democracy Counts: SubHouse as
    flat, House as number. A flat or number that is really a name ("The Cottage") is read as one.
    """

    flat: str = ""
    building: str = ""
    number: str = ""
    street: str = ""


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Address:
    """The lines of an address as the council wrote them, its postcode, and the council's own columns."""

    lines: tuple[str, ...]
    postcode: str = ""
    hints: Hints = NO_HINTS


@dataclass(frozen=True, slots=True)
class Reading:
    """An address taken apart. `number` is the house's, `end` the last of a range ("4-6"), both with their letters."""

    street: str
    number: int | None = None
    letter: str = ""
    end: int | None = None
    end_letter: str = ""
    flat: str = ""
    building: str = ""
    locality: str = ""
    postcode: str = ""
    unsure: bool = False


_POSTCODE = re.compile(
    r"(?:^|[\s,(])([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\)?\.?$", re.IGNORECASE
)
_CUT = re.compile(r"\s*[,;]\s*")
_HALF = re.compile(r"\b(\d+)\s1/2(?=\s[A-Za-z]|$)")


def take_apart(
    address: Address, streets: Collection[str] = frozenset()
) -> Reading | None:
    """The address read into its parts; None where there is no address at all (other electors, anonymous entries).

    `streets` are keys (`street_key`) of streets known to stand in this district: they settle what the words alone
    leave open.
    """
    pieces, postcode = _pieces(address.lines, address.postcode)
    hints = address.hints
    if hints.street.strip():
        return _by_columns(hints, pieces, postcode)
    parts = [part for piece in pieces for part in scan(piece)]
    if not parts and hints == NO_HINTS:
        return None
    return _decide([*_missing(parts, hints), *parts], postcode, streets)


@lru_cache(maxsize=20_000)
def tidy_postcode(text: str) -> str:
    """A postcode in capitals with its space: "ab12cd" is "AB1 2CD"; anything else as it stands."""
    found = _POSTCODE.match(text.strip())
    return f"{found[1]} {found[2]}".upper() if found else text.strip().upper()


def _pieces(lines: Iterable[str], postcode: str) -> tuple[list[str], str]:
    """The lines cut at commas, and the postcode, which some councils hide in a line."""
    postcode = tidy_postcode(postcode)
    pieces: list[str] = []
    for line in lines:
        for piece in _cut(line):
            hidden = (
                _POSTCODE.search(piece)
                if piece[-3:-2].isdigit() or piece[-1] in ")."
                else None
            )
            if hidden:
                postcode = postcode or f"{hidden[1]} {hidden[2]}".upper()
                piece = piece[: hidden.start()].rstrip(" (")
            if piece and not (pieces and pieces[-1] == piece):
                pieces.append(piece)
    return pieces, postcode


@lru_cache(maxsize=100_000)
def _cut(line: str) -> tuple[str, ...]:
    return tuple(
        piece
        for piece in _CUT.split(_HALF.sub(r"\1½", " ".join(line.split())))
        if any(c.isalnum() for c in piece)
    )


def _by_columns(hints: Hints, pieces: list[str], postcode: str) -> Reading:
    """A reading whose street the council names itself; lines and columns fill in what the other leaves out."""
    street = " ".join(hints.street.split())
    key = street_key(street)
    parts = [part for piece in pieces for part in scan(piece)]
    at = next(
        (
            n
            for n, p in enumerate(parts)
            if p.kind is Kind.NAME and street_key(p.text) == key
        ),
        None,
    )
    if at is None:
        parts = [*_columns(hints), Part(Kind.NAME, street)]
        return _put_together(parts, len(parts) - 1, postcode, unsure=False)
    missing = _missing(parts, replace(hints, street=""))
    front = [part for part in missing if part.text != hints.number.strip()]
    house = [part for part in missing if part.text == hints.number.strip()]
    parts = [*front, *parts[:at], *house, *parts[at:]]
    return _put_together(parts, at + len(missing), postcode, unsure=False)


def _columns(hints: Hints) -> list[Part]:
    """Flat, building and house number from their columns; a bare number in the flat's column is a flat."""
    flat, *rest = (
        " ".join(text.split()) for text in (hints.flat, hints.building, hints.number)
    )
    parts = [part for text in rest for part in scan(text)]
    return [*([Part(Kind.UNIT, flat)] if flat.isdigit() else scan(flat)), *parts]


def _missing(parts: list[Part], hints: Hints) -> list[Part]:
    """What the council's columns say and the lines do not."""
    if hints == NO_HINTS:
        return []
    said = {word for part in parts for word in part.text.lower().split()}
    return [
        part
        for part in _columns(hints)
        if not said.issuperset(part.text.lower().split())
    ]


def _decide(parts: list[Part], postcode: str, streets: Collection[str]) -> Reading:
    names = [place for place, part in enumerate(parts) if part.kind is Kind.NAME]
    if not names:
        written = " ".join(part.text for part in parts)
        return Reading(street=written, postcode=postcode, unsure=True)
    place, unsure = _street_among(parts, names)
    run_on = split_run_on(parts[place].text)
    if run_on and street_key(run_on[1]) in streets:
        split = [Part(Kind.NAME, text) for text in run_on]
        parts = [*parts[:place], *split, *parts[place + 1 :]]
        return _put_together(parts, place + 1, postcode, unsure=False)
    unsure = unsure or run_on is not None
    if unsure and streets:
        known = [name for name in names if street_key(parts[name].text) in streets]
        place, unsure = (known[0], False) if len(known) == 1 else (place, unsure)
    return _put_together(parts, place, postcode, unsure=unsure)


def _street_among(parts: list[Part], names: list[int]) -> tuple[int, bool]:
    """Which of the names is the street, and whether that is unsure; the last plausible one where it is open."""
    ranks = [rank(parts[n].text) for n in names]
    numbered = [
        n for n in names if n and parts[n - 1].kind in (Kind.NUMBER, Kind.FRACTION)
    ]
    sure = [n for n, of in zip(names, ranks, strict=True) if of is Rank.STREET]
    if sure:
        return _among_sure(sure, [n for n in sure if n in numbered])
    return _among_unsure(parts, dict(zip(names, ranks, strict=True)), numbered)


def _among_unsure(
    parts: list[Part], ranks: dict[int, Rank], numbered: list[int]
) -> tuple[int, bool]:
    perhaps = [n for n, of in ranks.items() if of is Rank.PERHAPS]
    houses = [n for n in numbered if ranks[n] is not Rank.BUILDING]
    if houses:
        later = any(n > houses[-1] for n in perhaps)
        return houses[-1], later or len(houses) > 1
    if perhaps:
        only = len(perhaps) == 1 and perhaps[0] > 0
        return perhaps[-1], not (only and is_no_village(parts[perhaps[0]].text))
    unknown = [n for n, of in ranks.items() if of is Rank.UNKNOWN]
    return (unknown or list(ranks))[-1], True


def _among_sure(sure: list[int], numbered: list[int]) -> tuple[int, bool]:
    if numbered:
        return numbered[-1], len(numbered) > 1
    if len(sure) == 1 or sure[0] > 0:
        return sure[0], False
    return sure[-1], True


_BOUNDS = re.compile(
    r"(\d+)\s?(½|[A-Za-z])?(?:\s?(?:[-–—&]|to)\s?(\d+)\s?(½|[A-Za-z])?)?$",
    re.IGNORECASE,
)


class _House(NamedTuple):
    number: int | None = None
    letter: str = ""
    end: int | None = None
    end_letter: str = ""
    flat: str = ""


@lru_cache(maxsize=20_000)
def read_number(text: str) -> _House:
    """A house number taken apart: "16A", "4- 6", "12½", "12/3" (number 12, flat 3); no number where it is none."""
    fraction = re.fullmatch(r"(\d+)([A-Za-z]?)\s?/\s?(\w+)", text.strip())
    if fraction:
        return _House(int(fraction[1]), fraction[2].upper(), flat=fraction[3].upper())
    found = _BOUNDS.match(text.strip())
    if not found:
        return _House()
    number, end = int(found[1]), int(found[3]) if found[3] else None
    letter, end_letter = (found[2] or "").upper(), (found[4] or "").upper()
    if end is not None and (end < number or (end == number and letter >= end_letter)):
        return _House(
            number, letter, flat=f"{end}{end_letter}"
        )  # "12-3" is flat 3 at number 12
    return _House(number, letter, end, end_letter)


def _put_together(
    parts: list[Part], street: int, postcode: str, *, unsure: bool
) -> Reading:
    house, taken = _house(parts, street)
    flats: list[str] = []
    buildings: list[str] = []
    localities: list[str] = []
    for place, part in enumerate(parts):
        if place in taken:
            continue
        if part.kind is not Kind.NAME:
            flats.append(part.text)
        elif place < street or _is_block_after(parts, place):
            buildings.append(part.text)
        else:
            localities.append(part.text)
    return Reading(
        street=parts[street].text,
        number=house.number,
        letter=house.letter,
        end=house.end,
        end_letter=house.end_letter,
        flat=_join_flats([*flats, house.flat]),
        building=", ".join(buildings),
        locality=", ".join(localities),
        postcode=postcode,
        unsure=unsure,
    )


def _house(parts: list[Part], street: int) -> tuple[_House, set[int]]:
    """The street's own number and which parts are used up. It stands directly before the street, seldom after."""
    before = street - 1
    if before >= 0 and parts[before].kind in (Kind.NUMBER, Kind.FRACTION):
        house = read_number(parts[before].text)
        return house, {street, before} if house.number is not None else {street}
    after = street + 1
    if after < len(parts) and parts[after].kind is Kind.NUMBER:
        return read_number(parts[after].text), {street, after}
    if (
        street
        and parts[before].kind is Kind.UNIT
        and before
        and parts[before - 1].kind is Kind.NUMBER
    ):
        return read_number(parts[before - 1].text), {
            street,
            before - 1,
        }  # "12 Flat 3 Mill Road"
    return _House(), {street}


def _is_block_after(parts: list[Part], place: int) -> bool:
    """Whether a name after the street is its block ("Mill Road, Flat 3 Tower House"), not a village."""
    return (
        parts[place - 1].kind is not Kind.NAME
        and rank(parts[place].text) is Rank.BUILDING
    )


def _join_flats(flats: list[str]) -> str:
    return ", ".join(flat for flat in flats if flat)
