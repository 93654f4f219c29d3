"""One piece of an address cut into flat, number and name: "Flat 3 12 Mill Road" is one of each.

The pieces are what stands between commas in the council's lines. Which of the names is the street is decided later
(`addresses`), with all pieces in view.
"""

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from hustings.core.register.streets import Rank, rank


class Kind(Enum):
    UNIT = auto()
    NUMBER = auto()
    FRACTION = auto()
    NAME = auto()


class Part(NamedTuple):
    """One piece of an address; `text` as written, tidied."""

    kind: Kind
    text: str


_NUMBER_TEXT = r"\d{1,5}(?:½|\s?[A-Z](?![A-Z'’]))?(?:\s?(?:[-–—&]|\bto\b)\s?\d{1,5}(?:½|\s?[A-Z](?![A-Z'’]))?)?(?![A-Z\d])"
_NUMBER = re.compile(rf"(?:no\.?\s?|number\s|\#)?({_NUMBER_TEXT})", re.IGNORECASE)
_FRACTION = re.compile(
    r"(?:\d{1,4}[A-Z]?|[GB])\s?/\s?(?:\d{1,3}[A-Z]?|[LRABCDEFG])(?![\w/])",
    re.IGNORECASE,
)
_UNIT_ID = (
    r"(?:[A-Z]{0,2}\d+[A-Z]?(?:\s?[/.-]\s?[A-Z]?\d+[A-Z]?)*|[GB]/\d+|[A-Z])(?![\w'’])"
)
_UNIT_WORD = (
    "flat|apartment|appartment|apt|unit|room|rm|studio|suite|bedsit|maisonette|caravan|pitch|berth|moorings?|plot|chalet|"
    "cabin|penthouse|bed|bedroom|static|block|annexe|annex"
)
_UNIT = re.compile(
    rf"(?:the\s)?(?:{_UNIT_WORD})\.?\s?(?:no\.?\s?|number\s)?{_UNIT_ID}", re.IGNORECASE
)
_UNIT_ALONE = re.compile(
    rf"(?:the\s)?(?:{_UNIT_WORD})(?:\s(?:over|above|at|behind|rear of)\b.*)?$",
    re.IGNORECASE,
)
_FLOOR = re.compile(
    r"(?:the\s)?(?:(?:lower|upper|ground|first|second|third|fourth|fifth|top|basement|garden|rear|front|middle|attic|"
    r"\d(?:st|nd|rd|th)|left|right|and|&)\s)*"
    r"(?:(?:(?:lower|upper|ground|first|second|third|fourth|fifth|top|basement|\d(?:st|nd|rd|th))\s)floor"
    r"(?:\s(?:left|right|front|rear|middle))?(?:\s(?:flat|apartment|maisonette|studio|room))?"
    rf"|(?:lower|upper|ground|top|basement|garden|rear|front|middle|attic|left|right)\s(?:flat|apartment|maisonette|studio))"
    rf"(?:\s{_UNIT_ID}(?=$|\s\d|\s?,))?(?!\w)",
    re.IGNORECASE,
)
_CODE = r"(?:\d{1,2}F\d{1,2}|[GPB]F\d{0,2}|[GT12]F[LRM])"
_EDINBURGH = re.compile(rf"{_CODE}(?!\w)", re.IGNORECASE)
_BESIDE = re.compile(
    rf"(?:(?:land|flats?|{_UNIT_WORD})\s)?(?:(?:at\s)?rear of|r/o|adjacent to|adjoining|at|behind|above|over|c/o)(?=\s\d)",
    re.IGNORECASE,
)
_UNITS = (_BESIDE, _UNIT, _FLOOR, _EDINBURGH, _UNIT_ALONE)
# A name runs on until a number with a word behind it, a number at the end, or a flat: "Tower House 12 Mill Road",
# "Mill Road 12", "Mill Road Flat 3".
_NAME = re.compile(
    rf".+?(?=\s(?:{_NUMBER_TEXT}(?:\s[A-Z]|$)|\(?(?:flat|apartment|apt|unit|room)\s{_UNIT_ID}\)?$|{_CODE}$"
    rf"|\((?:{_UNIT_WORD})\s[^)]*\)?$|\(?(?:basement|annexe?|maisonette)\)?$)|$)",
    re.IGNORECASE,
)
_AT_END = re.compile(r"\s(?:flat\b.*|basement|annexe?|maisonette)$", re.IGNORECASE)
_PLAIN = re.compile(r"(\d{1,5}) ([A-Za-z][A-Za-z'’.\-]+(?: [A-Za-z'’.\-]+)*)$")


@lru_cache(maxsize=100_000)
def scan(piece: str) -> tuple[Part, ...]:
    """What one piece holds, in order: "Flat 3 12 Mill Road" is a unit, a number and a name."""
    simple = _PLAIN.match(piece)
    if (
        simple
        and len(simple[2]) > 1
        and not _AT_END.search(piece)
        and not _is_compass_letter(simple[2])
    ):
        return (Part(Kind.NUMBER, simple[1]), Part(Kind.NAME, simple[2]))
    parts: list[Part] = []
    rest = piece.strip(" -.()")
    while rest:
        part, used = _next_part(rest)
        parts.append(part)
        rest = rest[used:].lstrip(" -.,:()").rstrip("(")
    return tuple(parts)


def _is_compass_letter(name: str) -> bool:
    """ "16 A Mill Road" is number 16A, not a street called "A Mill Road"; "to" belongs to a range."""
    return name[1:2] == " " or name.lower().startswith("to ")


def _next_part(rest: str) -> tuple[Part, int]:
    for pattern in _UNITS:
        found = pattern.match(rest)
        if found and not _is_name_after_all(found[0], rest):
            return Part(Kind.UNIT, found[0]), found.end()
    fraction = _FRACTION.match(rest)
    if fraction:
        return Part(Kind.FRACTION, fraction[0].replace(" ", "")), fraction.end()
    number = _NUMBER.match(rest)
    if number:
        return Part(Kind.NUMBER, number[1]), number.end()
    name = _NAME.match(rest)
    text = name[0] if name else rest
    return Part(Kind.NAME, text), len(text)


def _is_name_after_all(unit: str, rest: str) -> bool:
    """ "Block A" is a flat's place, "Room A Lane" is not: a unit named by a lone letter must not run on into a street."""
    lone_letter = len(unit) > 2 and unit[-2] == " " and unit[-1].isalpha()
    return (
        lone_letter
        and len(rest) > len(unit)
        and rest[len(unit) :].count(" ") == 1
        and rank(rest) is Rank.STREET
    )
