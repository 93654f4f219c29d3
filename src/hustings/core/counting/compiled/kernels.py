"""The loops that numba compiles. Each says which function of the standard library's path it does the work of.

Only whole numbers of 64 bits are used, and `packed.MOST_PAPERS` keeps every sum below them. Nothing here decides: a line
that is not plain is left to the careful reading, and what a law says stays in the law's own module.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from hustings.core.counting.packed import Columns

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int64]

types: Any = numba.types  # their makers carry no types
_number = types.int64
_numbers = types.Array(types.int64, 1, "C")
_bytes = types.Array(types.uint8, 1, "C")
_fixed_numbers = types.Array(types.int64, 1, "C", readonly=True)
_fixed_bytes = types.Array(types.uint8, 1, "C", readonly=True)
_columns = types.NamedTuple((_fixed_bytes, _fixed_numbers, _fixed_numbers), Columns)

_KEPT = bool(vars(numba.config)["CACHE_DIR"])
"""Machine code is kept only where `loading` has named a folder, and never beside this file."""
F = TypeVar("F", bound=Callable[..., object])


def _compiled(signature: object) -> Callable[[F], F]:
    """Compiled for these types as soon as this file is imported, or fetched from where it was kept."""
    return cast("Callable[[F], F]", numba.njit(signature, cache=_KEPT))


def _within(function: F) -> F:
    """Compiled as a part of those that call it."""
    return cast("F", numba.njit(function))


MOST_DIGITS = 12
"""As `source.decoded_number`."""
SPACE, LINE_FEED, CARRIAGE_RETURN, ZERO, NINE = 32, 10, 13, 48, 57
MORE, END, NOT_PLAIN = 0, 1, 2
"""What came of a piece of a file: it is used up, the 0 after the last paper stands in it, or it needs a closer look."""
EMPTY = -1
HOPEFUL, ELECTED, OUT = 0, 1, 2
NOBODY = 0


class Kinds(NamedTuple):
    """Kinds of papers while they are read, with room for more. `slots` is a hash table of their numbers."""

    marks: Bytes
    starts: Numbers
    many: Numbers
    hashes: NDArray[np.uint64]
    slots: Numbers


_kinds = types.NamedTuple(
    (_bytes, _numbers, _numbers, types.Array(types.uint64, 1, "C"), _numbers), Kinds
)


class Nodes(NamedTuple):
    """The ways of papers through those elected, as a tree; node 0 is the root, a node's parent comes before it."""

    parent: Numbers
    place: Numbers
    size: Numbers
    """How many papers come through."""
    first: Numbers
    """The first of the nodes below, 0 where there is none."""
    next: Numbers
    """The next node below the same parent, 0 where there is none."""


_nodes = types.NamedUniTuple(_numbers, 5, Nodes)


@_within
def _number_at(text: Bytes, at: int) -> tuple[int, int]:
    """The number that begins at `at`, or -1 where none does that is written as it should be, and where it ends."""
    begun, value = at, 0
    while at < text.size and ZERO <= text[at] <= NINE and at - begun <= MOST_DIGITS:
        value = 10 * value + int(text[at]) - ZERO
        at += 1
    digits = at - begun
    if digits == 0 or digits > MOST_DIGITS or (digits > 1 and text[begun] == ZERO):
        return -1, at
    return value, at


@_within
def _past_spaces(text: Bytes, at: int) -> int:
    while at < text.size and text[at] == SPACE:
        at += 1
    return at


@_within
def _at_line_end(text: Bytes, at: int) -> bool:
    return at >= text.size or text[at] == LINE_FEED or text[at] == CARRIAGE_RETURN


@_within
def _next_line(text: Bytes, at: int) -> int:
    """Past the line end at `at`, which may be two bytes."""
    both = at + 1 < text.size and text[at] == CARRIAGE_RETURN
    return at + 2 if both and text[at + 1] == LINE_FEED else at + 1


