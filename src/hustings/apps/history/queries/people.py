"""People who stood, out of the database: found by key or by name, with all their candidacies."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from hustings.apps.history.models import Candidacy as Row
from hustings.apps.history.models import Seat
from hustings.apps.history.queries.elections import seats_with_ids
from hustings.apps.history.queries.kept import per_release
from hustings.apps.history.queries.search import PERSON, search
from hustings.core.errors import HustingsError
from hustings.core.psephology.careers import (
    OF_CANDIDACY,
    Candidacy,
    Career,
    career,
    number_of,
)
from hustings.core.psephology.past import SeatResult
from hustings.core.spelling import folded

MOST_NAMED = 12


@dataclass(frozen=True)
class _Where:
    """The rows of seats in which somebody of a number or name stood, and those of a seat's name."""

    by_number: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_seat: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_place: dict[tuple[str, str], int] = field(default_factory=dict)

    def near(self, of: Candidacy) -> set[int]:
        """Where the same person may have stood: by number, by name, or in the seat of that name."""
        numbered = (self.by_number.get(each, set()) for each in of.stood.known_as)
        named = self.by_name.get(folded(of.stood.name), set())
        return named.union(*numbered, self.by_seat.get(folded(of.seat.name), set()))


def career_of(key: str) -> Career | None:
    """All candidacies of the person of that key; None where it is nobody's."""
    where, seats = _where(), _Seats()
    of = _numbered(where, seats, key) or _in_seat(where, seats, key)
    return career(of, lambda each: seats.of(where.near(each))) if of else None


def person_named(name: str) -> Career:
    """The one person of that name, however it is spelt, or of that key. HustingsError with who there is otherwise."""
    found = career_of(name)
    if found:
        return found
    people = _called(name)
    exact = [each for each in people if folded(each.name) == folded(name)]
    if len(exact) == 1:
        return exact[0]
    if not people:
        raise HustingsError(f"Nobody called {name} stood at any election that is here.")
    may_be = "; ".join(_said(each) for each in people[:MOST_NAMED])
    raise HustingsError(
        f"Who is meant by {name} is not sure. Give the key in the place of the name: {may_be}."
    )


def _called(name: str) -> list[Career]:
    """People whose name is like that, each once."""
    people: dict[str, Career] = {}
    for hit in search(name, MOST_NAMED)[PERSON]:
        found = career_of(hit.key)
        if found:
            people.setdefault(found.key, found)
    return list(people.values())


def _said(person: Career) -> str:
    latest = person.candidacies[0]
    return f"{person.key} ({person.name}, {latest.seat.name}, {latest.seat.day.year})"


class _Seats:
    """Seats fetched for one person, each once."""

    def __init__(self) -> None:
        self.known: dict[int, SeatResult] = {}

    def of(self, ids: Iterable[int]) -> list[SeatResult]:
        wanted = set(ids)
        self.known |= seats_with_ids(wanted - self.known.keys())
        return [self.known[each] for each in sorted(wanted)]


def _numbered(where: _Where, seats: _Seats, key: str) -> Candidacy | None:
    number = number_of(key)
    found = [
        Candidacy(seat, stood)
        for seat in seats.of(where.by_number.get(number, ()))
        for stood in seat.stood
        if number in stood.known_as
    ]
    return max(found, key=lambda each: each.seat.day, default=None)


def _in_seat(where: _Where, seats: _Seats, key: str) -> Candidacy | None:
    """The candidacy of that key; after a correction of the party, the only one of that name."""
    parts = OF_CANDIDACY.fullmatch(key)
    seat_id = where.by_place.get((parts[1], parts[2])) if parts else None
    if seat_id is None:
        return None
    (seat,) = seats.of([seat_id])
    here = [Candidacy(seat, each) for _, each in seat.in_order]
    exact = [each for each in here if each.own_key == key]
    named = [each for each in here if f"{key}-".startswith(f"{each.name_key}-")]
    return exact[0] if exact else named[0] if len(named) == 1 else None


@per_release
def _where() -> _Where:
    where = _Where()
    rows = Row.objects.filter(together=False).values_list(
        "seat_id", "first_name", "surname", "known_as"
    )
    for seat_id, first, last, known_as in rows:
        where.by_name[folded(f"{first} {last}")].add(seat_id)
        for number in known_as:
            where.by_number[number].add(seat_id)
    seats = Seat.objects.filter(Exists(Row.objects.filter(seat=OuterRef("pk"), together=False)))  # fmt: skip
    for seat_id, day, code, name in seats.values_list("pk", "day", "code", "name"):
        where.by_seat[folded(name)].add(seat_id)
        where.by_place[str(day), code] = seat_id
    return where
