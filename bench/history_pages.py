"""Pages of past results at the server, with five general elections, by-elections, estimates and the hex map loaded.

The floor is a page of the same frame that has no figures, asked for by the same person just before. What the first person
finds after a start has its own lines: pages asked for when nothing is worked out, each in a process that has just
started, and pages asked for when the server has made itself ready; and so has the memory that all of this holds.
"""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import psutil
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client
from django.utils.timezone import now

from bench.database import new_database
from bench.figures import Figure
from hustings.apps.history.actions.loading import load
from hustings.apps.history.warming import warm

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
NOTHING, WHO = "/guide/", "the-benchmark"
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


def run() -> Iterator[Figure]:
    files = [DATA / name for name in FILES]
    if not all(file.exists() for file in files):
        print("The published results (shared/data) are not on this machine.", file=sys.stderr)  # fmt: skip
        return
    # A process as the server's are, which look for garbage less often.
    import_module("hustings.web.wsgi")
    with new_database():
        load(files=files, by="the benchmark", at=now(), good_rows=True)
        get_user_model().objects.create(username=WHO)
        yield from _at_once()
        yield from _figures(_asked())


def _at_once() -> Iterator[Figure]:
    """Each page as the first of its process: whoever asks before the server has made itself ready."""
    taken = {name: _in_a_new_process(address) for name, address in PAGES.items()}
    slowest = max(taken, key=lambda name: taken[name])
    yield Figure("first page after a start, middle of all pages", median(taken.values()), "ms", limit=LIMIT_MS)  # fmt: skip
    yield Figure(f"  the slowest of them: {slowest}", taken[slowest], "ms", limit=LIMIT_MS)  # fmt: skip
    yield Figure("  the first finding", _in_a_new_process(_search(SEARCHES[0])), "ms")


def _in_a_new_process(address: str) -> float:
    connections.close_all()
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as started:
        return started.submit(_first, address).result()


def _first(address: str) -> float:
    ask = _asked()
    ask(NOTHING)
    return _ms(partial(ask, address))


def _figures(ask: Callable[[str], None]) -> Iterator[Figure]:
    before, started = _resident_mib(), process_time()
    warm()
    ready = process_time() - started
    ask(NOTHING)
    first = {name: _ms(partial(ask, address)) for name, address in PAGES.items()}
    slowest = max(first, key=lambda name: first[name])
    yield Figure(f"first page once the server is ready, the slowest: {slowest}", first[slowest], "ms", limit=LIMIT_MS)  # fmt: skip
    yield Figure("  the first finding", _ms(partial(ask, _search(SEARCHES[0]))), "ms", limit=SEARCH_MS)  # fmt: skip
    yield Figure("  making ready behind the start, processor's time", 1000 * ready, "ms")  # fmt: skip
    yield Figure("  memory that all these pages keep", _resident_mib() - before, "MiB")
    for name, address in PAGES.items():
        yield _figure(name, address, ask, LIMIT_MS)
    for words in SEARCHES:
        yield _figure(f"finding “{words}”", _search(words), ask, SEARCH_MS)


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
    client.force_login(get_user_model().objects.get(username=WHO))

    def ask(address: str) -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")

    return ask


def _resident_mib() -> float:
    return float(psutil.Process().memory_info().rss) / 2**20