@_within
def _marks_at(
    text: Bytes, at: int, marks: Bytes, used: int, seen: Numbers, line: int
) -> tuple[int, int]:
    """Put the marks up to a paper's 0 into `marks` from `used` on: how many, or -1, and where the paper ends."""
    length = 0
    while True:
        mark, at = _number_at(text, _past_spaces(text, at))
        if mark == 0:
            at = _past_spaces(text, at)
            return (length if _at_line_end(text, at) else -1), at
        if mark < 0 or mark >= seen.size or seen[mark] == line:
            return -1, at
        seen[mark] = line
        marks[used + length] = mark
        length += 1


@_within
def _hash(marks: Bytes, start: int, end: int) -> np.uint64:
    """FNV-1a, with its upper half folded in."""
    value = np.uint64(14695981039346656037)
    for at in range(start, end):
        value = (value ^ np.uint64(marks[at])) * np.uint64(1099511628211)
    return value ^ (value >> np.uint64(32))


@_within
def _alike(kinds: Kinds, kind: int, start: int, end: int) -> bool:
    """Whether the kind has the marks from `start` to `end`."""
    other = kinds.starts[kind]
    if kinds.starts[kind + 1] - other != end - start:
        return False
    for n in range(end - start):
        if kinds.marks[other + n] != kinds.marks[start + n]:
            return False
    return True


@_within
def _kind_of(kinds: Kinds, known: int, end: int) -> int:
    """The kind that has the marks after those of the `known`, up to `end`; the number `known`, where it is new."""
    start = kinds.starts[known]
    value = _hash(kinds.marks, start, end)
    mask = np.uint64(kinds.slots.size - 1)
    slot = value & mask
    while kinds.slots[slot] != EMPTY:
        kind = kinds.slots[slot]
        if kinds.hashes[kind] == value and _alike(kinds, kind, start, end):
            return int(kind)
        slot = (slot + np.uint64(1)) & mask
    kinds.slots[slot] = known
    kinds.hashes[known] = value
    return known


@_compiled(types.void(_kinds, _number))
def put_again(kinds: Kinds, known: int) -> None:
    """Put the `known` kinds into the empty `slots`."""
    mask = np.uint64(kinds.slots.size - 1)
    for kind in range(known):
        slot = kinds.hashes[kind] & mask
        while kinds.slots[slot] != EMPTY:
            slot = (slot + np.uint64(1)) & mask
        kinds.slots[slot] = kind


@_compiled(
    types.UniTuple(_number, 4)(
        _fixed_bytes, _number, _kinds, _number, _number, _number
    ),
)
def read_lines(
    text: Bytes, candidates: int, kinds: Kinds, known: int, papers: int, most: int
) -> tuple[int, int, int, int]:
    """As `blt._Reading.quickly`: what came of it, where in `text` it ended, how many kinds and papers are known now.

    More than `most` papers are not plain.
    """
    seen = np.zeros(candidates + 1, np.int64)
    at, line = 0, 0
    while at < text.size:
        line += 1
        at = _past_spaces(text, at)
        if _at_line_end(text, at):
            at = _next_line(text, at)
            continue
        many, at = _number_at(text, at)
        if many == 0 and _at_line_end(text, _past_spaces(text, at)):
            return END, _next_line(text, _past_spaces(text, at)), known, papers
        if many < 1 or many > most - papers:
            return NOT_PLAIN, at, known, papers
        used = kinds.starts[known]
        length, at = _marks_at(text, at, kinds.marks, used, seen, line)
        if length < 0:
            return NOT_PLAIN, at, known, papers
        kind = _kind_of(kinds, known, used + length)
        if kind == known:
            kinds.many[kind], kinds.starts[kind + 1] = 0, used + length
            known += 1
        kinds.many[kind] += many
        papers += many
    return MORE, at, known, papers


