"""The electors of the invented constituency, household by household, as two councils number them.

Households share a family name, most of them; some have a son of his father's name, or somebody who comes of age in the
next year. Numbers run along the streets in the order of their names; who came after the register was printed is squeezed
in with a suffix (100/1). At the end of each district stand those without an address: overseas electors, people
registered by a declaration, anonymous entries.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from hustings.core.demonstration import names
from hustings.core.demonstration.lots import below, between, chance, pick, weighted
from hustings.core.demonstration.places import DISTRICTS, Council, Door, streets
from hustings.core.register.rows import AbsentKind

ABSENT = (None, AbsentKind.POSTAL, AbsentKind.PROXY, AbsentKind.PROXY_POSTAL)


@dataclass(frozen=True, slots=True)
class Elector:
    """One elector as a council keeps them; `district` is the index of `DISTRICTS`, `door` that of the doors or None.

    `strength` is how the person would answer at the door, 1 (for us) to 5 (against): known to the demonstration alone.
    """

    district: int
    number: int
    suffix: str
    surname: str
    forenames: str
    title: str
    door: int | None
    strength: int
    marker: str = ""
    attains_on: date | None = None
    absent: AbsentKind | None = None
    opted_out: bool = False
    uprn: str = ""

    @property
    def key(self) -> "Key":
        of = DISTRICTS[self.district]
        return Key(of.council.name, of.letters, self.number, self.suffix)

    def may_vote(self, polling_day: date) -> bool:
        """Whether this elector may vote for a Member of Parliament on that day."""
        of_age = self.attains_on is None or self.attains_on <= polling_day
        return of_age and not set(self.marker) & set("GBKLM")


@dataclass(frozen=True, slots=True)
class Key:
    """What an elector is known by in the councils' files: two councils may share district letters."""

    authority: str
    district: str
    number: int
    suffix: str


