"""The positional layout of Idox Elections: no headings are known, so the columns are told by what stands in them.

Column 1 is the district, 2 the number, 22 the postcode. An update has one more column in third place, a sign and a month:
`+Jan` added, `-Feb` deleted, `=Mar` amended, and all that follows is one further to the right.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hustings.core.register.cells import MONTH_NAMES, POSTCODE
from hustings.core.register.layouts.layout import Layout
from hustings.core.register.layouts.mapping import ColumnMapping, Columns
from hustings.core.register.numbers import parse_number
from hustings.core.register.rows import Change, Family, Kind

CODES = {"+": Change.ADD, "-": Change.CLOSE, "=": Change.AMEND}
SIGN_AND_MONTH = re.compile(rf"[+\-=] ?(?:{MONTH_NAMES})[a-z]*", re.IGNORECASE)
POSTCODE_AT = 21
SAMPLE = 200
LONGEST_DISTRICT = 10
MOST = 0.8
"""Share of the filled cells in column 22 that must be postcodes: a few are foreign."""


def _columns(kind: Kind) -> Columns:
    """The fixed columns: index 0 is the first; an update's third column pushes the rest along."""
    by = 0 if kind is Kind.FULL else 1
    at = {
        "district": 0,
        "number": 1,
        "marker": 2 + by,
        "attainer_date": 3 + by,
        "surname": 4 + by,
        "postcode": 21 + by,
    }
    if by:
        at["change"] = 2
    lists = {
        "forenames": (5 + by,),
        "address": tuple(range(6 + by, 14 + by)),
        "parts": (15 + by, -1, 14 + by, 16 + by),
        "months": (),
    }
    return Columns(
        ColumnMapping(kind=kind, codes=CODES if by else {}), (), 22 + by, at, lists
    )


FULL = Layout(
    "idox-positional",
    Family.IDOX_POSITIONAL,
    ColumnMapping(),
    fixed=_columns(Kind.FULL),
)
UPDATE = Layout(
    "idox-positional-update",
    Family.IDOX_POSITIONAL,
    ColumnMapping(kind=Kind.UPDATE, codes=CODES),
    fixed=_columns(Kind.UPDATE),
)
LAYOUTS = (FULL, UPDATE)


def positional(rows: Sequence[Sequence[str]]) -> tuple[Layout, int] | None:
    """The layout and the index of its first row, if the rows look like this family's; None if they do not."""
    sample = [row for row in rows[:SAMPLE] if _is_elector(row)]
    if not sample:
        return None
    updates = sum(bool(SIGN_AND_MONTH.fullmatch(row[2].strip())) for row in sample)
    layout = UPDATE if updates * 2 > len(sample) else FULL
    columns = layout.columns
    if layout is FULL and not _ends_in_postcodes(sample, columns.at["postcode"]):
        return None
    usual = Counter(len(row) for row in sample).most_common(1)[0][0]
    wide = replace(columns, width=max(usual, columns.width))
    return replace(layout, fixed=wide), _first_row(rows, wide)


def _ends_in_postcodes(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether column 22 holds postcodes and little else; overseas and anonymous entries have none."""
    filled = [row for row in rows if len(row) > at and row[at].strip()]
    coded = sum(_has_postcode(row, at) for row in filled)
    return coded > 0 and coded >= MOST * len(filled)


def _first_row(rows: Sequence[Sequence[str]], columns: Columns) -> int:
    """The index of the first row of electors: lines of too few cells are titles, and so is one line of words (headings)."""
    start = next(at for at, row in enumerate(rows) if len(row) > POSTCODE_AT)
    first = rows[start]
    words = not any(figure.isdecimal() for figure in first[1]) and not _has_postcode(
        first, columns.at["postcode"]
    )
    return start + words


def _is_elector(row: Sequence[str]) -> bool:
    """Whether a row can be an elector of this layout: enough columns, a short district, a number."""
    return (
        len(row) > POSTCODE_AT
        and 0 < len(row[0].strip()) <= LONGEST_DISTRICT
        and parse_number(row[1]) is not None
    )


def _has_postcode(row: Sequence[str], at: int) -> bool:
    return len(row) > at and POSTCODE.fullmatch(row[at].strip()) is not None
