"""Papers for Meek and Warren as a tree of the ways that they take through those elected.

Papers that begin their way alike pass through the same nodes, so that what they leave behind there is worked out once.
"""

from collections.abc import Mapping

import numpy as np

from hustings.core.counting.compiled.dealing import standing_kinds
from hustings.core.counting.compiled.kernels import (
    ELECTED,
    NOBODY,
    OUT,
    Nodes,
    distribute,
    lay,
)
from hustings.core.counting.packed import Packed

LARGEST = 2**63 - 1


class Tree:
    def __init__(self, packed: Packed, out: bytes, unit: int) -> None:
        if packed.size * unit > LARGEST or unit * unit + unit > LARGEST:
            raise OverflowError(f"{packed.size} papers of {unit} units do not fit")
        self._columns, self._unit = packed.columns, unit
        self._kinds, self.blank = standing_kinds(packed, out)
        self._status = np.zeros(256, np.uint8)
        self._status[list(out)] = OUT
        self._keep = np.zeros(256, np.int64)
        self._nodes, self._made = _room_for(1 << 10), 0

    def elect(self, place: int) -> None:
        self._status[place], self._made = ELECTED, 0

    def exclude(self, place: int) -> None:
        self._status[place], self._made = OUT, 0

    def distributed(
        self, keep: Mapping[int, int], per_paper: bool
    ) -> tuple[dict[int, int], int]:
        self._lay()
        self._keep[list(keep)] = list(keep.values())
        votes = distribute(
            self._nodes, self._made, self._status, self._keep, self._unit, per_paper
        ).tolist()
        return {place: votes[place] for place in keep}, votes[NOBODY]

    def _lay(self) -> None:
        """The tree anew, after somebody was elected or excluded."""
        while self._made < 1:
            self._made = lay(self._columns, self._kinds, self._status, self._nodes)
            if self._made < 0:
                self._nodes = _room_for(4 * self._nodes.place.size)


def _room_for(nodes: int) -> Nodes:
    return Nodes(*(np.empty(nodes, np.int64) for _ in Nodes._fields))
