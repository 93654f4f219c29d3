"""Which of two updates is the older.

Updates must be applied in the order in which the council made them. A file tells its month in a column, in a line above
its headings, or in its name. The register's year runs from December to November, so months are compared around the
year: up to five months back is an older file, anything else a newer one.
"""

import re

from hustings.core.elections import wording
from hustings.core.register.cells import MONTH_NAMES, MONTHS

MONTH_WORD = re.compile(
    rf"(?<![a-z])({MONTH_NAMES})(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember|t)?(?![a-z])",
    re.IGNORECASE,
)
BACK = 7
"""Months forward, around the year, from which on it is nearer to go back."""


def month_in(text: str) -> int | None:
    """The month, 1 to 12, whose name a title or a file's name holds last; None if it names none."""
    found = MONTH_WORD.findall(text)
    return MONTHS.index(found[-1].lower()) + 1 if found else None


def month_of_number(text: str) -> int | None:
    """The month of a register month's cell: `3`, `03` or with the year `202603`; None for anything else."""
    digits = text.strip().removesuffix(".0")
    if not (digits.isascii() and digits.isdecimal()):
        return month_in(text)
    month = int(digits) % 100 if len(digits) == len("202603") else int(digits)
    return month if 1 <= month <= len(MONTHS) else None


def month_name(month: int) -> str:
    """The month in a sentence: 3 is "March"."""
    return wording.MONTHS[month - 1]


def is_older(month: int, than: int) -> bool:
    """Whether an update of `month` was made before one of month `than`."""
    return (month - than) % 12 >= BACK
