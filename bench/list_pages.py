"""The pages that list electors, on a register of 75,000: time at the server for one page, and its queries."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from bench.database import new_database
from bench.figures import Figure
from bench.register_files import import_file, make_council, write_files
from hustings.apps.accounts.models import User
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.register.models import District

LIMIT_MS, TIMES = 150, 7


def run() -> list[Figure]:
    with new_database():
        return _pages(_filled())


def _pages(campaign: Campaign) -> list[Figure]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(_member(campaign).user)
    district = District.objects.filter(campaign=campaign).first()
    if district is None:
        raise RuntimeError("nothing was read in")
    return [
        _page(name, client, _address(campaign, view, *args), query)
        for name, view, args, query in (
            ("register home", "home", (), {}),
            ("a district's electors, first page", "electors", (), {"district": str(district.pk)}),
            ("a district's electors, last page", "electors", (), {"district": str(district.pk), "page": "999"}),
            ("electors by name", "electors", (), {"q": "asha begum"}),
            ("electors by a name that thousands have", "electors", (), {"q": "asha"}),
            ("electors by street", "electors", (), {"q": "mill road"}),
            ("an elector by number", "electors", (), {"q": "AB-888"}),
            ("a district's streets", "streets", (district.pk,), {}),
            ("a street's doors", "street", (district.pk,), {"street": "mill road"}),
            ("imports", "imports", (), {}),
        )
    ]  # fmt: skip


def _page(name: str, client: Client, address: str, query: dict[str, str]) -> Figure:
    """The median time of one page, in milliseconds, the number of its queries in its name."""

    def once() -> None:
        response = client.get(address, query)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")

    once()
    with CaptureQueriesContext(connection) as queries:
        once()
    return Figure(
        f"{name} ({len(queries)} queries)", _median_ms(once), "ms", limit=LIMIT_MS
    )


def _median_ms(work: Callable[[], None]) -> float:
    times = []
    for _ in range(TIMES):
        started = perf_counter()
        work()
        times.append(1000 * (perf_counter() - started))
    return median(times)


def _address(campaign: Campaign, view: str, *args: object) -> str:
    return reverse(f"register:{view}", args=[campaign.pk, *args])


def _filled() -> Campaign:
    council = make_council()
    with tempfile.TemporaryDirectory() as place:
        import_file(council, write_files(Path(place))[0])
    return council.campaign


def _member(campaign: Campaign) -> Membership:
    user = User.objects.create_user(username=f"bench-{campaign.pk}", name="Bench Agent")
    with acting(Actor("bench", "the benchmark"), "let somebody in"):
        campaign.is_demonstration = True  # so that no second factor is asked for
        campaign.save()
        return Membership.objects.create(
            campaign=campaign, user=user, role="agent", joined_at=now()
        )
