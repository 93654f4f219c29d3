"""Somebody who leaves the register under one number and stands on it under another: the same person, followed.

Now and then a council takes an elector off and puts the same elector on again under a new number, within one file of
changes or between two full registers. What we know of them (that they want to be left alone, above all) must not stay
behind. The same name at the same door, once leaving and once coming, is the same person; anything less is put to a
person. A namesake who comes of age as another leaves is not taken for them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hustings.core.register.doors import Address, read_doors
from hustings.core.register.matching import Entry, Renumbering, Why, match
from hustings.core.register.register import KEPT, Elector, Register, amended

SURE = frozenset(
    {Why.SAME_NAME_SAME_DOOR, Why.NAMESAKES_BY_FULL_NAME, Why.NAMESAKES_BY_DATE}
)
"""Among the few whom one file names there is no telling that a name is rare: only the door makes sure."""


@dataclass(frozen=True, slots=True)
class Move:
    """An elector as held before, and as they stand now under another number."""

    before: Elector
    now: Elector


@dataclass(frozen=True, slots=True)
class Perhaps:
    """An elector who left, and somebody new who may be the same person; `score` from 0 to 100 puts the likelier first."""

    before: Elector
    new: Elector
    score: int
    why: Why


@dataclass(frozen=True, slots=True)
class Followed:
    """Those surely followed, and the pairs to be put to a person."""

    moves: tuple[Move, ...] = ()
    perhaps: tuple[Perhaps, ...] = ()


def follow(
    register: Register,
    leaving: Iterable[Elector],
    carried: Mapping[str, frozenset[str]],
) -> Followed:
    """Who of those `leaving`, whom the caller holds, is who of the new ones; the sure ones are moved in the register.

    `carried` says for each file which fields it speaks of: what a file leaves out is kept from before.
    """
    olds = _by_council(leaving)
    news = _by_council(e for e in register.open() if e.held is None) if olds else {}
    moves: list[Move] = []
    perhaps: list[Perhaps] = []
    for council in olds.keys() & news.keys():
        old, new = olds[council], news[council]
        found = match(_entries(old), _entries(new))
        for link in found.sure:
            before, after = old[int(link.old)], new[int(link.new)]
            if link.why in SURE:
                now = _moved(before, after, carried)
                register.renumber(before, now)
                moves.append(Move(before, now))
            else:
                perhaps.append(Perhaps(before, after, 100, link.why))
        perhaps.extend(_asked(found, old, new))
    return Followed(tuple(moves), tuple(perhaps))


def _by_council(electors: Iterable[Elector]) -> dict[str, list[Elector]]:
    found: dict[str, list[Elector]] = defaultdict(list)
    for elector in electors:
        found[elector.authority].append(elector)
    return found


def _entries(electors: list[Elector]) -> list[Entry]:
    """The electors as matching sees them, each by its place in the list; an anonymous entry has no name."""
    rows = [elector.row for elector in electors]
    doors = read_doors([Address(r.address, r.postcode, r.hints) for r in rows])
    return [
        Entry(
            str(place),
            "" if row.anonymous else row.surname,
            "" if row.anonymous else row.forenames,
            row.number.district.upper(),
            door.identity if door else "",
            door.street_key if door else "",
            row.postcode,
            # A date put right is no other person; a date where none was is somebody who comes of age.
            date.min if row.attainer_date else None,
        )
        for place, (row, door) in enumerate(zip(rows, doors, strict=True))
    ]


def _moved(
    before: Elector, after: Elector, carried: Mapping[str, frozenset[str]]
) -> Elector:
    """The elector of before with what the new entry says of them."""
    spoken = carried.get(after.row.file, frozenset(KEPT))
    row, changed = amended(before.row, after.row, spoken)
    changed |= {"number"} if before.key[1] == after.key[1] else {"number", "district"}
    return replace(
        before,
        row=replace(row, number=after.row.number),
        absent=before.absent | after.absent,
        closed=False,
        changed=before.changed - {"closed"} | changed | after.changed & {"absent"},
    )


def _asked(
    found: Renumbering, old: list[Elector], new: list[Elector]
) -> Iterable[Perhaps]:
    for question in found.unsure:
        for candidate in question.candidates:
            yield Perhaps(
                old[int(question.old)],
                new[int(candidate.new)],
                candidate.score,
                candidate.why,
            )
