"""Who is missing: from a newer full register, or from a newer list of absent voters.

A full register often comes in many files, one for each polling district, so nobody is missing before all of them are
in. Files that share no number within a district, or a stray one, are parts of one edition of it; a file that repeats the
numbers is a newer edition, and whoever stood in the older one only is missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from hustings.core.register.register import Elector, Key, Register
from hustings.core.register.rows import AbsentKind

District = tuple[str, str]
"""Council, and district in capitals."""


class Editions:
    """The numbers on the newest edition of each district, from the full registers read."""

    def __init__(self) -> None:
        self._numbers: dict[District, set[Key]] = {}

    def take(self, keys: Iterable[Key], *, is_part: bool) -> None:
        """Note one file's numbers. Mended rows sent again (`is_part`) say nothing about those they leave out."""
        by_district: dict[District, set[Key]] = defaultdict(set)
        for key in keys:
            by_district[key[0], key[1]].add(key)
        for district, numbers in by_district.items():
            older = self._numbers.get(district)
            if is_part:
                if older is not None:
                    older |= numbers
            elif older is None or _repeats(older, numbers):
                self._numbers[district] = numbers
            else:
                older |= numbers

    def missing(self, register: Register) -> list[Elector]:
        """Open electors of the districts read who are not on their newest edition."""
        found = []
        for elector in register.open():
            key = elector.key
            numbers = self._numbers.get((key[0], key[1]))
            if numbers is not None and key not in numbers:
                found.append(elector)
        return found


def _repeats(older: set[Key], numbers: set[Key]) -> bool:
    """Whether two files' numbers of a district are so much the same that the one is a newer edition of the other."""
    return 2 * len(older & numbers) >= min(len(older), len(numbers))


class AbsentLists:
    """Who is on the absent lists read, by kind."""

    def __init__(self) -> None:
        self._listed: dict[AbsentKind, set[Key]] = defaultdict(set)

    def take(self, listed: Iterable[tuple[Key, AbsentKind]]) -> None:
        """Note one list's electors."""
        for key, kind in listed:
            self._listed[kind].add(key)

    def left(self, register: Register) -> Iterator[tuple[Elector, AbsentKind]]:
        """Electors who were on an older list of a kind, and are not on the newer one of their council and district."""
        for kind, listed in self._listed.items():
            districts = {(key[0], key[1]) for key in listed}
            for elector in register.open():
                key = elector.key
                if (
                    kind in elector.absent
                    and (key[0], key[1]) in districts
                    and key not in listed
                ):
                    yield elector, kind
