"""What can be found in past results by typing: places, parties and people, of all elections that are kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hustings.apps.history.models import Candidacy
from hustings.apps.history.queries.elections import PollingDay, polling_days
from hustings.apps.history.queries.kept import per_release
from hustings.core.psephology.careers import person_key
from hustings.core.psephology.past import INDEPENDENT
from hustings.core.psephology.word_index import Entry, WordIndex
from hustings.core.spelling import fold_place

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


@dataclass(frozen=True, slots=True)
class _Line:
    day: date
    code: str
    place: str
    name: str
    party: str
    short: str
    votes: int
    known_as: tuple[str, ...]


def search(text: str, of_each: int = 8) -> dict[str, list[Hit]]:
    """The places, parties and people that the text may mean by kind, the likeliest first, no more than `of_each`."""
    found: dict[str, list[Hit]] = {SEAT: [], PARTY: [], PERSON: []}
    for hit in _index().find(text, _LOOKED_AT):
        if len(found[hit.kind]) < of_each:
            found[hit.kind].append(hit)
    return found


@per_release
def _index() -> WordIndex[Hit]:
    days = {each.day: each for each in polling_days()}
    lines = list(_lines())
    return WordIndex([*_places(lines, days), *_parties(lines, days), *_people(lines, days)])  # fmt: skip


def _lines() -> Iterator[_Line]:
    """Every candidacy, the latest election first."""
    rows = Candidacy.objects.order_by("-seat__day").values_list(
        "seat__day", "seat__code", "seat__name", "first_name", "surname", "party", "short", "votes", "known_as",
    )  # fmt: skip
    for day, code, place, first, last, party, short, votes, known_as in rows:
        name = f"{first} {last}".strip()
        yield _Line(day, code, place, name, party, short, votes, tuple(known_as))


Days = dict[date, PollingDay]


def _places(lines: Iterable[_Line], days: Days) -> Iterator[Entry[Hit]]:
    """One for each name, at the latest general election that had it."""
    found: dict[str, list[_Line]] = {}
    for each in lines:
        found.setdefault(fold_place(each.place), []).append(each)
    for there in found.values():
        shown = next((each for each in there if days[each.day].is_general), there[0])
        hit = Hit(SEAT, shown.place, days[shown.day].slug, shown.code, _years(there))
        also = " ".join(dict.fromkeys(each.place for each in there))
        yield Entry(shown.place, hit, _ABOVE[SEAT] + shown.day.toordinal(), also)


def _parties(lines: Iterable[_Line], days: Days) -> Iterator[Entry[Hit]]:
    """One for each short form, under all names that its candidates used, by its latest general election."""
    found: dict[str, list[_Line]] = {}
    for each in lines:
        if each.short != INDEPENDENT:
            found.setdefault(each.short, []).append(each)
    for short, there in found.items():
        shown = next((each for each in there if days[each.day].is_general), there[0])
        names = dict.fromkeys(each.party for each in there)
        hit = Hit(PARTY, shown.party, days[shown.day].slug, short, f"{short}, {_years(there)}")  # fmt: skip
        also = " ".join((*names, short))
        yield Entry(shown.party, hit, _ABOVE[PARTY] + len(there), also)


def _people(lines: Iterable[_Line], days: Days) -> Iterator[Entry[Hit]]:
    """One for each person, as far as the publishers' numbers or the same name in the same place tell."""
    for there in _by_person(lines):
        last = there[0]
        stood = [f"{each.short}, {each.place} {each.day.year}" for each in there[:2]]
        more = f" and {len(there) - 2} more" if len(there) > 2 else ""
        numbers = {number for each in there for number in each.known_as}
        key = person_key(numbers, last.day, last.code, last.name, last.short)
        hit = Hit(PERSON, last.name, days[last.day].slug, last.code, "; ".join(stood) + more, key)  # fmt: skip
        also = " ".join(dict.fromkeys(each.name for each in there))
        yield Entry(last.name, hit, float(max(each.votes for each in there)), also)


def _by_person(lines: Iterable[_Line]) -> list[list[_Line]]:
    people: dict[int, list[_Line]] = {}
    known: dict[str, int] = {}
    for nth, line in enumerate(lines):
        keys = {*line.known_as, f"{fold_place(line.name)}|{fold_place(line.place)}"}
        same = sorted({known[key] for key in keys if key in known}) or [nth]
        person = people.setdefault(same[0], [])
        for other in same[1:]:
            joined = people.pop(other)
            person += joined
            known |= {key: same[0] for key, who in known.items() if who == other}
        person.append(line)
        known |= dict.fromkeys(keys, same[0])
    return [sorted(each, key=lambda line: line.day, reverse=True) for each in people.values()]  # fmt: skip


def _years(lines: Iterable[_Line]) -> str:
    years = [each.day.year for each in lines]
    first, last = min(years), max(years)
    return str(last) if first == last else f"{first} to {last}"
