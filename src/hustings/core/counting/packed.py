"""A poll's papers as whole columns of numbers instead of one object for each kind of paper.

A million papers lie in a few megabytes, and compiled code (`compiled`) walks through them at the processor's own pace.
To everything else they are what papers always are: marks, and how many papers show them.
"""

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from numpy import int64, uint8
    from numpy.typing import NDArray

MOST_PAPERS = (2**63 - 1) // 10**9
"""Compiled numbers have 64 bits. The largest that any count adds up is all papers at a billion units each (Meek)."""


class Columns(NamedTuple):
    """Kinds of papers: the marks of kind `n` stand in `marks` from `starts[n]` up to `starts[n + 1]`."""

    marks: "NDArray[uint8]"
    starts: "NDArray[int64]"
    many: "NDArray[int64]"
    """How many papers of each kind there are."""


@dataclass(frozen=True, eq=False)
class Packed(Mapping[bytes, int]):
    """Plain papers: each mark is a candidate's place, nobody is marked twice, and no two kinds are alike.

    There are at most `MOST_PAPERS`.
    """

    columns: Columns

    @cached_property
    def size(self) -> int:
        """How many papers there are."""
        return int(self.columns.many.sum())

    def __len__(self) -> int:
        return len(self.columns.many)

    def __iter__(self) -> Iterator[bytes]:
        marks = self.columns.marks.tobytes()
        return (marks[a:b] for a, b in pairwise(self.columns.starts.tolist()))

    def __getitem__(self, marks: bytes) -> int:
        return self._by_marks[marks]

    def items(self) -> ItemsView[bytes, int]:
        return self._by_marks.items()

    def values(self) -> ValuesView[int]:
        return self._by_marks.values()

    @cached_property
    def _by_marks(self) -> dict[bytes, int]:
        return dict(zip(self, self.columns.many.tolist(), strict=True))
