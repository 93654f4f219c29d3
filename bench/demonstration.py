"""Loading the demonstration: 72,000 invented electors through the real importer, four weeks of canvassing and all."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import database
from bench.figures import Figure, measure
from hustings.apps.demonstration.actions import load
from hustings.core.demonstration.constituency import make_constituency
from hustings.core.demonstration.files import write_files

DAY = date(2026, 11, 19)
ELECTORS = 72_000


def run() -> list[Figure]:
    """The floor is inventing the same constituency and writing its files, with no database at all."""
    assert database.HOME.exists()
    with TemporaryDirectory() as place:
        floor = measure(
            lambda: write_files(
                make_constituency(1, ELECTORS, polling_day=DAY), Path(place)
            )
        )
    loading = measure(
        lambda: load(report=lambda percent: None, electors=ELECTORS, today=DAY)
    )
    return [
        Figure(
            "demonstration of 72,000 electors loaded",
            loading.seconds,
            "s",
            floor=floor.seconds,
            limit=40,
            peak_mib=loading.peak_mib,
        )
    ]
