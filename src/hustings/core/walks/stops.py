"""The doors of a walk as the cutting sees them: street, side, house, flat, and where known the place.

What the register says of a flat tells its floor at times: "First Floor Flat", the 2/1 of Scotland, the 304 of a tower
where every flat has three figures. Where it tells nothing we do not guess, and a flat whose floor is unknown is never
called free of stairs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hustings.core.register.doors import Side
from hustings.core.walks.places import Point

WORDS = (
    "basement",
    "lower ground",
    "upper ground",
    "ground",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
FLOORS = {word: max(-1, place - 3) for place, word in enumerate(WORDS)} | {
    "lower ground": -1,
    "upper ground": 1,
}
NAMED = re.compile(
    rf"\b({'|'.join(sorted(WORDS, key=len, reverse=True))})\b(?: floor)?"
)
COUNTED = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th) floor\b")
SCOTTISH = re.compile(r"(?:flat )?(g|\d{1,2})/(?:\w+)", re.IGNORECASE)
LEVEL_WORDS = re.compile(r"\b(?:pitch|plot|berth|mooring|caravan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stop:
    """One door. `order` sorts the streets and is the same for each spelling of one; `house` is such as 16A or 4-6.

    `number` is None for a house with a name alone; `flat` and `building` are as written, "" where there is none.
    """

    id: UUID
    street: str
    order: str
    label: str
    side: Side = Side.NONE
    number: int | None = None
    house: str = ""
    building: str = ""
    flat: str = ""
    point: Point | None = None

    @property
    def cluster(self) -> tuple[str, str, str]:
        """The same for the flats of one house or block, which are never taken apart lightly."""
        return (
            self.order,
            self.building.casefold(),
            self.house or ("" if self.building else self.label),
        )


def floor_of(flat: str) -> int | None:
    """The floor that a flat's own words tell, 0 the ground; None where they tell nothing."""
    words = flat.strip().casefold()
    if found := COUNTED.search(words):
        return int(found[1])
    if "top" in words.split():
        return len(WORDS)
    if found := NAMED.search(words):
        return FLOORS[found[1]]
    if found := SCOTTISH.fullmatch(words):
        return 0 if found[1] == "g" else int(found[1])
    return None


def floors(flats: Sequence[str]) -> list[int | None]:
    """The floor of each flat of one block, as `floor_of`; or by the hundreds where all have such numbers."""
    told = [floor_of(flat) for flat in flats]
    figures = [re.findall(r"\d+", flat) for flat in flats]
    hundreds = all(len(each) == 1 and len(each[0]) == 3 for each in figures)
    if any(floor is not None for floor in told) or not hundreds or len(flats) < 4:
        return told
    by_hundreds: list[int | None] = [int(each[0]) // 100 for each in figures]
    return by_hundreds if len(set(by_hundreds)) > 1 else told


def is_level(stop: Stop) -> bool:
    """Whether the door is reached without stairs inside, as far as its address tells: no flat above the ground."""
    if not stop.flat or LEVEL_WORDS.search(stop.flat):
        return True
    return floor_of(stop.flat) == 0


def by_floor(block: Sequence[Stop], *, downwards: bool) -> list[Stop]:
    """The flats of one block floor by floor, else in the order given; from the top floor down where asked."""
    known = floors([stop.flat for stop in block])
    if any(floor is None for floor in known):
        return list(reversed(block)) if downwards and len(block) > 1 else list(block)
    ranked = [
        (floor or 0, place, stop)
        for place, (floor, stop) in enumerate(zip(known, block, strict=True))
    ]
    ranked.sort(key=lambda each: (-each[0] if downwards else each[0], each[1]))
    return [stop for _, _, stop in ranked]
