"""The papers of a BLT file read by compiled code, straight into columns of numbers.

Only plain lines are read here: a number of papers, candidates' numbers, 0. At whatever else stands in the file this
gives up, and the careful reading says what it is.
"""

from collections.abc import Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from hustings.core.counting.compiled.kernels import (
    EMPTY,
    END,
    NOT_PLAIN,
    Kinds,
    put_again,
    read_lines,
)
from hustings.core.counting.packed import MOST_PAPERS, Columns, Packed

T = TypeVar("T", bound=np.generic)


class Reader:
    """Papers as they are read, piece by piece."""

    def __init__(self, candidates: int) -> None:
        self.candidates = candidates
        self.known = self.papers = 0
        self.kinds = Kinds(
            np.empty(0, np.uint8),
            np.zeros(1, np.int64),
            np.empty(0, np.int64),
            np.empty(0, np.uint64),
            np.empty(0, np.int64),
        )

    def read(self, pieces: Iterable[bytes]) -> tuple[bytes, int] | None:
        """The piece in which the papers end, and where the line after them begins; None where a line is not plain."""
        for piece in pieces:
            self._make_room(piece)
            text = np.frombuffer(piece, np.uint8)
            came_of_it, at, self.known, self.papers = read_lines(
                text, self.candidates, self.kinds, self.known, self.papers, MOST_PAPERS
            )
            if came_of_it == END:
                return piece, at
            if came_of_it == NOT_PLAIN:
                return None
        return None

    @property
    def packed(self) -> Packed:
        kinds, known = self.kinds, self.known
        used = kinds.starts[known]
        columns = Columns(
            kinds.marks[:used].copy(),
            kinds.starts[: known + 1].copy(),
            kinds.many[:known].copy(),
        )
        for column in columns:
            column.flags.writeable = False
        return Packed(columns)

    def _make_room(self, piece: bytes) -> None:
        """For whatever the piece could hold: a kind on each line, a mark in every second byte."""
        kinds, known = self.kinds, self.known
        used = int(kinds.starts[known])
        marks, starts, many, hashes, slots = kinds
        if (most := used + len(piece) // 2) > len(marks):
            marks = _longer(marks, used, 2 * most)
        most = known + piece.count(b"\n") + piece.count(b"\r") + 1
        if most > len(many):
            most *= 2
            starts = _longer(starts, known + 1, most + 1)
            many, hashes = _longer(many, known, most), _longer(hashes, known, most)
            slots = np.full(1 << most.bit_length(), EMPTY, np.int64)
        self.kinds = Kinds(marks, starts, many, hashes, slots)
        if slots is not kinds.slots:
            put_again(self.kinds, known)


def _longer(column: NDArray[T], used: int, size: int) -> NDArray[T]:
    """The column with room for `size` numbers, of which `used` are there already."""
    longer = np.empty(size, column.dtype)
    longer[:used] = column[:used]
    return longer
