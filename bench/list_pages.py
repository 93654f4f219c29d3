"""The pages that list electors, visits or marks, on the demonstration at noon of its polling day: time at the server.

The floor is a page of the same frame that lists nothing, asked for by the same member just before. The number of
queries is counted on a small demonstration too: it must not grow with the rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate, now

from bench.database import new_database
from bench.figures import Figure
from hustings.apps.campaigns.models import Campaign, Membership, Role
from hustings.apps.demonstration.actions import load, play
from hustings.apps.register.models import District, Door, Elector

ELECTORS, FEW = 72_000, 1_000
LIMIT_MS, TIMES = 150, 9
Query = dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its name in the table; `of` says what its address names beside the campaign."""

    name: str
    view: str
    of: str = ""
    query: tuple[tuple[str, str], ...] = ()


NOTHING = Page("a page that lists nothing", "campaigns:rights")
PAGES = (
    Page("the campaign's first page", "campaigns:home"),
    Page("the audit trail", "campaigns:audit"),
    Page("jobs", "jobs:home"),
    Page("register, first page", "register:home"),
    Page("all electors, first page", "register:electors"),
    Page("a district's electors, first page", "register:electors", "?district"),
    Page("all electors, last page", "register:electors", query=(("page", "99999"),)),
    Page("electors by two names", "register:electors", query=(("q", "fatima khan"),)),
    Page("electors by a common name", "register:electors", query=(("q", "khan"),)),
    Page("electors by street", "register:electors", query=(("q", "mill road"),)),
    Page("an elector by number", "register:electors", query=(("q", "AD-88"),)),
    Page("a district's streets", "register:streets", "district"),
    Page("a street's doors", "register:street", "street"),
    Page("doors to be looked at", "register:unsure-doors"),
    Page("imports", "register:imports"),
    Page("corrections", "register:corrections"),
    Page("canvass, first page", "canvass:home"),
    Page("a district's streets with their answers", "canvass:district", "district"),
    Page("a street's doors with their answers", "canvass:street", "street"),
    Page("entering returns", "canvass:entry", "district"),
    Page("walk sheets to choose from", "canvass:sheets"),
    Page("polling day, first page", "pollday:home"),
    Page("tellers' numbers", "pollday:entry", "district"),
    Page("who is still to be knocked up", "pollday:knock-up", "district"),
)  # fmt: skip


def run() -> list[Figure]:
    few = _queries_of(FEW)
    with new_database():
        ask = _asked(at_noon(ELECTORS))
        return [_figure(page, ask, few[page]) for page in PAGES]


def _queries_of(electors: int) -> dict[Page, int]:
    with new_database():
        ask = _asked(at_noon(electors))
        return {page: _queries(page, ask) for page in PAGES}


def _figure(page: Page, ask: Callable[[Page], None], few: int) -> Figure:
    many = _queries(page, ask)
    counted = f"{many} queries" if many == few else f"{many} queries, {few} of {FEW:,}"
    floor = _median_ms(lambda: ask(NOTHING))
    taken = _median_ms(lambda: ask(page))
    return Figure(f"{page.name} ({counted})", taken, "ms", floor, LIMIT_MS)


def _queries(page: Page, ask: Callable[[Page], None]) -> int:
    ask(page)  # the first time fills what is kept between requests
    with CaptureQueriesContext(connection) as queries:
        ask(page)
    return len(queries)


def _median_ms(work: Callable[[], None]) -> float:
    times = []
    for _ in range(TIMES):
        started = perf_counter()
        work()
        times.append(1000 * (perf_counter() - started))
    return median(times)


def _asked(campaign: Campaign) -> Callable[[Page], None]:
    """What asks for a page as the campaign's agent, and sees that it came."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(Membership.objects.of(campaign).get(role=Role.AGENT).user)
    door = Door.objects.filter(campaign=campaign, district=_largest(campaign)).latest("street")  # fmt: skip

    _sit_down(client, campaign, door)

    def ask(page: Page) -> None:
        args = [door.district_id] if page.of in ("district", "street") else []
        query = dict(page.query)
        if page.of == "street":
            query["street"] = door.street
        elif page.of == "?district":
            query["district"] = str(door.district_id)
        address = reverse(page.view, args=[campaign.pk, *args])
        response = client.get(address, query)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")

    return ask


def _sit_down(client: Client, campaign: Campaign, door: Door) -> None:
    """Say what the desk asks before its pages open: which round comes back, and that nobody has been inside."""
    round_of = {"district": door.district_id, "on": localdate()}
    client.post(reverse("canvass:begin", args=[campaign.pk]), round_of)
    outside = reverse("pollday:outside", args=[campaign.pk, door.district_id])
    client.post(outside, {"outside": "on"})


def _largest(campaign: Campaign) -> District:
    districts = District.objects.filter(campaign=campaign)
    return max(
        districts, key=lambda of: Elector.objects.filter(campaign=campaign, district=of).count()
    )  # fmt: skip


def at_noon(electors: int) -> Campaign:
    """The demonstration when six hours of its polling day have passed."""
    yesterday = localdate() - timedelta(days=1)
    campaign = load(report=lambda percent: None, electors=electors, today=yesterday)
    agent = Membership.objects.of(campaign).get(role=Role.AGENT)
    play(campaign=campaign, by=agent, hours=6, at=now())
    return campaign
