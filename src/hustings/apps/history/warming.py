"""Past results are worked out behind a server's start, before anybody asks for them.

What pages show is kept in memory (`queries.kept`), and a process that has just started has nothing there. So each asks
itself, in a thread of its own, for the pages that are wanted most; their templates are read with them. A release that is
loaded later is found at the next look. Nobody waits for this: it rests after each page for as long as the page took, and
where the database is away or has no results it looks again later.
"""

import gc
import logging
from collections.abc import Callable, Iterator
from threading import Event, Thread
from time import perf_counter

from django.contrib.auth.models import AnonymousUser
from django.db import Error, connection
from django.http import HttpRequest, QueryDict
from django.urls import resolve, reverse

from hustings.apps.history.queries.elections import election_on, polling_days
from hustings.apps.history.queries.kept import newest_release
from hustings.apps.history.queries.standings import standings_on
from hustings.core.psephology.careers import Candidacy

log = logging.getLogger(__name__)
LOOK_SECONDS = 60.0
"""So often a release that was loaded meanwhile is looked for."""


def warm_behind() -> None:
    """Begin, in a thread that ends with the process."""
    args = (Event(),)
    Thread(target=keep_warm, args=args, name="past-results", daemon=True).start()


def keep_warm(stop: Event, seconds: float = LOOK_SECONDS) -> None:
    """Ask for the pages of each newest release once, and look for the next, until `stop` is set."""
    warmed = 0
    while not stop.is_set():
        try:
            newest = newest_release()
            if newest > warmed:
                warm(rest=stop.wait)
            warmed = newest
        except Error as problem:
            log.info("past results cannot be read yet: %s", problem)
        except Exception:  # noqa: BLE001 - a fault of one page must not end the process that serves the others
            log.exception("a page of past results could not be made ready")
            return
        finally:
            connection.close()
        stop.wait(seconds)


def warm(rest: Callable[[float], object] = lambda taken: None) -> list[str]:
    """Ask for the pages, and tell their addresses; `rest` hears after each how many seconds it took.

    What is kept by then stays until another release comes: no collection of garbage looks through it, which would hold
    up whoever asks for a page just then by a quarter of a second.
    """
    asked = []
    for address in _addresses():
        started = perf_counter()
        _ask(address)
        asked.append(address)
        rest(perf_counter() - started)
    gc.freeze()
    return asked


def _addresses() -> Iterator[str]:
    """The first page, a search, and the latest general election, by itself and beside the one before."""
    if not polling_days():
        return
    yield reverse("history:front")
    general = [each for each in polling_days() if each.is_general]
    if general:
        day, slug = general[0].day, general[0].slug
        for page in ("election", "seats", "where-to-stand", "measures", "measured-seats", "re-runs"):  # fmt: skip
            yield reverse(f"history:{page}", args=[slug])
        # The transferable vote takes longest of all rules that need no table of transfers.
        yield f"{reverse('history:re-runs', args=[slug])}?rules=scotland"
        yield reverse("history:party", args=[slug, standings_on(day)[0].party])
        seat = next(iter(election_on(day)))
        yield reverse("history:seat", args=[slug, seat.code])
        yield reverse("history:person", args=[Candidacy(seat, seat.winner).key])
    if general[1:]:
        yield reverse("history:compare", args=[general[1].slug, general[0].slug])
    yield f"{reverse('history:search')}?q=north"


def _ask(address: str) -> None:
    """Have the page made, for nobody: views of past results hang on nothing but their address."""
    path, _, query = address.partition("?")
    request, match = HttpRequest(), resolve(path)
    request.method, request.path, request.path_info = "GET", path, path
    request.META |= {"QUERY_STRING": query, "SERVER_NAME": "localhost"}
    request.GET = QueryDict(query)
    request.user, request.resolver_match = AnonymousUser(), match
    match.func(request, *match.args, **match.kwargs)
