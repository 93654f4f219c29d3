"""A line of CSV as cells, and back."""

import csv
from collections.abc import Sequence
from io import StringIO

from hustings.core.counting.files.faults import Told
from hustings.core.register.cells import as_written, neutralised

DELIMITERS = ",;\t|"


def delimiter_of(text: str) -> str:
    """What stands between the cells of a heading."""
    return max(DELIMITERS, key=text.count)


def cells_of(text: str, delimiter: str = ",") -> list[str]:
    """The cells of a line; raises Told where they cannot be told apart."""
    if text.count('"') % 2:
        raise Told("a quotation mark that is not closed", "it closed on the same line")
    try:
        cells = next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        raise Told("a cell of more than 100,000 letters", "names and numbers") from None
    return list(map(as_written, cells))


def written_row(cells: Sequence[object]) -> str:
    """A line of CSV in which no spreadsheet finds a formula to run; `cells_of` reads names as they were."""
    out = StringIO()
    harmless = [neutralised(str(cell)) for cell in cells]
    csv.writer(out, lineterminator="\n").writerow(harmless)
    return out.getvalue()
