"""A made register and the same one a year later, renumbered, with what really happens to registers in a year.

Births into the register, deaths, removals, marriages, slips of the clerk's finger, accents lost, middle names come and
gone, names turned round, twins and fathers and sons of one name. The truth is known, so matching can be measured.
"""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from hustings.core.demonstration import names
from hustings.core.demonstration.lots import below, chance, pick, some
from hustings.core.register.matching import Entry, Renumbering
from hustings.core.register.names import name_of


@dataclass(frozen=True)
class Year:
    old: list[Entry]
    new: list[Entry]
    truth: dict[str, str]


@dataclass(frozen=True)
class Measured:
    linked: int
    wrong: int
    asked: int
    answerable: int
    people: int

    @property
    def precision(self) -> float:
        return 1 - self.wrong / max(1, self.linked)

    @property
    def recall(self) -> float:
        """Of all who stayed, those linked rightly without asking."""
        return (self.linked - self.wrong) / self.people

    @property
    def reach(self) -> float:
        """Of all who stayed, those linked rightly or found among the candidates put to a person."""
        return (self.linked - self.wrong + self.answerable) / self.people

    def __str__(self) -> str:
        return (
            f"{self.people:,} stayed; {self.linked:,} linked, {self.wrong} of them wrongly "
            f"(precision {self.precision:.5f}, recall {self.recall:.4f}); {self.asked:,} asked, "
            f"{self.answerable:,} with the right answer among them (reach {self.reach:.4f})"
        )


def measured(year: Year, got: Renumbering) -> Measured:
    wrong = sum(year.truth.get(link.old) != link.new for link in got.sure)
    answerable = sum(
        any(c.new == year.truth.get(q.old) for c in q.candidates) for q in got.unsure
    )
    return Measured(len(got.sure), wrong, len(got.unsure), answerable, len(year.truth))


def made_year(seed: int, electors: int) -> Year:
    random = Random(seed)
    old = _register(random, electors)
    new: list[Entry] = []
    truth: dict[str, str] = {}
    for entry in old:
        if chance(random, 0.07):  # died, left, moved away
            continue
        later = _a_year_later(random, entry, old)
        truth[entry.key] = f"n{len(new)}"
        new.append(replace(later, key=f"n{len(new)}"))
    for entry in _register(random, electors // 14):  # new tenants in old houses
        home = pick(random, old)
        new.append(
            replace(
                entry, key=f"n{len(new)}", door=home.door, street=home.street,
                postcode=home.postcode, district=home.district,
            )
        )  # fmt: skip
    return Year(old, new, truth)


def _register(random: Random, electors: int) -> list[Entry]:
    made: list[Entry] = []
    door = 0
    while len(made) < electors:
        door += 1
        of = names.community(random)
        family = names.family(random, of)
        father = names.given(random, of, woman=False)
        for place in range(pick(random, (1, 1, 2, 2, 2, 3, 4, 5))):
            woman = chance(random, 0.5)
            surname = names.surname(random, of, family, woman=woman)
            forenames = names.given(random, of, woman=woman)
            if any(e.forenames == forenames for e in made[-place:] if place):
                continue  # brothers are not given one name
            attains = None
            if place == 2 and chance(random, 0.03):  # a son named after his father
                surname, forenames = family, father
                attains = date(2027, 3, 9) if chance(random, 0.3) else None
            if place == 0:
                surname, forenames = family, father
            street = f"street {door // 40}"
            made.append(
                Entry(
                    f"o{len(made)}", surname, forenames, f"D{door // 1700}",
                    f"{street} {door}", street, f"ZZ{door // 20}", attains,
                )
            )  # fmt: skip
    return made[:electors]


def _a_year_later(random: Random, entry: Entry, register: list[Entry]) -> Entry:
    if entry.attains_on and chance(random, 0.5):
        entry = replace(entry, attains_on=None)
    if chance(random, 0.015):  # moved within the constituency
        home = pick(random, register)
        entry = replace(
            entry,
            door=home.door,
            street=home.street,
            postcode=home.postcode,
            district=home.district,
        )
    if chance(random, 0.004):
        entry = replace(entry, surname=pick(random, register).surname)  # married
    if chance(random, 0.04):
        entry = _slip(random, entry)
    return entry


def _slip(random: Random, entry: Entry) -> Entry:
    return pick(random, (_typed_wrong, _plain, _turned, _middle_name, _hyphen))(
        random, entry
    )


def _typed_wrong(random: Random, entry: Entry) -> Entry:
    text = entry.forenames if chance(random, 0.5) else entry.surname
    place = below(random, max(1, len(text) - 1))
    wrong = pick(
        random,
        (
            text[:place] + text[place + 1 :],
            text[:place] + text[place : place + 2][::-1] + text[place + 2 :],
            text[:place] + pick(random, "aeiounrst") + text[place + 1 :],
        ),
    )
    if text == entry.forenames:
        return replace(entry, forenames=wrong)
    return replace(entry, surname=wrong)


def _plain(random: Random, entry: Entry) -> Entry:
    name = name_of(entry.surname, entry.forenames)
    return replace(
        entry,
        surname=" ".join(name.family).upper(),
        forenames=" ".join(name.given).upper(),
    )


def _turned(random: Random, entry: Entry) -> Entry:
    return replace(entry, surname=entry.forenames, forenames=entry.surname)


def _middle_name(random: Random, entry: Entry) -> Entry:
    given = entry.forenames.split()
    if len(given) > 1:
        return replace(entry, forenames=given[0])
    return replace(
        entry, forenames=f"{entry.forenames} {pick(random, register_of_middles)}"
    )


def _hyphen(random: Random, entry: Entry) -> Entry:
    return replace(entry, surname=entry.surname.replace("-", " ").replace("'", " "))


register_of_middles = tuple(some(Random(1), names.BY_NAME["English"].men, 20)) + (
    "J",
    "M",
    "A",
)