@_compiled(_numbers(_columns, _fixed_bytes))
def standing(columns: Columns, out: Bytes) -> Numbers:
    """As `marks.standing_papers`: the kinds that show somebody who is not `out`."""
    found = np.empty(columns.many.size, np.int64)
    size = 0
    for kind in range(columns.many.size):
        for at in range(columns.starts[kind], columns.starts[kind + 1]):
            if not out[columns.marks[at]]:
                found[size] = kind
                size += 1
                break
    return found[:size].copy()


@_compiled(
    types.Tuple((_numbers, _numbers, _numbers))(
        _columns, _numbers, _numbers, _fixed_bytes
    ),
)
def deal(
    columns: Columns, at: Numbers, pile: Numbers, gone: Bytes
) -> tuple[Numbers, Numbers, Numbers]:
    """As `piles.Alike.dealt`: the pile's kinds by heir; where each heir's end among them; and each heir's papers.

    `at` keeps for each kind where its preferences begin that can still count.
    """
    heirs = np.empty(pile.size, np.uint8)
    ends, papers = np.zeros(257, np.int64), np.zeros(256, np.int64)
    for n in range(pile.size):
        kind = pile[n]
        place, end = at[kind], columns.starts[kind + 1]
        while place < end and gone[columns.marks[place]]:
            place += 1
        at[kind] = place
        heirs[n] = columns.marks[place] if place < end else NOBODY
        ends[heirs[n] + 1] += 1
        papers[heirs[n]] += columns.many[kind]
    for heir in range(256):
        ends[heir + 1] += ends[heir]
    sorted_pile = np.empty(pile.size, np.int64)
    for n in range(pile.size):
        sorted_pile[ends[heirs[n]]] = pile[n]
        ends[heirs[n]] += 1
    return sorted_pile, ends, papers


@_within
def _below(nodes: Nodes, parent: int, place: int, made: int) -> int:
    """The node of `place` below `parent`; it is the node `made` where there was none."""
    node = nodes.first[parent]
    while node and nodes.place[node] != place:
        node = nodes.next[node]
    if node:
        return int(node)
    nodes.parent[made], nodes.place[made] = parent, place
    nodes.size[made], nodes.first[made] = 0, 0
    nodes.next[made], nodes.first[parent] = nodes.first[parent], made
    return made


@_compiled(_number(_columns, _numbers, _bytes, _nodes))
def lay(columns: Columns, pile: Numbers, status: Bytes, nodes: Nodes) -> int:
    """As `bundles.Bundles`: the pile's papers by who, in order, may keep a part of them; how many nodes that made.

    -1 where there is no room for more nodes.
    """
    made = 1
    nodes.first[0] = 0
    for n in range(pile.size):
        kind, node, ended = pile[n], 0, False
        if made + columns.starts[kind + 1] - columns.starts[kind] >= nodes.place.size:
            return -1
        for at in range(columns.starts[kind], columns.starts[kind + 1]):
            place = columns.marks[at]
            if status[place] == OUT:
                continue
            node = _below(nodes, node, place, made)
            made = max(made, node + 1)
            nodes.size[node] += columns.many[kind]
            ended = status[place] == HOPEFUL
            if ended:
                break
        if not ended:
            node = _below(nodes, node, NOBODY, made)
            made = max(made, node + 1)
            nodes.size[node] += columns.many[kind]
    return made


@_compiled(_numbers(_nodes, _number, _bytes, _numbers, _number, types.boolean))
def distribute(
    nodes: Nodes, made: int, status: Bytes, keep: Numbers, unit: int, per_paper: bool
) -> Numbers:
    """As `bundles.Bundles.distributed`: what each place keeps, and under `NOBODY` what nobody does."""
    votes = np.zeros(256, np.int64)
    left = np.empty(made, np.int64)
    left[0] = unit
    for node in range(1, made):
        place, reached = nodes.place[node], left[nodes.parent[node]]
        part = reached
        if place != NOBODY and status[place] == ELECTED:
            if per_paper:
                part = min(reached, keep[place])
            else:
                part = (reached * keep[place] + unit - 1) // unit
        votes[place] += part * nodes.size[node]
        left[node] = reached - part
    return votes
