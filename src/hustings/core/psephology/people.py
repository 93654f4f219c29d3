"""Who is meant by a name, and who stood again: spellings differ between papers, presses and publishers.

A publisher's number for a person is certain; the same name in the same seat is taken to be the same person; anything less
is a question for somebody who knows, and is shown as one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from hustings.core.psephology.past import SeatResult, Stood
from hustings.core.spelling import folded

NEAR = 84
"""From this likeness on (rapidfuzz, 0 to 100) two names may be one: Mohamad and Mohamed, Perry Bar and Perry Barr."""


NAMES_MORE = 95.0
"""The likeness of two names of which one has a middle name more."""


@dataclass(frozen=True, slots=True)
class Found:
    """A candidacy that a name may mean; `why` says what was compared where it is not sure."""

    seat: SeatResult
    stood: Stood
    is_sure: bool
    why: str
    likeness: float


def find(seats: Iterable[SeatResult], name: str, seat: str = "") -> tuple[Found, ...]:
    """The candidacies that `name` may mean, the likeliest first; `seat` narrows them, however it is spelt."""
    sought, place = _fold(name), _fold(seat)
    found = [
        each
        for result in seats
        if not place or ratio(place, _fold(result.name)) >= NEAR
        for each in _in_seat(result, sought)
    ]
    return tuple(sorted(found, key=lambda each: (-each.likeness, each.seat.name)))


def stood_again(
    then: SeatResult, person: Stood, now: Iterable[SeatResult]
) -> tuple[Found, ...]:
    """Candidacies of a later election that are the same person, or may be, the surest first."""
    found = []
    for seat in now:
        for each in seat.stood:
            judged = _judged(then, person, seat, each)
            if judged:
                found.append(judged)
    return tuple(sorted(found, key=lambda each: (not each.is_sure, -each.likeness)))


def _in_seat(seat: SeatResult, sought: str) -> Iterator[Found]:
    for stood in seat.stood:
        likeness = _likeness(sought, _fold(stood.name))
        if likeness >= NEAR:
            why = "" if likeness == 100 else f"“{stood.name}” is spelt otherwise"
            yield Found(seat, stood, likeness == 100, why, likeness)


def _judged(
    then: SeatResult, person: Stood, seat: SeatResult, stood: Stood
) -> Found | None:
    if shared := person.known_as & stood.known_as:
        return Found(seat, stood, True, f"the same number: {min(shared)}", 100)
    if _are_two_people(person, stood):
        return None
    likeness = _likeness(_fold(person.name), _fold(stood.name))
    if likeness < NEAR:
        return None
    same_seat = _fold(then.name) == _fold(seat.name)
    if likeness == 100 and same_seat:
        return Found(seat, stood, True, "the same name in the same seat", likeness)
    if likeness == 100 or same_seat:
        why = "the same name elsewhere" if likeness == 100 else "a name much alike here"
        return Found(seat, stood, False, why, likeness)
    return None


def _are_two_people(one: Stood, other: Stood) -> bool:
    """Whether one publisher numbers them as two."""
    publishers = {number.partition(":")[0] for number in one.known_as}
    return any(n.partition(":")[0] in publishers for n in other.known_as)


def _likeness(one: str, other: str) -> float:
    """0 to 100; where one has more names than the other, the first and the last of each count, and it is never sure."""
    whole = ratio(one, other)
    if min(one.count(" "), other.count(" ")) and one.count(" ") != other.count(" "):
        return max(whole, min(NAMES_MORE, ratio(_ends(one), _ends(other))))
    return whole


def _ends(name: str) -> str:
    words = name.split()
    return f"{words[0]} {words[-1]}"


_fold = lru_cache(maxsize=65_536)(folded)
