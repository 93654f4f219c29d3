"""Loading published results: 19,260 candidacies of five general elections, and the long series since 1918.

The floor is the least that any program must do: unpack the files, read their rows with `csv`, and COPY rows that somebody
else has made ready into the same tables, with their keys, indexes and references.
"""

import csv
import gzip
import io
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.db import connection, connections, models, transaction
from django.utils.timezone import now

from bench.database import new_database
from bench.figures import Figure, Measured, measure
from hustings.apps.history.actions.loading import Told, load
from hustings.apps.history.models import Candidacy, LongSeries, Release, Seat
from hustings.apps.history.queries.elections import election_on, polling_days

FOLDER = Path(__file__).parents[1].parent / "shared" / "data" / "elections"
GENERAL = ("uk_ge_candidates_2010_2024.csv.gz", "uk_ge_constituencies_2010_2024.csv.gz")
SERIES = ("1918-2019election_results.csv.gz",)
LIMIT_S, ELECTION_MS = 3.0, 100.0


def run() -> Iterator[Figure]:
    if not FOLDER.exists():
        print("The published results (shared/data) are not on this machine.", file=sys.stderr)  # fmt: skip
        return
    with new_database():
        loaded = measure(partial(_load, GENERAL))
        again = measure(partial(_load, GENERAL))
        opened = [measure(partial(election_on, each.day)) for each in polling_days()]
        floor = _floor(GENERAL, (Release, Seat, Candidacy))
    yield Figure("19,260 candidacies from the gz, read, checked and stored", loaded.seconds, "s", floor.seconds, LIMIT_S, loaded.peak_mib)  # fmt: skip
    yield Figure("  its processor time, without the database's", loaded.processor, "s", floor.processor)  # fmt: skip
    yield Figure("  the same files again, which change nothing", again.seconds, "s", floor.seconds)  # fmt: skip
    yield Figure("  an election out of the database, slowest of five", 1000 * max(each.seconds for each in opened), "ms")  # fmt: skip
    with new_database():
        loaded = measure(partial(_load, SERIES))
        floor = _floor(SERIES, (Release, LongSeries))
    yield Figure("17,698 seats since 1918, read, checked and stored", loaded.seconds, "s", floor.seconds, LIMIT_S, loaded.peak_mib)  # fmt: skip


def _load(names: tuple[str, ...]) -> Told:
    return load(files=[FOLDER / name for name in names], by="bench", at=now())


def _floor(names: tuple[str, ...], tables: tuple[type[models.Model], ...]) -> Measured:
    """Take the rows out as they lie there, empty the tables, and put them back while the files are read."""
    named = [table._meta.db_table for table in tables]
    ready = {name: _out(name) for name in named}
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(named)} CASCADE")
    return measure(partial(_read_and_copy, names, ready))


def _out(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as rows:
        return b"".join(bytes(row) for row in rows)


def _read_and_copy(names: tuple[str, ...], ready: dict[str, bytes]) -> None:
    for name in names:
        text = gzip.decompress((FOLDER / name).read_bytes()).decode("cp1252", "replace")
        if not list(csv.reader(io.StringIO(text))):
            raise RuntimeError("nothing was read")
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in ready.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)
