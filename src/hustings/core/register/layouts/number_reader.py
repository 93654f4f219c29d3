"""Elector numbers from their columns.

District, number and suffix may stand in columns of their own, the suffix may be part of the number, or all three may be
one string. Whatever the file does, the text as written is kept beside what it means.
"""

import re
from collections.abc import Sequence
from functools import partial

from hustings.core.register.layouts.mapping import Columns, NumberStyle
from hustings.core.register.numbers import (
    ElectorNumber,
    fraction_suffix,
    parse_joined,
    parse_number,
    split_at_last_hyphen,
    whole_suffix,
)
from hustings.core.register.rows import NotRead

A_NUMBER = "a number from 1 up, perhaps with a suffix (12, 12/1)"
A_SUFFIX = "a suffix of figures or letters (1), or nothing"
A_DISTRICT = "the letters of a polling district"
HYPHENATED = "district and number with a hyphen between (AB1-12 or AB1-12/1)"
LONGEST_DISTRICT = 20
SUFFIX = re.compile(r"[/\-]?([0-9A-Za-z]{0,8})(?:\.0+)?", re.ASCII)
FRACTION = re.compile(r"0?\.([0-9]{1,8})", re.ASCII)


class NumberReader:
    """Reads the elector number of each row of one file."""

    def __init__(self, columns: Columns, districts: Sequence[str]) -> None:
        self._columns = columns
        self._districts = sorted(set(districts), key=len, reverse=True)
        at = columns.index
        self._district, self._number, self._suffix = (
            at("district"),
            at("number"),
            at("suffix"),
        )
        self._whole, self._honours = at("whole_number"), at("name_suffix")
        self._style = columns.mapping.style
        self._parse = partial(parse_number, decimals=columns.mapping.decimals)

    def __call__(self, cells: Sequence[str]) -> ElectorNumber:
        """The number of the row; `NotRead` where there is none to be found."""
        if self._style is not NumberStyle.COLUMNS:
            return self._one_string(cells, self._number)
        if (
            self._whole >= 0
            and cells[self._whole]
            and not (cells[self._district] and cells[self._number])
        ):
            return self._one_string(cells, self._whole)
        district = self._checked_district(cells)
        written = cells[self._number]
        parsed = self._parse(written) or self._with_district(district, written)
        if parsed is None:
            raise NotRead(self._number, written, A_NUMBER)
        suffix, shown = self._suffix_column(cells)
        if suffix:
            return ElectorNumber(district, parsed[0], suffix, f"{written}/{shown}")
        return ElectorNumber(district, *parsed, written)

    def _one_string(self, cells: Sequence[str], at: int) -> ElectorNumber:
        text = cells[at]
        if self._style is NumberStyle.LAST_HYPHEN:
            number = split_at_last_hyphen(text)
        else:
            number = parse_joined(text, self._districts)
        if number is None and self._district >= 0 and (parsed := self._parse(text)):
            number = ElectorNumber(self._checked_district(cells), *parsed, text)
        if number is None or len(number.district) > LONGEST_DISTRICT:
            raise NotRead(at, text, HYPHENATED)
        return number

    def _checked_district(self, cells: Sequence[str]) -> str:
        district = cells[self._district]
        if not district or len(district) > LONGEST_DISTRICT:
            raise NotRead(self._district, district, A_DISTRICT)
        return district

    def _with_district(self, district: str, written: str) -> tuple[int, str] | None:
        """The number in a text that repeats its district: `AB1-12/1` in district AB1."""
        head, rest = written[: len(district)], written[len(district) :].strip()
        return self._parse(rest[1:]) if head == district and rest[:1] == "-" else None

    def _suffix_column(self, cells: Sequence[str]) -> tuple[str, str]:
        """The suffix in a column of its own, and as written; a figure where a name's suffix stands (Eros) counts too."""
        at = self._suffix
        if at < 0 and cells[self._honours].isdecimal():
            at = self._honours
        written = cells[at] if at >= 0 else ""
        if fraction := FRACTION.fullmatch(written):
            return fraction_suffix(fraction[1]), written
        whole = SUFFIX.fullmatch(written)
        if whole is None:
            raise NotRead(at, written, A_SUFFIX)
        return whole_suffix(whole[1]), written.lstrip("/-")
