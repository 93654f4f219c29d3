"""Who of the register is whom we met at the stall: how often the link is right, and how often one is made.

The people are the demonstration's, typed with slips (`core.demonstration.stall`); one in eight is on no register. The
floor of each share is what the plainest matching gets: the same name, letter by letter, in the same postcode.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from time import process_time

from bench.figures import Figure
from hustings.core.demonstration.constituency import Constituency, make_constituency
from hustings.core.demonstration.stall import Met, met_at_stalls
from hustings.core.register.doors import Address, read_doors
from hustings.core.register.newcomers import Finding, Person, find

ELECTORS, MET = 72_000, 5_000


@dataclass(frozen=True, slots=True)
class Shares:
    """Of the links: `precision` right; of those on the register: `recall` linked rightly, `shown` among the candidates."""

    precision: float
    recall: float
    shown: float


def register_of(constituency: Constituency) -> list[Person]:
    """Everybody with a door, as matching sees them; the key is the place in the constituency's electors."""
    addresses = [Address(door.lines, door.postcode) for door in constituency.doors]
    doors = [door.identity if door else "" for door in read_doors(addresses)]
    return [
        Person(
            str(n),
            e.surname,
            e.forenames,
            doors[e.door],
            constituency.doors[e.door].postcode,
        )
        for n, e in enumerate(constituency.electors)
        if e.door is not None
    ]


def newcomers_of(met: Iterable[Met]) -> list[Person]:
    """The people met, as matching sees them; the key is their place."""
    met = list(met)
    doors = read_doors([Address(each.lines, each.postcode) for each in met])
    return [
        Person(
            str(n),
            each.surname,
            each.forenames,
            door.identity if door else "",
            each.postcode,
        )
        for n, (each, door) in enumerate(zip(met, doors, strict=True))
    ]


def shares(met: list[Met], findings: list[Finding]) -> Shares:
    """How right the findings are."""
    truth = {
        str(n): str(each.elector)
        for n, each in enumerate(met)
        if each.elector is not None
    }
    links = {f.key: f.sure.key for f in findings if f.sure}
    right = sum(truth.get(key) == elector for key, elector in links.items())
    shown = sum(
        truth[f.key] in {c.key for c in f.candidates}
        or links.get(f.key) == truth[f.key]
        for f in findings
        if f.key in truth
    )
    return Shares(right / max(len(links), 1), right / len(truth), shown / len(truth))


def plainest(met: list[Met], constituency: Constituency) -> Shares:
    """The shares of the plainest matching."""
    index: dict[tuple[str, str, str], list[int]] = {}
    for n, e in enumerate(constituency.electors):
        if e.door is not None:
            key = (e.surname, e.forenames, constituency.doors[e.door].postcode)
            index.setdefault(key, []).append(n)
    found = [
        index.get((each.surname, each.forenames, each.postcode), []) for each in met
    ]
    links = [
        (each, place[0])
        for each, place in zip(met, found, strict=True)
        if len(place) == 1
    ]
    right = sum(each.elector == place for each, place in links)
    known = sum(each.elector is not None for each in met)
    return Shares(right / max(len(links), 1), right / known, right / known)


def run() -> list[Figure]:
    """Shares in per cent, and how long a processor works for it."""
    constituency = make_constituency(1, ELECTORS)
    met = list(met_at_stalls(constituency, MET))
    register, newcomers = register_of(constituency), newcomers_of(met)
    started = process_time()
    found = shares(met, find(newcomers, register))
    seconds = process_time() - started
    floor = plainest(met, constituency)
    names = {
        "precision of sure links": (found.precision, floor.precision),
        "recall of sure links": (found.recall, floor.recall),
        "on the list shown to a person, or linked": (found.shown, floor.shown),
    }
    figures = [
        Figure(f"The stall's matching: {name}", 100 * value, "%", 100 * least)
        for name, (value, least) in names.items()
    ]
    time = Figure(
        f"{MET:,} people met against {ELECTORS:,} electors", seconds, "s", limit=10
    )
    return [*figures, time]
