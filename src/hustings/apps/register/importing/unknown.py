"""A layout that we do not know: its headings, for a person to say which column means what."""

from contextlib import suppress
from itertools import islice

from hustings.apps.register.importing.preview import mappings_of, sources_of
from hustings.apps.register.models import Import
from hustings.core.register.files import open_file
from hustings.core.register.sources import find_tables
from hustings.core.register.tables import Table, UnreadableFile

HEAD = 40
FEWEST_COLUMNS = 3


def unknown_headings(of_import: Import) -> list[str]:
    """The headings of the first file of no known layout; none where there is no such table."""
    mappings = mappings_of(of_import.council)
    for source in sources_of(of_import):
        with suppress(UnreadableFile):
            for table in find_tables(source).tables:
                try:
                    open_file(table, mappings)
                except UnreadableFile:
                    return _headings(table)
    return []


def _headings(table: Table) -> list[str]:
    """The first line that looks like headings: words in most of at least three columns, no digits in most."""
    best: list[str] = []
    for delimiter in table.delimiters:
        for record in islice(table.records(delimiter), HEAD):
            words = [cell.strip() for cell in record.cells]
            named = [word for word in words if word and not word[0].isdigit()]
            if len(named) >= max(FEWEST_COLUMNS, 0.6 * len(words)):
                if len(words) > len(best):
                    best = words
                break
    return best
