"""A plan of what an import would write, before it is written: lines in COPY's format, one list a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from hustings.apps.register.importing.copying import line
from hustings.core.register.register import Elector as CoreElector
from hustings.core.register.rows import RegisterRow

MEMBERS = (
    "districts", "doors", "moved", "electors", "changed", "closed", "missing", "absent", "left_lists",
    "corrections", "prior", "questions",
)  # fmt: skip


@dataclass(slots=True)
class Plan:
    """The lines of each table; a name of `MEMBERS` each. Private to this package."""

    lines: dict[str, list[str]] = field(
        default_factory=lambda: {name: [] for name in MEMBERS}
    )
    unsure: list[str] = field(default_factory=list)

    def add(self, table: str, cells: Sequence[str]) -> None:
        self.lines[table].append(line(cells))


class Entry(NamedTuple):
    """An elector to be written: its id, what the council says, what holds after our corrections, what changed."""

    id: str
    elector: CoreElector
    row: RegisterRow
    same_door: bool = False

    @property
    def is_new(self) -> bool:
        return self.elector.held is None


def hex_of(elector: CoreElector) -> str:
    """The row's id, of an elector whom the campaign holds."""
    if not isinstance(elector.held, UUID):
        raise TypeError(f"{elector.number} is not held")
    return elector.held.hex
