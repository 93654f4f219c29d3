"""The register written out again: CSV that any spreadsheet opens, and that runs nothing there."""

import csv
from collections.abc import Iterator

from hustings.apps.register.models import Elector, ElectorQuerySet
from hustings.core.register.cells import neutralised, shown_date

HEADINGS = (
    "authority", "district", "number", "suffix", "raw_number", "title", "surname", "forenames", "address",
    "postcode", "franchise", "attains_on", "may_vote",
)  # fmt: skip


class _Line:
    """A file of one line: what the csv writer writes is given back."""

    def write(self, text: str) -> str:
        return text


def csv_lines(electors: ElectorQuerySet) -> Iterator[str]:
    """The electors as lines of CSV, in the order of their numbers; a cell like a formula is made harmless.

    An anonymous entry gives its number and marker alone.
    """
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(HEADINGS)
    rows = electors.select_related("district__council").in_number_order()
    for elector in rows.iterator(chunk_size=5000):
        yield writer.writerow([neutralised(text) for text in _cells(elector)])


def _cells(elector: Elector) -> tuple[str, ...]:
    return (
        elector.district.council.name,
        elector.district.code,
        str(elector.number),
        elector.suffix,
        elector.raw_number,
        elector.title,
        elector.surname,
        elector.forenames,
        ", ".join(elector.address),
        elector.postcode,
        elector.franchise,
        shown_date(elector.attains_on),
        elector.may_vote,
    )
