"""What can be found in past results by typing: places, parties and people, of all elections that are kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import starmap

from hustings.apps.history.models import Candidacy
from hustings.apps.history.queries.elections import PollingDay, polling_days
from hustings.apps.history.queries.kept import per_release
from hustings.core.psephology.careers import person_key
from hustings.core.psephology.past import INDEPENDENT
from hustings.core.psephology.word_index import Entry, WordIndex
from hustings.core.spelling import fold_place, in_any_order

SEAT, PARTY, PERSON = "seat", "party", "person"
_LOOKED_AT = 400
"""So many hits are looked at, as hundreds of people may share a word with a place."""
_ABOVE = {SEAT: 2e9, PARTY: 1e9, PERSON: 0.0}
"""Among equals a place comes before a party, and a party before a person."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what kind, its name, where and when it was last, and the rest of what tells it apart."""

    kind: str
    name: str
    day: str
    """As an address calls the election: the latest that it stood in."""
    code: str
    """Of the seat; for a party, its short form."""
    about: str
    key: str = ""
    """Of a person: what the address of their page calls them."""


@dataclass(slots=True)
class _Line:
    """A candidacy's columns; thousands are made at once, which takes a frozen one twice as long."""

    day: date
    code: str
    place: str
    first_name: str
    surname: str
    party: str
    short: str
    votes: int
    known_as: list[str]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.surname}".strip()


Known = tuple[str, list[_Line]]
"""What can be found: its kind, and its lines, the latest election first. Only what is found is put into words."""
Days = dict[date, PollingDay]


def search(text: str, of_each: int = 8) -> dict[str, list[Hit]]:
    """The places, parties and people that the text may mean by kind, the likeliest first, no more than `of_each`."""
    days = {each.day: each for each in polling_days()}
    found: dict[str, list[Hit]] = {SEAT: [], PARTY: [], PERSON: []}
    for kind, there in _index().find(text, _LOOKED_AT):
        if len(found[kind]) < of_each:
            found[kind].append(_HITS[kind](there, days))
    return found


@per_release
def _index() -> WordIndex[Known]:
    lines = list(_lines())
    general = {each.day for each in polling_days() if each.is_general}
    return WordIndex([*_places(lines, general), *_parties(lines, general), *_people(lines)])  # fmt: skip


def _lines() -> Iterator[_Line]:
    """Every candidacy, the latest election first."""
    rows = Candidacy.objects.order_by("-seat__day").values_list(
        "seat__day", "seat__code", "seat__name", "first_name", "surname", "party", "short", "votes", "known_as",
    )  # fmt: skip
    return starmap(_Line, rows)


def _places(lines: Iterable[_Line], general: Set[date]) -> Iterator[Entry[Known]]:
    """One for each name, at the latest general election that had it."""
    found: defaultdict[str, list[_Line]] = defaultdict(list)
    for each in lines:
        found[fold_place(each.place)].append(each)
    for there in found.values():
        shown = _latest(there, general)
        names = dict.fromkeys(each.place for each in there)
        weight = _ABOVE[SEAT] + shown.day.toordinal()
        yield Entry(shown.place, (SEAT, there), weight, _others(names, shown.place))


def _parties(lines: Iterable[_Line], general: Set[date]) -> Iterator[Entry[Known]]:
    """One for each short form, under all names that its candidates used, by its latest general election."""
    found: defaultdict[str, list[_Line]] = defaultdict(list)
    for each in lines:
        if each.short != INDEPENDENT:
            found[each.short].append(each)
    for short, there in found.items():
        shown = _latest(there, general)
        names = dict.fromkeys(each.party for each in there)
        also = f"{_others(names, shown.party)} {short}"
        yield Entry(shown.party, (PARTY, there), _ABOVE[PARTY] + len(there), also)


def _people(lines: Iterable[_Line]) -> Iterator[Entry[Known]]:
    """One for each person, as far as the publishers' numbers or the same name in the same place tell."""
    for there in _by_person(lines):
        name = there[0].name
        most = float(max(each.votes for each in there))
        names = dict.fromkeys(each.name for each in there) if there[1:] else ()
        yield Entry(name, (PERSON, there), most, _others(names, name))


def _others(names: Iterable[str], name: str) -> str:
    return " ".join(each for each in names if each != name)


def _by_person(lines: Iterable[_Line]) -> list[list[_Line]]:
    people: dict[int, tuple[list[_Line], set[str]]] = {}
    known: dict[str, int] = {}
    for nth, line in enumerate(lines):
        named = f"{in_any_order(line.name)}|{fold_place(line.place)}"
        keys = {*line.known_as, named}
        same = sorted({known[key] for key in keys if key in known}) or [nth]
        person, theirs = people.setdefault(same[0], ([], set()))
        theirs |= keys
        for other in same[1:]:
            joined, more = people.pop(other)
            person += joined
            theirs |= more
        person.append(line)
        known |= dict.fromkeys(theirs if same[1:] else keys, same[0])
    return [sorted(each, key=lambda line: line.day, reverse=True) for each, _ in people.values()]  # fmt: skip


def _place(there: list[_Line], days: Days) -> Hit:
    shown = _latest(there, _general(days))
    return Hit(SEAT, shown.place, days[shown.day].slug, shown.code, _years(there))


def _party(there: list[_Line], days: Days) -> Hit:
    shown = _latest(there, _general(days))
    about = f"{shown.short}, {_years(there)}"
    return Hit(PARTY, shown.party, days[shown.day].slug, shown.short, about)


def _person(there: list[_Line], days: Days) -> Hit:
    last = there[0]
    stood = [f"{each.short}, {each.place} {each.day.year}" for each in there[:2]]
    more = f" and {len(there) - 2} more" if len(there) > 2 else ""
    numbers = {number for each in there for number in each.known_as}
    key = person_key(numbers, last.day, last.code, last.name, last.short)
    return Hit(PERSON, last.name, days[last.day].slug, last.code, "; ".join(stood) + more, key)  # fmt: skip


_HITS = {SEAT: _place, PARTY: _party, PERSON: _person}


def _general(days: Days) -> set[date]:
    return {each.day for each in days.values() if each.is_general}


def _latest(there: Sequence[_Line], general: Set[date]) -> _Line:
    """Its line at the latest general election, or else the latest of all."""
    return next((each for each in there if each.day in general), there[0])


def _years(lines: Iterable[_Line]) -> str:
    years = [each.day.year for each in lines]
    first, last = min(years), max(years)
    return str(last) if first == last else f"{first} to {last}"
