"""Piles of papers as numbers of kinds, dealt by compiled code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np

from hustings.core.counting.compiled.kernels import Bytes, Numbers, deal, standing
from hustings.core.counting.packed import Columns, Packed


def table_of(places: bytes) -> Bytes:
    """For each place whether it is one of these."""
    table = np.zeros(256, np.uint8)
    table[list(places)] = 1
    return table


def standing_kinds(packed: Packed, out: bytes) -> tuple[Numbers, int]:
    """The kinds that show somebody who is not `out`, and how many papers show nobody else."""
    kinds = standing(packed.columns, table_of(out))
    return kinds, packed.size - int(packed.columns.many[kinds].sum())


@dataclass(frozen=True, slots=True)
class Laid:
    """What the piles of one count share."""

    columns: Columns
    out: bytes
    """Who withdrew before the count."""
    at: Numbers
    """Where each kind's preferences begin that can still count."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """A pile; `kinds` are numbers in the columns."""

    laid: Laid
    kinds: Numbers
    size: int

    @classmethod
    def standing(cls, packed: Packed, out: bytes) -> tuple[Self, int]:
        """All papers that show somebody who is not `out`, and how many do not."""
        kinds, blank = standing_kinds(packed, out)
        laid = Laid(packed.columns, out, packed.columns.starts[:-1].copy())
        return cls(laid, kinds, packed.size - blank), blank

    @property
    def papers(self) -> Mapping[bytes, int]:
        """Each kind whole, without those who withdrew."""
        columns, papers = self.laid.columns, dict[bytes, int]()
        for kind in self.kinds.tolist():
            whole = columns.marks[columns.starts[kind] : columns.starts[kind + 1]]
            marks = whole.tobytes().translate(None, self.laid.out)
            papers[marks] = papers.get(marks, 0) + int(columns.many[kind])
        return papers

    def dealt(self, gone: bytes) -> Mapping[int, Self]:
        laid = self.laid
        kinds, ends, papers = deal(
            laid.columns, laid.at, self.kinds, table_of(laid.out + gone)
        )
        until = ends.tolist()
        return {
            heir: type(self)(
                laid, kinds[until[heir - 1] if heir else 0 : until[heir]], many
            )
            for heir, many in enumerate(papers.tolist())
            if many
        }

    def joined(self, other: Self) -> Self:
        kinds = np.concatenate((self.kinds, other.kinds))
        return type(self)(self.laid, kinds, self.size + other.size)
