"""Cutting a constituency of 72,000 electors into walks, and how much longer they are than a stronger solver's.

The stronger solver is PyVRP (hybrid genetic search). It gets the same doors and ten times the time that we took: once for
the order within each walk, door by door and not by stretches as a canvasser walks; and once for the whole division, with
as many walks as ours and none longer than our longest, but free to make them unequal. The figure is our length, the floor
is theirs; within 5 % is the aim. Of the whole job the floor is the cutting alone, without a database.
"""

from collections.abc import Sequence
from time import perf_counter
from uuid import UUID, uuid4

from pyvrp import Model
from pyvrp.stop import MaxRuntime

from bench.database import new_database
from bench.figures import Figure, Measured, measure
from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.demonstration.actions import load
from hustings.apps.jobs.models import Job
from hustings.apps.register.models import District
from hustings.apps.walks.work import cut_walks
from hustings.core.demonstration.constituency import make_constituency
from hustings.core.demonstration.ground import Place, places_of
from hustings.core.register.doors import Address, read_doors, walking_order
from hustings.core.register.streets import natural, street_key
from hustings.core.walks import Choices, CutWalk, Point, Stop, cut
from hustings.core.walks.cutting import in_short_walks
from hustings.core.walks.ordering import in_short_order
from hustings.core.walks.places import length
from hustings.core.walks.units import Ground, Unit, ground_of, units_of

ELECTORS, LIMIT, WITHIN = 72_000, 60.0, 1.05
SAMPLE = (0, 5, 9)
"""Districts that the solver is asked about: of terraces, of a village, and of both."""
WALKS = 12
LEAST = 0.3
"""Seconds that the solver gets at the least, for it takes some to begin."""


def run() -> list[Figure]:
    districts = _districts()
    cutting = measure(lambda: [cut(stops, Choices()) for stops in districts])
    doors = sum(map(len, districts))
    sample = [districts[place] for place in SAMPLE]
    with new_database():
        keeping = _whole_job()
    return [
        Figure(
            f"{ELECTORS:,} electors ({doors:,} doors) cut, read and kept",
            keeping.seconds, "s", cutting.seconds, LIMIT, keeping.peak_mib,
        ),
        Figure("the same, processor time", keeping.processor, "s", cutting.processor),
        _order(sample),
        _division(sample),
        _by_name(sample),
    ]  # fmt: skip


def _whole_job() -> Measured:
    """The job that cuts every district, from the register in the database to the walks in it; in this process."""
    campaign = load(report=lambda percent: None, electors=ELECTORS)
    agent = Membership.objects.get(campaign=campaign, role=Role.AGENT)
    districts = District.objects.filter(campaign=campaign)
    job = Job(
        campaign=campaign,
        requested_by=agent.user,
        arguments={"districts": [str(d.pk) for d in districts], "doors": 40},
    )
    return measure(lambda: cut_walks(job, lambda done, total, saying: None))


def _order(districts: Sequence[Sequence[Stop]]) -> Figure:
    """The doors of some walks, put in order by us and by the solver."""
    ours = theirs = 0.0
    for stops in districts:
        ground = ground_of(stops)
        for walk in cut(stops, Choices())[:WALKS]:
            begun = perf_counter()
            ordered = in_short_order(sorted(walk.stops, key=_mixed), ground)
            took = perf_counter() - begun
            ours += length(ground[stop.id] for stop in ordered)
            spots = [ground[stop.id] for stop in walk.stops]
            (route,) = _solved(spots, [1] * len(spots), 1, len(spots), took)
            theirs += length(spots[place] for place in route)
    name = "the way from door to door within walks"
    return Figure(name, ours, "m", theirs, WITHIN * theirs)


def _division(districts: Sequence[Sequence[Stop]]) -> Figure:
    """Whole districts divided by us and by the solver, the pieces of streets being the same."""
    ours = theirs = 0.0
    for stops in districts:
        ground, choices = ground_of(stops), Choices()
        begun = perf_counter()
        walks = cut(stops, choices)
        took = perf_counter() - begun
        units = units_of(stops, choices, ground)
        most = max(len(walk.stops) for walk in walks)
        lots = _solved(
            [unit.centre or 0j for unit in units],
            [len(unit.stops) for unit in units],
            len(walks), most, took,
        )  # fmt: skip
        ours += _metres(walks)
        theirs += _metres(_walks_of(lots, units, stops, ground))
    name = "the way on foot in all walks of a district"
    return Figure(name, ours, "m", theirs, WITHIN * theirs)


def _by_name(districts: Sequence[Sequence[Stop]]) -> Figure:
    """What places save: walks by the names of streets, beside walks by place."""
    by_place = sum(_metres(cut(stops, Choices())) for stops in districts)
    by_name = sum(
        walk.metres_before or 0
        for stops in districts
        for walk in cut(stops, Choices(), by_name=True)
    )
    return Figure("the same by the names of the streets", by_name, "m", by_place)


def _walks_of(
    lots: Sequence[Sequence[int]],
    units: Sequence[Unit],
    stops: Sequence[Stop],
    ground: Ground,
) -> list[CutWalk]:
    return in_short_walks(
        [[units[place] for place in lot] for lot in lots], stops, Choices(), ground
    )


def _metres(walks: Sequence[CutWalk]) -> float:
    return sum(walk.metres_after or 0 for walk in walks)


def _mixed(stop: Stop) -> UUID:
    return stop.id


def _solved(
    spots: Sequence[complex], weights: Sequence[int], walks: int, most: int, took: float
) -> list[list[int]]:
    """The solver's routes after ten times as long, open at both ends."""
    model = Model()
    home = model.add_location(0, 0)
    model.add_depot(home)
    model.add_vehicle_type(walks, capacity=most)
    places = [model.add_location(0, 0) for _ in spots]
    for place, weight in zip(places, weights, strict=True):
        model.add_client(place, delivery=weight)
        model.add_edge(home, place, 0)
        model.add_edge(place, home, 0)
    for one, a in zip(places, spots, strict=True):
        for other, b in zip(places, spots, strict=True):
            if one is not other:
                model.add_edge(one, other, round(100 * abs(a - b)))
    found = model.solve(MaxRuntime(max(LEAST, 10 * took)), seed=1, display=False)
    return [
        [visit.idx for visit in route if visit.is_client()]
        for route in found.best.routes()
    ]


def _districts() -> list[list[Stop]]:
    by_district: dict[int, list[Place]] = {}
    for place in places_of(make_constituency(1, ELECTORS).doors):
        by_district.setdefault(place.door.district, []).append(place)
    return [_stops(places) for places in by_district.values()]


def _stops(places: Sequence[Place]) -> list[Stop]:
    doors = [
        door
        for door in read_doors([Address(p.door.lines, p.door.postcode) for p in places])
        if door
    ]
    return [
        Stop(
            id=uuid4(),
            street=doors[at].street,
            order=natural(street_key(doors[at].street)),
            label=doors[at].label,
            side=doors[at].side,
            number=doors[at].number,
            house=f"{doors[at].number}{doors[at].letter}" if doors[at].number else "",
            building=doors[at].building,
            flat=doors[at].flat,
            point=Point(places[at].latitude, places[at].longitude),
        )
        for at in walking_order(doors)
    ]
