"""The pages that list electors, visits or marks, on the demonstration at noon of its polling day: time at the server.

The floor is a page of the same frame that lists nothing, asked for by the same member just before. The number of
queries is counted on a small demonstration too: it must not grow with the rows. A page that lists too little measures
nothing, so each says how many rows it must have, and what the demonstration leaves out (corrections, doubtful doors,
jobs) is added first.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from time import perf_counter

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate, now

from bench.database import new_database
from bench.figures import Figure
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, Membership, Role
from hustings.apps.demonstration.actions import load, play
from hustings.apps.jobs.models import Job
from hustings.apps.register.models import Correction, District, Door, Elector

ELECTORS, FEW = 72_000, 1_000
LIMIT_MS, TIMES = 150, 9
BY = Actor("bench", "the benchmark")
ROW = re.compile(r"<(?:tr|li)\b")
NOT_LISTED = re.compile(r"<(nav|thead|header|footer)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its name in the table; `of` says what its address names beside the campaign.

    `least` is how many rows of tables and items of lists it has on the whole demonstration, at the least.
    """

    name: str
    view: str
    of: str = ""
    query: tuple[tuple[str, str], ...] = ()
    least: int = 10


NOTHING = Page("a page that lists nothing", "campaigns:rights", least=0)
PAGES = (
    Page("the campaign's first page", "campaigns:home"),
    Page("the audit trail", "campaigns:audit"),
    Page("jobs", "jobs:home"),
    Page("register, first page", "register:home"),
    Page("all electors, first page", "register:electors"),
    Page("a district's electors, first page", "register:electors", "?district"),
    Page("all electors, last page", "register:electors", query=(("page", "99999"),), least=1),
    Page("electors by two names", "register:electors", query=(("q", "fatima khan"),)),
    Page("electors by a common name", "register:electors", query=(("q", "khan"),)),
    Page("electors by street", "register:electors", "?q"),
    Page("an elector by number", "register:electors", query=(("q", "AD-88"),), least=1),
    Page("a district's streets", "register:streets", "district"),
    Page("a street's doors", "register:street", "street_order"),
    Page("doors to be looked at", "register:unsure-doors"),
    Page("imports", "register:imports", least=1),
    Page("corrections", "register:corrections"),
    Page("canvass, first page", "canvass:home"),
    Page("a district's streets with their answers", "canvass:district", "district"),
    Page("a street's doors with their answers", "canvass:street", "street"),
    Page("entering returns", "canvass:entry", "district", least=0),
    Page("walk sheets to choose from", "canvass:sheets", least=0),
    Page("polling day, first page", "pollday:home"),
    Page("tellers' numbers", "pollday:entry", "district"),
    Page("who is still to be knocked up", "pollday:knock-up", "district"),
)  # fmt: skip


def run() -> list[Figure]:
    few = _queries_of(FEW)
    with new_database():
        ask = _asked(at_noon(ELECTORS), whole=True)
        many = {page: _queries(page, ask) for page in PAGES}
        figures = [_figure(page, ask, many[page]) for page in PAGES]
    growing = sum(many[page] > number for page, number in few.items())
    name = f"pages that ask oftener with {ELECTORS:,} electors than with {FEW:,}"
    return [*figures, Figure(name, growing, "pages", limit=0)]


def _queries_of(electors: int) -> dict[Page, int]:
    """How often each page asks the database; pages that are empty on so small a demonstration are left out."""
    with new_database():
        ask = _asked(at_noon(electors), whole=False)
        return {page: _queries(page, ask) for page in PAGES if ask(page)}


def _figure(page: Page, ask: Callable[[Page], int], queries: int) -> Figure:
    floor = _median_ms(lambda: ask(NOTHING))
    taken = _median_ms(lambda: ask(page))
    return Figure(f"{page.name} ({queries} queries)", taken, "ms", floor, LIMIT_MS)


def _queries(page: Page, ask: Callable[[Page], int]) -> int:
    ask(page)  # the first time fills what is kept between requests
    with CaptureQueriesContext(connection) as queries:
        ask(page)
    return len(queries)


def _median_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(TIMES):
        started = perf_counter()
        work()
        times.append(1000 * (perf_counter() - started))
    return median(times)


def _asked(campaign: Campaign, *, whole: bool) -> Callable[[Page], int]:
    """What asks for a page as the campaign's agent, sees that it came, on the `whole` demonstration with its rows, and counts these."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(Membership.objects.of(campaign).get(role=Role.AGENT).user)
    door = _in_the_longest_street(campaign)
    _sit_down(client, campaign, door)

    def ask(page: Page) -> int:
        args = [door.district_id] if page.of.startswith(("district", "street")) else []
        query = dict(page.query)
        match page.of:
            case "street":
                query["street"] = door.street
            case "street_order":
                query["street"] = door.street_order
            case "?district":
                query["district"] = str(door.district_id)
            case "?q":
                query["q"] = door.street
        address = reverse(page.view, args=[campaign.pk, *args])
        response = client.get(address, query)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")
        rows = _rows_in(response.content.decode())
        if whole and rows < page.least:
            raise RuntimeError(
                f"{page.name}: {rows} rows, at least {page.least} expected"
            )
        return rows

    return ask


def _rows_in(page: str) -> int:
    """Rows of tables and items of lists in the page's main part."""
    _, _, main = page.partition("<main")
    return len(ROW.findall(NOT_LISTED.sub("", main.partition("</main")[0])))


def _in_the_longest_street(campaign: Campaign) -> Door:
    """A door of the longest street in the largest district."""
    doors = Door.objects.filter(campaign=campaign, district=_largest(campaign))
    streets = doors.order_by().values("street_order").annotate(doors=Count("pk"))
    longest = streets.latest("doors")["street_order"]
    return doors.filter(street_order=longest).latest("position")


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
    with acting(BY, "add what the demonstration has not"):
        _add_what_it_lacks(campaign)
    return campaign


def _add_what_it_lacks(campaign: Campaign) -> None:
    """Corrections of one elector in a hundred, doubts about one door in a hundred, and as many jobs as the page shows."""
    electors = Elector.objects.filter(campaign=campaign, is_anonymous=False)
    common = {"made_by": "the benchmark", "made_at": now(), "field": "surname"}
    Correction.objects.bulk_create(
        Correction(campaign=campaign, elector=each, seen=each.surname, council_value=each.surname, value="Mended", **common)
        for each in electors.filter(number__endswith="25")
    )  # fmt: skip
    Door.objects.filter(campaign=campaign, file_order__endswith="25").update(
        is_unsure=True
    )
    Job.objects.bulk_create(
        Job(campaign=campaign, kind="register.preview", title="Look through", state=Job.State.DONE, queued_at=now())
        for _ in range(50)
    )  # fmt: skip
