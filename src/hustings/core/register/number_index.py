"""Finding an elector from a number that somebody typed.

A canvasser's sheet or a teller's pad says `888`, `888/8`, `888.8` or `AB1-888/8`. The index answers at once with the one
elector meant; with a question, where only suffixed electors carry that number or several districts do; or with nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from hustings.core.register.numbers import (
    NUMBER,
    ElectorNumber,
    fraction_suffix,
    parse_joined,
    whole_suffix,
)

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Found(Generic[Key]):
    """The one elector meant: the number and the caller's own key for the elector."""

    number: ElectorNumber
    key: Key


@dataclass(frozen=True, slots=True)
class Ambiguous(Generic[Key]):
    """Several electors could be meant: ask which."""

    choices: tuple[Found[Key], ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody has that number; `expected` says in plain words what can be typed."""

    text: str
    expected: str


TYPE_A_NUMBER = "an elector number such as 888, 888/8 or AB1-888"
NOBODY = "a number that is on the register"


class NumberIndex(Generic[Key]):
    """All electors of a register by number, built once, each look-up a few steps."""

    def __init__(self, electors: Iterable[tuple[str, int, str, Key]]) -> None:
        """Take (district, number, suffix, key) of each elector."""
        self._places: dict[tuple[str, int], list[Found[Key]]] = {}
        self._districts: dict[str, str] = {}
        for district, number, suffix, key in electors:
            folded = district.casefold()
            self._districts.setdefault(folded, district)
            found = Found(ElectorNumber(district, number, suffix), key)
            self._places.setdefault((folded, number), []).append(found)

    def find(self, text: str, district: str = "") -> "Answer[Key]":
        """Who is meant by `text`, typed while working in `district` ("" for none in particular).

        A bare number belongs to the working district; without one, every district is looked through. A text that names
        a district wins over the working one, so the caller compares `Found.number.district` to tell a wrong district.
        """
        typed = " ".join(text.split())
        bare = NUMBER.fullmatch(typed)
        if bare:
            places = [district] if district else list(self._districts.values())
            standing = [
                each for place in places for each in self._at(place, int(bare[1]))
            ]
            answer = _choose(typed, standing, bare[2], bare[3] or bare[4] or "")
            if not isinstance(answer, Unknown):
                return answer
        return self._joined(typed)

    def _joined(self, typed: str) -> "Answer[Key]":
        """The answer to a text that names its district: `AB1-888/8`, `KD-2/2-289/1`."""
        meant = parse_joined(typed, self._districts.values())
        if meant is None:
            return Unknown(typed, NOBODY if NUMBER.fullmatch(typed) else TYPE_A_NUMBER)
        standing = self._at(meant.district, meant.number)
        decimal = re.search(r"[0-9]\.([0-9]+)$", typed)
        if decimal:
            return _choose(typed, standing, ".", decimal[1])
        return _choose(typed, standing, "/", meant.suffix)

    def _at(self, district: str, number: int) -> list[Found[Key]]:
        return self._places.get((district.casefold(), number), [])


Answer = Found[Key] | Ambiguous[Key] | Unknown


def _choose(
    typed: str, standing: list[Found[Key]], mark: str | None, suffix: str
) -> Answer[Key]:
    """The elector with that suffix among those `standing` at a number; for a bare number that only suffixed ones have, a question."""
    for meant in _suffixes(mark, suffix):
        exact = tuple(each for each in standing if each.number.suffix == meant)
        if exact:
            return exact[0] if len(exact) == 1 else Ambiguous(exact)
    bare = not any(_suffixes(mark, suffix))
    return Ambiguous(tuple(standing)) if standing and bare else Unknown(typed, NOBODY)


def _suffixes(mark: str | None, text: str) -> tuple[str, ...]:
    """What a typed suffix can mean, the likelier first: `3.10` is suffix 10, or 1 where a council writes decimals."""
    whole = whole_suffix(text)
    return (whole, fraction_suffix(text)) if mark == "." else (whole,)
