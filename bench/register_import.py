"""Reading a register of 75,000 electors into the database: CSV, XLSX, and an update of 5,000 rows.

The floor is the least that any program must do: read the same file with `csv`, and COPY rows that somebody else has
made ready into the same tables, with their keys, indexes, references and audit triggers.
"""

import csv
import tempfile
from functools import partial
from pathlib import Path

from django.db import connection
from django.utils.timezone import now

from bench.database import new_database
from bench.figures import Figure, Measured, measure
from bench.register_files import BY, import_file, make_council, previewed, write_files
from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Council
from hustings.apps.jobs.actions import path_of
from hustings.apps.register.importing.applying import apply_plan
from hustings.apps.register.models import Import


def run() -> list[Figure]:
    with new_database(), tempfile.TemporaryDirectory() as place:
        full, book, update = write_files(Path(place))
        floor_council, council, other = make_council(), make_council(), make_council()
        floor = _floor(floor_council, full)
        stored = measure(partial(import_file, council, full))
        from_book = measure(partial(import_file, other, book))
        update_floor = _floor(floor_council, update)
        updated = measure(partial(import_file, council, update))
    return [
        _figure("75,000 electors from CSV, read, checked and stored", stored, floor, 8),
        Figure("  its processor time, without the database's", stored.processor, "s", floor.processor),
        Figure("  its ratio to the floor", stored.seconds / floor.seconds, "x", limit=3),
        Figure("  its peak memory", stored.peak_mib, "MiB", floor.peak_mib, 400),
        _figure("the same from XLSX", from_book, stored, 2 * stored.seconds),
        _figure("5,000 changes applied to 75,000 electors", updated, update_floor, 2),
    ]  # fmt: skip


def _figure(name: str, measured: Measured, floor: Measured, limit: float) -> Figure:
    return Figure(name, measured.seconds, "s", floor.seconds, limit, measured.peak_mib)


def _floor(council: Council, path: Path) -> Measured:
    """Read the file with `csv` and store rows made ready beforehand."""
    ready = previewed(council, path)
    measured = measure(partial(_read_and_copy, ready, path))
    with acting(BY, "note what was stored"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE register_registerstate SET version = version + 1 WHERE campaign_id = %s",
            [council.campaign_id],
        )
    return measured


def _read_and_copy(ready: Import, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))
    if ready.plan is None or not rows:
        raise RuntimeError("nothing was made ready")
    with acting(BY, "store what was made ready"):
        apply_plan(
            path_of(ready.plan),
            ready.campaign_id,
            at=now(),
            absent_too=False,
            lists_too=False,
        )
