"""The organiser's pages over 72,000 electors and 40,000 visits: time at the server for one page, and its queries."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from statistics import median
from time import perf_counter
from uuid import UUID, uuid4

import psutil
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localtime, now

from bench.database import new_database
from bench.figures import Figure
from bench.list_pages import ELECTORS, LIMIT_MS, TIMES, at_noon
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import (
    Campaign,
    ConsentWording,
    Membership,
    PrivacyNotice,
    Role,
)
from hustings.apps.canvass.queries import opinion_wordings
from hustings.apps.doorstep.models import Phone
from hustings.apps.ledger.actions import record_events
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District, Door, Elector
from hustings.apps.walks.actions import begin_round
from hustings.apps.walks.models import LETTERS, Outing, Round, Walk

BENCH = Actor("bench", "the benchmark")
VISITS, PHONES, DOORS_OF_A_WALK = 40_000, 60, 40
OUTCOMES = ("not-in",) * 5 + ("spoken-to",) * 4 + ("refused",)


def run() -> list[Figure]:
    with new_database():
        campaign = at_noon(ELECTORS)
        agent = Membership.objects.of(campaign).get(role=Role.AGENT)
        at = localtime(now()).replace(hour=19, minute=30) - timedelta(days=1)
        outings = _walks(campaign, agent, at)
        _visits(campaign, agent, outings, at)
        return _pages(campaign, agent)


def _pages(campaign: Campaign, agent: Membership) -> list[Figure]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(agent.user)
    walked = Outing.objects.of(campaign).values("walk__district")
    district = District.objects.filter(campaign=campaign, pk__in=walked).first()
    if district is None:
        raise RuntimeError("no walk was made")
    one = {"district": str(district.pk)}
    pages: tuple[tuple[str, str, tuple[object, ...], dict[str, str]], ...] = (
        ("now", "home", (), {}),
        ("half the electorate", "half", (), {}),
        ("by district", "counted", ("district",), {}),
        ("by street", "counted", ("street",), one),
        ("by day", "counted", ("day",), {}),
        ("by hour", "counted", ("hour",), {}),
        ("by canvasser", "counted", ("canvasser",), {}),
        ("doors never in, first page", "never-in", (), {}),
        ("doors never in, last page", "never-in", (), {"page": "99999"}),
        ("walks unfinished", "walks", (), {}),
        ("a district's walks", "district", (district.pk,), {}),
        ("called at twice", "twice", (), {}),
        ("stalls and calls", "away", (), {}),
    )
    return [
        figure
        for name, view, args, query in pages
        for figure in _page(
            name, client, reverse(f"live:{view}", args=[campaign.pk, *args]), query
        )
    ]


def _page(
    name: str, client: Client, address: str, query: dict[str, str]
) -> list[Figure]:
    """The median time of one page, and the processors' time for it: the latter where others share the machine."""
    client.get(address, query)
    with CaptureQueriesContext(connection) as queries:
        client.get(address, query)
    called = f"live: {name} ({len(queries)} queries)"
    times, worked = [], []
    for _ in range(TIMES):
        started, before = perf_counter(), _processor()
        if client.get(address, query).status_code != 200:
            raise RuntimeError(f"{address} does not open")
        times.append(1000 * (perf_counter() - started))
        worked.append(1000 * (_processor() - before))
    return [
        Figure(called, median(times), "ms", limit=LIMIT_MS),
        Figure(f"{called}, processor", median(worked), "ms", limit=LIMIT_MS),
    ]


