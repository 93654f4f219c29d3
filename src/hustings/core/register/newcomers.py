"""Who of the register is a person whom we met before it came, or did not find on it.

Somebody at a stall gives a name and a house: "Bill Smith, 12 Mill Road". The register has William John Smith at 12
Mill Road, EX1 1AA. A link is made without asking only where nothing else can be true: the same name, a slip of the
finger or a short form of it, at the same door, and nobody else there who could be meant. Where the address is only a
postcode or a street, the name must be the very same and nobody else's. Everything else is put to a person, likeliest
first. Several newcomers may be one elector: people stop at more than one stall. An elector without a name (an
anonymous entry) is nobody's match.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from rapidfuzz.distance import OSA

from hustings.core.register.names import (
    Likeness,
    Name,
    alike,
    name_of,
    same_given,
    score,
)
from hustings.core.register.nicknames import is_short_for

MOST_CANDIDATES = 5
"""People who are shown for one newcomer."""
NAMESAKES = 3
"""A name that more people have, and none of them near, says nothing."""


class Near(IntEnum):
    """How near two addresses are."""

    APART = 0
    STREET = 1
    POSTCODE = 2
    HOUSE = 3
    DOOR = 4


class Why(StrEnum):
    """Why somebody was linked, or is put to a person; the value is the reason in words."""

    SAME_NAME_SAME_DOOR = "same name at the same door"
    LIKE_NAME_SAME_DOOR = "nearly the same name at the same door"
    SHORT_NAME_SAME_DOOR = "a short form of the name at the same door"
    SAME_NAME_SAME_HOUSE = "same name in the same house"
    SAME_NAME_SAME_POSTCODE = "same name, same postcode"
    SAME_NAME_SAME_STREET = "same name in the same street, and nobody else of that name"
    SIMILAR_HERE = "a similar name at this address"
    SIMILAR_NEAR = "a similar name near by"
    GIVEN_NAME = "same first names at the same door, another surname"
    SAME_NAME_ELSEWHERE = "same name at another address"


@dataclass(frozen=True, slots=True)
class Person:
    """A newcomer or an elector. `key` is the caller's own; `identity` is `Door.identity`, "" where there is no address.

    `postcode` as written, "" where it is not known.
    """

    key: str
    surname: str
    forenames: str
    identity: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An elector who may be the newcomer; `score` from 0 to 100 only puts candidates in order."""

    key: str
    score: int
    why: Why


@dataclass(frozen=True, slots=True)
class Finding:
    """Of one newcomer: the elector that they surely are, if any, and who else it may be, likeliest first."""

    key: str
    sure: Candidate | None
    candidates: tuple[Candidate, ...]


def find(met: Iterable[Person], register: Iterable[Person]) -> list[Finding]:
    """Each newcomer's elector or candidates, in the order given.

    `register` must hold at least everybody at the newcomers' streets and postcodes, and everybody of their names.
    """
    index = _Index(register)
    return [_finding(_known(person), index) for person in met]


@dataclass(frozen=True, slots=True)
class _Known:
    """A person with the name made comparable and the address taken apart; private to this module."""

    key: str
    name: Name
    postcode: str
    street: str
    house: str
    building: str
    flat: str


def _known(person: Person) -> _Known:
    name = name_of(person.surname, person.forenames)
    _, street, house, building, flat = (person.identity or "||||").split("|", 4)
    postcode = "".join(person.postcode.split()).upper()
    return _Known(person.key, name, postcode, street, house, building, flat)


class _Index:
    """The register by name, postcode and street; private to this module."""

    def __init__(self, register: Iterable[Person]) -> None:
        self.by_name: dict[tuple[str, ...], list[_Known]] = defaultdict(list)
        self.by_postcode: dict[str, list[_Known]] = defaultdict(list)
        self.by_street: dict[str, list[_Known]] = defaultdict(list)
        for person in register:
            known = _known(person)
            if known.name.words:
                self.by_name[known.name.words].append(known)
                self.by_postcode[known.postcode].append(known)
                self.by_street[known.street].append(known)

    def around(self, met: _Known) -> Iterator[_Known]:
        """Everybody who may be the newcomer, each once."""
        seen: set[str] = set()
        lots = (
            self.by_street.get(met.street, ()) if met.street else (),
            self.by_postcode.get(met.postcode, ()) if met.postcode else (),
            self.by_name.get(met.name.words, ()),
        )
        for person in (person for lot in lots for person in lot):
            if person.key not in seen:
                seen.add(person.key)
                yield person


@dataclass(frozen=True, slots=True)
class _Pair:
    """A newcomer and somebody on the register, compared."""

    of: _Known
    like: Likeness
    near: Near
    short: bool
    score: int


def _finding(met: _Known, index: _Index) -> Finding:
    if not met.name.words:
        return Finding(met.key, None, ())
    words = set(met.name.words)
    pairs = [
        _compared(met, person, near)
        for person in index.around(met)
        if (near := _near(met, person)) >= Near.POSTCODE
        or not words.isdisjoint(person.name.words)
    ]
    alone = len(index.by_name.get(met.name.words, ())) == 1
    sure = _sure(met, pairs, alone=alone)
    named = [_candidate(met, pair) for pair in pairs if _is_worth_asking(met, pair)]
    best = sorted(_without_crowds(named), key=lambda c: (-c.score, c.key))
    return Finding(met.key, sure, tuple(best[:MOST_CANDIDATES]))


def _compared(met: _Known, person: _Known, near: Near) -> _Pair:
    like = alike(met.name, person.name)
    short = like < Likeness.CLOSE and _is_short(met.name, person.name)
    if short:
        like = Likeness.CLOSE
    rated = score(met.name, person.name)
    if like is Likeness.CLOSE:
        rated = max(rated, 95)
    rated = round(rated * 0.7) + near * 7 + 2 * (like is Likeness.SAME)
    return _Pair(person, like, near, short, rated)


