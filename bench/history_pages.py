"""Pages of past results at the server, with five general elections, by-elections, estimates and the hex map loaded.

The floor is a page of the same frame that has no figures, asked for by the same person just before. The first page after
a start works out what later ones find in memory; it has its own line, and so has the memory that all of them hold.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import psutil
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.timezone import now

from bench.database import new_database
from bench.figures import Figure
from hustings.apps.history.actions.loading import load

DATA = Path(__file__).parents[1].parent / "shared" / "data"
FILES = (
    "elections/uk_ge_candidates_2010_2024.csv.gz",
    "elections/uk_ge_constituencies_2010_2024.csv.gz",
    "elections/uk_by_election_candidates_2010_2026.csv",
    "elections/uk_by_election_constituencies_2010_2026.csv",
    "elections/notional_2005_on_2010_boundaries.csv.gz",
    "elections/notional_2019_on_2024_boundaries.csv.gz",
    "elections/1918-2019election_results.csv.gz",
    "geo/uk-constituencies-2024.hexjson",
)
LIMIT_MS, SEARCH_MS, TIMES = 150, 50, 9
NOTHING = "/guide/"
PAGES = {
    "past results": "/history/",
    "an election, with its map": "/history/2024/",
    "an election without a map": "/history/2010/",
    "an election as JSON": "/history/2024.json",
    "every seat, map and table": "/history/2024/seats/",
    "a region's seats": "/history/2024/seats/?region=London",
    "a seat": "/history/2024/seats/E14001305/",
    "a seat with by-elections, corrected": "/history/2016-05-05/seats/E14000921/",
    "a seat as CSV": "/history/2024/seats/E14001305.csv",
    "a party": "/history/2024/parties/Lab/",
    "a party as registered": "/history/2024/parties/Lab/?parties=registered",
    "a party as CSV": "/history/2024/parties/Lab.csv",
    "independents": "/history/2024/parties/Ind/",
    "independents added up": "/history/2024/parties/Ind/?parties=together",
    "a by-election": "/history/2016-05-05/",
    "a person": "/history/people/mnis-185/",
    "measures": "/history/2024/measures/",
    "measures by party": "/history/2024/measures/parties/",
    "measures by seat": "/history/2024/measures/seats/",
    "where to stand": "/history/2024/where-to-stand/",
    "other rules": "/history/2024/re-runs/",
    "two elections compared": "/history/compare/2019/2024/",
}
SEARCHES = ("isl", "mohamad", "birmingham perry bar", "a green", "jeremy corbin")


def run() -> list[Figure]:
    files = [DATA / name for name in FILES]
    if not all(file.exists() for file in files):
        print("The published results (shared/data) are not on this machine.", file=sys.stderr)  # fmt: skip
        return []
    with new_database():
        load(files=files, by="the benchmark", at=now(), good_rows=True)
        return _figures(_asked())


def _figures(ask: Callable[[str], None]) -> list[Figure]:
    before = _resident_mib()
    first = max(_ms(partial(ask, address)) for address in PAGES.values())
    found = _ms(partial(ask, _search(SEARCHES[0])))
    after = _resident_mib()
    return [
        *(_figure(name, address, ask, LIMIT_MS) for name, address in PAGES.items()),
        *(_figure(f"finding “{words}”", _search(words), ask, SEARCH_MS) for words in SEARCHES),
        Figure("the slowest page's first time after a start", first, "ms"),
        Figure("the first finding after a start", found, "ms"),
        Figure("memory that all these pages keep", after - before, "MiB"),
    ]  # fmt: skip


def _search(words: str) -> str:
    return f"/history/search/?q={words.replace(' ', '+')}"


def _figure(
    name: str, address: str, ask: Callable[[str], None], limit: float
) -> Figure:
    floor = median(_ms(lambda: ask(NOTHING)) for _ in range(TIMES))
    taken = median(_ms(lambda: ask(address)) for _ in range(TIMES))
    return Figure(name, taken, "ms", floor, limit)


def _ms(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return 1000 * (perf_counter() - started)


def _asked() -> Callable[[str], None]:
    """What asks for a page as somebody who has signed in, and sees that it came."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.create(username="the-benchmark"))

    def ask(address: str) -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")

    return ask


def _resident_mib() -> float:
    return float(psutil.Process().memory_info().rss) / 2**20
