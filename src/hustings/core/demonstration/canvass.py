"""Four weeks of canvassing in the invented constituency: who was visited when, and what came of it.

A team of four goes out every evening, twice on Saturdays, once on Sundays, street by street where the campaign is liked
best. Rather more than half of the doors do not open. Of those who answer some will not say, some refuse, some have moved;
most of the others agree that their answer is kept. In the last week the doors that did not open are tried again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from random import Random
from zoneinfo import ZoneInfo

from hustings.core.demonstration.constituency import Constituency
from hustings.core.demonstration.lots import (
    below,
    between,
    chance,
    lots,
    shuffled,
    weighted,
)
from hustings.core.demonstration.people import Elector, Key

LONDON = ZoneInfo("Europe/London")
DAYS = 28
TEAM = 4
KNOCKS = 75
"""Doors that one canvasser knocks at in one outing of two and a half hours, at 72,000 electors."""
EVENING, MORNING, AFTERNOON = time(18), time(10, 30), time(14)
OUTINGS = {5: (MORNING, AFTERNOON), 6: (AFTERNOON,)}
"""Saturday and Sunday; every other day has its evening."""


@dataclass(frozen=True, slots=True)
class DemoVisit:
    """One person visited. `code` is one of the neutral scale (`canvassing.NEUTRAL`).

    `consented`: the person agreed that the answer is kept; without that a replay keeps the outcome alone. Where nobody
    was in (`N`), `elector` is one of those who live there and the outcome is the door's.
    """

    elector: Key
    at: datetime
    canvasser: int
    code: str
    consented: bool
    poster: bool = False


def canvass(constituency: Constituency) -> Iterator[DemoVisit]:
    """The visits of the four weeks up to the eve of the poll, by outing and canvasser; the same for the same seed."""
    random = lots(constituency.seed, "canvass")
    living = _living(constituency)
    streets = iter(_streets(random, constituency, living))
    knocks = max(4, KNOCKS * len(constituency.electors) // 72_000)
    shut: list[int] = []
    for begins, last_week in _outings(constituency.polling_day):
        for canvasser in range(1, TEAM + 1):
            doors = _round(random, streets, shut if last_week else [], knocks)
            at = begins
            for door in doors:
                at += timedelta(seconds=between(random, 40, 190))
                visits = list(_knock(random, living[door], at, canvasser))
                if visits[0].code == "N" and not last_week:
                    shut.append(door)
                yield from visits


def _living(constituency: Constituency) -> dict[int, list[Elector]]:
    """Who lives behind each door, after the updates; doors that stand empty are left out."""
    living: dict[int, list[Elector]] = {}
    for elector in constituency.electors:
        if elector.door is not None:
            living.setdefault(elector.door, []).append(elector)
    return living


def _streets(
    random: Random, constituency: Constituency, living: dict[int, list[Elector]]
) -> list[list[int]]:
    """The streets in the order in which they are canvassed: where we are liked first, more or less."""
    doors = constituency.doors
    streets = [
        list(street)
        for _, street in groupby(
            sorted(living), key=lambda d: (doors[d].district, doors[d].street)
        )
    ]
    drawn = shuffled(random, streets)
    return sorted(
        drawn, key=lambda street: -(doors[street[0]].leaning + between(random, 0, 20))
    )


def _outings(polling_day: date) -> Iterator[tuple[datetime, bool]]:
    """When each outing begins, and whether it is in the last week."""
    for before in range(DAYS, 0, -1):
        day = polling_day - timedelta(days=before)
        for begins in OUTINGS.get(day.weekday(), (EVENING,)):
            yield datetime.combine(day, begins, LONDON), before <= 7


def _round(
    random: Random, streets: Iterator[list[int]], shut: list[int], knocks: int
) -> list[int]:
    """The doors of one canvasser's outing: whole streets in turn, in the last week half of them doors tried before."""
    again = [
        shut.pop(below(random, len(shut))) for _ in range(min(len(shut), knocks // 2))
    ]
    doors: list[int] = []
    while len(doors) + len(again) < knocks:
        street = next(streets, None)
        if street is None:
            break
        doors += street
    return again + doors[: max(0, knocks - len(again))]


def _knock(
    random: Random, people: list[Elector], at: datetime, canvasser: int
) -> Iterator[DemoVisit]:
    if chance(random, 0.56):
        yield DemoVisit(people[0].key, at, canvasser, "N", consented=False)
        return
    first = below(random, len(people))
    answering = 2 if len(people) > 1 and chance(random, 0.4) else 1
    for place in range(answering):
        person = people[(first + place) % len(people)]
        code = _answer(random, person)
        consented = code in "12345" and chance(random, 0.74)
        poster = consented and code == "1" and chance(random, 0.08)
        yield DemoVisit(person.key, at, canvasser, code, consented, poster)


def _answer(random: Random, person: Elector) -> str:
    """What the person says. Canvass returns flatter: some who lean are written down as sure."""
    said = weighted(
        random, ("says", "W", "R", "M", "X", "D"), (770, 110, 70, 35, 10, 5)
    )
    if said != "says":
        return said
    kinder = person.strength > 1 and chance(random, 0.15)
    return str(person.strength - kinder)
