"""People met at the stalls of the demonstration, with the slips of whoever typed in the rain.

Most are on the register under the name that it gives; some are called by a short form, some were typed with a slip of
the finger, with given and family name turned round, without a postcode or without the house. One in eight is on no
register: a lodger at an elector's door, a cousin of the same family name, somebody from another town. All are invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from hustings.core.demonstration import names
from hustings.core.demonstration.constituency import Constituency
from hustings.core.demonstration.lots import below, chance, lots, pick, weighted
from hustings.core.demonstration.people import Elector
from hustings.core.demonstration.places import Door
from hustings.core.register.names import name_of
from hustings.core.register.nicknames import short_forms

NOT_REGISTERED = 0.125


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody met, as typed. `elector` is the place in the constituency's electors, None for who is not on it."""

    surname: str
    forenames: str
    lines: tuple[str, ...]
    postcode: str
    elector: int | None


def met_at_stalls(
    constituency: Constituency, count: int, seed: int = 1
) -> Iterator[Met]:
    """So many people met; the same seed gives the same people."""
    random = lots("stall", seed)
    housed = [
        place
        for place, each in enumerate(constituency.electors)
        if each.door is not None and each.surname
    ]
    for _ in range(count):
        place = pick(random, housed)
        person = constituency.electors[place]
        door = constituency.doors[person.door or 0]
        if chance(random, NOT_REGISTERED):
            yield _stranger(random, person, door)
        else:
            yield _typed(random, person.surname, person.forenames, door, place)


def _stranger(random: Random, beside: Elector, door: Door) -> Met:
    """Somebody on no register, at an elector's door or in the same street; half of them of the same family name."""
    of = names.community(random)
    woman = chance(random, 0.5)
    family = beside.surname if chance(random, 0.5) else names.family(random, of)
    forenames = names.given(random, of, woman=woman)
    return _typed(random, family, forenames, door, None)


def _typed(
    random: Random, surname: str, forenames: str, door: Door, elector: int | None
) -> Met:
    """The name and address as they were typed at the stall."""
    surname, forenames = _name(random, surname, forenames)
    lines = list(door.lines[:-1])
    postcode = door.postcode
    slip = weighted(
        random, ("", "no-postcode", "no-house", "street", "postcode"), (45, 35, 6, 7, 7)
    )
    if slip == "no-postcode":
        postcode = ""
    elif slip == "no-house":
        lines = [door.street]
    elif slip == "street":
        lines[-1] = _slip(random, lines[-1])
    elif slip == "postcode":
        postcode = _slip(random, postcode)
    return Met(surname, forenames, tuple(lines), postcode, elector)


def _name(random: Random, surname: str, forenames: str) -> tuple[str, str]:
    first = forenames.split()[0] if forenames else ""
    kind = weighted(
        random,
        ("", "short", "slip", "turned", "first", "initial", "plain"),
        (46, 16, 14, 6, 10, 3, 5),
    )
    if kind == "short":
        forms = short_forms(" ".join(name_of("", first).words))
        return surname, pick(random, forms).capitalize() if forms else first
    if kind == "slip":
        return (
            (_slip(random, surname), first)
            if chance(random, 0.5)
            else (surname, _slip(random, first))
        )
    if kind == "turned":
        return forenames, surname
    if kind == "initial":
        return surname, first[:1]
    if kind == "plain":  # no accents, no capitals
        return " ".join(name_of(surname, "").words), " ".join(name_of("", first).words)
    return surname, first if kind == "first" else forenames


def _slip(random: Random, text: str) -> str:
    """One letter left out, doubled, changed for another, or turned round with the next."""
    places = [place for place, sign in enumerate(text) if sign.isalnum()]
    if len(places) < 3:
        return text
    at = pick(random, places[1:-1])
    kind = pick(random, ("out", "twice", "other", "turned"))
    if kind == "out":
        return text[:at] + text[at + 1 :]
    if kind == "twice":
        return text[: at + 1] + text[at:]
    if kind == "turned":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + chr(ord("a") + below(random, 26)) + text[at + 1 :]