def _processor() -> float:
    """Seconds of processor time of this process and of its session in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (session,) = cursor.fetchone()
    here, there = psutil.Process().cpu_times(), psutil.Process(session).cpu_times()
    return here.user + here.system + there.user + there.system


def _walks(campaign: Campaign, agent: Membership, at: datetime) -> list[Outing]:
    """Every door in a walk of forty, a third of the walks taken out, some still out."""
    of_round = begin_round(campaign=campaign, name="Benchmark", by=agent, at=at)
    doors: dict[UUID, list[UUID]] = {}
    in_order = Door.objects.of(campaign).in_walking_order()
    for district, door in in_order.values_list("district", "pk"):
        doors.setdefault(district, []).append(door)
    walks = [
        _walk(campaign, district, some, at)
        for district, its in doors.items()
        for some in _lots(its)
    ]
    with acting(BENCH, "make walks"):
        Walk.objects.bulk_create(walks)
        taken = [_outing(campaign, walk, of_round, agent, at) for walk in walks[::3]]
        for outing in taken[PHONES:]:
            outing.handed_in_at = at
        return Outing.objects.bulk_create(taken)


def _lots(doors: list[UUID]) -> Iterator[list[UUID]]:
    for first in range(0, len(doors), DOORS_OF_A_WALK):
        yield doors[first : first + DOORS_OF_A_WALK]


def _walk(campaign: Campaign, district: UUID, doors: list[UUID], at: datetime) -> Walk:
    code = "".join(Random(str(doors[0])).choices(LETTERS, k=8))
    return Walk(
        campaign=campaign,
        code=code,
        name=f"Walk {code}",
        district_id=district,
        doors=doors,
        minutes=90,
        made_at=at,
    )


def _outing(
    campaign: Campaign, walk: Walk, of_round: Round, agent: Membership, at: datetime
) -> Outing:
    return Outing(
        campaign=campaign, walk=walk, round=of_round, member=agent, taken_at=at
    )


def _visits(
    campaign: Campaign, agent: Membership, outings: list[Outing], at: datetime
) -> None:
    """Three weeks of them, from sixty phones; half of those spoken with agreed; one in a hundred doors twice."""
    words, chance = _words(campaign, at), Random(7)
    phones = _phones(campaign, agent, outings, at)
    occasions = {d: o.pk for o in outings for d in o.walk.doors}
    people = Elector.objects.of(campaign).filter(door__isnull=False).order_by("pk")
    rows = list(people.values_list("pk", "door", "district")[:VISITS])
    events = [
        _event(row, agent, chance, words, occasions.get(row[1]), at) for row in rows
    ]
    for event in events:
        event.device = str(chance.choice(phones).pk)
    record_events(events=events, by=agent, at=at)


def _event(
    row: tuple[UUID, UUID | None, UUID],
    agent: Membership,
    chance: Random,
    words: ConsentWording,
    occasion: UUID | None,
    at: datetime,
) -> Event:
    elector, door, district = row
    outcome = chance.choice(OUTCOMES)
    agreed = outcome == "spoken-to" and chance.random() < 0.5
    when = at - timedelta(days=chance.randrange(21), minutes=chance.randrange(540))
    answer = {"answer": chance.randint(1, 5), "code": "1", "scale": "1 to 5"}
    return Event(
        id=uuid4(),
        campaign_id=agent.campaign_id,
        kind=Event.Kind.VISIT,
        district_id=district,
        door_id=door,
        elector_id=elector if agreed else None,
        occasion=occasion,
        author=agent,
        happened_at=when,
        payload={"outcome": outcome, "canvasser": f"Colour {chance.randrange(4)}"}
        | (answer if agreed else {}),
        consent=words if agreed else None,
        consented_at=when if agreed else None,
    )


def _phones(
    campaign: Campaign, agent: Membership, outings: list[Outing], at: datetime
) -> list[Phone]:
    with acting(BENCH, "make phones"):
        return Phone.objects.bulk_create(
            Phone(
                campaign=campaign,
                membership=agent,
                name=f"Phone {number}",
                read_hash=f"read {number}",
                hand_in_hash=f"hand {number}",
                enrolled_at=at - timedelta(days=30),
                last_seen_at=at,
                carries=Phone.Carries.WALK,
                occasion=outings[number].pk,
                carries_since=at,
            )
            for number in range(PHONES)
        )


def _words(campaign: Campaign, at: datetime) -> ConsentWording:
    """The words about an opinion: the demonstration's own, where it has some."""
    if standing := opinion_wordings(campaign).first():
        return standing
    with acting(BENCH, "enter the words"):
        notice = PrivacyNotice.objects.create(
            campaign=campaign, text="We keep what you tell us. " * 5, entered_at=at
        )
        return ConsentWording.objects.create(
            campaign=campaign,
            notice=notice,
            text="May we keep your answer with your name?",
            entered_at=at - timedelta(days=60),
        )
