"""Elector numbers: what the law calls an elector by.

The letters of the polling district and a number together name one elector of one council's register. People added after
the register was printed are squeezed in with a suffix: between 100 and 101 come 100/1 and 100/2. Suppliers write the
suffix in four ways: a column of its own, `100/1`, `100-1` or with a point, `100.1`; and some write district and number
as one string, `AB1-100/1`, in which the district may itself hold hyphens and strokes (`KD-2/2-289/1`). We keep what was
written beside what we understood.

Suffixes are compared without what says nothing: no suffix is the same as 0; after a stroke or hyphen, or in a column of
its own, it is a whole number, so leading zeros go (100/01 is 100/1); in the decimals of Democracy Counts it is a fraction,
so trailing zeros go (3.50 is 3.5, and 5.000 has none).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

NUMBER = re.compile(
    r"0*([0-9]{1,7})(?: ?([/.\-]) ?([0-9A-Za-z]{1,8})|([A-Za-z]{1,2}))?", re.ASCII
)
JOINED = re.compile(r"(.*[^\s\-])\s*-\s*([0-9]+)\s*-\s*([0-9A-Za-z]{1,8})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ElectorNumber:
    """An elector's number: `number` from 1 up, `suffix` "" for none, `raw` the text as the council wrote it.

    Two numbers are equal when they name the same elector, however each was written.
    """

    district: str
    number: int
    suffix: str = ""
    raw: str = field(default="", compare=False)

    @property
    def display(self) -> str:
        """The number within its district, with the suffix only if there is one: `888`, `888/8`."""
        return f"{self.number}/{self.suffix}" if self.suffix else str(self.number)

    def __str__(self) -> str:
        return f"{self.district}-{self.display}"


@lru_cache(maxsize=20_000)
def parse_number(text: str, *, decimals: bool = False) -> tuple[int, str] | None:
    """Number and suffix of `12`, `12/1`, `12-1`, `12.1` or `12A`; None for anything else, and for number 0.

    Where a supplier writes `decimals`, 3.50 has suffix 5; elsewhere a point is like a stroke, and 100.10 has suffix 10.
    """
    found = NUMBER.fullmatch(text.strip())
    if not found:
        return None
    number, mark, suffix, letters = found.groups()
    if mark == "." and not suffix.isdecimal():
        return None
    plain = (
        fraction_suffix(suffix)
        if mark == "." and decimals
        else whole_suffix(suffix or letters or "")
    )
    return (int(number), plain) if int(number) else None


def whole_suffix(text: str) -> str:
    """A suffix from a column of its own or after a stroke, leading zeros gone: "0" and "" are none, "01" is "1"."""
    return text.strip().lstrip("0").upper()


def fraction_suffix(digits: str) -> str:
    """A suffix after a decimal point, trailing zeros gone: "000" is none, "50" is "5", "75" stays."""
    return digits.rstrip("0")


def split_at_last_hyphen(text: str) -> ElectorNumber | None:
    """An Xpress one-string number: the district is all before the last hyphen, even with hyphens or strokes in it."""
    district, hyphen, rest = text.rpartition("-")
    parsed = parse_number(rest)
    if not hyphen or not district.strip() or parsed is None:
        return None
    return ElectorNumber(district.strip(), *parsed, raw=text)


def parse_joined(text: str, districts: Iterable[str] = ()) -> ElectorNumber | None:
    """District and number written as one string; the longest of the known `districts` that fits wins.

    Where none is known, `PD1-136-0` is read as district, number, suffix, and other texts split at the last hyphen.
    """
    for district in sorted(districts, key=len, reverse=True):
        rest = _after(text, district)
        parsed = parse_number(rest) if rest else None
        if parsed:
            return ElectorNumber(district, *parsed, raw=text)
    found = JOINED.fullmatch(text.strip())
    if found and int(found[2]):
        return ElectorNumber(
            found[1].strip(), int(found[2]), whole_suffix(found[3]), text
        )
    return split_at_last_hyphen(text)


def _after(text: str, district: str) -> str:
    """What follows `district` and its hyphen, stroke or space at the start of `text`; "" if it does not start so."""
    head, rest = text[: len(district)], text[len(district) :]
    if head.casefold() != district.casefold() or not rest:
        return ""
    if rest[0] in "-/. ":
        return rest.lstrip("-/. ")
    return "" if district[-1:].isdecimal() else rest