def _near(met: _Known, person: _Known) -> Near:
    same_code = bool(met.postcode) and met.postcode == person.postcode
    if met.street and _same_street(met, person, same_code=same_code):
        if not _same_house(met, person):
            return Near.STREET
        whole = (met.building, met.flat) == (person.building, person.flat)
        return Near.DOOR if whole and not _other_code(met, person) else Near.HOUSE
    if same_code and (not met.house or met.house == person.house):
        return Near.POSTCODE
    return Near.STREET if same_code else Near.APART


def _same_street(met: _Known, person: _Known, *, same_code: bool) -> bool:
    """The same, or within a postcode a slip or two away."""
    if met.street == person.street:
        return True
    return same_code and OSA.distance(met.street, person.street, score_cutoff=2) <= 2


def _other_code(met: _Known, person: _Known) -> bool:
    """Whether the postcodes are two, and not one with a slip of the finger."""
    if not met.postcode or not person.postcode:
        return False
    return OSA.distance(met.postcode, person.postcode, score_cutoff=1) > 1


def _same_house(met: _Known, person: _Known) -> bool:
    if met.house or person.house:
        return met.house == person.house
    return bool(met.building) and met.building == person.building


def _is_short(a: Name, b: Name) -> bool:
    """Whether the names differ by a short form of the given name alone; the words may be turned round."""
    if (
        a.given
        and b.given
        and a.family == b.family
        and is_short_for(a.given[0], b.given[0])
    ):
        return True
    left_a = [word for word in a.words if word not in b.words]
    left_b = [word for word in b.words if word not in a.words]
    if len(left_a) != 1 or len(left_b) != 1 or len(a.words) < 2:
        return False
    return left_b[0] in b.given and is_short_for(left_a[0], left_b[0])


def _sure(met: _Known, pairs: list[_Pair], *, alone: bool) -> Candidate | None:
    """The one that it surely is: at the nearest place first, and nobody else there who could be meant."""
    at_door = [pair for pair in pairs if pair.near is Near.DOOR]
    if at_door:
        return _only(at_door, Likeness.CLOSE)
    if len(met.name.words) < 2:
        return None
    for near in (Near.HOUSE, Near.POSTCODE):
        here = [pair for pair in pairs if pair.near is near]
        if here := [pair for pair in here if not _other_code(met, pair.of)]:
            return _only(here, Likeness.SAME)
    if met.house or met.building or met.flat or not alone:
        return None
    return _only(
        [p for p in pairs if p.near is Near.STREET and met.street], Likeness.SAME
    )


def _only(pairs: list[_Pair], least: Likeness) -> Candidate | None:
    """The only one of `pairs` whose name could be meant, if it is as alike as `least`.

    Beside the very same name one that merely resembles it does not count; one with a middle name more does, since
    "Jo Bloggs" may be either.
    """
    most = max((pair.like for pair in pairs), default=Likeness.DIFFERENT)
    counts = Likeness.CLOSE if most is Likeness.SAME else Likeness.PERHAPS
    possible = [pair for pair in pairs if pair.like >= counts]
    if len(possible) != 1 or possible[0].like < least:
        return None
    return Candidate(possible[0].of.key, possible[0].score, _why_sure(possible[0]))


def _why_sure(pair: _Pair) -> Why:
    if pair.near is Near.DOOR:
        if pair.short:
            return Why.SHORT_NAME_SAME_DOOR
        same = pair.like is Likeness.SAME
        return Why.SAME_NAME_SAME_DOOR if same else Why.LIKE_NAME_SAME_DOOR
    return {
        Near.HOUSE: Why.SAME_NAME_SAME_HOUSE,
        Near.POSTCODE: Why.SAME_NAME_SAME_POSTCODE,
    }.get(pair.near, Why.SAME_NAME_SAME_STREET)


def _is_worth_asking(met: _Known, pair: _Pair) -> bool:
    if pair.near >= Near.POSTCODE:
        given = same_given(met.name, pair.of.name) and pair.near >= Near.HOUSE
        return (
            pair.like >= Likeness.PERHAPS
            or given
            or score(met.name, pair.of.name) >= 70
        )
    if pair.near is Near.STREET:
        return pair.like >= Likeness.PERHAPS
    return pair.like is Likeness.SAME


def _candidate(met: _Known, pair: _Pair) -> Candidate:
    return Candidate(pair.of.key, pair.score, _why_asked(met, pair))


def _why_asked(met: _Known, pair: _Pair) -> Why:
    if pair.near is Near.APART:
        return Why.SAME_NAME_ELSEWHERE
    if (
        pair.like is Likeness.SAME
        or pair.near is Near.DOOR
        and pair.like is Likeness.CLOSE
    ):
        return _why_sure(pair) if pair.near >= Near.POSTCODE else Why.SIMILAR_NEAR
    if pair.near >= Near.HOUSE:
        other = pair.like < Likeness.PERHAPS and same_given(met.name, pair.of.name)
        return Why.GIVEN_NAME if other else Why.SIMILAR_HERE
    return Why.SIMILAR_NEAR


def _without_crowds(candidates: list[Candidate]) -> list[Candidate]:
    """Without those far away where they are so many that the name says nothing."""
    far = [c for c in candidates if c.why is Why.SAME_NAME_ELSEWHERE]
    if len(far) <= NAMESAKES:
        return candidates
    return [c for c in candidates if c.why is not Why.SAME_NAME_ELSEWHERE]
