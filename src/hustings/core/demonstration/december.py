"""The invented register a year on: printed anew on 1 December, everybody renumbered.

Since the poll one in fourteen died or went away and as many came; a few married, moved within the constituency or are
spelt another way; who came of age lost the date; the suffixes are gone. Who is who is known here, so that what is made of
the new register can be checked against the truth.
"""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from hustings.core.demonstration import names
from hustings.core.demonstration.constituency import Constituency
from hustings.core.demonstration.lots import chance, lots, pick
from hustings.core.demonstration.people import Elector, Key, newcomer


@dataclass(frozen=True, slots=True)
class NextRegister:
    """The new register in order, and for everybody who stayed the old key and the new one."""

    printed: date
    electors: tuple[Elector, ...]
    stayed: tuple[tuple[Key, Key], ...]


def next_register(constituency: Constituency) -> NextRegister:
    """The register of the 1 December after the poll; the same for the same seed."""
    random = lots(constituency.seed, "december")
    printed = date(constituency.polling_day.year, 12, 1)
    if printed <= constituency.polling_day:
        printed = printed.replace(year=printed.year + 1)
    housed = [e.door for e in constituency.electors if e.door is not None]
    people: list[tuple[Elector, Key | None]] = []
    for elector in constituency.electors:
        if not chance(random, 0.07):
            later = _a_year_later(random, elector, constituency, housed, printed)
            people.append((later, elector.key))
    for _ in range(len(constituency.electors) - len(people)):
        door = pick(random, housed)
        people.append((newcomer(random, constituency.doors, door), None))
    last = len(constituency.doors)
    people.sort(
        key=lambda each: (
            each[0].district,
            last if each[0].door is None else each[0].door,
        )
    )
    return _renumbered(people, printed)


def _renumbered(
    people: list[tuple[Elector, Key | None]], printed: date
) -> NextRegister:
    numbers: dict[int, int] = {}
    electors: list[Elector] = []
    stayed: list[tuple[Key, Key]] = []
    for elector, before in people:
        numbers[elector.district] = numbers.get(elector.district, 0) + 1
        new = replace(elector, number=numbers[elector.district], suffix="")
        electors.append(new)
        if before:
            stayed.append((before, new.key))
    return NextRegister(printed, tuple(electors), tuple(stayed))


def _a_year_later(
    random: Random,
    elector: Elector,
    constituency: Constituency,
    housed: list[int],
    printed: date,
) -> Elector:
    """One who stayed on the register, with what may have happened to anybody in a year."""
    if elector.attains_on and elector.attains_on <= printed:
        elector = replace(elector, attains_on=None)
    if elector.door is None:
        return elector
    if chance(random, 0.012):
        door = pick(random, housed)
        elector = replace(
            elector, door=door, district=constituency.doors[door].district
        )
    if chance(random, 0.005):
        elector = replace(
            elector, surname=names.family(random, pick(random, names.COMMUNITIES))
        )
    if chance(random, 0.01):
        elector = replace(
            elector, forenames=_other_forenames(random, elector.forenames)
        )
    return elector


def _other_forenames(random: Random, forenames: str) -> str:
    """A middle name left out or added."""
    first, _, rest = forenames.partition(" ")
    return first if rest else f"{first} {pick(random, ('Lee', 'Jo', 'Ann', 'Ray'))}"
