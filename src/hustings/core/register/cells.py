"""What one cell of a council's file says: tidied text, dates, postcodes, month numbers, and formulas that are none of ours.

Spreadsheets leave traces in text: spaces that do not break, hyphens that do not show, invisible marks. They go, so that
the same name is the same text in every file. A cell that begins like a formula would be run by the next spreadsheet that
opens it; such cells are not read, and whatever we write out is made harmless with an apostrophe, which reading takes
away again.
"""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

SPACES = dict.fromkeys([0xA0, 0x2007, 0x202F, 0x2009, 0x3000], " ")
INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, 0x200E, 0x200F])
CONTROLS: dict[int, str | None] = {
    **dict.fromkeys([*range(0, 9), *range(14, 32), 127]),
    11: " ",
    12: " ",
}
TRACES = {**SPACES, **INVISIBLE}

MONTH_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
FORMULA = re.compile(
    rf"=(?!(?:{MONTH_NAMES})[a-z]*$)|@|[+\-].*[(!|]", re.IGNORECASE | re.DOTALL
)
SIGN = re.compile(r"[=+\-@]")
ESCAPED = re.compile(r"'+[=+\-@]")
POSTCODE = re.compile(
    r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})", re.IGNORECASE | re.ASCII
)
ENDS_IN_POSTCODE = re.compile(
    r"(?:^|.*?[\s,])([A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2})", re.IGNORECASE | re.ASCII
)

NO_DATE = re.compile(r"[0/.\-: ]*|n/?a|nan|null|none|nil", re.IGNORECASE)
DAYS_OF_NOBODY = frozenset(
    {date(1, 1, 1), date(1753, 1, 1), date(1899, 12, 30), date(1899, 12, 31)}
)
"""What databases write where there is no date: the first days that they can count from."""
NUMERIC_DATE = re.compile(
    r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})", re.ASCII
)
ISO_DATE = re.compile(r"([0-9]{4})[/.\-]?([0-9]{2})[/.\-]?([0-9]{2})", re.ASCII)
NAMED_DATE = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?[ /.\-]([a-z]{3,9})[ /.\-,]+([0-9]{4}|[0-9]{2})",
    re.ASCII | re.IGNORECASE,
)
TIME_OF_DAY = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.0+)?$", re.ASCII)
SERIAL_DATE = re.compile(r"[2-6][0-9]{4}", re.ASCII)
SERIAL_DAY_ZERO = date(1899, 12, 30)
MONTHS = MONTH_NAMES.split("|")


def tidy(text: str) -> str:
    """`text` without spaces at its ends, and with one space where there were several."""
    return " ".join(text.split())


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run this cell: `=…`, `@…`, or a call behind `+` or `-`; not a month's sign, `=Mar`."""
    return FORMULA.match(text) is not None


def neutralised(text: str) -> str:
    """`text` with an apostrophe before it if a spreadsheet might run it."""
    return f"'{text}" if SIGN.match(text) or ESCAPED.match(text) else text


def as_written(text: str) -> str:
    """What `neutralised` was given: one apostrophe less before a sign."""
    return text[1:] if ESCAPED.match(text) else text


@lru_cache(maxsize=4096)
def parse_date(text: str) -> date | None:
    """The date that a cell gives, None for a cell that gives none; ValueError for anything else.

    Day before month: 04/07/2008, 4.7.08, 4 July 2008, 2008-07-04, a time of day behind it, or a spreadsheet's day number.
    """
    plain = TIME_OF_DAY.sub("", text.strip())
    if NO_DATE.fullmatch(plain):
        return None
    when = _date(plain)
    return None if when in DAYS_OF_NOBODY else when


def _date(plain: str) -> date:
    if found := NUMERIC_DATE.fullmatch(plain):
        return date(_year(found[3]), int(found[2]), int(found[1]))
    if found := ISO_DATE.fullmatch(plain):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := NAMED_DATE.fullmatch(plain):
        return date(
            _year(found[3]), MONTHS.index(found[2][:3].lower()) + 1, int(found[1])
        )
    if SERIAL_DATE.fullmatch(plain):
        return SERIAL_DAY_ZERO + timedelta(days=int(plain))
    raise ValueError(plain)


def _year(text: str) -> int:
    """A year of four figures, or of two: people come of age between 1970 and 2069."""
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < 70 else 1900)


def shown_date(when: date | None) -> str:
    """The date as the suppliers write it, 04/07/2008."""
    return f"{when.day:02}/{when.month:02}/{when.year:04}" if when else ""


@lru_cache(maxsize=50_000)
def tidy_postcode(text: str) -> str:
    """A postcode in capitals with its one space; a foreign code or other text as it stands."""
    found = POSTCODE.fullmatch(text)
    return f"{found[1]} {found[2]}".upper() if found else text


@lru_cache(maxsize=50_000)
def postcode_at_end(line: str) -> tuple[str, str]:
    """A line parted into what stands before a postcode at its end, and the postcode; ("…", "") where there is none."""
    found = ENDS_IN_POSTCODE.fullmatch(line)
    if not found:
        return line, ""
    return line[: found.start(1)].rstrip(" ,"), tidy_postcode(found[1])


def text_of(value: object) -> str:
    """A spreadsheet's cell as text: 12.0 is "12", a date "04/07/2008", true "TRUE"."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime | date):
        return shown_date(value)
    return str(value)
