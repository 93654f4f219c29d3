"""Who of the register is whom we met at the stall: how often the link is right, and how often one is made.

The people are the demonstration's, typed with slips (`core.demonstration.stall`); one in eight is on no register. Those
short forms are out of the list that the matching has too, so a second typist's slips, of which it knows nothing, stand
beside. The floor of each share is what the plainest matching gets: the same name, letter by letter, in the same postcode.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from time import process_time

from bench.figures import Figure
from hustings.core.demonstration.constituency import Constituency, make_constituency
from hustings.core.demonstration.lots import below, lots, weighted
from hustings.core.demonstration.stall import Met, met_at_stalls
from hustings.core.register.doors import Address, read_doors
from hustings.core.register.newcomers import Finding, Person, find

ELECTORS, MET = 72_000, 5_000
# Other constituencies than the one that the tests of the matching look at.
HELD_OUT = (7, 11, 23)


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


@dataclass(frozen=True, slots=True)
class Sample:
    """People met of one constituency, and who of its register the matching takes them for."""

    met: list[Met]
    findings: list[Finding]
    plain: Shares


def sample(seed: int, *, strange: bool = False) -> Sample:
    """People met who are typed with the usual slips, or with `strange` ones."""
    constituency = make_constituency(seed, ELECTORS)
    met = list(met_at_stalls(constituency, MET, seed=seed))
    if strange:
        met = list(strangely(met, constituency, seed))
    findings = find(newcomers_of(met), register_of(constituency))
    return Sample(met, findings, plainest(met, constituency))


def strangely(met: Iterable[Met], constituency: Constituency, seed: int) -> list[Met]:
    """The same people, typed by somebody who hears names and knows no lists of short forms.

    Nothing of this comes out of what the matching knows: names as they sound, a pet name cut from the first syllable,
    two slips in one name, an initial between, the street's last word shortened.
    """
    random = lots("another typist", seed)
    return [_strangely(random, each, constituency) for each in met]


def _strangely(random: Random, met: Met, constituency: Constituency) -> Met:
    surname, forenames = met.surname, met.forenames
    if (
        met.elector is not None
    ):  # from what the register has, not from what was typed wrongly already
        person = constituency.electors[met.elector]
        surname, forenames = person.surname, person.forenames
    first = (forenames.split() or [""])[0]
    kinds = ("as it is", "sound", "pet", "two slips", "initial", "short street")
    match weighted(random, kinds, (30, 20, 15, 10, 10, 15)):
        case "sound":
            return replace(met, surname=_as_it_sounds(surname), forenames=first)
        case "pet":
            return replace(met, surname=surname, forenames=_pet_name(first))
        case "two slips":
            typed = (
                surname[:1] + surname[2:4] + surname[5:]
                if len(surname) > 6
                else surname[1:]
            )
            return replace(met, surname=typed, forenames=first)
        case "initial":
            middle = chr(ord("A") + below(random, 26))
            return replace(met, surname=surname, forenames=f"{first} {middle}")
        case "short street":
            lines = (*met.lines[:-1], _short_street(met.lines[-1]))
            return replace(met, surname=surname, forenames=first, lines=lines)
    return replace(met, surname=surname, forenames=forenames)


def _as_it_sounds(name: str) -> str:
    for heard, typed in (("ph", "f"), ("ck", "k"), ("ea", "ee"), ("ou", "ow"), ("y", "ie"), ("tt", "t"), ("ll", "l"), ("c", "k")):  # fmt: skip
        if heard in name:
            return name.replace(heard, typed, 1)
    return name + "e"


def _pet_name(first: str) -> str:
    """Aileen is Aily: up to the consonants after the first vowels, and a y."""
    found = re.match(r"[^aeiou]*[aeiou]+[^aeiou]?", first.lower())
    return (found[0] + "y").capitalize() if found else first


def _short_street(line: str) -> str:
    for word, short in (("Road", "Rd"), ("Street", "St"), ("Avenue", "Ave"), ("Lane", "La"), ("Close", "Cl")):  # fmt: skip
        line = line.replace(word, short)
    return line


def together(samples: Sequence[Sample]) -> Shares:
    """The shares of all samples as one, each as large as the others."""
    each = [shares(one.met, one.findings) for one in samples]
    return _mean(each)


def _mean(each: Sequence[Shares]) -> Shares:
    number = len(each)
    return Shares(
        sum(one.precision for one in each) / number,
        sum(one.recall for one in each) / number,
        sum(one.shown for one in each) / number,
    )


def run() -> list[Figure]:
    """Shares in per cent over constituencies that the matching was not made on, and how long a processor works."""
    started = process_time()
    usual = [sample(seed) for seed in HELD_OUT]
    seconds = (process_time() - started) / len(HELD_OUT)
    strange = [sample(HELD_OUT[0], strange=True)]
    time = Figure(
        f"{MET:,} people met against {ELECTORS:,} electors, the making of both included",
        seconds, "s", limit=20,
    )  # fmt: skip
    return [
        *_figures("The stall's matching", usual),
        *_figures("The same, typed by somebody else's slips", strange),
        time,
    ]


def _figures(what: str, samples: Sequence[Sample]) -> list[Figure]:
    found, floor = together(samples), _mean([one.plain for one in samples])
    names = {
        "precision of sure links": (found.precision, floor.precision),
        "recall of sure links": (found.recall, floor.recall),
        "on the list shown to a person, or linked": (found.shown, floor.shown),
    }
    return [
        Figure(f"{what}: {name}", 100 * value, "%", 100 * least)
        for name, (value, least) in names.items()
    ]
