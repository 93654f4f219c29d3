"""How old and new seats lie over one another: which part of an old seat is in a new one, and which part of the new that is.

After a review of boundaries nobody voted in the new seats before. The people who live there voted in old ones, and the
House of Commons Library measured how many: by people, by homes, by area. The publisher's file has no heading.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from hustings.core.errors import HustingsError

CELLS = 11
"""Both codes in one, code and name of the old seat, code and name of the new, then two parts each by homes, area, people."""
NEARLY = 0.001
"""Parts are printed with nine places, and add up to 1 but for their rounding."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What an old and a new seat have in common, as a part (0 to 1) of the old one and of the new one."""

    of_old: float
    of_new: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """An old and a new seat that have something in common."""

    old: str
    old_name: str
    new: str
    new_name: str
    homes: Parts
    area: Parts
    people: Parts


@dataclass(frozen=True, slots=True)
class Overlaps:
    """The pairs of a file; what was left out, with the reason; and old or new seats whose parts do not add up to all."""

    pairs: tuple[Overlap, ...]
    refused: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def is_overlaps(text: str) -> bool:
    """Whether it begins with two official codes written as one."""
    return bool(re.match(r'\ufeff?"?([EWSN]\d{8}){2}"?,', text))


def read_overlaps(text: str, *, file: str) -> Overlaps:
    """The pairs; a row that is none, or a pair for the second time, is left out and told."""
    pairs: dict[tuple[str, str], Overlap] = {}
    refused = []
    for line, cells in _rows(text, file):
        try:
            pair = _pair([each.strip() for each in cells])
            if pairs.setdefault((pair.old, pair.new), pair) is not pair:
                raise HustingsError("the two seats are entered twice.")
        except HustingsError as problem:
            refused.append(f"{file}, line {line}: {' and '.join(cells[2:5:2])}: {problem}")  # fmt: skip
    return Overlaps(tuple(pairs.values()), tuple(refused), tuple(_doubts(pairs.values(), file)))  # fmt: skip


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Cells by line, empty lines left out."""
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True)
    try:
        yield from ((rows.line_num, cells) for cells in rows if any(cells))
    except csv.Error as broken:
        raise HustingsError(f"{file}, line {rows.line_num}: the row cannot be read ({broken}).") from broken  # fmt: skip


def _pair(cells: Sequence[str]) -> Overlap:
    if len(cells) != CELLS:
        raise HustingsError(f"{len(cells)} cells were found where {CELLS} were expected.")  # fmt: skip
    both, old, old_name, new, new_name, *written = cells
    if both != old + new:
        raise HustingsError(f"{both!r} was found where {old + new!r} was expected.")
    homes, area, people = (Parts(*map(_part, written[n : n + 2])) for n in (0, 2, 4))
    return Overlap(old, old_name, new, new_name, homes, area, people)


def _part(written: str) -> float:
    if re.fullmatch(r"\d(\.\d+)?(E-\d+)?", written, re.ASCII) and float(written) <= 1:
        return float(written)
    raise HustingsError(f"{written[:20]!r} was found where a part from 0 to 1 was expected.")  # fmt: skip


def _doubts(pairs: Iterable[Overlap], file: str) -> Iterator[str]:
    """Old seats of which not all people are somewhere, new ones whose people are not all from somewhere."""
    pairs = list(pairs)
    old = [((each.old, each.old_name), each.people.of_old) for each in pairs]
    new = [((each.new, each.new_name), each.people.of_new) for each in pairs]
    for parts in (old, new):
        for (code, name), found in groupby(sorted(parts), key=lambda each: each[0]):
            total = sum(part for _, part in found)
            if abs(total - 1) > NEARLY:
                yield f"{file}: {name} ({code}): the parts of its people add up to {100 * total:.1f} %."