@dataclass(slots=True)
class _Person:
    """Somebody behind a door, as far as is known yet: the number comes last, when all are in their places."""

    district: int
    surname: str
    forenames: str
    title: str
    strength: int
    opted_out: bool = False
    door: int | None = None
    marker: str = ""
    attains_on: date | None = None
    absent: AbsentKind | None = None

    def numbered(self, number: int, suffix: int) -> Elector:
        return Elector(
            self.district, number, str(suffix or ""), self.surname, self.forenames, self.title, self.door,
            self.strength, self.marker, self.attains_on, self.absent, self.opted_out,
            "" if self.door is None else f"99{self.door:010d}",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settled:
    """Everybody and every door of the register as printed on 1 December."""

    doors: tuple[Door, ...]
    electors: tuple[Elector, ...]


def settle(random: Random, electors: int, printed: date) -> Settled:
    """Streets and people until there are exactly `electors`; `printed` is the day of the register."""
    doors: list[Door] = []
    people: list[_Person] = []
    taken: dict[Council, set[str]] = {of.council: set() for of in DISTRICTS}
    for district, count in enumerate(_shares(electors)):
        without_address = max(1, count // 150)
        housed = _housed(
            random,
            district,
            count - without_address,
            taken[DISTRICTS[district].council],
        )
        for door, household in housed:
            _date(random, household, printed)
            for person in household:
                person.door = len(doors)
            doors.append(door)
            people += household
        people += [_without_address(random, district) for _ in range(without_address)]
    return Settled(tuple(doors), tuple(_numbered(random, people)))


def _shares(electors: int) -> list[int]:
    """How many electors each district has: by weight, the rest to the first ones."""
    total = sum(of.weight for of in DISTRICTS)
    shares = [electors * of.weight // total for of in DISTRICTS]
    for district in range(electors - sum(shares)):
        shares[district] += 1
    return shares


def _housed(
    random: Random, district: int, count: int, taken: set[str]
) -> list[tuple[Door, list[_Person]]]:
    """Doors with their people until `count` are housed, streets in the order of their names."""
    built: list[list[tuple[Door, list[_Person]]]] = []
    left = count
    for street in streets(random, district, taken):
        homes: list[tuple[Door, list[_Person]]] = []
        for door in street:
            if left and not chance(random, 0.03):  # a few stand empty
                household = list(_household(random, door))[:left]
                homes.append((door, household))
                left -= len(household)
        built.append(homes)
        if not left:
            break
    built.sort(key=lambda homes: homes[0][0].street if homes else "")
    return [home for homes in built for home in homes]


def _household(random: Random, door: Door) -> Iterator[_Person]:
    """The people behind one door: alone, a couple, a family with grown children, a shared house."""
    size = 1 if door.in_home else weighted(random, (1, 2, 3, 4, 5), (33, 40, 15, 9, 3))
    of = names.community(random, DISTRICTS[door.district].community)
    family = names.family(random, of)
    shared = size > 2 and chance(random, 0.2)
    opted_out = chance(random, 0.3)
    known: list[str] = []
    for place in range(size):
        if shared:
            of, family = names.community(random), ""
        woman = chance(random, 0.5) if place != 1 else chance(random, 0.75)
        forenames = names.given(random, of, woman=woman)
        if place == 2 and known and chance(random, 0.03):
            forenames, woman = known[0], False  # a son of his father's name
        elif forenames in known:
            forenames = names.given(random, of, woman=woman)
        known.append(forenames)
        surname = names.surname(
            random, of, family or names.family(random, of), woman=woman
        )
        title = _title(random, woman=woman)
        strength = _strength(random, door.leaning)
        yield _Person(door.district, surname, forenames, title, strength, opted_out)


def _title(random: Random, *, woman: bool) -> str:
    if chance(random, 0.03):
        return "Dr"
    return weighted(random, ("Mrs", "Ms", "Miss"), (45, 35, 20)) if woman else "Mr"


def _strength(random: Random, leaning: int) -> int:
    """1 to 5 by lot, `leaning` in a hundred of them 1 or 2, 18 in a hundred undecided."""
    drawn = below(random, 100)
    if drawn < leaning:
        return 1 if drawn * 5 < leaning * 3 else 2
    if drawn < leaning + 18:
        return 3
    return 4 if drawn < leaning + 18 + (82 - leaning) // 3 else 5


def _date(random: Random, household: list[_Person], printed: date) -> None:
    """Give the household markers, absent votes and, to grown children, the day on which they come of age."""
    marker = weighted(random, ("", "G", "B", "K"), (960, 24, 15, 1))
    for place, person in enumerate(household):
        person.marker = marker
        if place >= 2 and chance(random, 0.06):
            person.attains_on = printed + timedelta(days=between(random, 1, 364))
        else:
            person.absent = weighted(random, ABSENT, (790, 200, 8, 2))


def _without_address(random: Random, district: int) -> _Person:
    """Somebody whom the register gives without an address."""
    marker = weighted(random, ("F", "N", ""), (70, 12, 18))
    strength = _strength(random, DISTRICTS[district].leaning)
    if marker == "N":
        return _Person(district, "", "", "", strength, marker="N")
    of = names.community(random)
    woman = chance(random, 0.5)
    surname = names.surname(random, of, names.family(random, of), woman=woman)
    forenames = names.given(random, of, woman=woman)
    title = _title(random, woman=woman)
    absent = AbsentKind.POSTAL if marker == "F" else None
    return _Person(
        district, surname, forenames, title, strength, marker=marker, absent=absent
    )


def _numbered(random: Random, people: list[_Person]) -> Iterator[Elector]:
    """Numbers along the streets; one in a hundred was squeezed in after the one before, with a suffix."""
    district, number, suffix = -1, 0, 0
    for person in people:
        if person.district != district:
            district, number, suffix = person.district, 0, 0
        if number and person.door is not None and suffix < 9 and chance(random, 0.01):
            suffix += 1
        else:
            number, suffix = number + 1, 0
        yield person.numbered(number, suffix)


def newcomer(random: Random, doors: tuple[Door, ...], door: int) -> Elector:
    """Somebody new at a door, without a number yet."""
    new = next(_household(random, doors[door]))
    new.door = door
    return new.numbered(0, 0)


def newcomers(
    random: Random, people: Sequence[Elector], doors: tuple[Door, ...]
) -> Iterator[Elector]:
    """Those who newly register at the doors of `people` (all of one district), one after another without end.

    Half of them are squeezed in behind an elector with the next free suffix, half get the next number of the district.
    """
    housed = [person for person in people if person.door is not None]
    last = max(person.number for person in people)
    suffixes: dict[int, int] = {}
    for person in people:
        held = suffixes.get(person.number, 0)
        suffixes[person.number] = max(held, int(person.suffix or 0))
    while True:
        beside = pick(random, housed)
        new = newcomer(random, doors, beside.door or 0)
        number, suffix = last + 1, 0
        if chance(random, 0.5) and suffixes[beside.number] < 9:
            number, suffix = beside.number, suffixes[beside.number] + 1
        last, suffixes[number] = max(last, number), suffix
        housed.append(replace(new, number=number, suffix=str(suffix or "")))
        yield housed[-1]
