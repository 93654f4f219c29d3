"""The 1 December renumbering: which elector of the old register is which of the new.

Each year every elector gets a new number. What we know of a person must follow the person, so old and new entries are
matched by name and address. A link is made without asking only where nothing else can be true: the same name at the
same door, once on each side; or a slip of the finger with nobody else at that door who could be meant. Father and son
of one name are told apart by middle names or by the date on which the son attains voting age; where neither helps, a
person is asked. Nobody is linked twice. Entries without a name (anonymous entries) are matched with nobody and put to
nobody.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hustings.core.register.names import (
    Likeness,
    Name,
    alike,
    name_of,
    same_given,
    score,
)

MOST_CANDIDATES = 3
"""A name that more people than this could be says nothing: then nobody is asked."""


class Why(StrEnum):
    """Why two entries were linked, or are put to a person; the value is the reason in words."""

    SAME_NAME_SAME_DOOR = "same name at the same door"
    NAMESAKES_BY_FULL_NAME = (
        "one name at one door twice, told apart by the order of its words"
    )
    NAMESAKES_BY_DATE = (
        "one name at one door twice, told apart by the date of attainment"
    )
    CLOSE_NAME_SAME_DOOR = (
        "nearly the same name at the same door, and nobody else it could be"
    )
    SAME_NAME_SAME_STREET = "same name in the same street, and nobody else of that name"
    NAMESAKES = "several people of this name at this door"
    OTHER_SURNAME = "same first names at the same door, another surname"
    LIKE_NAME_SAME_DOOR = "a similar name at the same door"
    LIKE_NAME_SAME_STREET = "a similar name in the same street"
    SAME_NAME_MOVED = "same name at another address in the district"


@dataclass(frozen=True, slots=True)
class Entry:
    """An elector as matching sees them. `key` is the caller's own; `door` is `Door.identity`, "" without an address.

    `street` is `Door.street_key`. `attains_on` is given only while the register itself gives a date.
    """

    key: str
    surname: str
    forenames: str
    district: str
    door: str = ""
    street: str = ""
    postcode: str = ""
    attains_on: date | None = None


class Link(NamedTuple):
    """An old entry and the new entry of the same person."""

    old: str
    new: str
    why: Why


class Candidate(NamedTuple):
    """A new entry that may be the person; `score` from 0 to 100 only puts candidates in order."""

    new: str
    score: int
    why: Why


@dataclass(frozen=True, slots=True)
class Question:
    """An old entry and who it may be now, likeliest first; a person answers."""

    old: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Renumbering:
    """Each old entry is in exactly one of `sure`, `unsure`, `gone`; each new one linked, a candidate, or in `new`."""

    sure: tuple[Link, ...]
    unsure: tuple[Question, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


def match(old: Iterable[Entry], new: Iterable[Entry]) -> Renumbering:
    """Who of the old register is who of the new, in four stages: door, near names at the door, street, district.

    Keys are unique within `old` and within `new`. 75,000 against 75,000 take about two seconds and 70 MiB beside the entries.
    """
    old, new = list(old), list(new)
    matching = _Matching(_people(old), _people(new))
    seen_old = Counter(person.name.words for person in matching.old.values())
    seen_new = Counter(person.name.words for person in matching.new.values())

    def only_one(person: _Person) -> bool:
        return seen_old[person.name.words] == seen_new[person.name.words] == 1

    _same_name_same_door(matching)
    _like_name_same_door(matching)
    _same_street(matching, only_one)
    _same_district(matching)
    return matching.result(old, new)


class _Person(NamedTuple):
    entry: Entry
    name: Name


_Pairs = list[tuple[_Person, _Person]]


@dataclass(slots=True)
class _Matching:
    """Who is still open while the stages run; private to this module."""

    old: dict[str, _Person]
    new: dict[str, _Person]
    sure: dict[str, Link] = field(default_factory=dict)
    asked: dict[str, dict[str, Candidate]] = field(default_factory=dict)

    def link(self, old: _Person, new: _Person, why: Why) -> None:
        self.sure[old.entry.key] = Link(old.entry.key, new.entry.key, why)
        del self.old[old.entry.key], self.new[new.entry.key]

    def ask(self, old: _Person, new: _Person, why: Why) -> None:
        rated = Candidate(new.entry.key, score(old.name, new.name), why)
        self.asked.setdefault(old.entry.key, {}).setdefault(new.entry.key, rated)

    def close_stage(self) -> None:
        """Take those about whom we ask out of the stages to come."""
        for key, candidates in self.asked.items():
            self.old.pop(key, None)
            for candidate in candidates:
                self.new.pop(candidate, None)

    def blocks(
        self, by: Callable[[_Person], Hashable]
    ) -> Iterator[tuple[list[_Person], list[_Person]]]:
        """The open people that share a key on both sides; a false key ("" or None) is shared with nobody."""
        news: dict[Hashable, list[_Person]] = defaultdict(list)
        olds: dict[Hashable, list[_Person]] = defaultdict(list)
        for people, blocks in ((self.new, news), (self.old, olds)):
            for person in people.values():
                if key := by(person):
                    blocks[key].append(person)
        for key, block in olds.items():
            if key in news:
                yield block, news[key]

    def result(self, old: list[Entry], new: list[Entry]) -> Renumbering:
        wanted = {key for candidates in self.asked.values() for key in candidates}
        wanted.update(link.new for link in self.sure.values())
        return Renumbering(
            sure=tuple(self.sure[e.key] for e in old if e.key in self.sure),
            unsure=tuple(
                Question(e.key, _best_first(self.asked[e.key].values()))
                for e in old
                if e.key in self.asked
            ),
            gone=tuple(
                e.key for e in old if e.key not in self.sure and e.key not in self.asked
            ),
            new=tuple(e.key for e in new if e.key not in wanted),
        )


def _best_first(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda c: (-c.score, c.new)))


def _people(entries: list[Entry]) -> dict[str, _Person]:
    """Those with a name, by key."""
    people = (_Person(e, name_of(e.surname, e.forenames)) for e in entries)
    return {person.entry.key: person for person in people if person.name.words}


def _dates_fit(old: _Person, new: _Person) -> bool:
    """An attainer may have lost the date by coming of age; nobody becomes an attainer, nor changes the date."""
    return new.entry.attains_on in (None, old.entry.attains_on)


def _same_name_same_door(matching: _Matching) -> None:
    def by(person: _Person) -> Hashable:
        return person.entry.door and (person.entry.door, person.name.words)

    for olds, news in matching.blocks(by):
        if len(olds) == len(news) == 1:
            if _dates_fit(olds[0], news[0]):
                matching.link(olds[0], news[0], Why.SAME_NAME_SAME_DOOR)
        else:
            _namesakes(matching, olds, news)
    matching.close_stage()


def _namesakes(matching: _Matching, olds: list[_Person], news: list[_Person]) -> None:
    """Several of one name at one door: by the order of the words, then by date, else a person is asked."""
    pairs = [(o, n) for o in olds for n in news if _dates_fit(o, n)]
    ordered = [(o, n) for o, n in pairs if o.name == n.name]
    pairs = _link_only_choices(matching, ordered, pairs, Why.NAMESAKES_BY_FULL_NAME)
    dated = [
        (o, n)
        for o, n in pairs
        if o.entry.attains_on and o.entry.attains_on == n.entry.attains_on
    ]
    pairs = _link_only_choices(matching, dated, pairs, Why.NAMESAKES_BY_DATE)
    pairs = _link_only_choices(matching, pairs, pairs, Why.NAMESAKES_BY_DATE)
    for one, other in pairs:
        matching.ask(one, other, Why.NAMESAKES)


def _link_only_choices(
    matching: _Matching, pairs: _Pairs, everyone: _Pairs, why: Why
) -> _Pairs:
    """Link those of `pairs` who have nobody else in `pairs`; `everyone` without the linked comes back."""
    choices_old = Counter(old.entry.key for old, _ in pairs)
    choices_new = Counter(new.entry.key for _, new in pairs)
    for old, new in pairs:
        if choices_old[old.entry.key] == choices_new[new.entry.key] == 1:
            matching.link(old, new, why)
    return [
        (old, new)
        for old, new in everyone
        if old.entry.key in matching.old and new.entry.key in matching.new
    ]


SMALL = 400
"""In a block of no more pairs than this everyone is compared with everyone; in a larger one those who share a word."""


def _pairs(
    olds: list[_Person], news: list[_Person]
) -> Iterator[tuple[_Person, _Person]]:
    """Pairs worth comparing: a hall of a thousand students is not a million comparisons."""
    if len(olds) * len(news) <= SMALL:
        yield from ((o, n) for o in olds for n in news if _dates_fit(o, n))
        return
    by_word: dict[str, list[_Person]] = defaultdict(list)
    for new in news:
        for word in set(new.name.words):
            by_word[word].append(new)
    for old in olds:
        near = {n.entry.key: n for w in old.name.words for n in by_word.get(w, ())}
        yield from ((old, new) for new in near.values() if _dates_fit(old, new))


def _like_name_same_door(matching: _Matching) -> None:
    for olds, news in matching.blocks(lambda person: person.entry.door):
        likes = [(o, n, alike(o.name, n.name)) for o, n in _pairs(olds, news)]
        close = [(o, n) for o, n, like in likes if like >= Likeness.CLOSE]
        _link_only_choices(matching, close, close, Why.CLOSE_NAME_SAME_DOOR)
        for old, new, like in likes:
            if old.entry.key in matching.old and new.entry.key in matching.new:
                if like >= Likeness.PERHAPS:
                    matching.ask(old, new, Why.LIKE_NAME_SAME_DOOR)
                elif same_given(old.name, new.name):
                    matching.ask(old, new, Why.OTHER_SURNAME)
    matching.close_stage()


def _same_street(matching: _Matching, only_one: Callable[[_Person], bool]) -> None:
    for olds, news in matching.blocks(_street_of):
        likes = [(o, n, alike(o.name, n.name)) for o, n in _pairs(olds, news)]
        for old, new, like in likes:
            if like is Likeness.SAME and only_one(old) and len(old.name.words) > 1:
                matching.link(old, new, Why.SAME_NAME_SAME_STREET)
        close = [(o, n) for o, n, like in likes if like is Likeness.CLOSE]
        _ask_where_few(matching, close, Why.LIKE_NAME_SAME_STREET)
    matching.close_stage()


def _ask_where_few(matching: _Matching, pairs: _Pairs, why: Why) -> None:
    """Put the open ones of `pairs` to a person, unless the name could be so many people's that it says nothing."""
    choices_old = Counter(old.entry.key for old, _ in pairs)
    choices_new = Counter(new.entry.key for _, new in pairs)
    for old, new in pairs:
        still_open = old.entry.key in matching.old and new.entry.key in matching.new
        most = max(choices_old[old.entry.key], choices_new[new.entry.key])
        if still_open and most <= MOST_CANDIDATES:
            matching.ask(old, new, why)


def _street_of(person: _Person) -> Hashable:
    return person.entry.street and (person.entry.district, person.entry.street)


def _same_district(matching: _Matching) -> None:
    """A person is asked even where a full name is the only one: on made registers one such link in thirty was wrong."""
    for olds, news in matching.blocks(lambda p: (p.entry.district, p.name.words)):
        pairs = [(o, n) for o in olds for n in news if _dates_fit(o, n)]
        _ask_where_few(matching, pairs, Why.SAME_NAME_MOVED)
    matching.close_stage()
